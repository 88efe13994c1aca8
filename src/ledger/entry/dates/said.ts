import { type Day, yearOf } from '../../day.ts';
import { codeEnd } from '../amounts/codes.ts';
import type { Recurrence, Spread } from '../entry.ts';
import { monthNamed } from '../lexicon.ts';
import { type Match, matchPhrases } from '../phrases.ts';
import type { Line } from '../reader.ts';
import { standsAlone } from '../text/neighbours.ts';
import { MARKER, type Sections } from '../text/sections.ts';
import { beforeDay, withPostpositions } from './around-dates.ts';
import { asideEnd } from './asides.ts';
import { dayNamed, dayOfPhrase, type Now, numericDateAt } from './dates.ts';
import { isDate, recurrenceAt } from './often.ts';

/** Something that words of a line say unambiguously. */
export interface Said {
  /** Tokens: from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  readonly day: Day | null;
  readonly spread: Spread | null;
  readonly recurring: Recurrence | null;
}

/** Words or numbers that may be a date if the price is elsewhere. */
export interface MaybeDate {
  readonly from: number;
  readonly to: number;
  /** One, or two if the order of day and month is unknown. */
  readonly days: readonly Day[];
  readonly form: 'named' | 'points' | 'slash';
  /** Whether a full stop after it shows that it is no price: "5.3. lunch". */
  readonly pointed: boolean;
  /** Whether something suggests a date without proving it: "on" before it, or a final stop where dates have one. */
  readonly likely: boolean;
  /** Of two that overlap, the stronger one counts: "5. März 12" is not "März 12". */
  readonly strength: number;
  /** The same without the year, in case the year is the price. */
  readonly shorter: MaybeDate | null;
}

export interface Sayings {
  readonly said: readonly Said[];
  readonly maybe: readonly MaybeDate[];
  /** Tokens that form an impossible date, a telephone number or the like: neither a date nor a price. */
  readonly dead: readonly { readonly from: number; readonly to: number }[];
}

/** Finds dates, spreads and recurrences. They do not overlap, and none is inside a hashtag. */
export function readSayings(line: Line, sections: Sections, now: Now): Sayings {
  const said: Said[] = [];
  const maybe: MaybeDate[] = [];
  const dead: { from: number; to: number }[] = [];
  let at = 0;
  let free = 0;
  while (at < line.tokens.length) {
    const owner = sections.owner[at] ?? MARKER;
    const inTag = owner >= 0 && sections.list[owner]?.field === 'hash';
    const codeTo = owner === MARKER || inTag ? -1 : codeEnd(line, at);
    if (codeTo > at) {
      dead.push({ from: at, to: codeTo });
      at = codeTo;
      free = at;
      continue;
    }
    const found = owner === MARKER || inTag ? null : sayingAt(line, at, free, now);
    if (found === null) {
      at += 1;
      continue;
    }
    if (found.maybe !== null) maybe.push(found.maybe);
    if (found.said === null && found.dead === null) {
      at += 1;
      continue;
    }
    if (found.said !== null) said.push(found.said);
    if (found.dead !== null) dead.push(found.dead);
    at = found.said?.to ?? found.dead?.to ?? at + 1;
    free = at;
  }
  return {
    said,
    maybe: maybe.filter(({ from, to }) => !said.some((one) => one.from < to && from < one.to)),
    dead,
  };
}

interface Found {
  readonly said: Said | null;
  readonly maybe: MaybeDate | null;
  readonly dead: { from: number; to: number } | null;
}

/**
 * `free`: index of the first token not used by an earlier phrase. `isInAside`: only a day is looked for, within what a
 * phrase such as "due" says, which holds no further ones: so each token is looked at a few times at most.
 */
function sayingAt(line: Line, at: number, free: number, now: Now, isInAside = false): Found | null {
  const matches = matchPhrases(line.tokens, at, line.lexicon);
  const before = beforeDay(line, at, free);
  const { today } = now;
  const when =
    before.begins === null
      ? now
      : before.begins === 'past'
        ? { today }
        : { today, means: 'nearest' as const };
  const dayEnd = (from: number): number => {
    const day = sayingAt(line, from, from, now, true);
    if (day?.said?.day) return day.said.to;
    // "due 5.10" may be a price
    const isDay = day?.maybe?.form !== 'points' || day.maybe.pointed || line.conventions.decimal !== '.';
    return isDay ? (day?.maybe?.to ?? -1) : -1;
  };
  for (const match of matches) {
    const aside = isInAside ? null : asideEnd(line, match, at, dayEnd);
    if (aside !== null) return { said: null, maybe: null, dead: { from: at, to: aside } };
    const said = certain(line, match, at, before.from, when);
    if (said !== null) return { said, maybe: null, dead: null };
  }
  const hyphened = hyphenedDay(line, at, when);
  if (hyphened !== null) {
    const said = { from: before.from, to: at + 1, day: hyphened, spread: null, recurring: null };
    return { said, maybe: null, dead: null };
  }
  const named = matches.length === 0 ? null : namedDate(line, matches, at, before.from, when);
  if (named !== null) return { said: null, maybe: named, dead: null };
  const only = dateOnly(line, matches, at, when);
  if (only !== null) return { said: null, maybe: only, dead: null };
  return line.tokens[at]?.kind === 'number' ? numericDate(line, at, before.from, when) : null;
}

/** `before`: index of the first token that belongs to a day at `at`, such as "on". */
function certain(line: Line, match: Match, at: number, before: number, now: Now): Said | null {
  const { meaning, slots, end: to } = match;
  const nothing = { from: at, to, day: null, spread: null, recurring: null };
  switch (meaning.says) {
    case 'spread':
      if (line.lexicon.ages.has(line.tokens[to]?.text ?? '')) return null;
      if (slots.n === undefined || slots.n < 1 || slots.n > 1000 || slots.unit === undefined) return null;
      return { ...nothing, spread: { count: slots.n, unit: slots.unit } };
    case 'recurring':
    case 'recurring unit':
    case 'every few': {
      const recurring = recurrenceAt(line, match, at);
      return recurring === null ? null : { ...nothing, recurring };
    }
    case 'date':
    case 'full date':
    case 'date only':
    case 'due':
    case 'until':
    case 'instalment':
      return null;
    default: {
      const day = dayOfPhrase(match, now);
      if (day === null) return null;
      return { ...nothing, from: before, to: withPostpositions(line, to), day };
    }
  }
}

/** The day that a word such as "5-Mar" or "5-Mar-2026" names; null: none. */
function hyphenedDay({ tokens, lexicon }: Line, at: number, now: Now): Day | null {
  const [, date, name = '', year] = /^(\d{1,2})-(\p{L}+)(?:-(\d{4}))?$/u.exec(tokens[at]?.text ?? '') ?? [];
  const month = monthNamed(lexicon, name);
  return date === undefined || month === null ? null : dayNamed(month, Number(date), year, now);
}

/** A day of the month on its own: "on the 5th", "am 5.". It is a date if another number is the price. */
function dateOnly(line: Line, matches: readonly Match[], from: number, now: Now): MaybeDate | null {
  const match = matches.find(({ meaning }) => meaning.says === 'date only');
  if (match?.meaning.says !== 'date only' || isDate(line, match)) return null;
  if (match.meaning.endsLine && (line.tokens[match.end]?.kind ?? 'mark') !== 'mark') return null;
  if (!numbersStandAlone(line, from, match.end, now)) return null;
  const day = dayOfPhrase(match, now);
  // "on the 5th floor", "zum 5. Geburtstag"
  const { text = '' } = line.tokens[match.end - 1] ?? {};
  const isPlain = line.lexicon.beforeDates.has(line.tokens[from]?.text ?? '');
  const isOrdinal = /^\d/.test(text) ? line.tokens[match.end - 1]?.kind === 'word' : text === '.' && !isPlain;
  if (day === null || (isOrdinal && line.tokens[match.end]?.kind === 'word')) return null;
  const manner = { form: 'points', pointed: true, likely: true, strength: 0, shorter: null } as const;
  return { from, to: match.end, days: [day], ...manner };
}

/** The longest date with a month's name whose numbers stand alone: "5 Mar", "March 5, 2025". */
function namedDate(
  line: Line,
  matches: readonly Match[],
  at: number,
  from: number,
  now: Now,
): MaybeDate | null {
  let found = null as MaybeDate | null;
  for (let index = matches.length - 1; index >= 0; index -= 1) {
    const match = matches[index];
    const day = match === undefined || match.meaning.says === 'date only' ? null : dayOfPhrase(match, now);
    if (match === undefined || day === null || !numbersStandAlone(line, at, match.end, now)) continue;
    const strength = strengthOf(line, match, at);
    // two languages may both know these words
    const same = found?.to === match.end ? found : null;
    if (same !== null && same.strength >= strength) continue;
    const shorter = same === null ? found : same.shorter;
    found = {
      from,
      to: match.end,
      days: [day],
      form: 'named',
      pointed: false,
      likely: false,
      strength,
      shorter,
    };
  }
  return found === null ? null : { ...found, to: withPostpositions(line, found.to) };
}

/** Prefers the person's own language and, even more, an ordinal: "5. März", "5th". */
function strengthOf(line: Line, match: Match, at: number): number {
  const words = line.tokens.slice(at, match.end).filter(({ kind }) => kind !== 'number');
  const ordinal = words.some(({ text }) => /^\d|^\.$/.test(text));
  return (match.language === line.language ? 1 : 0) + (ordinal ? 2 : 0);
}

function numericDate(line: Line, at: number, from: number, now: Now): Found | null {
  const { tokens } = line;
  const date = numericDateAt(tokens, at, line.conventions, line.language, now);
  if (date === null) return null;
  const point = tokens[date.to];
  const next = tokens[date.to + 1];
  const pointed = point?.text === '.' && point.glued && (next?.glued !== true || ',;:)'.includes(next.text));
  const to = pointed ? date.to + 1 : date.to;
  const [day] = date.days;
  if (date.certain && date.days.length === 1 && day !== undefined) {
    const end = withPostpositions(line, to);
    return { said: { from, to: end, day, spread: null, recurring: null }, maybe: null, dead: null };
  }
  if (day === undefined)
    return date.certain ? { said: null, maybe: null, dead: { from: at, to: date.to } } : null;
  if (!standsAlone(line, at, date.to)) return null;
  const form = tokens[at]?.marks === '' ? 'slash' : 'points';
  const isBehindPreposition = from < at && !line.lexicon.beforePrices.has(tokens[at - 1]?.text ?? '');
  const maybe: MaybeDate = {
    from,
    to: withPostpositions(line, to),
    days: date.days,
    form,
    pointed: pointed && (isBehindPreposition || isNoFullStop(line, at, to)),
    likely: isBehindPreposition || (pointed && (from < at || line.conventions.points !== false)),
    strength: 0,
    shorter: null,
  };
  return { said: null, maybe, dead: null };
}

/**
 * Whether the full stop before token `to` belongs to a date, not a sentence: the line goes on, or no price is written
 * like that ("5.3.", "05.12.").
 */
function isNoFullStop({ tokens }: Line, at: number, to: number): boolean {
  const [date = '', month = ''] = tokens[at]?.groups ?? [];
  return tokens[to] !== undefined || month.length === 1 || date.startsWith('0');
}

/** Years further from today than this are rather a weight: "5 марта 1500 г сыра". */
const furthestMeasuredYear = 20;

/**
 * Whether no number in the phrase has a currency next to it or is part of arithmetic. A unit after a year within the
 * phrase is part of the date: "2025 г.".
 */
function numbersStandAlone(line: Line, from: number, to: number, { today }: Now): boolean {
  for (let at = from; at < to; at += 1) {
    const number = line.tokens[at];
    if (number?.kind !== 'number') continue;
    const isYear = Math.abs(Number(number.text) - yearOf(today)) <= furthestMeasuredYear;
    const isInPhrase = at + 1 < to && line.lexicon.measures.has(line.tokens[at + 1]?.text ?? '');
    if (!standsAlone(line, at, isYear && isInPhrase ? at + 2 : at + 1)) return false;
  }
  return true;
}
