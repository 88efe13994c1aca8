import { folded } from '../ledger/entry/characters.ts';

const weekdays = [0, 1, 2, 3, 4, 5, 6];
/** Names of the weekdays from Sunday on: 4 January 1970 was one. */
const namesOf = (locale: string, weekday: 'long' | 'short') => {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  return weekdays.map((day) => folded(format.format(Date.UTC(1970, 0, 4 + day))).replace(/[.॰]$/, ''));
};

/**
 * The weekday (0 is Sunday) that a text names, in the language of `locale` or in English, whole or by its beginning of
 * at least three letters; null: none.
 */
export function weekdayNamed(text: string, locale: string): number | null {
  const wanted = folded(text.trim().replace(/\.$/, ''));
  const names = [locale, 'en'].flatMap((one) => [namesOf(one, 'long'), namesOf(one, 'short')]);
  const exact = weekdays.find((day) => names.some((list) => list[day] === wanted));
  if (exact !== undefined) return exact;
  if (wanted.length < 3) return null;
  return weekdays.find((day) => names.some((list) => list[day]?.startsWith(wanted))) ?? null;
}
