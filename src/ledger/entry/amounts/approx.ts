import type { Line } from '../reader.ts';
import { behindPoint } from './further.ts';

/** A run of tokens: from inclusive, to exclusive. */
interface Run {
  readonly from: number;
  readonly to: number;
}

const longestPhrase = 3;

/**
 * The words that only say that a line's price is not exact: "about 20", "Taxi ~20", "ca. 20", "20 or so"; null: none, or
 * the line has several numbers besides its dates, as "dinner 25 around 9" has an hour.
 */
export function approximationIn(line: Line, dates: readonly Run[]): Run | null {
  const { tokens, currencies } = line;
  const isDate = new Uint8Array(tokens.length);
  for (const { from, to } of dates) isDate.fill(1, from, to);
  const numbers = [...tokens.keys()].filter((at) => tokens[at]?.kind === 'number' && isDate[at] === 0);
  const [number, another] = numbers;
  if (number === undefined || another !== undefined) return null;
  const from = (currencies[number - 1] ?? null) === null ? number : number - 1;
  const to = (currencies[number + 1] ?? null) === null ? number + 1 : number + 2;
  const isAbbreviated = from > 1 && behindPoint(tokens, from - 1) === from;
  for (let count = longestPhrase; count > 0; count -= 1) {
    const end = isAbbreviated ? from - 1 : from;
    if (isPhrase(line, end - count, end)) return { from: end - count, to: from };
    const last = behindPoint(tokens, to + count);
    if (isPhrase(line, to, to + count) && (tokens[last]?.kind ?? 'mark') === 'mark')
      return { from: to, to: last };
  }
  return null;
}

function isPhrase({ tokens, lexicon }: Line, from: number, to: number): boolean {
  if (from < 0 || to > tokens.length) return false;
  const words = tokens.slice(from, to);
  return (
    words.every(({ quoted }) => quoted === null) &&
    lexicon.approx.has(words.map(({ text }) => text).join(' '))
  );
}
