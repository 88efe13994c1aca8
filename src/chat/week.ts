import { lexiconFor } from '../ledger/entry/lexicon.ts';
import { folded } from '../ledger/entry/text/characters.ts';

/**
 * The weekday (0 is Sunday) that a text names, in any language, whole or by its beginning of at least three letters;
 * null: none. If languages disagree, that of `locale` wins.
 */
export function weekdayNamed(text: string, locale: string): number | null {
  const wanted = folded(text.trim().replace(/[.॰]$/, ''));
  const { weekdays, shortWeekdays } = lexiconFor(locale);
  const named = weekdays.get(wanted) ?? shortWeekdays.get(wanted);
  if (named !== undefined || wanted.length < 3) return named ?? null;
  return [...weekdays].find(([name]) => name.startsWith(wanted))?.[1] ?? null;
}
