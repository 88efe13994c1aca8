import type { Day } from '../day.ts';
import { approximationIn } from './amounts/approx.ts';
import { codeOf } from './amounts/currencies.ts';
import { choosePrice, DEAD, FREE, isPunctuation, type Price, SAID } from './amounts/prices.ts';
import { type MaybeDate, readSayings, type Said } from './dates/said.ts';
import type { Kind } from './entry.ts';
import { type Line, nameKey, type Reader } from './reader.ts';
import { isSeparator, MAIN, readSections, type Sections } from './text/sections.ts';

/** What the words of a line say, except for the amount. */
export interface Outline {
  readonly line: Line;
  readonly sections: Sections;
  readonly said: readonly Said[];
  /** FREE, SAID or DEAD for each token; dates that are only possible are not marked. */
  readonly taken: Uint8Array;
  readonly kind: Kind;
  /** Index of the word that names the kind, or -1. */
  readonly kindWord: number;
  /** Known categories among the words. */
  readonly categories: readonly KnownName[];
  /** A currency code that is the first or last word, not next to the number. */
  readonly alone: { readonly at: number; readonly code: string } | null;
  /** Words and numbers that may be dates. */
  readonly maybe: readonly MaybeDate[];
}

/** A line with at most one entry, read as far as possible without asking. */
export interface Draft extends Outline {
  /** Several if a date may be a price: then the person must choose. */
  readonly readings: readonly [LineReading, ...LineReading[]];
}

