import { fromDigits, multiply, type Rational, scaled } from '../entry/rational.ts';
import { isTooLarge, type Money, minorDigits } from '../money.ts';

/** A positive decimal such as "1.0837", exactly. Throws on anything else. */
export function fromDecimal(decimal: string): Rational {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') throw new RangeError(`${decimal} is no decimal`);
  return fromDigits(whole + part, part.length);
}

/**
 * The rate from one currency to another: units of the other for one unit of the first, given how many units of each
 * there are for one euro (positive).
 */
export function crossRate(from: Rational, to: Rational): Rational {
  return reduced({ over: to.over * from.under, under: to.under * from.over });
}

/** The rate that a price has when it comes to this much in another currency. Both are positive. */
export function rateOf(price: Money, comesTo: Money): Rational {
  return reduced({
    over: comesTo.minor * 10n ** BigInt(digitsOf(price.currency)),
    under: price.minor * 10n ** BigInt(digitsOf(comesTo.currency)),
  });
}

/** Two rates one after the other. */
export function chained(first: Rational, second: Rational): Rational {
  return reduced(multiply(first, second));
}

/**
 * What the money comes to in another currency at this rate (units of it for one unit of the money's), rounded half to
 * even at its minor digits. It may be nothing. Throws on an unknown currency.
 */
export function exchange(money: Money, rate: Rational, currency: string): Money {
  const amount = { over: money.minor, under: 10n ** BigInt(digitsOf(money.currency)) };
  return { minor: scaled(multiply(amount, rate), digitsOf(currency)).count, currency };
}

/**
 * What money comes to at the rate of a price that comes to `given` by the person's word; at least one minor unit. All are
 * positive, the money in the currency of the price. null: more than an entry can hold.
 */
export function alikeOf(money: Money, price: Money, given: Money): Money | null {
  const { minor, currency } = exchange(money, rateOf(price, given), given.currency);
  const alike = { minor: minor > 0n ? minor : 1n, currency };
  return isTooLarge(alike) ? null : alike;
}

/**
 * Divides an amount in proportion to `parts` (positive), in their order: the last takes what remains, so that together
 * they are the amount. Each gets one minor unit at least, even where the amount has fewer than there are parts.
 */
export function sharesOf({ minor, currency }: Money, parts: readonly bigint[]): readonly Money[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  let reached = 0n;
  let used = 0n;
  return parts.map((part, at) => {
    reached += part;
    const due = scaled({ over: minor * reached, under: whole }, 0).count;
    const spare = minor - BigInt(parts.length - 1 - at);
    const share = (due < spare ? due : spare) - used;
    const own = share > 0n ? share : 1n;
    used += own;
    return { minor: own, currency };
  });
}

/** A rate as it is stored: "10000/10837". */
export function writeRate({ over, under }: Rational): string {
  return `${over}/${under}`;
}

/** Reads what `writeRate` wrote. Throws on anything else. */
export function readRate(text: string): Rational {
  const [, over = '', under = ''] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (over === '') throw new RangeError(`${text} is no rate`);
  return { over: BigInt(over), under: BigInt(under) };
}

/** The rate for reading: a decimal of six significant digits or of all whole ones, halves to even. */
export function showRate(rate: Rational): string {
  let decimals = 5;
  for (let whole = rate.over / rate.under; whole >= 10n && decimals > 0; whole /= 10n) decimals -= 1;
  for (let over = rate.over; over < rate.under && decimals < 12; over *= 10n) decimals += 1;
  const digits = String(scaled(rate, decimals).count).padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
}

function reduced({ over, under }: Rational): Rational {
  let [a, b] = [over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return { over: over / a, under: under / a };
}

function digitsOf(currency: string): number {
  const digits = minorDigits(currency);
  if (digits === null) throw new RangeError(`unknown currency ${currency}`);
  return digits;
}
