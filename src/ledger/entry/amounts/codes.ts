import type { Line } from '../reader.ts';
import { hyphenedPhoneEnd, isLongPhone } from '../text/phones.ts';
import type { Token } from '../text/tokens.ts';

const mostDigits = 20;

/**
 * The end of a telephone, card or account number, or of a time of day, that starts with the token `at`: "tel. 0171 1234567",
 * "+1 555 123 4567", "555-123-4567", "DE89 3704 0044 0532 0130 00", "20 h 30". -1: none does, or it looks like an amount.
 */
export function codeEnd(line: Line, at: number): number {
  const { tokens, currencies } = line;
  const token = tokens[at];
  if (token === undefined) return -1;
  const hyphened = hyphenedPhoneEnd(line.text, token.start);
  if (hyphened > token.start) {
    let to = at + 1;
    while ((tokens[to]?.end ?? Number.POSITIVE_INFINITY) <= hyphened) to += 1;
    return to;
  }
  if (isLongPhone(line, at)) return at + 1;
  if (isMinutes(token) && tokens[at + 1]?.text === 'h' && isMinutes(tokens[at + 2], 2)) return at + 3;
  if (token.kind === 'word') return /^[a-z]{2}\d{2}$/.test(token.text) ? runEnd(tokens, at + 1, 12) : -1;
  const isPlus = token.text === '+';
  const first = tokens[isPlus ? at + 1 : at];
  if (first?.kind !== 'number' || (isPlus && !first.glued) || (currencies[at - 1] ?? null) !== null)
    return -1;
  // unlike these, an amount has a currency next to it, and one group of digits or groups of three
  const from = isPlus ? at + 1 : at;
  const isCalled = callsBefore(line, at);
  const end = runEnd(tokens, from, isCalled ? 7 : 9);
  if (end < 0 || (currencies[end] ?? null) !== null) return -1;
  // "phone 25000" is the price of a phone
  if (isCalled && (end > from + 1 || first.text.length > 8)) return end;
  const groups = tokens.slice(from, end).reduce((sum, one) => sum + one.groups.length, 0);
  const isNational = (first.groups[0] ?? '').startsWith('0') && (first.groups[0] ?? '').length > 1;
  // "500 +79161234567"
  const isInternational = isPlus && (groups > 2 || (first.marks === '' && first.text.length > 10));
  return isInternational || (isNational && (groups > 1 || first.text.length > 8)) ? end : -1;
}

/** Whether a token may be one of the numbers of "20 h 30"; the second must have two digits. */
function isMinutes(token: Token | undefined, fewest = 1): boolean {
  const length = token?.kind === 'number' && token.marks === '' ? token.text.length : 0;
  return length >= fewest && length <= 2;
}

/** Whether the token follows "tel.", "phone:" or the like. */
function callsBefore({ tokens, lexicon }: Line, at: number): boolean {
  const before = tokens[at - 1];
  const word = before?.kind === 'mark' && '.:'.includes(before.text) ? tokens[at - 2] : before;
  return word?.kind === 'word' && lexicon.phones.has(word.text);
}

/**
 * The end of a run of digit groups separated only by spaces, hyphens, slashes or parentheses; -1: too few digits, or
 * too many.
 */
function runEnd(tokens: readonly Token[], from: number, fewest: number): number {
  let end = from;
  let digits = 0;
  for (let at = from; digits <= mostDigits; at += 1) {
    const token = tokens[at];
    // after ten digits, a space begins another number
    if (digits > 9 && token?.kind === 'number' && !token.glued && tokens[from]?.text.length === digits) break;
    if (token?.kind === 'number' && /^[ ]*$/.test(token.marks)) {
      digits += token.groups.join('').length;
      end = at + 1;
    } else if (token?.kind !== 'mark' || !'-/()'.includes(token.text) || !hasDigits(tokens[at + 1])) break;
  }
  return digits >= fewest && digits <= mostDigits ? end : -1;
}

function hasDigits(token: Token | undefined): boolean {
  return token?.kind === 'number' || token?.text === '(';
}
