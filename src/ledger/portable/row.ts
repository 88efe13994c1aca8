import type { Kind, Spread } from '../entry/entry.ts';
import { decimal, isTooLarge, type Money, minorDigits } from '../money.ts';
import { type Decimal, moneyOf, readDecimal } from './decimals.ts';
import type { FileProblem, FileRow } from './portable.ts';

/** What can be wrong with a part of a file. */
export type FileTrouble =
  /** There is no day, or none that the calendar has. */
  | 'date'
  /** There is none, it is zero, an income below zero, or has more decimals than its currency. */
  | 'amount'
  | 'currency'
  | 'item'
  /** Other entries depend on it in ways that spndr does not know: an included file, an alias of accounts. */
  | 'unsupported';

/** What a reader found of one purchase. */
export interface Found {
  readonly line: number;
  readonly uid: string | null;
  readonly kind: Kind;
  readonly item: string | null;
  /** More than zero, unless something is wrong. */
  readonly amount: Decimal | null;
  /** ISO 4217, or what the file has instead. */
  readonly currency: string;
  readonly given: Money | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** null: what stands there is no day. */
  readonly day: string | null;
  readonly spread: Spread | null;
}

/**
 * The purchase that was found, with texts cut to what purchases can hold, or what is wrong with it. Without an item it is known by its vendor, then
 * its category.
 */
export function rowOf(found: Found): FileRow {
  const { line, amount, currency, tags, day } = found;
  const item = cut(found.item ?? found.vendor ?? found.category, 200);
  const [vendor, category] = [cut(found.vendor, 100), cut(found.category, 100)];
  if (day === null) return problemAt(line, 'date', item ?? '');
  if (item === null) return problemAt(line, 'item', day);
  if (amount === null) return problemAt(line, 'amount', item);
  if (minorDigits(currency) === null) return problemAt(line, 'currency', currency);
  const price = moneyOf(amount, currency);
  if (price === null || price.minor <= 0n || isTooLarge(price)) return problemAt(line, 'amount', item);
  const given = found.given && found.given.minor > 0n && !isTooLarge(found.given) ? found.given : null;
  const { uid, kind, spread } = found;
  return { line, purchase: { uid, kind, item, price, given, vendor, category, tags, day, spread } };
}

function cut(text: string | null, most: number): string | null {
  return text === null || text.length <= most ? text : [...text].slice(0, most).join('');
}

/** A problem with at most as many words as one may have. */
export function problemAt(line: number, problem: FileTrouble, words: string): FileProblem {
  return { line, problem, words: [...words.slice(0, 200)].slice(0, 100).join('') };
}

/** The text that another program wrote as an item or a name: spaces collapsed; null: nothing. */
export function wordsOf(text: string | null | undefined): string | null {
  const words = text?.replace(/[\s\x85]+/g, ' ').trim() ?? '';
  return words === '' ? null : words;
}

/** A UUID in lower case; null: the text is none. */
export function uidOf(text: string | undefined): string | null {
  const uid = text?.trim().toLowerCase() ?? '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uid) ? uid : null;
}

/** "3 month". */
export function spreadText(spread: Spread): string {
  return `${spread.count} ${spread.unit}`;
}

/** Reads what `spreadText` wrote; null: it is no such thing. */
export function spreadOf(text: string | undefined): Spread | null {
  const [, count, unit] = /^(\d{1,4}) (day|week|month|year)$/.exec(text?.trim() ?? '') ?? [];
  if (count === undefined || unit === undefined || Number(count) < 1 || Number(count) > 1000) return null;
  return { count: Number(count), unit: unit as Spread['unit'] };
}

/** "12.50 EUR". */
export function moneyText(money: Money): string {
  return `${decimal(money)} ${money.currency}`;
}

/** Reads what `moneyText` wrote; null: it is no such thing. */
export function moneyFrom(text: string | undefined): Money | null {
  const [, number, currency] = /^(\d{1,20}(?:\.\d{1,4})?) ([A-Z]{3})$/.exec(text?.trim() ?? '') ?? [];
  if (number === undefined || currency === undefined || minorDigits(currency) === null) return null;
  const amount = readDecimal(number, '.');
  return amount === null ? null : moneyOf(amount, currency);
}
