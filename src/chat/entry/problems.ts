import type { Problem, ProblemKind } from '../../ledger/entry/entry.ts';
import { linesOf, longestText, mostEntries, mostLines } from '../../ledger/entry/parse.ts';
import { normalForm } from '../../ledger/entry/text/characters.ts';
import { minuses } from '../../ledger/entry/text/operators.ts';
import { longestItem, longestName, shortened } from '../../ledger/lengths.ts';
import { type Phrase, phrase, type Text } from '../reply.ts';
import { priceProblems } from '../words.ts';

const reasons: Record<Exclude<ProblemKind, 'amount-inside'>, Phrase> = {
  ...priceProblems,
  'too-long': phrase('entry-too-long', { max: longestText }),
  'too-many-lines': phrase('entry-too-many-lines', { max: mostLines }),
  'too-many-entries': phrase('entry-too-many', { max: mostEntries }),
  'no-amount': phrase('entry-no-amount'),
  question: phrase('search-how'),
  'item-too-long': phrase('entry-item-too-long', { max: longestItem }),
  'name-too-long': phrase('entry-name-too-long', { max: longestName }),
  'split-too-much': phrase('entry-split-too-much'),
  'split-currencies': phrase('entry-split-currencies'),
};

/** What says the kind of an entry, and the words behind it. */
const beginning = new RegExp(`^\\s*([${minuses}+]|r(?=\\s))?(.*)$`, 'isu');

function reasonOf({ kind, start, end }: Problem, line: string): Phrase {
  if (kind !== 'amount-inside') return reasons[kind];
  const text = normalForm(line);
  const amount = text.slice(start, end);
  if (amount === '') return reasons['no-amount'];
  // what says the kind of an entry stays in front: "+ gift 50 from grandma"
  const [, sign = '', before = ''] = beginning.exec(text.slice(0, start)) ?? [];
  const better = [sign, amount, before.trim(), text.slice(end).trim()]
    .filter((part) => part !== '')
    .join(' ');
  return phrase('entry-amount-inside', { amount, better });
}

/** How many unreadable lines are named; the others are only counted. */
const mostNamed = 5;

/** What is wrong with a text; line by line if it has several. */
export function problemsOf(text: string, problems: readonly Problem[]): Text {
  const lines = linesOf(text);
  const ofAll = problems.find(({ kind }) => kind === 'too-long' || kind === 'too-many-lines');
  if (ofAll) return [reasonOf(ofAll, '')];
  const [only, another] = lines;
  if (only !== undefined && another === undefined)
    return [...new Map(problems.map((problem) => [problem.kind, reasonOf(problem, only)])).values()];
  const named = problems.slice(0, mostNamed).map((problem) => {
    const line = lines[problem.line - 1] ?? '';
    const words = shortened(line.trim().replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, ''), 40);
    return phrase('entry-line-problem', { words, reason: { phrase: reasonOf(problem, line) } });
  });
  const more = problems.length - named.length;
  return more === 0 ? named : [...named, phrase('entry-more-problems', { count: more })];
}
