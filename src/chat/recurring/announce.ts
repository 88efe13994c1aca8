import type { Recorded } from '../../ledger/recurring/due.ts';
import { answerTo } from '../entry/answer.ts';
import { type Message, phrase, type Text } from '../reply.ts';
import { rhythmPhrase } from './lines.ts';

/** Says what was recorded automatically, followed by `notes`, with a button to undo it. */
export function announcement({ made, from }: Recorded, notes: Text = []): Message {
  const [recurring, another] = from;
  const why =
    recurring && !another
      ? phrase('recurring-recorded', { how: { phrase: rhythmPhrase(recurring.rhythm) } })
      : phrase('recurring-many', { count: from.length });
  return answerTo(made, [why, ...notes]);
}
