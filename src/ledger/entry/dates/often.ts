import type { Recurrence } from '../entry.ts';
import { monthNamed } from '../lexicon.ts';
import type { Match } from '../phrases.ts';
import type { Line } from '../reader.ts';
import { isTimes } from '../text/operators.ts';
import { isSeparator } from '../text/sections.ts';

const mostSteps = 999;

/**
 * The recurrence that a phrase at this token means; null: none, a count that makes no sense, or several times per unit.
 */
export function recurrenceAt(line: Line, match: Match, at: number): Recurrence | null {
  if (isCounted(line, at) || isDate(line, match)) return null;
  const { meaning } = match;
  if (meaning.says === 'recurring unit') {
    const isPrice = isBehindLastPrice(line, match, at);
    const counts = {
      'in either': isPrice || line.recurs,
      'if recurs': line.recurs,
      'in both': isPrice && line.recurs,
    };
    if (!counts[meaning.counts]) return null;
  }
  return recurrenceOf(match);
}

/** Whether nothing but a number or a currency precedes the phrase, and nothing but fields follow it. */
function isBehindLastPrice({ tokens, currencies }: Line, { end }: Match, at: number): boolean {
  const isBehind = tokens[at - 1]?.kind === 'number' || (currencies[at - 1] ?? null) !== null;
  return isBehind && (tokens[end]?.kind ?? 'mark') === 'mark';
}

function recurrenceOf({ meaning, slots }: Match): Recurrence | null {
  if (meaning.says === 'recurring') {
    const { every } = meaning;
    return { every, on: (every === 'week' ? slots.weekday : slots.date) ?? null };
  }
  if (meaning.says === 'recurring unit') {
    const every = meaning.unit ?? slots.unit;
    return every === undefined ? null : { every, on: null };
  }
  if (meaning.says !== 'every few') return null;
  const { n, date, weekday, unit } = slots;
  const every = meaning.unit ?? unit;
  const step = typeof meaning.count === 'number' ? meaning.count : meaning.count === '<n>' ? n : date;
  if (every === undefined || step === undefined || step < 1 || step > mostSteps) return null;
  const onDate = meaning.count === '<nth>' || every !== 'month' ? null : (date ?? null);
  const on = every === 'week' ? (weekday ?? null) : onDate;
  // else a weekday or date that was said would be lost
  if (
    (weekday !== undefined && every !== 'week') ||
    (date !== undefined && meaning.count === '<n>' && every !== 'month')
  )
    return null;
  return step === 1 ? { every, on } : { every, on, step };
}

/** Whether the number that ends the phrase belongs to a date: "monthly from the 1st of February". */
export function isDate({ tokens, lexicon }: Line, { slots, end }: Match): boolean {
  const [next = '', second = ''] = [tokens[end]?.text, tokens[end + 1]?.text];
  const isMonth = (word: string): boolean => monthNamed(lexicon, word) !== null;
  return slots.date !== undefined && (isMonth(next) || (isMonth(second) && !isSeparator(tokens[end])));
}

/** Whether "per month" is preceded by how many times: "twice", "2x", "3 times". */
function isCounted({ tokens, lexicon }: Line, at: number): boolean {
  const before = tokens[at - 1];
  const count = tokens[at - 2];
  if (before === undefined) return false;
  if (lexicon.often.twice.has(before.text)) return true;
  if (!lexicon.often.times.has(before.text) && !isTimes(before.text)) return false;
  return count?.kind === 'number' ? count.text !== '1' : (lexicon.numbers.get(count?.text ?? '') ?? 1) > 1;
}
