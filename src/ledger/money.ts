import * as currencies from 'dinero.js/currencies';

/** An exact amount: integer minor units (cents for EUR, yen for JPY) of an ISO 4217 currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

const digitsByCode: ReadonlyMap<string, number> = new Map(
  Object.values(currencies).map(({ code, exponent }) => [code, exponent]),
);

/** The largest amount an entry may have, 999,999,999,999.99 in any currency, in hundredths of a unit. */
const largestHundredths = 99_999_999_999_999n;

/**
 * The number of decimals of a currency (EUR 2, JPY 0, KWD 3); null: not an ISO 4217 code in use. Codes are in capitals.
 * A minor unit is always 10^-digits of a unit, also for the ariary and the ouguiya (1 digit).
 */
export function minorDigits(currency: string): number | null {
  return digitsByCode.get(currency) ?? null;
}

/** Whether the amount, positive or negative, is larger than an entry may have. Throws on an unknown currency. */
export function isTooLarge(money: Money): boolean {
  const minor = money.minor < 0n ? -money.minor : money.minor;
  return minor * 100n > largestHundredths * 10n ** BigInt(digitsOf(money.currency));
}

/** The amount with all decimals of its currency: "12.50", "1200" for JPY. Throws on an unknown currency. */
export function decimal(money: Money): string {
  const digits = digitsOf(money.currency);
  const sign = money.minor < 0n ? '-' : '';
  const text = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The number of decimals of a currency. Throws on an unknown currency. */
export function digitsOf(currency: string): number {
  const digits = minorDigits(currency);
  if (digits === null) throw new RangeError(`unknown currency ${currency}`);
  return digits;
}
