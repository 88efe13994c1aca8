import { readCurrency } from '../entry/currency-name.ts';
import { type Money, minorDigits } from '../money.ts';

/** An exact number of either sign: `value` / 10^`scale`. */
export interface Decimal {
  readonly value: bigint;
  readonly scale: number;
}

/** Which mark stands before the decimals; null: it must be seen from the number. */
export type DecimalMark = '.' | ',' | null;

const longestNumber = 60;

/**
 * Reads "1,234.50", "-12,5", "1 234.5" or "1'234"; null: it is no number. Without a mark a comma before exactly three
 * digits divides thousands, and a single point never does.
 */
export function readDecimal(text: string, mark: DecimalMark): Decimal | null {
  if (text.length > longestNumber) return null;
  const [, sign, number] = /^([-+]?)([\d.,]+)$/.exec(text.replace(/[\s\u00a0\u202f'’_]/g, '')) ?? [];
  if (number === undefined) return null;
  const point = mark ?? markOf(number);
  const [whole = '', decimals = '', ...more] = number.replaceAll(point === '.' ? ',' : '.', '').split(point);
  if (more.length > 0 || whole + decimals === '') return null;
  const value = BigInt(whole + decimals);
  return { value: sign === '-' ? -value : value, scale: decimals.length };
}

function markOf(number: string): '.' | ',' {
  const comma = number.lastIndexOf(',');
  const point = number.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const single = comma >= 0 && number.indexOf(',') === comma;
  if (single) return /,\d{3}$/.test(number) ? '.' : ',';
  // several points divide thousands
  return point >= 0 && number.indexOf('.') !== point ? ',' : '.';
}

/** The sum of two. */
export function add(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { value: scaled(one, scale) + scaled(other, scale), scale };
}

/** The product of two. */
export function times(one: Decimal, other: Decimal): Decimal {
  return { value: one.value * other.value, scale: one.scale + other.scale };
}

/** The same number with the other sign. */
export function negated(number: Decimal): Decimal {
  return { value: -number.value, scale: number.scale };
}

/** The amount in minor units, of either sign; null: the currency has fewer decimals. Throws on an unknown currency. */
export function moneyOf(number: Decimal, currency: string): Money | null {
  const digits = digitsOf(currency);
  if (number.scale <= digits) return { minor: scaled(number, digits), currency };
  const over = 10n ** BigInt(number.scale - digits);
  return number.value % over === 0n ? { minor: number.value / over, currency } : null;
}

/** The amount in minor units, rounded half away from zero. Throws on an unknown currency. */
export function roundedMoney(number: Decimal, currency: string): Money {
  const digits = digitsOf(currency);
  if (number.scale <= digits) return { minor: scaled(number, digits), currency };
  const over = 10n ** BigInt(number.scale - digits);
  const half = number.value < 0n ? -(over / 2n) : over / 2n;
  return { minor: (number.value + half) / over, currency };
}

function scaled(number: Decimal, scale: number): bigint {
  return number.value * 10n ** BigInt(scale - number.scale);
}

function digitsOf(currency: string): number {
  const digits = minorDigits(currency);
  if (digits === null) throw new RangeError(`unknown currency ${currency}`);
  return digits;
}

/** Symbols and names seen before, for one file. */
export type CurrencyNames = Map<string, string | null>;

/** What a file calls a currency as its ISO 4217 code; null: it is no currency, or could be several. `own` settles "$". */
export function currencyOf(name: string, own: string, seen: CurrencyNames): string | null {
  if (name === '') return own;
  let code = seen.get(name);
  if (code === undefined) {
    const [first, ...others] = readCurrency(name, { own, locale: 'en' });
    code = first !== undefined && others.length === 0 ? first : null;
    if (seen.size < 1_000) seen.set(name, code);
  }
  return code;
}
