/** An exact fraction, not reduced. The denominator is positive. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

/** From a non-empty string of ASCII digits, the last `decimals` of which are decimals. */
export function fromDigits(digits: string, decimals: number): Rational {
  return { over: BigInt(digits), under: decimals === 0 ? 1n : 10n ** BigInt(decimals) };
}

/** The exact sum. */
export function add(a: Rational, b: Rational): Rational {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

/** The exact difference. */
export function subtract(a: Rational, b: Rational): Rational {
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
}

/** The exact product. */
export function multiply(a: Rational, b: Rational): Rational {
  return { over: a.over * b.over, under: a.under * b.under };
}

/** The exact quotient; null: division by zero. */
export function divide(a: Rational, b: Rational): Rational | null {
  if (b.over === 0n) return null;
  const sign = b.over < 0n ? -1n : 1n;
  return { over: sign * a.over * b.under, under: sign * a.under * b.over };
}

/** The value as a count of 10^-digits, rounded half to even. `exact`: nothing was rounded. */
export function scaled(value: Rational, digits: number): { count: bigint; exact: boolean } {
  const over = value.over * 10n ** BigInt(digits);
  const count = over / value.under;
  const rest = over - count * value.under;
  if (rest === 0n) return { count, exact: true };
  const step = over < 0n ? -1n : 1n;
  const twice = rest * step * 2n;
  const up = twice > value.under || (twice === value.under && count % 2n !== 0n);
  return { count: up ? count + step : count, exact: false };
}
