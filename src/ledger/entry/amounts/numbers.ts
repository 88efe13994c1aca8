import type { Token } from '../text/tokens.ts';
import type { Conventions } from './conventions.ts';

/** A number as written: all its digits, and how many of them are decimals. */
export interface Numeral {
  readonly digits: string;
  readonly decimals: number;
}

/**
 * The readings of a number token: one, or two (as thousands first) if nothing tells whether the mark in "1.234" groups
 * thousands or is the decimal mark; null: no number ("1.2.3").
 */
export function readNumeral(token: Token, conventions: Conventions): readonly [Numeral, Numeral?] | null {
  const { groups, marks } = token;
  const digits = groups.length === 1 ? (groups[0] ?? '') : groups.join('');
  if (marks === '') return [{ digits, decimals: 0 }];
  const last = marks.at(-1) ?? '';
  const tail = (groups.at(-1) ?? '').length;
  const whole: Numeral = { digits, decimals: 0 };
  const pointed: Numeral = { digits, decimals: tail };
  if (marks.length === 1) {
    if (last === '٫') return [pointed];
    const groupable = isGrouped(groups);
    if (onlyGroups(last)) return groupable ? [whole] : null;
    if (!groupable) return [pointed];
    if (conventions.grouping === last) return [whole];
    return conventions.decimal === last ? [pointed] : [whole, pointed];
  }
  const first = marks[0] ?? '';
  const uniform = sameMarks(marks, marks.length);
  if (uniform) return first !== '٫' && isGrouped(groups) ? [whole] : null;
  if (last === first || onlyGroups(last) || first === '٫' || !sameMarks(marks, marks.length - 1)) return null;
  return isGrouped(groups.slice(0, -1)) ? [pointed] : null;
}

/** Whether a mark can only group digits. */
function onlyGroups(mark: string): boolean {
  return mark === ' ' || mark === "'" || mark === '٬';
}

function sameMarks(marks: string, count: number): boolean {
  for (let index = 1; index < count; index += 1) if (marks[index] !== marks[0]) return false;
  return true;
}

/**
 * Whether the groups are thousands: groups of three after one to three digits or, as in India (12,34,567), groups of
 * two and a last one of three.
 */
function isGrouped(groups: readonly string[]): boolean {
  const [head = ''] = groups;
  if (head.length < 1 || head.length > 3 || head.startsWith('0')) return false;
  if ((groups.at(-1) ?? '').length !== 3) return groups.length === 1;
  const inner = groups[1] ?? '';
  const width = inner.length;
  if (width !== 3 && !(width === 2 && head.length <= 2)) return false;
  for (let index = 1; index < groups.length - 1; index += 1)
    if ((groups[index] ?? '').length !== width) return false;
  return true;
}
