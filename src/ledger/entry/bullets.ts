import { folded } from './characters.ts';
import { lexiconFor } from './lexicon.ts';

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
