/** A calendar day as YYYY-MM-DD, without a time or a zone. Days compare as strings. */
export type Day = string;

const millisecondsPerDay = 86_400_000;
const calendars = new Map<string, Calendar>();
const quarterHour = 900_000;
/** From here on, days in every time zone begin on a quarter-hour boundary. */
const since1973 = Date.UTC(1973, 0);

interface Calendar {
  readonly format: Intl.DateTimeFormat;
  /** The last quarter-hour asked for, and its day: the next call is mostly about the same. */
  quarter: number | null;
  day: Day;
}

/** The day at `instant` in an IANA time zone. Throws RangeError if there is no such zone. */
export function dayAt(instant: Date, timeZone: string): Day {
  const calendar = calendars.get(timeZone) ?? newCalendar(timeZone);
  const time = instant.getTime();
  const quarter = time < since1973 ? null : Math.floor(time / quarterHour);
  if (quarter !== null && calendar.quarter === quarter) return calendar.day;
  const parts = new Map(calendar.format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const day = `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  calendar.quarter = quarter;
  calendar.day = day;
  return day;
}

function newCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const calendar = { format, quarter: null, day: '' };
  calendars.set(timeZone, calendar);
  return calendar;
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return fromTime(timeOf(day) + days * millisecondsPerDay);
}

/** The number of days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((timeOf(to) - timeOf(from)) / millisecondsPerDay);
}

/** The same date `months` later, or the last day of that month if it has no such date. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return fromParts(newYear, newMonth, Math.min(date, daysIn(newYear, newMonth)));
}

/** The day of the week: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(timeOf(day)).getUTCDay();
}

/** The year of a day as a number. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The day with these numbers (month 1 to 12, years 1 to 9999); null when the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && date >= 1)) return null;
  return date <= daysIn(year, month) ? fromParts(year, month, date) : null;
}

/** Whether the text is a day of the calendar in the form YYYY-MM-DD. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, date] = partsOf(text);
  return dayOf(year, month, date) === text;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function partsOf(day: Day): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function fromParts(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function fromTime(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}
