import type { Day } from '../day.ts';
import type { Money } from '../money.ts';
import type { Reading } from './amounts.ts';
import { folded, hiddenCharacterAt, normalForm } from './characters.ts';
import { chooseReading } from './choices.ts';
import {
  convertedOf,
  isLonger,
  longestItem,
  longestName,
  namesOf,
  recurrenceOf,
  type Settled,
  settleAmount,
  settleDate,
  spreadOf,
} from './complete.ts';
import { type Draft, hasOtherNumber, readDraft } from './draft.ts';
import { dayChoice, type Kind, type Problem, type Question, type Recurrence, type Spread } from './entry.ts';
import { longestText } from './parse.ts';
import { isPunctuation, type Price } from './prices.ts';
import { nameKey, type ParseOptions, placeOf, Reader, readLine, wholeOf } from './reader.ts';

/** Changes to an existing entry, as a text says them; null (or no tags): no change. */
export interface Amendment {
  readonly kind: Kind | null;
  readonly money: Money | null;
  /** The same amount in another currency; null if `money` is null. */
  readonly given: Money | null;
  readonly item: string | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly date: Day | null;
  readonly spread: Spread | null;
  readonly recurring: Recurrence | null;
}

/**
 * Reads "18.50", "#food", "@Lidl yesterday" and the like by the grammar of entries, in which here every part is
 * optional. `options.currency` is the entry's own. `amendment` is null if there is a question or a problem. Never
 * throws on a text.
 */
export function parseAmendment(
  text: string,
  options: ParseOptions,
): {
  readonly amendment: Amendment | null;
  readonly question: Question | null;
  readonly problems: readonly Problem[];
} {
  const reader = new Reader(options);
  const amendment = readAmendment(reader, text);
  const { question, problems } = reader;
  return { amendment: question === null && problems.length === 0 ? amendment : null, question, problems };
}

function readAmendment(reader: Reader, typed: string): Amendment | null {
  const whole = { line: 1, start: 0, end: typed.length };
  const hidden = hiddenCharacterAt(typed.replace(/\s+/g, ' '));
  if (hidden !== null) return reader.refuse('hidden-characters', { line: 1, start: hidden, end: hidden + 1 });
  const text = normalForm(typed.replace(/\s+/g, ' '));
  if (text.length > longestText) return reader.refuse('too-long', whole);
  const read = withDateOnly(readDraft(reader, readLine(reader, 1, text, 0)));
  const chosen = chooseReading(reader, read);
  if (chosen === null) return null;
  const { reading, day } = chosen;
  const date = reading.date && { ...reading.date, days: day === null ? reading.date.days : [day] };
  const draft: Draft = { ...read, readings: [{ ...reading, date }] };
  const hasAmount = reading.price.amounts.length > 0;
  const settled = hasAmount ? settleAmount(reader, draft, null) : withoutAmount(reader, draft);
  if (settled === null) return null;
  const hasDay = settled.day !== null || draft.said.some(({ day }) => day !== null);
  const newDay = hasDay ? settleDate(reader, settled, null) : null;
  const names = namesOf(reader, settled);
  if (names === null) return null;
  const { category, tags } = names;
  const said = isKindWord(draft, names.item) ? null : withoutCorrections(draft, names.item, 2);
  const place = hasAmount || said === null ? undefined : withoutCorrections(draft, said, 1);
  // "it was lidl"
  const known = names.vendor ?? reader.vendors.get(nameKey(place ?? '')) ?? null;
  // "15 not 12": either could be meant
  const isUnclear =
    hasAmount && said !== null && withoutCorrections(draft, said.replace(/[\d.,]+/g, ''), 2) === null;
  const item = isUnclear ? text.trim() : known === names.vendor ? said : null;
  if (isLonger(item, longestItem)) return reader.refuse('item-too-long', wholeOf(draft.line));
  if ([known, category, ...tags].some((name) => isLonger(name, longestName))) {
    return reader.refuse('name-too-long', wholeOf(draft.line));
  }
  const kind = draft.kind === 'expense' || isLoneSign(draft) ? null : draft.kind;
  return {
    kind,
    money: hasAmount && !isUnclear ? settled.money : null,
    given: convertedOf(reader, settled),
    item,
    vendor: known,
    category,
    tags,
    date: newDay,
    spread: spreadOf(draft),
    recurring: recurrenceOf(draft),
  };
}

/** Whether an amendment changes nothing. */
export function saysNothing(amendment: Amendment): boolean {
  return Object.values(amendment).every(
    (said) => said === null || (Array.isArray(said) && said.length === 0),
  );
}

/** A day is a date here even without another number: "am 5."; "5/3" may be one. */
function withDateOnly(draft: Draft): Draft {
  const [{ date: named }, other] = draft.readings;
  const [date, another] = draft.maybe;
  const isOnly = named === null && other === undefined && another === undefined;
  if (!isOnly || date === undefined || hasOtherNumber(draft.line, date)) return draft;
  const reading = { date, price: noPrice };
  if (date.likely || date.pointed) return { ...draft, readings: [reading] };
  return date.form === 'slash' ? { ...draft, readings: [reading, ...draft.readings] } : draft;
}

/**
 * The item without words that only say that something is corrected; null: there are no others. Fewer than `fewest` of
 * them may begin a name ("no sugar cola"), unless a comma follows.
 */
function withoutCorrections(
  { line: { lexicon, tokens } }: Draft,
  item: string | null,
  fewest: 1 | 2,
): string | null {
  if (tokens.some(({ quoted }) => quoted !== null)) return item;
  const parts = (item ?? '').split(/\s*,\s*/).flatMap((part) => {
    const words = part.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const isCorrection = (word: string) =>
      lexicon.corrections.has(folded(word.replace(/[^\p{L}\p{M}\p{N}'’-]/gu, '')));
    const first = words.findIndex((word) => !isCorrection(word));
    if (first < 0) return [];
    return [first < fewest ? part : words.slice(first).join(' ')];
  });
  return parts.length === 0 ? null : parts.join(', ');
}

/** Settles a draft without an amount: it gets an empty one that takes no words. */
function withoutAmount(reader: Reader, draft: Draft): Settled | null {
  const { date } = draft.readings[0];
  const reading = { date, price: noPrice };
  const { currency } = reader.options;
  const amount = { from: 0, to: 0, readings: [nothing] as const, currency, shorter: null };
  const settled = { draft, reading, amount, money: { minor: 0n, currency } };
  if (date === null) return { ...settled, day: null };
  const [day, another] = date.days;
  const choices = date.days.map(dayChoice);
  const place = placeOf(draft.line, date.from, date.to);
  const taken = another === undefined ? day : reader.ask('date', place, choices)?.text;
  return taken === undefined ? null : { ...settled, day: taken };
}

const noPrice: Price = { amounts: [], converted: null, hasCurrency: false };

const nothing: Reading = { value: { over: 0n, under: 1n }, decimals: 0, divided: false, endless: false };

/** A lone "-" means "skip" or nothing, not a refund. */
function isLoneSign({ kindWord, line }: Draft): boolean {
  return kindWord < 0 && line.tokens.every((token) => isPunctuation(token));
}

/** "refund" alone names the kind here, not an item. */
function isKindWord({ kindWord, line }: Draft, item: string | null): boolean {
  return item !== null && kindWord >= 0 && folded(item) === line.tokens[kindWord]?.text;
}
