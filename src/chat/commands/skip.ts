import { skipWord } from '../dialogues/new-purchase.ts';
import { hear, questionOf } from '../dialogues/steps.ts';
import { phrase } from '../reply.ts';
import { aside } from '../turn.ts';
import type { Command } from './command.ts';

export const skip: Command = {
  name: 'skip',
  description: 'command-skip',
  for: 'both',
  when: 'open',
  hidden: true,
  run(turn) {
    const { state } = turn;
    const skippable =
      state.at !== 'idle' &&
      questionOf(state)
        .choices.flat()
        .some(({ says }) => says === skipWord);
    return skippable ? hear(skipWord, state, turn) : aside(turn, phrase('cannot-skip'));
  },
};
