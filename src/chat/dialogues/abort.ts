import type { Interruptible, StateAt } from '../conversation.ts';
import { type Phrase, phrase } from '../reply.ts';
import { aside, finish, type Said } from '../turn.ts';
import type { Step } from './step.ts';
import { readYesNo, yesNo } from './yes-no.ts';

/** Asks before it leaves what is open; `n` goes back to the question that was open. */
export const abort: Step<StateAt<'abort'>> = {
  for: 'both',
  ask: ({ open }) => ({
    text: [isPurchase(open) ? phrase('abort-purchase') : phrase('abort-sign-up')],
    choices: yesNo,
  }),
  hear(words, { open }, turn) {
    const wanted = readYesNo(words);
    if (wanted === null) return aside(turn, phrase('say-yes-or-no'));
    return wanted ? leave(open) : { state: open };
  },
};

/** Leaves a dialogue without a question. */
export function leave(open: Interruptible): Said {
  return finish(farewell(open));
}

function farewell(open: Interruptible): Phrase {
  return isPurchase(open) ? phrase('purchase-dropped') : phrase('goodbye');
}

function isPurchase(open: Interruptible): boolean {
  return open.at.startsWith('new-');
}
