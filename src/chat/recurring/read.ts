import { type Amendment, parseAmendment } from '../../ledger/entry/amendment.ts';
import { isRhythmUnclear } from '../../ledger/entry/dates/rhythm.ts';
import type { Question } from '../../ledger/entry/entry.ts';
import { type Parsed, parseEntry } from '../../ledger/entry/parse.ts';
import type { ParseOptions } from '../../ledger/entry/reader.ts';
import { problemsOf } from '../entry/problems.ts';
import { parseOptions } from '../entry/read.ts';
import { phrase, type Text } from '../reply.ts';
import type { Turn } from '../turn.ts';

/**
 * Reads words as an entry that recurs. A day without a year is the nearest such day, past or future, since a rhythm may
 * have begun already. `unclear`: they say how often in a way that is not understood.
 */
export async function readComing(turn: Turn, words: string): Promise<Parsed & { readonly unclear: boolean }> {
  const options = await comingOptions(turn);
  const parsed = answered(options, (known) => parseEntry(words, known));
  return { ...parsed, unclear: isRhythmUnclear(words, options) };
}

/** The changes that words ask for, to something in `currency`; `unclear`: why they cannot be read. */
export async function readChange(
  turn: Turn,
  words: string,
  currency: string,
): Promise<{ readonly amendment: Amendment } | { readonly unclear: Text }> {
  const known = { ...(await comingOptions(turn)), currency };
  if (isRhythmUnclear(words, known)) return { unclear: [phrase('recurring-rhythm-unclear')] };
  const { amendment, question, problems } = answered(known, (options) => parseAmendment(words, options));
  if (amendment !== null) return { amendment };
  const reasons = question === null ? problemsOf('', problems) : [];
  return { unclear: [...reasons, phrase('recurring-unclear')] };
}

async function comingOptions(turn: Turn): Promise<Omit<ParseOptions, 'answers'>> {
  return { ...(await parseOptions(turn, turn.incoming.at)), means: 'nearest', recurs: true };
}

/** How many questions about days are answered per text. */
const mostDays = 3;

/** Reads words, answering each question which day is meant with the latest: what recurs lies ahead. */
function answered<T extends { readonly question: Question | null }>(
  known: Omit<ParseOptions, 'answers'>,
  read: (options: ParseOptions) => T,
): T {
  const answers = new Map<string, string>();
  for (let asked = 0; ; asked += 1) {
    const result = read({ ...known, answers });
    const days = result.question?.choices.flatMap((choice) => (choice.shows === 'day' ? [choice.day] : []));
    const latest = days?.toSorted().at(-1);
    if (!result.question || latest === undefined || asked === mostDays) return result;
    answers.set(result.question.key, latest);
  }
}
