import { type Match, ordinal } from '../phrases.ts';
import type { Line } from '../reader.ts';
import { standsAlone } from '../text/neighbours.ts';

/** How many small words may stand between "due" and its day: "due on the 5th". */
const mostBetween = 3;

/**
 * The end of what a phrase says besides the purchase: the day on which something is due or ends ("due on the 5th",
 * "venc. 5/12", "until 5 March"), or which of several payments this is ("instalment 3/10"). null: it says no such thing.
 * `dayEnd` is the end of a day that starts with a token, or -1.
 */
export function asideEnd(
  line: Line,
  match: Match,
  at: number,
  dayEnd: (at: number) => number,
): number | null {
  switch (match.meaning.says) {
    case 'instalment':
      return isShare(line, match, at) ? match.end : null;
    case 'due':
    case 'until':
      return dueEnd(line, match, at, dayEnd);
    default:
      return null;
  }
}

/** Whether the phrase ends with a part and a number of parts, as 3 and 10, and not with a date that has a year. */
function isShare({ tokens }: Line, { end }: Match, at: number): boolean {
  const [part, all] = tokens.slice(at, end).filter(({ kind }) => kind === 'number');
  const goesOn = tokens[end]?.text === '/' && tokens[end]?.glued === true;
  // "payment 20 of 50" may be of 50
  const isFraction = tokens.slice(at, end).some(({ text }) => text === '/');
  const isAlone = !isFraction && !tokens.some(({ kind }, other) => isOther(kind, other, at, end));
  return Number(part?.text ?? 1) <= Number(all?.text ?? 1) && !goesOn && !isAlone;
}

/** null: there is no day, or no number but its own. */
function dueEnd(
  line: Line,
  { meaning, end }: Match,
  from: number,
  dayEnd: (at: number) => number,
): number | null {
  const { tokens, lexicon } = line;
  if (meaning.says === 'until' && endsSpan(line, from)) return null;
  const last = tokens[end - 1]?.text ?? '';
  const isLed = lexicon.beforeDates.has(last) || lexicon.clock.before.has(last);
  for (let at = end; at <= end + mostBetween; at += 1) {
    const token = tokens[at];
    const day = Math.max(dayEnd(at), meaning.says === 'due' ? bareDayEnd(line, at, isLed || at > end) : -1);
    if (day > at) return tokens.some(({ kind }, other) => isOther(kind, other, from, day)) ? day : null;
    const isBetween =
      token?.kind === 'mark' ? '.:'.includes(token.text) : lexicon.beforeDates.has(token?.text ?? '');
    if (!isBetween) return null;
  }
  return null;
}

/** Whether "until" at this token ends a span of days, as in "vom 3. bis 5. November". */
function endsSpan({ tokens, lexicon }: Line, at: number): boolean {
  const start = tokens[at - 1]?.text === '.' ? at - 2 : at - 1;
  const before = tokens[start - 1]?.text ?? '';
  const begins = lexicon.beforeDates.has(before) || lexicon.periods.get(before) === 'since';
  return tokens[start]?.kind === 'number' && begins;
}

function isOther(kind: string, at: number, from: number, to: number): boolean {
  return kind === 'number' && (at < from || at >= to);
}

/**
 * The end of a number that is a day of the month or a number of days: "due on 5", "due 5th", "due 5 days"; -1: there is
 * none. `isLed`: a small word precedes it; without, "due 30" may as well be the price.
 */
function bareDayEnd(line: Line, at: number, isLed: boolean): number {
  const { tokens, lexicon } = line;
  const token = tokens[at];
  if (token === undefined || token.marks !== '' || !standsAlone(line, at, at + 1)) return -1;
  const day = token.kind === 'number' ? Number(token.text) : (ordinal(token.text, lexicon) ?? 0);
  if (day < 1 || day > 31) return -1;
  if (lexicon.units.has(tokens[at + 1]?.text ?? '')) return at + 2;
  return isLed || token.kind === 'word' ? at + 1 : -1;
}
