import type { Problem, ProblemKind } from '../../ledger/entry/entry.ts';
import { linesOf, longestText, mostEntries, mostLines } from '../../ledger/entry/parse.ts';
import { type Phrase, phrase, type Text } from '../reply.ts';
import { longest } from '../words.ts';
import { shortened } from './lines.ts';

const reasons: Record<ProblemKind, Phrase> = {
  'too-long': phrase('entry-too-long', { max: longestText }),
  'too-many-lines': phrase('entry-too-many-lines', { max: mostLines }),
  'too-many-entries': phrase('entry-too-many', { max: mostEntries }),
  'hidden-characters': phrase('words-hidden'),
  'no-amount': phrase('entry-no-amount'),
  question: phrase('search-how'),
  zero: phrase('price-zero'),
  negative: phrase('price-negative'),
  'too-large': phrase('price-too-large'),
  'too-many-decimals': phrase('price-too-many-decimals'),
  'item-too-long': phrase('entry-item-too-long', { max: longest.item }),
  'name-too-long': phrase('entry-name-too-long', { max: longest.vendor }),
  'split-too-much': phrase('entry-split-too-much'),
  'split-currencies': phrase('entry-split-currencies'),
};

/** How many unreadable lines are named; the others are only counted. */
const mostNamed = 5;

/** What is wrong with a text; line by line if it has several. */
export function problemsOf(text: string, problems: readonly Problem[]): Text {
  const lines = linesOf(text);
  const ofAll = problems.find(({ kind }) => kind === 'too-long' || kind === 'too-many-lines');
  if (ofAll) return [reasons[ofAll.kind]];
  if (lines.length === 1) return [...new Set(problems.map(({ kind }) => reasons[kind]))];
  const named = problems.slice(0, mostNamed).map(({ kind, line }) => {
    const words = shortened((lines[line - 1] ?? '').trim().replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, ''), 40);
    return phrase('entry-line-problem', { words, reason: { phrase: reasons[kind] } });
  });
  const more = problems.length - named.length;
  return more === 0 ? named : [...named, phrase('entry-more-problems', { count: more })];
}
