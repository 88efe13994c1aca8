import { leave } from '../dialogues/abort.ts';
import { hear } from '../dialogues/steps.ts';
import { aside } from '../turn.ts';
import type { Command } from './command.ts';

export const quit: Command = {
  name: 'quit',
  description: 'command-quit',
  for: 'both',
  when: 'open',
  run(turn) {
    const { state } = turn;
    if (state.at === 'idle') return aside(turn);
    if (state.at === 'delete') return hear('n', state, turn);
    return leave(state.at === 'abort' ? state.open : state);
  },
};