export interface KnownName {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** One way to tell date and price apart. */
export interface LineReading {
  /** Which of the possible dates is one; null: none. */
  readonly date: { readonly from: number; readonly to: number; readonly days: readonly Day[] } | null;
  readonly price: Price;
}

const mostDates = 4;
const longestNameWords = 4;

/** Reads a line into a draft: what it may mean, before anything is decided. */
export function readDraft(reader: Reader, line: Line): Draft {
  return draftOf(reader, readOutline(reader, line));
}

/** The draft of a line from its outline. */
export function draftOf(reader: Reader, outline: Outline): Draft {
  const { line, sections, said, maybe, taken, kind, kindWord, categories, alone } = outline;
  const readings = readingsOf(outline, reader.options.currency);
  return { line, sections, said, maybe, taken, kind, kindWord, categories, alone, readings };
}

/** Reads everything in a line but its price: fields, dates, kind and known categories. */
export function readOutline(reader: Reader, line: Line): Outline {
  const sections = readSections(line);
  const { said, maybe, dead } = readSayings(line, sections, reader.options);
  const taken = new Uint8Array(line.tokens.length);
  for (const { from, to } of said) taken.fill(SAID, from, to);
  for (const { from, to } of dead) taken.fill(DEAD, from, to);
  const inexact = approximationIn(line, [...said, ...maybe]);
  if (inexact !== null) taken.fill(SAID, inexact.from, inexact.to);
  const { kind, kindWord, sign } = readKind(line, sections, taken);
  if (sign) taken[0] = SAID;
  for (const { from, to } of knownVendors(reader, line, sections)) taken.fill(DEAD, from, to);
  const alone = loneCode(line, sections, taken, reader.options.currency);
  const categories = knownCategories(reader, line, sections, taken);
  return { line, sections, said, maybe, taken, kind, kindWord, categories, alone };
}

function readKind(
  line: Line,
  sections: Sections,
  taken: Uint8Array,
): { kind: Kind; kindWord: number; sign: boolean } {
  const { tokens, lexicon, currencies } = line;
  const first = tokens[0];
  if (first?.text === '+') return { kind: 'income', kindWord: -1, sign: true };
  if (first?.text === '-' || first?.text === '–') return { kind: 'refund', kindWord: -1, sign: true };
  for (const [at, token] of tokens.entries()) {
    const isWord = token.kind === 'word' && taken[at] === FREE && sections.owner[at] === MAIN;
    if (!isWord || currencies[at] !== null) continue;
    const kind = lexicon.kinds.get(token.text);
    // a single letter names a kind only at the start of the line: "r 5.20 amazon"
    if (kind === undefined || (token.text.length === 1 && at > 0)) break;
    return { kind, kindWord: at, sign: false };
  }
  return { kind: 'expense', kindWord: -1, sign: false };
}

/** A code in capitals that is the line's first or last word, not next to a number: "50 dinner THB". */
function loneCode(line: Line, sections: Sections, taken: Uint8Array, own: string): Outline['alone'] {
  const { tokens, text, lexicon } = line;
  const isOwnWord = (at: number): boolean =>
    taken[at] === FREE && sections.owner[at] === MAIN && !isPunctuation(tokens[at]);
  const words = [tokens.findIndex((_, at) => isOwnWord(at)), tokens.findLastIndex((_, at) => isOwnWord(at))];
  for (const at of words) {
    const token = tokens[at];
    if (token?.kind !== 'word' || token.quoted !== null) continue;
    const code = codeOf(token.text);
    if (code === null || text.slice(token.start, token.end) !== code) continue;
    if (lexicon.notCodes.has(token.text) && code !== own) continue;
    return { at, code };
  }
  return null;
}

/** Known categories between separators; if there are none, those anywhere among the words. */
function knownCategories(reader: Reader, line: Line, sections: Sections, taken: Uint8Array): KnownName[] {
  if (
    reader.categories.size === 0 ||
    sections.list.some(({ field }) => field === 'category' || field === 'hash')
  ) {
    return [];
  }
  const between: KnownName[] = [];
  const among: KnownName[] = [];
  const { tokens } = line;
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && !isSeparator(tokens[at])) continue;
    if (start > 0 || at < tokens.length) {
      const name =
        at > start && at - start <= longestNameWords * 2 ? known(reader, line, start, at) : undefined;
      if (name !== undefined) between.push({ from: start, to: at, name });
    }
    start = at + 1;
  }
  const usable = ({ from, to }: KnownName): boolean => {
    for (let at = from; at < to; at += 1) if (taken[at] !== FREE || sections.owner[at] !== MAIN) return false;
    return true;
  };
  const named = between.filter(usable);
  if (named.length > 0) return named;
  for (let at = 0; at < tokens.length; ) {
    const found = longestNameAt(reader, line, at);
    if (found !== null && usable(found)) among.push(found);
    at = found !== null && usable(found) ? found.to : at + 1;
  }
  return among;
}

/** Known vendors with a number in their name, at the start of a vendor field: "@ Pier 39". */
function knownVendors(reader: Reader, line: Line, { list }: Sections): { from: number; to: number }[] {
  return list.flatMap(({ field, from, to: end }) => {
    if (field !== 'vendor') return [];
    for (let to = Math.min(from + longestNameWords, end); to > from + 1; to -= 1)
      if (line.tokens[to - 1]?.kind === 'number' && reader.vendors.has(nameKey(textOf(line, from, to))))
        return [{ from, to }];
    return [];
  });
}

function longestNameAt(reader: Reader, line: Line, from: number): KnownName | null {
  const first = line.tokens[from];
  if (first?.kind !== 'word' || first.quoted !== null) return null;
  if (!reader.categoryInitials.has(line.text[first.start]?.toLowerCase() ?? '')) return null;
  for (let to = Math.min(from + longestNameWords, line.tokens.length); to > from; to -= 1) {
    const name = known(reader, line, from, to);
    if (name !== undefined) return { from, to, name };
  }
  return null;
}

function known(reader: Reader, line: Line, from: number, to: number): string | undefined {
  const name = reader.categories.get(nameKey(textOf(line, from, to)));
  return name !== undefined && /\p{L}/u.test(name) ? name : undefined;
}

