import { minorDigits } from '../../money.ts';
import { standsAlone } from '../text/neighbours.ts';
import { isDash, isTimes } from '../text/operators.ts';
import type { Token } from '../text/tokens.ts';
import type { Source } from './amounts.ts';
import { resolveCurrency } from './currencies.ts';
import { readNumeral } from './numbers.ts';
import { fromDigits, multiply, type Rational } from './rational.ts';

/** What continues a number and its unit: "50 cents" after "5 dollars", "5 lakh" after "2 crore". */
export interface Further {
  /** To be added to what precedes. */
  readonly value: Rational;
  /** Index of the token after it. */
  readonly to: number;
  /** False: the number may also belong to the item. */
  readonly sure: boolean;
}

/** The power of ten that a token after a number names, as its exponent; null: none. */
export function multiplierAt({ tokens, lexicon }: Source, at: number): number | null {
  const token = tokens[at];
  if (token === undefined || token.kind === 'number') return null;
  if (token.kind === 'word' && token.text.length === 1 && !token.glued) return null;
  return lexicon.multipliers.get(token.text) ?? null;
}

/** The index after the full stop of an abbreviation ("500 руб."), if there is one at `at`; else `at`. */
export function behindPoint(tokens: readonly Token[], at: number): number {
  const point = tokens[at];
  return point?.text === '.' && point.glued && tokens[at + 1]?.glued !== true ? at + 1 : at;
}

/** The index after a dash for "no cents" ("5,-", "500/-"), if there is one at `at`; else `at`. */
export function behindDash(tokens: readonly Token[], at: number): number {
  const mark = tokens[at];
  if (mark?.glued !== true || !',./'.includes(mark.text)) return at;
  let end = at + 1;
  while (tokens[end]?.glued === true && isDash(tokens[end]?.text ?? '')) end += 1;
  return end > at + 1 && tokens[end]?.kind !== 'number' ? end : at;
}

/**
 * The hundredths after a whole number of `currency` and the currency's name: "1€50", "5 dollars and 50 cents", "5
 * dollars, 50 cents" and, though not for sure, "3 Euro 50 Kaffee". `isSum`: the number has a currency or a multiplier;
 * else only "5 and 50 cents" has any. null: there are none, or the currency has no hundredths.
 */
export function hundredthsAt(source: Source, at: number, currency: string, isSum: boolean): Further | null {
  const { tokens, lexicon } = source;
  const glued = isSum ? gluedHundredths(tokens, at) : null;
  if (glued !== null) return glued;
  const code = resolveCurrency(currency, source.own)[0];
  if (minorDigits(code) !== 2) return null;
  const next = tokens[at]?.text === ',' ? at + 1 : at;
  const start = lexicon.and.has(tokens[next]?.text ?? '') ? next + 1 : next;
  const cents = tokens[start];
  if (cents?.kind !== 'number' || cents.marks !== '' || cents.text.length > 2) return null;
  const value = fromDigits(cents.text, 2);
  if (multiplierAt(source, start + 1) === -2)
    return isSum || start > next ? { value, to: behindPoint(tokens, start + 2), sure: true } : null;
  const isBare = isSum && start === at && cents.text.length === 2 && !cents.glued && isApart(source, at);
  return isBare && isBehindSpacedCurrency(source, at) ? { value, to: at + 1, sure: false } : null;
}

/**
 * Whether a spaced currency precedes: "3 Euro 50", "3 € 50", but not "3€ 50", as people who attach the sign would
 * attach the cents too.
 */
function isBehindSpacedCurrency({ tokens, currencies }: Source, at: number): boolean {
  const name = tokens[at - 1]?.text === '.' ? at - 2 : at - 1;
  return (currencies[name] ?? null) !== null && tokens[name]?.glued === false;
}

/** The cents of "5€50". */
function gluedHundredths(tokens: readonly Token[], at: number): Further | null {
  const sign = tokens[at - 1];
  const cents = tokens[at];
  const isCents = cents?.kind === 'number' && cents.glued && cents.marks === '' && cents.text.length === 2;
  const isSign = sign?.kind === 'mark' && sign.glued && sign.text !== ')';
  if (!isCents || !isSign || tokens[at + 1]?.glued === true) return null;
  return { value: fromDigits(cents.text, 2), to: at + 1, sure: true };
}

/**
 * A smaller number after one whose unit is ten to the power of `exponent`: "5 lakh" after "2 crore", "500" after "5
 * тыс" before "руб" or the end and, though not for sure, before other words. The `exponent` given is its own, 0 for
 * none. null: there is none. After a letter ("5k 500 usd"), a number without a power of its own is a separate number.
 */
export function smallerAt(
  source: Source,
  at: number,
  exponent: number,
): (Further & { readonly exponent: number }) | null {
  const { tokens, currencies, lexicon, conventions } = source;
  const isLetter = tokens[at - 1]?.kind === 'word' && tokens[at - 1]?.text.length === 1;
  const start = lexicon.and.has(tokens[at]?.text ?? '') ? at + 1 : at;
  const token = tokens[start];
  if (token?.kind !== 'number' || token.glued) return null;
  const [numeral, other] = readNumeral(token, conventions) ?? [];
  if (numeral === undefined || other !== undefined || numeral.decimals > 0) return null;
  const own = multiplierAt(source, start + 1) ?? 0;
  if (own < 0 || own >= exponent || numeral.digits.length + own > exponent) return null;
  const value = multiply(fromDigits(numeral.digits, 0), { over: 10n ** BigInt(own), under: 1n });
  if (own > 0) return { value, to: behindPoint(tokens, start + 2), sure: true, exponent: own };
  if (isLetter || start > at) return null;
  const found = { value, to: at + 1, exponent: 0 };
  if ((currencies[at + 1] ?? null) !== null && !standsAlone(source, at, at + 1))
    return { ...found, sure: true };
  if (!isApart(source, at)) return null;
  const isLong = numeral.digits.length > 1;
  const isLast = endsWords(tokens[at + 1]);
  return isLong || isLast ? { ...found, sure: isLong && isLast } : null;
}

/** Whether the number at `at` is not part of arithmetic, another amount or a word, and counts nothing ("10%"). */
function isApart(source: Source, at: number): boolean {
  const after = source.tokens[at + 1];
  if (after === undefined) return true;
  if (after.kind === 'number' || isTimes(after.text) || (after.glued && !endsWords(after))) return false;
  return standsAlone(source, at, at + 1);
}

/** Whether the words end before this token: it is a mark, is already taken, or is the end of the line. */
function endsWords(token: Token | undefined): boolean {
  return token === undefined || (token.kind === 'mark' && ',;.:!?)@#=\0'.includes(token.text));
}
