import { addDays, addMonths, type Day, dayOf, daysBetween, isDay, weekdayOf, yearOf } from '../day.ts';
import type { Unit } from '../entry/words/words.ts';

/** A range of days, both ends included; `from` is not after `to`. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The day, week, month or year that contains a day. `firstWeekday`: 0 is Sunday. */
export function periodAround(unit: Unit, day: Day, firstWeekday: number): Period {
  switch (unit) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const from = addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7));
      return { from, to: addDays(from, 6) };
    }
    case 'month':
      return monthsFrom(`${day.slice(0, 7)}-01`, 1);
    case 'year':
      return monthsFrom(`${day.slice(0, 4)}-01-01`, 12);
  }
}

/** A month as a period (month 1 to 12, years 1 to 9999); null: there is no such month. */
export function monthOf(year: number, month: number): Period | null {
  const first = dayOf(year, month, 1);
  return first === null ? null : monthsFrom(first, 1);
}

/** `count` months, beginning on the first day of one. */
function monthsFrom(first: Day, count: number): Period {
  return { from: first, to: addMonths(`${first.slice(0, 8)}31`, count - 1) };
}

/** The number of days in a period. */
export function daysIn({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}

/** The number of months in a period; null if it does not consist of whole months. */
export function wholeMonths({ from, to }: Period): number | null {
  if (!from.endsWith('-01') || monthOf(yearOf(to), Number(to.slice(5, 7)))?.to !== to) return null;
  return 12 * (yearOf(to) - yearOf(from)) + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
}

/**
 * The period just before (-1) or after (1) this one, of as many months if it consists of whole months, else of as many
 * days. Null beyond the calendar (years 1 to 9999).
 */
export function stepped(period: Period, by: -1 | 1): Period | null {
  const months = wholeMonths(period);
  const days = daysIn(period);
  const step =
    months === null
      ? { from: addDays(period.from, by * days), to: addDays(period.to, by * days) }
      : monthsFrom(addMonths(period.from, by * months), months);
  return isDay(step.from) && isDay(step.to) ? step : null;
}

/** The part of a running period up to today; all of any other period. */
export function reached(period: Period, today: Day): Period {
  return isRunning(period, today) ? { from: period.from, to: today } : period;
}

/** The days of a running period after today; null if the period is not running. */
export function remaining(period: Period, today: Day): Period | null {
  return isRunning(period, today) ? { from: addDays(today, 1), to: period.to } : null;
}

/** Whether today is in a period and not its last day. */
function isRunning({ from, to }: Period, today: Day): boolean {
  return from <= today && today < to;
}

/**
 * The span of the previous period to compare with: of a running period, as much of the previous one as has passed of
 * this one (for months, up to the same date), else all of it. Null beyond the calendar.
 */
export function spanBefore(period: Period, today: Day): Period | null {
  const before = stepped(period, -1);
  if (before === null || !isRunning(period, today)) return before;
  const months = wholeMonths(period);
  const to =
    months === null ? addDays(before.from, daysIn(reached(period, today)) - 1) : addMonths(today, -months);
  return { from: before.from, to: to < before.to ? to : before.to };
}

/** The unit of the pieces into which a period is cut. */
export type Part = 'day' | 'month' | 'year';

const mostDays = 62;
const mostMonths = 36;

/** The unit to cut a period into so that there are not too many pieces. */
export function partOf(period: Period): Part {
  const days = daysIn(period);
  if (days <= mostDays) return 'day';
  return days <= mostMonths * 31 ? 'month' : 'year';
}

/** The pieces that a period touches, each by its first calendar day, oldest first. */
export function partsOf({ from, to }: Period, part: Part): readonly Day[] {
  const starts: Day[] = [];
  for (let start: Day | undefined = periodAround(part, from, 0).from; start !== undefined && start <= to; ) {
    starts.push(start);
    start = stepped(periodAround(part, start, 0), 1)?.from;
  }
  return starts;
}

/** The week data of `Intl.Locale`, under either of its names; Monday is 1. */
interface WeekInfo {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
}

/** The first day of the week, 0 for Sunday: `weekStarts` if it is set, else the default of the locale (BCP 47). */
export function firstWeekday(locale: string, weekStarts: number | null): number {
  if (weekStarts !== null) return weekStarts;
  const known = new Intl.Locale(locale).maximize() as Intl.Locale & WeekInfo;
  return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) % 7;
}
