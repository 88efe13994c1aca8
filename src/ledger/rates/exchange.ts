import { fromDigits, multiply, type Rational, scaled } from '../entry/amounts/rational.ts';
import { digitsOf, isTooLarge, type Money } from '../money.ts';

/** Reads a decimal such as "1.0837" exactly. Throws RangeError on anything else. */
export function fromDecimal(decimal: string): Rational {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') throw new RangeError(`${decimal} is no decimal`);
  return fromDigits(whole + part, part.length);
}

/**
 * The exchange rate between two currencies (units of the second per unit of the first), given the units of each per
 * euro (positive).
 */
export function crossRate(from: Rational, to: Rational): Rational {
  return reduced({ over: to.over * from.under, under: to.under * from.over });
}

/** The exchange rate of a price that is worth `comesTo` in another currency. Both are positive. */
export function rateOf(price: Money, comesTo: Money): Rational {
  return reduced({
    over: comesTo.minor * 10n ** BigInt(digitsOf(price.currency)),
    under: price.minor * 10n ** BigInt(digitsOf(comesTo.currency)),
  });
}

/** The product of two rates. */
export function chained(first: Rational, second: Rational): Rational {
  return reduced(multiply(first, second));
}

/**
 * Converts money at a rate (units of `currency` per unit of the money's), rounded half to even to minor units. The
 * result may be zero. Throws on an unknown currency.
 */
export function exchange(money: Money, rate: Rational, currency: string): Money {
  const amount = { over: money.minor, under: 10n ** BigInt(digitsOf(money.currency)) };
  return { minor: scaled(multiply(amount, rate), digitsOf(currency)).count, currency };
}

/**
 * Converts money at the rate given by a person's two amounts, `price` and `given`; at least one minor unit. All are
 * positive, `money` in the currency of `price`. null: more than an entry may have.
 */
export function alikeOf(money: Money, price: Money, given: Money): Money | null {
  const { minor, currency } = exchange(money, rateOf(price, given), given.currency);
  const alike = { minor: minor > 0n ? minor : 1n, currency };
  return isTooLarge(alike) ? null : alike;
}

/**
 * Divides an amount in proportion to `parts` (positive), in order; the last share is the remainder, so that they add
 * up. Each share is at least one minor unit, even if the amount has fewer units than there are parts.
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

/** A rate in its stored form: "10000/10837". */
export function writeRate({ over, under }: Rational): string {
  return `${over}/${under}`;
}

/** Reads what `writeRate` wrote. Throws on anything else. */
export function readRate(text: string): Rational {
  const [, over = '', under = ''] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (over === '') throw new RangeError(`${text} is no rate`);
  return { over: BigInt(over), under: BigInt(under) };
}

/** A rate for display: a decimal of six significant digits or all integer digits, rounded half to even. */
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
