import { wordCues } from '../categories/cues.ts';
import { parsePrice } from '../entry/amounts/price.ts';
import { lexiconFor } from '../entry/lexicon.ts';
import { nameKey } from '../entry/reader.ts';
import { folded, hiddenCharacterAt, normalForm, plainDigits } from '../entry/text/characters.ts';
import { withPlainQuotes } from '../entry/text/quotes.ts';
import type { Money } from '../money.ts';
import type { Period } from './period.ts';
import { type PeriodOptions, readPeriod } from './period-words.ts';

/** What a search asks for: a purchase must match all of it. */
export interface Wanted {
  /** Cues of words in the item, the vendor, the category or a tag. */
  readonly words: readonly string[];
  /** Lower-case text without a cue that one of these must contain as it is: "15", "🍕". */
  readonly texts: readonly string[];
  /** In one currency, both ends included; null: no limit on that side. */
  readonly amounts: {
    readonly currency: string;
    readonly least: bigint | null;
    readonly most: bigint | null;
  } | null;
  /** Names of categories or tags, as typed, in any case. */
  readonly names: readonly string[];
  /** The words after an "@": a vendor's name, perhaps followed by other words. */
  readonly vendor: readonly string[] | null;
  readonly period: Period | null;
}

export interface SearchOptions extends PeriodOptions {
  /** ISO 4217: the currency of an amount that names none. */
  readonly currency: string;
}

export const longestSearch = 200;
const mostPieces = 24;
const mostWords = 10;
/** The most words that one period may have: "from the 5th of march 2025 to the 10th of april". */
const longestRun = 10;

/**
 * Reads a search: words, "10..20", ">10", "12.50", "#category or tag", "@vendor" and a period as in `readPeriod`, in
 * any order. Of amounts, vendors and periods the last one counts. Text in quotes is words. Null: it asks for nothing,
 * or for too much.
 */
