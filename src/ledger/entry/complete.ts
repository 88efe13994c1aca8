import { type Day, weekdayOf } from '../day.ts';
import { isLonger, longestItem, longestName } from '../lengths.ts';
import type { Money } from '../money.ts';
import type { Amount } from './amounts/amounts.ts';
import { oneOrTwo } from './amounts/apart.ts';
import { type CurrencyName, resolveCurrency } from './amounts/currencies.ts';
import { noAmount, noPrice, SAID } from './amounts/prices.ts';
import { moneyOf } from './amounts/worth.ts';
import { chooseAmount, chooseMoney, chooseReading, distinct } from './choices.ts';
import type { Draft, LineReading } from './draft.ts';
import { dayChoice, type Entry, type Kind, type Place, wordChoice } from './entry.ts';
import { type Line, placeOf, type Reader, wholeOf } from './reader.ts';
import { itemOf, type Named, remainderOf } from './remainder.ts';

/**
 * What a part of a line inherits from the rest of it unless its own words say otherwise; null (or no tags): nothing.
 */
export interface Inherited {
  readonly date: Day | null;
  readonly currency: CurrencyName | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly kind: Kind | null;
  readonly spread: Entry['spread'];
  readonly recurring: Entry['recurring'];
}

/** For a line that is not part of another. */
export const nothingInherited: Inherited = {
  date: null,
  currency: null,
  vendor: null,
  category: null,
  tags: [],
  kind: null,
  spread: null,
  recurring: null,
};

/** A draft with every question about amount and date answered. */
export interface Settled {
  readonly draft: Draft;
  readonly reading: LineReading;
  readonly day: Day | null;
  readonly amount: Amount;
  readonly money: Money;
}

/** The entry that a draft makes; null: something is wrong or must be asked, as `reader` notes. */
export function complete(reader: Reader, draft: Draft, inherited: Inherited): Entry | null {
  const settled = settleAmount(reader, draft, inherited.currency);
  if (settled === null) return null;
  const date = settleDate(reader, settled, inherited.date);
  return date === null ? null : entryOf(reader, settled, date, inherited);
}

/** Decides which number is the price, and its value; null: something is wrong or must be asked. */
export function settleAmount(reader: Reader, draft: Draft, inherited: CurrencyName | null): Settled | null {
  const { line } = draft;
  const chosen = chooseReading(reader, draft);
  if (chosen === null) return null;
  const { reading, day } = chosen;
  const amount = chooseAmount(reader, draft, reading);
  if (amount === null) return null;
  const place = placeOf(line, amount.from, amount.to);
  const own = reader.options.currency;
  const name = amount.currency ?? draft.alone?.code ?? inherited ?? own;
  const codes = resolveCurrency(name, own);
  const currency = codes.length === 1 ? codes[0] : reader.ask('currency', place, codes.map(wordChoice))?.text;
  if (currency === undefined) return null;
  const money = chooseMoney(reader, amount.readings, currency, place);
  return money === null ? null : oneOrTwo(reader, { draft, reading, day, amount, money });
}

/** Settles a draft whose line has no amount: it gets an empty one that takes no words. null: its day must be asked. */
export function settleWithoutAmount(reader: Reader, draft: Draft): Settled | null {
  const { date } = draft.readings[0];
  const reading = { date, price: noPrice };
  const { currency } = reader.options;
  const settled = { draft, reading, amount: noAmount(currency), money: { minor: 0n, currency } };
  if (date === null) return { ...settled, day: null };
  const [day, another] = date.days;
  const choices = date.days.map(dayChoice);
  const place = placeOf(draft.line, date.from, date.to);
  const taken = another === undefined ? day : reader.ask('date', place, choices)?.text;
  return taken === undefined ? null : { ...settled, day: taken };
}

/**
 * The day of an entry: from its own words, else inherited from the line, else today. A future day must be confirmed.
 * null: not answered yet.
 */
export function settleDate(reader: Reader, settled: Settled, inherited: Day | null): Day | null {
  const { draft, reading, day } = settled;
  const { today } = reader.options;
  if (day === null && draft.said.length === 0) return inherited ?? today;
  const days = draft.said.flatMap((said) =>
    said.day === null ? [] : [{ day: said.day, from: said.from, to: said.to }],
  );
  if (day !== null && reading.date !== null) days.push({ day, from: reading.date.from, to: reading.date.to });
  const last = days.at(-1);
  if (last === undefined) return inherited ?? today;
  const place = placeOf(draft.line, last.from, last.to);
  // "Monday, Nov 23"
  const isNamed = days.every((one) => weekdayOf(one.day) === weekdayOf(last.day));
  const choices = distinct((isNamed && day !== null ? [last] : days).map((one) => dayChoice(one.day)));
  const taken = choices.length > 1 ? reader.ask('date', place, choices)?.text : last.day;
  return taken === undefined ? null : sureDay(reader, taken, place);
}

/** A day given at `place`; a future one must be confirmed. null: not answered yet. */
export function sureDay(reader: Reader, day: Day, place: Place): Day | null {
  const { today } = reader.options;
  if (day <= today) return day;
  return reader.ask('date', place, [dayChoice(day), dayChoice(today)])?.text ?? null;
}

