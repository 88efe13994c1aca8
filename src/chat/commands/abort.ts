import { hear } from '../dialogues/steps.ts';
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
    // Nobody is asked whether to leave a question that asks whether to do something.
    if (state.at === 'idle' || state.at === 'abort') return aside(turn);
    if (state.at === 'delete') return hear('n', state, turn);
    return { state: { at: 'abort', open: state } };
  },
};
