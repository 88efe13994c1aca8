import type { Source } from './amounts.ts';
import type { Further } from './further.ts';
import { readNumeral } from './numbers.ts';
import { fromDigits } from './rational.ts';

/**
 * The part of what precedes that "+ 20%" adds and, though not for sure, "- 20%" takes off: it may be alcohol, too. null:
 * no such sign and percentage begin here.
 */
export function percentAt({ tokens, conventions }: Source, at: number): Further | null {
  const [sign, number, percent] = tokens.slice(at, at + 3);
  if (number?.kind !== 'number' || percent?.text !== '%') return null;
  const [numeral, other] = readNumeral(number, conventions) ?? [];
  if (numeral === undefined || other !== undefined) return null;
  const value = fromDigits(numeral.digits, numeral.decimals + 2);
  const isLess = sign?.text !== '+';
  return { value: isLess ? { over: -value.over, under: value.under } : value, to: at + 3, sure: !isLess };
}
