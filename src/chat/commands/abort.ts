import { isInterruptible } from '../conversation.ts';
import { hear } from '../dialogues/steps.ts';
import { leaveWord } from '../dialogues/yes-no.ts';
import { aside } from '../turn.ts';
import type { Command } from './command.ts';

export const abort: Command = {
  name: 'abort',
  aliases: ['cancel'],
  description: 'command-abort',
  for: 'both',
  when: 'open',
  run(turn) {
    const { state } = turn;
    if (state.at === 'idle' || state.at === 'abort') return aside(turn);
    // A question that can be answered with "no" is left without asking first.
    return isInterruptible(state) ? { state: { at: 'abort', open: state } } : hear(leaveWord, state, turn);
  },
};
