import type { Interruptible, StateAt } from '../conversation.ts';
import { type Phrase, phrase } from '../reply.ts';
import { aside, finish, type Said } from '../turn.ts';
import type { Step } from './step.ts';
import { readYesNo, yesNo } from './yes-no.ts';

/** Asks before leaving a dialogue; "no" returns to the question that was open. */
export const abort: Step<StateAt<'abort'>> = {
  for: 'both',
  ask: ({ open }) => ({
    text: [partings[topicOf(open)].question],
    choices: yesNo,
  }),
  hear(words, { open }, turn) {
    const wanted = readYesNo(words);
    if (wanted === null) return aside(turn, phrase('say-yes-or-no'));
    return wanted ? leave(open) : { state: open };
  },
};

/** Leaves a dialogue without asking. */
export function leave(open: Interruptible): Said {
  return finish(partings[topicOf(open)].farewell);
}

type Topic = 'purchase' | 'category' | 'sign-up';

const partings: Readonly<Record<Topic, { readonly question: Phrase; readonly farewell: Phrase }>> = {
  purchase: { question: phrase('abort-purchase'), farewell: phrase('purchase-dropped') },
  category: { question: phrase('abort-category'), farewell: phrase('categories-kept') },
  'sign-up': { question: phrase('abort-sign-up'), farewell: phrase('goodbye') },
};

function topicOf({ at }: Interruptible): Topic {
  if (at.startsWith('new-')) return 'purchase';
  return /categor|merge/.test(at) ? 'category' : 'sign-up';
}
