import { addDays, addMonths, type Day, dayOf, daysBetween, weekdayOf, yearOf } from '../../day.ts';
import type { Conventions } from '../amounts/conventions.ts';
import type { Match } from '../phrases.ts';
import type { Token } from '../text/tokens.ts';

const longestAgo = 1000;

/** What looks like a year further from today's than this is rather a price: "5 Feb. 1500 rent". */
const furthestYear = 100;

/** The present, to which dates are relative. */
export interface Now {
  /** What "today" is for the person. */
  readonly today: Day;
  /**
   * Which day is meant by a date without a year or by a bare weekday; each may be today. 'latest' by default. For a
   * weekday, 'nearest' means the next.
   */
  readonly means?: 'latest' | 'next' | 'nearest';
}

/** The day that a phrase means; null: there is no such day, or the phrase means none. */
export function dayOfPhrase({ meaning, slots }: Match, now: Now): Day | null {
  const { today } = now;
  switch (meaning.says) {
    case 'day':
      return addDays(today, meaning.offset);
    case 'ago': {
      const count = slots.n ?? 1;
      if (count > longestAgo || slots.unit === undefined) return null;
      if (slots.unit === 'day') return addDays(today, -count);
      if (slots.unit === 'week') return addDays(today, -7 * count);
      return addMonths(today, slots.unit === 'month' ? -count : -12 * count);
    }
    case 'weekday':
      return slots.weekday === undefined ? null : dayOfWeek(slots.weekday, meaning.which, now);
    case 'date':
    case 'full date': {
      const { month, date, year } = slots;
      if (month === undefined || date === undefined) return null;
      if (year === undefined) return nearest(month, date, now);
      return Math.abs(year - yearOf(today)) > furthestYear ? null : dayOf(year, month, date);
    }
    case 'date only':
      return slots.date === undefined ? null : dateOnly(slots.date, now);
    default:
      return null;
  }
}

/** The day with this date; without a year, the one that `now.means` says. null: there is no such day. */
export function dayNamed(month: number, date: number, year: string | undefined, now: Now): Day | null {
  return year === undefined ? nearest(month, date, now) : dayOf(Number(year), month, date);
}

/** The latest day with this date or, unless `means` is 'latest', the next; null: there is no such day. */
function dateOnly(date: number, { today, means = 'latest' }: Now): Day | null {
  const first: Day = `${today.slice(0, 7)}-01`;
  const isNext = means !== 'latest';
  // of two consecutive months at least one has 31 days, so three are enough
  for (let months = 0; months < 3; months += 1) {
    const month = addMonths(first, isNext ? months : -months);
    const day = dayOf(yearOf(month), Number(month.slice(5, 7)), date);
    if (day !== null && (isNext ? day >= today : day <= today)) return day;
  }
  return null;
}

function dayOfWeek(
  weekday: number,
  which: 'latest' | 'before today' | 'after today',
  { today, means }: Now,
): Day {
  const back = (weekdayOf(today) - weekday + 7) % 7;
  if (which === 'latest')
    return addDays(today, (means ?? 'latest') !== 'latest' && back > 0 ? 7 - back : -back);
  return which === 'before today' ? addDays(today, -(back === 0 ? 7 : back)) : addDays(today, 7 - back);
}

/** Something longer ago than this has hardly just begun. */
const longestPassed = 62;

/**
 * By `now.means`: the latest such day up to today, the next from today on, or the nearer of the two; null: there is no
 * such day.
 */
function nearest(month: number, date: number, now: Now): Day | null {
  const { today, means = 'latest' } = now;
  if (means === 'nearest') {
    const last = nearest(month, date, { today });
    const next = nearest(month, date, { today, means: 'next' });
    if (last === null || next === null) return last ?? next;
    const passed = daysBetween(last, today);
    return passed <= longestPassed && passed < daysBetween(today, next) ? last : next;
  }
  const isNext = means === 'next';
  // a 29 February may be up to eight years away
  for (let years = 0; years < 9; years += 1) {
    const day = dayOf(yearOf(today) + (isNext ? years : -years), month, date);
    if (day !== null && (isNext ? day >= today : day <= today)) return day;
  }
  return null;
}

