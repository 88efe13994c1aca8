import type { Line } from './reader.ts';
import { folded } from './text/characters.ts';
import { unquotedStart } from './text/quotes.ts';
import type { Words } from './words/words.ts';

/** A pattern for the folded text, with plain apostrophes, of a question about what was spent. */
export function compileQuestions(languages: readonly Words[]): RegExp {
  const any = (texts: readonly string[]) => `(?:${texts.map(folded).join('|')})(?![\\p{L}\\p{M}])`;
  const all = languages.map(({ questions }) => questions);
  const after = any(all.flatMap((words) => words.after.split(' ')));
  const begin = any(all.flatMap((words) => words.begin));
  const within = any(all.flatMap((words) => words.within?.split(' ') ?? []));
  return new RegExp(`^[^\\p{L}\\p{N}]*(?:${after} )?${begin}|(?<![\\p{L}\\p{M}])${within}`, 'u');
}

/** Whether a line asks what was spent: nothing in it is a price. */
export function isQuestion({ text, lexicon }: Line): boolean {
  return lexicon.question.test(folded(unquotedStart(text)).replaceAll('’', "'"));
}
