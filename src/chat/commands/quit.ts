import { isInterruptible } from '../conversation.ts';
import { leave } from '../dialogues/abort.ts';
import { hear } from '../dialogues/steps.ts';
import { leaveWord } from '../dialogues/yes-no.ts';
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
    if (state.at === 'abort') return leave(state.open);
    return isInterruptible(state) ? leave(state) : hear(leaveWord, state, turn);
  },
};