/** A date in numbers: "2026-03-05", "5.3.", "5/3/26". */
export interface NumericDate {
  /** Index of the token after it. */
  readonly to: number;
  /** One day; two if nothing tells day from month; none if there is no such day. */
  readonly days: readonly Day[];
  /** Whether it has a year, or can be nothing but a date for another reason. */
  readonly certain: boolean;
  /** Whether it has no year. */
  readonly yearless: boolean;
}

/** Reads a date that starts with the number token `at`. null: it does not have the form of a date. */
export function numericDateAt(
  tokens: readonly Token[],
  at: number,
  conventions: Conventions,
  language: string,
  now: Now,
): NumericDate | null {
  const first = tokens[at];
  if (first?.kind !== 'number' || (first.glued && !'(,;'.includes(tokens[at - 1]?.text ?? '.'))) return null;
  const monthFirst = conventions.first === null ? null : conventions.first === 'month';
  if (first.marks === '.' || first.marks === '..') {
    // people who write 5/3 for May 3 still write 5.3. for 5 March
    const order = monthFirst === null || language === 'en' ? false : monthFirst;
    const certain = first.marks === '..';
    return fromNumbers(first.groups, at + 1, { monthFirst: order, certain, swappable: certain }, now);
  }
  if (first.marks !== '') return null;
  const mark = tokens[at + 1];
  if (mark?.kind !== 'mark' || !mark.glued || (mark.text !== '/' && mark.text !== '-')) return null;
  const second = plain(tokens, at + 2);
  if (second === null) return null;
  const third =
    tokens[at + 3]?.glued === true && tokens[at + 3]?.text === mark.text ? plain(tokens, at + 4) : null;
  const numbers = third === null ? [first.text, second] : [first.text, second, third];
  const iso = third !== null && first.text.length === 4;
  if (mark.text === '-' && !iso && third?.length !== 4) return null;
  const certain = iso || third?.length === 4;
  // with hyphens, the day may come first in any locale
  const order = mark.text === '-' && monthFirst === true ? null : monthFirst;
  const to = at + (third === null ? 3 : 5);
  return fromNumbers(numbers, to, { monthFirst: order, certain, swappable: true }, now);
}

function plain(tokens: readonly Token[], at: number): string | null {
  const token = tokens[at];
  return token?.kind === 'number' && token.glued && token.marks === '' ? token.text : null;
}

function fromNumbers(
  numbers: readonly string[],
  to: number,
  manner: { monthFirst: boolean | null; certain: boolean; swappable: boolean },
  now: Now,
): NumericDate | null {
  const { monthFirst, certain, swappable } = manner;
  const [a = '', b = '', c] = numbers;
  const yearless = c === undefined;
  if (c !== undefined && a.length === 4) {
    if (b.length > 2 || c.length > 2) return null;
    return { to, certain, yearless, days: some(dayOf(Number(a), Number(b), Number(c))) };
  }
  if (a.length > 2 || b.length > 2 || (c !== undefined && c.length !== 2 && c.length !== 4)) return null;
  const day = (month: string, date: string): Day | null => {
    if (c === undefined) return nearest(Number(month), Number(date), now);
    const year = Number(c) + (c.length === 2 ? 2000 : 0);
    return dayOf(year, Number(month), Number(date));
  };
  const usual = monthFirst === true ? day(a, b) : day(b, a);
  const other = monthFirst === true ? day(b, a) : day(a, b);
  // "25/12" can only be Christmas, but "5.25" is no May
  if (usual === null) return { to, certain, yearless, days: some(swappable ? other : null) };
  const open = monthFirst === null && other !== null && other !== usual;
  return { to, certain, yearless, days: open ? [usual, other] : [usual] };
}

function some(day: Day | null): readonly Day[] {
  return day === null ? [] : [day];
}