export function readSearch(typed: string, options: SearchOptions): Wanted | null {
  if (typed.length > longestSearch || hiddenCharacterAt(typed) !== null) return null;
  const pieces = withPlainQuotes(normalForm(typed)).match(/[#@]?"[^"]*"|\S+/g) ?? [];
  if (pieces.length > mostPieces) return null;
  const found: Found = { words: [], names: [], ...nothing };
  for (let at = 0; at < pieces.length; ) {
    at += take(pieces, at, found, options);
  }
  const { words, names, ...rest } = found;
  const wanted = wantedWords(words.join(' '));
  const count = wanted.words.length + wanted.texts.length;
  const isOnlyWords = names.length === 0 && Object.values(rest).every((value) => value === null);
  const isEmpty = count === 0 && (words.length > 0 || isOnlyWords);
  return isEmpty || count > mostWords ? null : { ...rest, names, ...wanted };
}

/** A sign with a meaning of its own, such as an emoji with its modifiers. */
const sign =
  /\p{Regional_Indicator}{2}|(?!№)[\p{So}\p{Extended_Pictographic}](?:\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*/u;
const signOrWord = new RegExp(`${sign.source}|[\\p{L}\\p{M}\\p{N}№\\u200c\\u200d]+`, 'gu');

/** What the words of a text ask for: their cues, and words without cues as they are. */
export function wantedWords(text: string): Pick<Wanted, 'words' | 'texts'> {
  const pieces = text.split(/\s+/);
  const plain = pieces.flatMap((piece) => piece.replaceAll('\ufe0f', '').match(signOrWord) ?? []);
  const texts = plain.filter((word) => wordCues(word).length === 0).map((word) => word.toLowerCase());
  return { words: [...new Set(pieces.flatMap(wordCues))], texts: [...new Set(texts)] };
}

/** Whether this is a sign rather than a word: it may stand anywhere, even within a word. */
export function isSign(text: string): boolean {
  return sign.exec(text)?.index === 0;
}

const nothing = { amounts: null, vendor: null, period: null };

interface Found extends Omit<Mutable<Wanted>, 'words' | 'texts' | 'names'> {
  readonly words: string[];
  readonly names: string[];
}
type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Takes what begins at piece `at`; returns how many pieces it took. */
function take(pieces: readonly string[], at: number, found: Found, options: SearchOptions): number {
  const piece = pieces[at] ?? '';
  const name = unquoted(piece.slice(1));
  if (piece.startsWith('#') && name !== '') {
    found.names.push(piece.startsWith('#"') ? name : name.replaceAll('_', ' '));
    return 1;
  }
  if (piece.startsWith('@')) {
    const length = piece.startsWith('@"') ? 1 : wordsFrom(pieces, at + 1, options) + 1;
    const names = [name, ...pieces.slice(at + 1, at + length)].filter((word) => word !== '');
    if (names.length > 0) found.vendor = names.map(nameKey);
    return length;
  }
  const said = readRun(pieces, at, options);
  if (said === null) {
    found.words.push(unquoted(piece));
    return 1;
  }
  if ('period' in said) found.period = said.period;
  else found.amounts = said.amounts;
  return said.length;
}

function unquoted(piece: string): string {
  return piece.replaceAll('"', '').trim();
}

/** How many pieces from `from` on are plain words. */
function wordsFrom(pieces: readonly string[], from: number, options: SearchOptions): number {
  let to = from;
  while (to < pieces.length && !/^[#@"]/.test(pieces[to] ?? '') && readRun(pieces, to, options) === null)
    to += 1;
  return to - from;
}

type Run = ({ readonly period: Period } | { readonly amounts: NonNullable<Wanted['amounts']> }) & {
  readonly length: number;
};

/** The longest run of pieces from `at` on that is a period or amounts; null: none. */
function readRun(pieces: readonly string[], at: number, options: SearchOptions): Run | null {
  for (let length = Math.min(longestRun, pieces.length - at); length > 0; length -= 1) {
    const run = pieces.slice(at, at + length);
    if (run.some((piece) => /["#@]/.test(piece))) continue;
    const text = run.join(' ');
    const amounts = readAmounts(plainDigits(text), options);
    if (amounts !== null) return { amounts, length };
    // a unit alone is more likely part of an item: "day cream"
    const period = isUnitOfTime(text, options) ? null : readPeriod(text, options);
    if (period !== null) return { period, length };
  }
  return null;
}

function isUnitOfTime(text: string, { locale }: PeriodOptions): boolean {
  const { units, singleUnits } = lexiconFor(locale);
  return units.has(folded(text)) || singleUnits.has(folded(text));
}

/** A four-digit number that could be a year is read as one. */
const year = /^(19[7-9]|20\d)\d$/;

function readAmounts(
  text: string,
  options: { readonly currency: string; readonly locale: string },
): Wanted['amounts'] {
  const above = /^[>≥](.*)$/.exec(text)?.[1];
  if (above !== undefined) return amountsBetween(above, '', options);
  const below = /^[<≤](.*)$/.exec(text)?.[1];
  if (below !== undefined) return amountsBetween('', below, options);
  const halves = /^(.*?)\s*(?:\.\.+|…|–|—|(?<=\d)-(?=\d))\s*(.*)$/.exec(text);
  if (halves === null) return year.test(text) || isDate(text) ? null : amountsBetween(text, text, options);
  const [, from = '', to = ''] = halves;
  if (year.test(from) && (to === '' || year.test(to))) return null;
  return isDate(from) || isDate(to) ? null : amountsBetween(from, to, options);
}

/** "5/3", "2026-03-05", "5.3.": people mean a date, though it could be read as arithmetic or a number. */
function isDate(text: string): boolean {
  return /^\d+[/-]\d|^\d+\.\d+\.\d*$/.test(text);
}

function amountsBetween(
  from: string,
  to: string,
  options: { readonly currency: string; readonly locale: string },
): Wanted['amounts'] {
  const last = to === '' ? null : priceOf(to, options);
  const currency = last?.currency ?? options.currency;
  const first = from === '' ? null : priceOf(from, { ...options, currency });
  if ((from !== '' && first === null) || (to !== '' && last === null) || (from === '' && to === ''))
    return null;
  if (first !== null && last !== null && first.currency !== last.currency) {
    // "€10..20": the sign applies to both
    const again = priceOf(to, { ...options, currency: first.currency });
    return again?.currency === first.currency ? ordered(first.currency, first.minor, again.minor) : null;
  }
  const money = first ?? last;
  return money && ordered(money.currency, first?.minor ?? null, last?.minor ?? null);
}

function ordered(currency: string, from: bigint | null, to: bigint | null): Wanted['amounts'] {
  const turned = from !== null && to !== null && from > to;
  return turned ? { currency, least: to, most: from } : { currency, least: from, most: to };
}

function priceOf(
  text: string,
  options: { readonly currency: string; readonly locale: string },
): Money | null {
  if (!/\d/.test(text)) return null;
  const read = parsePrice(text.trim(), options);
  return read.ok ? read.money : null;
}
