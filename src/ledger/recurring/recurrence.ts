import { Cron } from 'croner';
import { addDays, addMonths, type Day, dayAt, dayOf, daysBetween, isDay, weekdayOf, yearOf } from '../day.ts';
import type { Recurrence } from '../entry/entry.ts';
import { minutesAt } from '../time-zones.ts';

/** The days on which something recurs: every `step` days, weeks, months or years from `starts` on. */
export interface Rhythm {
  readonly every: Recurrence['every'];
  /** 1 to 1,000. */
  readonly step: number;
  readonly starts: Day;
  /** For months and years: the wanted date, 1 to 31; a shorter month uses its last day. Null for days and weeks. */
  readonly onDate: number | null;
}

/**
 * The rhythm that a person described, beginning on `from` or, if they named a weekday or date, on the first such day
 * from then on.
 */
export function rhythmOf({ every, on, step = 1 }: Recurrence, from: Day): Rhythm {
  if (every === 'day') return { every, step, starts: from, onDate: null };
  if (every === 'week') {
    const ahead = on === null ? 0 : (on - weekdayOf(from) + 7) % 7;
    return { every, step, starts: inCalendar(addDays(from, ahead), from), onDate: null };
  }
  const onDate = on ?? dateOf(from);
  const here = inMonth(from, onDate);
  const starts = here >= from ? here : inCalendar(inMonth(addMonths(monthOf(from), 1), onDate), from);
  return { every, step, starts, onDate };
}

const lastOfAll: Day = '9999-12-31';

/** A day worked out from an earlier one, `from`; the last day of the calendar if it is beyond that. */
function inCalendar(day: Day, from: Day): Day {
  return isDay(day) && day >= from ? day : lastOfAll;
}

/** The first day of a rhythm after `day`; the last day of the calendar if it has none. */
export function nextDay(rhythm: Rhythm, day: Day): Day {
  return inCalendar(followingDay(rhythm, day), day);
}

function followingDay(rhythm: Rhythm, day: Day): Day {
  const { every, step, starts, onDate } = rhythm;
  if (day < starts) return starts;
  if (every === 'day' || every === 'week') {
    const days = step * (every === 'week' ? 7 : 1);
    return addDays(starts, (Math.floor(daysBetween(starts, day) / days) + 1) * days);
  }
  const months = step * (every === 'year' ? 12 : 1);
  const turns = Math.floor((monthsOf(day) - monthsOf(starts)) / months);
  const at = (turn: number) => inMonth(addMonths(monthOf(starts), turn * months), onDate ?? dateOf(starts));
  return at(turns) > day ? at(turns) : at(turns + 1);
}

/** The days of a rhythm from `first` (one of them) to `last`, at most `limit` of them. */
export function daysOf(rhythm: Rhythm, first: Day, last: Day, limit: number): readonly Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last && days.length < limit; day = nextDay(rhythm, day)) days.push(day);
  return days;
}

/** The day with this date in the month of `day`, or that month's last day. */
function inMonth(day: Day, date: number): Day {
  return dayOf(yearOf(day), Number(day.slice(5, 7)), date) ?? addDays(addMonths(monthOf(day), 1), -1);
}

function monthOf(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

function monthsOf(day: Day): number {
  return yearOf(day) * 12 + Number(day.slice(5, 7));
}

function dateOf(day: Day): number {
  return Number(day.slice(8));
}

/**
 * The instant at which it is `minute` (minutes after midnight) on a day in an IANA time zone. A time that a clock
 * change skips is moved later by as much; of a time that occurs twice, the first counts.
 */
export function momentOf(day: Day, minute: number, timeZone: string): Date {
  const moment = new Cron(`${day}T${clockTime(minute)}:00`, { timezone: timeZone, paused: true }).getOnce();
  if (moment === null) throw new RangeError(`${day} has no time ${minute}`);
  return moment;
}

/** A time of day, in minutes after midnight, as "08:05". */
export function clockTime(minute: number): string {
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
}

const minutesPerDay = 24 * 60;

/** Hours in which nothing is sent unprompted, in minutes after midnight; they may span midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/**
 * The end of the quiet hours that `now` is in; null: it is in none. An end that occurs twice (clocks set back) ends
 * them each time.
 */
export function quietUntil(now: Date, timeZone: string, quiet: QuietHours | null): Date | null {
  if (quiet === null) return null;
  const minute = minutesAt(now, timeZone);
  if (!isWithin(minute, quiet)) return null;
  const { to } = quiet;
  const wait = ((to - minute + minutesPerDay - 1) % minutesPerDay) + 1;
  const byClock = new Date((Math.floor(now.getTime() / 60_000) + wait) * 60_000);
  if (minutesAt(byClock, timeZone) === to) return byClock;
  // the clocks change until then
  let end = now;
  do end = new Date((Math.floor(end.getTime() / 60_000) + 1) * 60_000);
  while (isWithin(minutesAt(end, timeZone), quiet));
  return end;
}

function isWithin(minute: number, { from, to }: QuietHours): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The latest day on which it has been `minute` (minutes after midnight) in a time zone by `now`. */
export function lastDayBy(now: Date, minute: number, timeZone: string): Day {
  const today = dayAt(now, timeZone);
  return momentOf(today, minute, timeZone) <= now ? today : addDays(today, -1);
}
