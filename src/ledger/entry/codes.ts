import type { Line } from './reader.ts';
import type { Token } from './tokens.ts';

const mostDigits = 20;

/**
 * The end of the number of a telephone or an account, or of a time of day, that starts with the token `at`: "tel. 0171
 * 1234567", "+1 555 123 4567", "DE89 3704 0044 0532 0130 00", "20 h 30"; -1: none does. What is written like an amount is none.
 */
export function codeEnd(line: Line, at: number): number {
  const { tokens, currencies } = line;
  const token = tokens[at];
  if (token === undefined) return -1;
  if (isMinutes(token) && tokens[at + 1]?.text === 'h' && isMinutes(tokens[at + 2], 2)) return at + 3;
  if (token.kind === 'word') return /^[a-z]{2}\d{2}$/.test(token.text) ? runEnd(tokens, at + 1, 12) : -1;
  const isPlus = token.text === '+';
  const first = tokens[isPlus ? at + 1 : at];
  if (first?.kind !== 'number' || (isPlus && !first.glued) || (currencies[at - 1] ?? null) !== null)
    return -1;
  // an amount has a currency beside it, and one group of digits or groups of three
  const from = isPlus ? at + 1 : at;
  const isCalled = callsBefore(line, at);
  const end = runEnd(tokens, from, isCalled ? 7 : 9);
  if (end < 0 || (currencies[end] ?? null) !== null) return -1;
  // "phone 25000" is what one costs
  if (isCalled && (end > from + 1 || first.text.length > 8)) return end;
  const groups = tokens.slice(from, end).reduce((sum, one) => sum + one.groups.length, 0);
  const isNational = (first.groups[0] ?? '').startsWith('0') && (first.groups[0] ?? '').length > 1;
  return (isPlus && groups > 2) || (isNational && (groups > 1 || first.text.length > 8)) ? end : -1;
}

/** Of "20 h 30", either number; the second has two digits. */
function isMinutes(token: Token | undefined, fewest = 1): boolean {
  const length = token?.kind === 'number' && token.marks === '' ? token.text.length : 0;
  return length >= fewest && length <= 2;
}

/** Whether "tel.", "phone:" or the like stands before the token. */
function callsBefore({ tokens, lexicon }: Line, at: number): boolean {
  const before = tokens[at - 1];
  const word = before?.kind === 'mark' && '.:'.includes(before.text) ? tokens[at - 2] : before;
  return word?.kind === 'word' && lexicon.phones.has(word.text);
}

/** Where groups of digits end that only spaces, hyphens, slashes or parentheses part; -1: too few digits, or too many. */
function runEnd(tokens: readonly Token[], from: number, fewest: number): number {
  let end = from;
  let digits = 0;
  for (let at = from; digits <= mostDigits; at += 1) {
    const token = tokens[at];
    // what follows ten digits and a space is another number
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
