import { folded } from './characters.ts';
import { wordChoice } from './entry.ts';
import { lexiconFor } from './lexicon.ts';
import type { Reader } from './reader.ts';

/** "1. milk 3", "2) bread 2": the place of a line in a list, and the word behind it. */
const numbered = /^\s*(\d{1,3})[.)]\s+(?=\D)(\S+)/;

/**
 * The lines of a list that is numbered from 1 on, with spaces in place of the numbers, so that every offset stays; any
 * other lines as they are. "1. März", "2. März" are days.
 */
export function withoutPlaces(lines: readonly string[], locale: string): readonly string[] {
  const places = lines.flatMap((line) => {
    const [, place, word = ''] = numbered.exec(line) ?? [];
    return place === undefined ? [] : [{ place: Number(place), word: folded(word) }];
  });
  const { months } = lexiconFor(locale);
  const isList = places.every(({ place, word }, at) => {
    return place === at + 1 && ![...months.values()].some((names) => names.has(word));
  });
  if (places.length < 2 || !isList) return lines;
  return lines.map((line) => {
    return numbered.test(line) ? line.replace(/\d{1,3}[.)]/, (found) => ' '.repeat(found.length)) : line;
  });
}

/** "- milk 3": a dash that may be that of a list; "-5.20 amazon" and "- 5.20 amazon" are money back. */
const dashed = /^\s*[-–](?=\s+\p{L})/u;

/**
 * The lines with spaces in place of the dashes before them, where the person said that they are those of a list: where
 * two lines or more begin so, that is asked. A dash before one line says money back.
 */
export function withoutDashes(reader: Reader, lines: readonly string[]): readonly string[] {
  const at = lines.flatMap((line, index) => (dashed.test(line) ? [index] : []));
  const [first = 0, second] = at;
  if (second === undefined || !at.some((index) => /\p{Nd}/u.test(lines[index] ?? ''))) return lines;
  const place = { line: first + 1, start: 0, end: lines[first]?.length ?? 0 };
  const kind = reader.ask('kind', place, [wordChoice('expense'), wordChoice('refund')]);
  if (kind?.text !== 'expense') return lines;
  return lines.map((line) => line.replace(dashed, (found) => ' '.repeat(found.length)));
}
