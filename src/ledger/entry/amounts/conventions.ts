import { marksOf } from './number-style.ts';

/** How a locale writes numbers and dates. Only what is known for certain; the parser asks about anything else. */
export interface Conventions {
  /** The mark that groups thousands: ',' or '.'; null: a space or an apostrophe, or unknown. */
  readonly grouping: string | null;
  /** The decimal mark: ',' or '.'; null: unknown. */
  readonly decimal: string | null;
  /** Which number comes first in "5/3"; null: unknown. */
  readonly first: 'day' | 'month' | null;
  /** Whether dates are written with full stops ("5.3."); null: unknown. */
  readonly points: boolean | null;
}

const unknown: Conventions = { grouping: null, decimal: null, first: null, points: null };

/**
 * The conventions of a BCP 47 locale, with its number style (`withNumberStyle`) if it has one. An empty, malformed or
 * unsupported locale has unknown conventions. Slow: cache the result.
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
