import { readCurrency } from '../entry/amounts/currency-name.ts';
import { digitsOf, type Money } from '../money.ts';

/** An exact number: `value` / 10^`scale`. */
export interface Decimal {
  readonly value: bigint;
  readonly scale: number;
}

/** The decimal mark; null: to be inferred from the number. */
export type DecimalMark = '.' | ',' | null;

const longestNumber = 60;

/**
 * Reads "1,234.50", "-12,5", "1 234.5" or "1'234"; null: it is no number. With `mark` null, a comma before exactly
 * three digits groups thousands, and a single full stop never does.
 */
export function readDecimal(text: string, mark: DecimalMark): Decimal | null {
  if (text.length > longestNumber) return null;
  const [, sign, number] = /^([-+]?)([\d.,]+)$/.exec(text.replace(/[\s\u00a0\u202f'’_]/g, '')) ?? [];
  if (number === undefined) return null;
  const point = mark ?? markOf(number);
  const [grouped = '', decimals = '', ...more] = number.split(point);
  const whole = grouped.replace(/[.,]/g, '');
  if (more.length > 0 || whole + decimals === '' || !/^\d*$/.test(decimals)) return null;
  // what groups no thousands is the other mark: "12.50" where the mark is a comma
  if (!/^(?:\d*|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3})$/.test(grouped)) return null;
  const value = BigInt(whole + decimals);
  return { value: sign === '-' ? -value : value, scale: decimals.length };
}

function markOf(number: string): '.' | ',' {
  const comma = number.lastIndexOf(',');
  const point = number.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const single = comma >= 0 && number.indexOf(',') === comma;
  if (single) return /,\d{3}$/.test(number) ? '.' : ',';
  // several full stops group thousands
  return point >= 0 && number.indexOf('.') !== point ? ',' : '.';
}

/** The exact sum. */
export function add(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { value: scaled(one, scale) + scaled(other, scale), scale };
}

/** The exact product. */
export function times(one: Decimal, other: Decimal): Decimal {
  return { value: one.value * other.value, scale: one.scale + other.scale };
}

/** The number with its sign reversed. */
export function negated(number: Decimal): Decimal {
  return { value: -number.value, scale: number.scale };
}

/** A number as money, of either sign; null: it has more decimals than the currency. Throws on an unknown currency. */
export function moneyOf(number: Decimal, currency: string): Money | null {
  const digits = digitsOf(currency);
  if (number.scale <= digits) return { minor: scaled(number, digits), currency };
  const over = 10n ** BigInt(number.scale - digits);
  return number.value % over === 0n ? { minor: number.value / over, currency } : null;
}

/** A number as money, rounded half away from zero. Throws on an unknown currency. */
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

/** A cache of currency symbols and names met in one file. */
export type CurrencyNames = Map<string, string | null>;

/**
 * The ISO 4217 code for a file's name of a currency ('' means `own`); null: it is none, or ambiguous. `own` decides
 * what "$" means.
 */
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
