import { type Amendment, parseAmendment } from '../../ledger/entry/amendment.ts';
import type { Question } from '../../ledger/entry/entry.ts';
import { type Parsed, parseEntry } from '../../ledger/entry/parse.ts';
import type { ParseOptions } from '../../ledger/entry/reader.ts';
import { problemsOf } from '../entry/problems.ts';
import { parseOptions } from '../entry/read.ts';
import { phrase, type Text } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { readStep } from './steps.ts';

/** Reads words as an entry that is to come: a day without a year is the next such one. `step`: of how many days, weeks, ... it skips all but one. */
export async function readComing(turn: Turn, typed: string): Promise<Parsed & { readonly step: number }> {
  const { words, step } = readStep(typed, turn.locale);
  const options = await comingOptions(turn);
  return { ...answered(options, (known) => parseEntry(words, known)), step };
}

/** What words say should be different about something in `currency`; `unclear`: why they say nothing, or too much. */
export async function readChange(
  turn: Turn,
  typed: string,
  currency: string,
): Promise<{ readonly amendment: Amendment; readonly step: number } | { readonly unclear: Text }> {
  const { words, step } = readStep(typed, turn.locale);
  const known = { ...(await comingOptions(turn)), currency };
  const { amendment, question, problems } = answered(known, (options) => parseAmendment(words, options));
  if (amendment !== null) return { amendment, step };
  const reasons = question === null ? problemsOf('', problems) : [];
  return { unclear: [...reasons, phrase('recurring-unclear')] };
}

async function comingOptions(turn: Turn): Promise<Omit<ParseOptions, 'answers'>> {
  return { ...(await parseOptions(turn, turn.incoming.at)), means: 'next' };
}

/** Days can be asked about so often in one text. */
const mostDays = 3;

/** Reads with every question which day is meant answered by the latest: what recurs is to come. */
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
