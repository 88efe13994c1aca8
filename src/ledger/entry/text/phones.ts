import { minorDigits } from '../../money.ts';
import type { Source } from '../amounts/amounts.ts';
import { isOperator } from './operators.ts';
import type { Token } from './tokens.ts';

/**
 * Digits grouped as people write only telephone numbers and cards', never a subtraction; 1, 7 and 8 are dialled before
 * some.
 */
const hyphened = new RegExp(
  [
    String.raw`(?:\+\d{1,3}[ -]?|[178][ -]?)?\(\d{2,4}\) ?\d{3,5}(?:-\d{4}|-\d{2}-\d{2})`,
    String.raw`(?:\+\d{1,3}|[178])[ -]\d{3}[ -]\d{3}-\d{2}-\d{2}`,
    String.raw`(?:\+?\d{1,3}-)?\d{3}-\d{3}-\d{4}`,
    // "95000-5000" is a price and what is taken off
    String.raw`9\d{4}-\d{4}(?<!00-\d\d00)`,
    String.raw`(?:\d{4}[ -]){3}\d{4}`,
    String.raw`\d{4}[ -]\d{6}[ -]\d{5}`,
  ]
    .map((form) => `(?:${form})(?![\\d-])`)
    .join('|'),
  'y',
);

/** The end of a number such as "555-123-4567" or "4111 1111 1111 1111" that starts here; `at` if none does. */
export function hyphenedPhoneEnd(line: string, at: number): number {
  hyphened.lastIndex = at;
  return hyphened.test(line) ? hyphened.lastIndex : at;
}

/** Currencies with decimals whose units are worth so little that sums of nine digits are usual. */
const smallUnits = new Set(
  'AMD CDF COP CRC HUF IDR IQD IRR KHR KZT LAK LBP MGA MMK MNT MWK NGN SOS SYP TZS UZS YER'.split(' '),
);

/** Whether a bare whole number has as many digits as a telephone number, and does not end like a large sum. */
export function isLong(token: Token | undefined): boolean {
  return (
    token?.kind === 'number' &&
    token.marks === '' &&
    /^\d{9,12}$/.test(token.text) &&
    !token.text.endsWith('00000')
  );
}

/** Whether the token is a number too long to be a sum in the line's currency: "recharge 20 612345678". */
export function isLongPhone({ tokens, currencies, own }: Source, at: number): boolean {
  const isAlone = !isOperator(tokens[at - 1]?.text ?? '') && !isOperator(tokens[at + 1]?.text ?? '');
  return (
    isAlone &&
    minorDigits(own) !== 0 &&
    !smallUnits.has(own) &&
    isLong(tokens[at]) &&
    currencies.every((name) => name === null)
  );
}
