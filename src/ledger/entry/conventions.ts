import { marksOf } from './number-style.ts';

/** How a locale writes numbers and days. Known conventions only; what is not known makes the parser ask. */
export interface Conventions {
  /** The mark that groups thousands: ',' or '.', or null when it is a space, an apostrophe or not known. */
  readonly grouping: string | null;
  /** The decimal mark, ',' or '.', or null when it is not known. */
  readonly decimal: string | null;
  /** Which number stands first in "5/3"; null: not known. */
  readonly first: 'day' | 'month' | null;
  /** Whether days are written with points ("5.3."); null: not known. */
  readonly points: boolean | null;
}

const unknown: Conventions = { grouping: null, decimal: null, first: null, points: null };

/**
 * The conventions of a BCP 47 locale, with the style of numbers that it was given, if any. An empty, malformed or
 * unheard-of locale has none of its own. Slow: to be asked once.
 */
export function conventionsOf(locale: string): Conventions {
  const known = isSupported(locale) ? ownOf(locale) : unknown;
  const given = marksOf(locale);
  return given === null ? known : { ...known, grouping: mark(given.group), decimal: mark(given.decimal) };
}

function ownOf(locale: string): Conventions {
  const number = new Intl.NumberFormat(locale).formatToParts(12345678.5);
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'numeric',
    calendar: 'gregory',
    timeZone: 'UTC',
  });
  const parts = day.formatToParts(0);
  const first = parts.find(({ type }) => type === 'day' || type === 'month')?.type;
  return {
    grouping: mark(number.find(({ type }) => type === 'group')?.value),
    decimal: mark(number.find(({ type }) => type === 'decimal')?.value),
    first: first === 'day' || first === 'month' ? first : null,
    points: parts.some(({ type, value }) => type === 'literal' && value.startsWith('.')),
  };
}

function isSupported(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf([locale]).length > 0;
  } catch {
    return false;
  }
}

function mark(text: string | undefined): string | null {
  return text === ',' || text === '.' ? text : null;
}
