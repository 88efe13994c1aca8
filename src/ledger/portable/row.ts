import type { Kind, Spread } from '../entry/entry.ts';
import { excerpt, longestItem, longestName, shortened } from '../lengths.ts';
import { decimal, isTooLarge, type Money, minorDigits } from '../money.ts';
import { type Decimal, moneyOf, readDecimal } from './decimals.ts';
import type { FileProblem, FileRow } from './portable.ts';

/** What can be wrong with a part of a file. */
export type FileTrouble =
  /** No date, or one that does not exist. */
  | 'date'
  /** None, zero, negative income, or more decimals than the currency has. */
  | 'amount'
  | 'currency'
  | 'item'
  /** Something that affects other entries and is not supported: an included file, an account alias. */
  | 'unsupported';

/** What a reader found out about one purchase. */
export interface Found {
  readonly line: number;
  readonly uid: string | null;
  readonly kind: Kind;
  readonly item: string | null;
  /** Above zero, unless something is wrong. */
  readonly amount: Decimal | null;
  /** An ISO 4217 code, or what the file has instead. */
  readonly currency: string;
  readonly given: Money | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** null: there is no valid day. */
  readonly day: string | null;
  readonly spread: Spread | null;
}

/**
 * Makes a purchase, with texts cut to the allowed lengths, or says what is wrong. Without an item, the vendor or else
 * the category serves as one.
 */
export function rowOf(found: Found): FileRow {
  const { line, amount, currency, tags, day } = found;
  const cut = (text: string | null, most: number) => text && shortened(text, most);
  const item = cut(found.item ?? found.vendor ?? found.category, longestItem);
  const [vendor, category] = [cut(found.vendor, longestName), cut(found.category, longestName)];
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

/** A problem, with the beginning of its text. */
export function problemAt(line: number, problem: FileTrouble, words: string): FileProblem {
  return { line, problem, words: excerpt(words) };
}

/** A text from another program, with its spaces collapsed; null: there is none. */
export function wordsOf(text: string | null | undefined): string | null {
  const words = text?.replace(/[\s\x85]+/g, ' ').trim() ?? '';
  return words === '' ? null : words;
}

/** Reads a UUID, in lower case; null: it is none. */
export function uidOf(text: string | undefined): string | null {
  const uid = text?.trim().toLowerCase() ?? '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uid) ? uid : null;
}

/** Writes a spread: "3 month". */
export function spreadText(spread: Spread): string {
  return `${spread.count} ${spread.unit}`;
}

/** Reads what `spreadText` wrote; null: it is something else. */
export function spreadOf(text: string | undefined): Spread | null {
  const [, count, unit] = /^(\d{1,4}) (day|week|month|year)$/.exec(text?.trim() ?? '') ?? [];
  if (count === undefined || unit === undefined || Number(count) < 1 || Number(count) > 1000) return null;
  return { count: Number(count), unit: unit as Spread['unit'] };
}

/** Writes an amount: "12.50 EUR". */
export function moneyText(money: Money): string {
  return `${decimal(money)} ${money.currency}`;
}

/** Reads what `moneyText` wrote; null: it is something else. */
export function moneyFrom(text: string | undefined): Money | null {
  const [, number, currency] = /^(\d{1,20}(?:\.\d{1,4})?) ([A-Z]{3})$/.exec(text?.trim() ?? '') ?? [];
  if (number === undefined || currency === undefined || minorDigits(currency) === null) return null;
  const amount = readDecimal(number, '.');
  return amount === null ? null : moneyOf(amount, currency);
}