function textOf({ text, tokens }: Line, from: number, to: number): string {
  const start = tokens[from]?.start ?? 0;
  return text.slice(start, tokens[to - 1]?.end ?? start);
}

/** Tells dates from prices if some words or numbers may be either (docs/ENTRY.md, "Date"). */
function readingsOf(base: Outline, own: string): Draft['readings'] {
  const currency = base.alone?.code ?? own;
  const opening = base.kindWord >= 0 ? base.kindWord : base.alone?.at === 0 ? 0 : -1;
  const taken = base.taken.slice();
  for (const { from, to } of base.categories) taken.fill(SAID, from, to);
  const priceWith = (date: MaybeDate | null): Price => {
    if (date === null) return choosePrice(base.line, base.sections, taken, currency, opening);
    const without = taken.slice();
    without.fill(SAID, date.from, date.to);
    return choosePrice(base.line, base.sections, without, currency, opening);
  };
  const withPrice = (dates: readonly MaybeDate[]): Good[] =>
    dates.slice(0, mostDates).flatMap((date) => {
      const price = priceWith(date);
      return price.amounts.length > 0 ? [{ date, price }] : [];
    });

  const { maybe } = base;
  if (maybe.length === 0) return [{ date: null, price: priceWith(null) }];
  const named = maybe.filter(({ form }) => form === 'named');
  let dates = withPrice(named);
  if (dates.length === 0)
    dates = withPrice(named.flatMap(({ shorter }) => (shorter === null ? [] : [shorter])));
  const [firstNamed, ...otherNamed] = dates.filter(
    ({ date }) => !dates.some((other) => overlap(other.date, date) && other.date.strength > date.strength),
  );
  if (firstNamed !== undefined) return [firstNamed, ...otherNamed];
  if (named[0] !== undefined) return [{ date: named[0], price: priceWith(named[0]) }];

  const asPrice = { date: null, price: priceWith(null) };
  const [sum, another] = asPrice.price.amounts;
  // something added to a price is no date: "1.10 lunch plus 2.50 tip"
  if (sum?.also !== undefined && another === undefined) return [asPrice];
  const [first, ...others] = withPrice(maybe.filter(({ form }) => form !== 'named'));
  if (first === undefined) {
    // "dentist 80 on 3.3. with Tom" has a date, but no price that could be told
    const sure = maybe.find((date) => date.pointed && date.likely && hasOtherNumber(base.line, date));
    return [sure === undefined ? asPrice : { date: sure, price: priceWith(sure) }];
  }
  return others.length > 0 ? [first, ...others] : settle(base, first, asPrice);
}

/** Whether the line has a number that is not part of this date. */
export function hasOtherNumber({ tokens }: Line, { from, to }: MaybeDate): boolean {
  return tokens.some(({ kind }, at) => kind === 'number' && (at < from || at >= to));
}

function overlap(a: MaybeDate, b: MaybeDate): boolean {
  return a.from < b.to && b.from < a.to;
}

interface Good {
  readonly date: MaybeDate;
  readonly price: Price;
}

/** Decides about a number that may be a date or the price, when another may be the price too. */
function settle(base: Outline, asDate: Good, asPrice: LineReading): Draft['readings'] {
  const { date, price } = asDate;
  if (date.pointed || price.hasCurrency) return [asDate];
  const [rival, another] = asPrice.price.amounts;
  if (rival === undefined) return [asDate];
  const starts =
    base.line.tokens.findIndex((_, at) => base.taken[at] === FREE && at !== base.kindWord) >= date.from;
  if (starts) return [asDate, asPrice];
  if (another !== undefined) return date.form === 'points' && !date.likely ? [asPrice] : [asDate];
  if (rival.from >= date.to || rival.to <= date.from) return [asDate];
  const isLikePrice = date.form === 'points' && !date.likely && rival.readings[0].decimals === 2;
  return isLikePrice ? [asPrice] : [asDate, asPrice];
}