/** The entry of a draft whose amount and date are known; null: something is wrong or must be asked. */
export function entryOf(reader: Reader, settled: Settled, date: Day, inherited: Inherited): Entry | null {
  const { draft, money } = settled;
  const { line } = draft;
  const names = namesOf(reader, settled);
  if (names === null) return null;
  const vendor = names.vendor ?? inherited.vendor;
  const category = names.category ?? inherited.category;
  const tags = inherited.tags.length === 0 ? names.tags : unique([...names.tags, ...inherited.tags]);
  const item = names.item ?? category ?? vendor ?? reader.ask('item', wholeOf(line), [])?.text ?? null;
  if (item === null) return null;
  const tooLong = tooLongIn({ item, vendor, category, tags });
  if (tooLong !== null) return reader.refuse(tooLong, wholeOf(line));
  return {
    kind: draft.kind === 'expense' && inherited.kind !== null ? inherited.kind : draft.kind,
    money,
    converted: convertedOf(reader, settled),
    item,
    vendor,
    category,
    tags,
    date,
    spread: spreadOf(draft) ?? inherited.spread,
    recurring: recurrenceOf(draft) ?? inherited.recurring,
    line: line.number,
  };
}

/** The time over which the draft is spread; null: it is not. */
export function spreadOf(draft: Draft): Entry['spread'] {
  return draft.said.find(({ spread }) => spread !== null)?.spread ?? null;
}

/** How the draft recurs; null: it does not. */
export function recurrenceOf(draft: Draft): Entry['recurring'] {
  return draft.said.find(({ recurring }) => recurring !== null)?.recurring ?? null;
}

interface Names {
  readonly item: string | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
}

/** What is too long among the texts of an entry; null: nothing. */
export function tooLongIn({ item, vendor, category, tags }: Names): 'item-too-long' | 'name-too-long' | null {
  if (isLonger(item, longestItem)) return 'item-too-long';
  return [vendor, category, ...tags].some((name) => isLonger(name, longestName)) ? 'name-too-long' : null;
}

/** The texts of an entry; null: one of them must be asked. */
export function namesOf(reader: Reader, settled: Settled): Names | null {
  const { draft, reading, amount } = settled;
  const { line, sections, taken, kindWord } = draft;
  const found = draft.categories.map(({ name, from }) => ({ name, at: from }));
  const known = found.length === 0 ? null : choose(reader, draft, 'category', found);
  if (found.length > 0 && known === null) return null;
  const gone = taken.slice();
  const drop = ({ from, to }: { from: number; to: number }): void => void gone.fill(SAID, from, to);
  drop(amount);
  amount.also?.forEach(drop);
  if (reading.price.converted !== null) drop({ from: amount.to, to: reading.price.converted.to });
  if (reading.date !== null) drop(reading.date);
  if (draft.alone !== null && amount.currency === null) gone[draft.alone.at] = SAID;
  for (const one of draft.categories) if (one.name === known) drop(one);
  const rest = remainderOf(reader, line, sections, (at) => gone[at] === SAID);
  const vendor = choose(reader, draft, 'vendor', rest.vendors);
  const explicit = rest.categories.length > 0 ? choose(reader, draft, 'category', rest.categories) : null;
  if ((rest.vendors.length > 0 && vendor === null) || (rest.categories.length > 0 && explicit === null))
    return null;
  const hashes = rest.hashes.map(({ name }) => name);
  const category = explicit ?? hashes.shift() ?? known;
  const tags = unique([...hashes, ...rest.tags.map(({ name }) => name)]);
  const words = rest.words.filter((at) => at !== kindWord);
  const kindItem = kindWord >= 0 && (line.tokens[kindWord]?.text.length ?? 0) > 1 && known === null;
  const item = behindLeading(line, words, amount) ?? (kindItem ? itemOf(line, rest.words) : null);
  return { item, vendor, category, tags };
}

/** The item made up of these words, without what only leads to it from the price: "20 for gas", "20 € d'essence". */
function behindLeading(line: Line, words: readonly number[], { from }: Amount): string | null {
  const { tokens, lexicon } = line;
  const [first = -1, second] = words;
  const { text = '', start = 0 } = first > from ? (tokens[first] ?? {}) : {};
  const isElided =
    /^d['’]\p{L}/u.test(line.text.slice(start, start + text.length)) && lexicon.leading.has("d'");
  // "20 De Cecco" is a name
  const isSmall = line.text.startsWith(text.slice(0, 1), start);
  const leads =
    isSmall && lexicon.leading.has(text) && second === first + 1 && tokens[second]?.kind === 'word';
  const item = itemOf(line, leads ? words.slice(1) : words);
  return isElided && item?.startsWith(line.text.slice(start, start + 2)) ? item.slice(2) : item;
}

/** The name given; if there are several, asks for the one meant. null: none, or not answered yet. */
function choose(
  reader: Reader,
  draft: Draft,
  about: 'vendor' | 'category',
  names: readonly Named[],
): string | null {
  if (names.length <= 1) return names[0]?.name ?? null;
  const choices = distinct(names.map(({ name }) => wordChoice(name)));
  if (choices.length <= 1) return choices[0]?.text ?? null;
  const at = names.at(-1)?.at ?? 0;
  return reader.ask(about, placeOf(draft.line, at, at + 1), choices)?.text ?? null;
}

/** The amount in another currency after an equals sign, "18 usd = 16.90 eur"; null: none. */
export function convertedOf(reader: Reader, { reading }: Settled): Money | null {
  const { converted } = reading.price;
  if (converted === null || converted.currency === null) return null;
  const money = moneyOf(
    converted.readings[0],
    resolveCurrency(converted.currency, reader.options.currency)[0],
  );
  return typeof money === 'string' ? null : money;
}

function unique(names: string[]): readonly string[] {
  return names.length < 2 ? names : [...new Set(names)];
}
