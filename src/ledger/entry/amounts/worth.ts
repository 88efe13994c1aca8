import { isTooLarge, type Money, minorDigits } from '../../money.ts';
import type { Reading } from './amounts.ts';
import { scaled } from './rational.ts';

export type AmountProblem = 'zero' | 'negative' | 'too-large' | 'too-many-decimals';

/**
 * The money that a reading is worth in a currency (a code in use), or why it is no valid price: it must be positive,
 * not too large, and exact unless there was a division.
 */
export function moneyOf(reading: Reading, currency: string): Money | AmountProblem {
  const digits = minorDigits(currency) ?? 0;
  if (reading.endless) return 'too-large';
  const { count, exact } = scaled(reading.value, digits);
  const money = { minor: count, currency };
  if (reading.value.over < 0n) return 'negative';
  if (isTooLarge(money)) return 'too-large';
  if (reading.value.over === 0n) return 'zero';
  if (reading.decimals !== null ? reading.decimals > digits : !exact && !reading.divided)
    return 'too-many-decimals';
  return count === 0n ? 'zero' : money;
}
