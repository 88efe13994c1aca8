import { wordChoice } from '../entry.ts';
import { lexiconFor, monthNamed } from '../lexicon.ts';
import type { Reader } from '../reader.ts';
import { folded, normalForm, plainDigits } from './characters.ts';
import { minuses } from './operators.ts';

/** A line of a numbered list, "1. milk 3" or "2) bread 2": its number, and the word after it. */
const numbered = /^\s*(\p{Nd}{1,3})[.)．）]\s+(?=\P{Nd})(\S+)/u;

/**
 * If the lines are a list numbered from 1, replaces the numbers by as many spaces, so that offsets stay; returns other
 * lines as they are. "1. März", "2. März" are dates.
 */
export function withoutPlaces(lines: readonly string[], locale: string): readonly string[] {
  const places = lines.flatMap((line) => {
    const [, place, word = ''] = numbered.exec(line) ?? [];
    return place === undefined ? [] : [{ place: Number(plainDigits(place)), word: folded(word) }];
  });
  const lexicon = lexiconFor(locale);
  const isList = places.every(
    ({ place, word }, at) => place === at + 1 && monthNamed(lexicon, word) === null,
  );
  if (places.length < 2 || !isList) return lines;
  return lines.map((line) => {
    return numbered.test(line)
      ? line.replace(/\p{Nd}{1,3}[.)．）]/u, (found) => ' '.repeat(found.length))
      : line;
  });
}

/** A dash that may mark a list item: "- milk 3". In "-5.20 amazon" and "- 5.20 amazon" it marks a refund. */
const dashed = new RegExp(`^\\s*[${minuses}](?=\\s+\\p{L})`, 'u');

/**
 * If two or more lines begin with a dash, asks whether they are a list and, if so, replaces the dashes by spaces. A
 * dash before a single line means a refund.
 */
export function withoutDashes(reader: Reader, lines: readonly string[]): readonly string[] {
  const at = lines.flatMap((line, index) => (dashed.test(normalForm(line)) ? [index] : []));
  const [first = 0, second] = at;
  if (second === undefined || !at.some((index) => /\p{Nd}/u.test(lines[index] ?? ''))) return lines;
  const place = { line: first + 1, start: 0, end: lines[first]?.length ?? 0 };
  const kind = reader.ask('kind', place, [wordChoice('expense'), wordChoice('refund')]);
  if (kind?.text !== 'expense') return lines;
  return lines.map((line, index) => (at.includes(index) ? line.replace(/\S/, ' ') : line));
}
