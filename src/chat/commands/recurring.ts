import { rhythmOf } from '../../ledger/recurring/recurrence.ts';
import { addRecurring, mostRecurring, templateOf } from '../../ledger/recurring/recurring.ts';
import { detailsOf } from '../entry/plan.ts';
import { problemsOf } from '../entry/problems.ts';
import { recurringCard, recurringPage } from '../recurring/menu.ts';
import { listenerOf } from '../recurring/offer.ts';
import { readComing } from '../recurring/read.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, say, type Turn, yesterdayOf } from '../turn.ts';
import type { Command } from './command.ts';

export const recurring: Command = {
  name: 'recurring',
  description: 'command-recurring',
  for: 'linked',
  when: 'always',
  async run(turn, argument) {
    return argument === '' ? say(turn, await recurringPage(turn, 0)) : add(turn, argument);
  },
};

/**
 * Adds the recurring purchase that the words describe, to be recorded first on its next day from today on; nothing is
 * recorded now.
 */
async function add(turn: Turn, words: string): Promise<Said> {
  const account = accountOfTurn(turn);
  const { entries, problems, unclear } = await readComing(turn, words);
  const [entry, another] = entries;
  if (unclear && !another) return aside(turn, phrase('recurring-rhythm-unclear'));
  if (!entry || another) {
    const reasons = problemsOf(words, problems);
    const why = reasons.length > 0 ? reasons : [phrase('recurring-not-one')];
    return aside(turn, ...why, phrase('recurring-how'));
  }
  if (entry.recurring === null) return aside(turn, phrase('recurring-how-often'));
  const added = await addRecurring(turn.ledger, account.id, {
    template: templateOf(detailsOf(entry)),
    rhythm: rhythmOf(entry.recurring, entry.date),
    after: yesterdayOf(turn),
    madeFrom: null,
    listener: listenerOf(turn),
  });
  if (added === null) return aside(turn, phrase('recurring-full', { max: mostRecurring }));
  return say(turn, recurringCard(turn, added, phrase('recurring-added')));
}
