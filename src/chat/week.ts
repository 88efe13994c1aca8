import type { Account } from '../ledger/accounts.ts';
import { folded } from '../ledger/entry/characters.ts';

const weekdays = [0, 1, 2, 3, 4, 5, 6];
/** Sunday, 4 January 1970, and the days after it. */
const namesOf = (locale: string, weekday: 'long' | 'short') => {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  return weekdays.map((day) => folded(format.format(Date.UTC(1970, 0, 4 + day))).replace(/[.॰]$/, ''));
};

/** The day on which an account's weeks begin: 0 is Sunday, 6 is Saturday. */
export function weekStartOf({ weekStarts, locale }: Pick<Account, 'weekStarts' | 'locale'>): number {
  return weekStarts ?? usualWeekStart(locale);
}

/** The weekday that a text names, in the language of `locale` or in English, whole or its beginning; null: none. */
export function weekdayNamed(text: string, locale: string): number | null {
  const wanted = folded(text.trim().replace(/\.$/, ''));
  const names = [locale, 'en'].flatMap((one) => [namesOf(one, 'long'), namesOf(one, 'short')]);
  const exact = weekdays.find((day) => names.some((list) => list[day] === wanted));
  if (exact !== undefined) return exact;
  if (wanted.length < 3) return null;
  return weekdays.find((day) => names.some((list) => list[day]?.startsWith(wanted))) ?? null;
}

/** What engines say of a locale's weeks: some by a property, others by a method. Monday is 1, Sunday is 7. */
interface WeekInfo {
  readonly firstDay: number;
}

function usualWeekStart(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    readonly weekInfo?: WeekInfo;
    getWeekInfo?(): WeekInfo;
  };
  return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) % 7;
}
