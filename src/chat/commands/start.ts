import { phrase } from '../reply.ts';
import { aside, nameOf } from '../turn.ts';
import type { Command } from './command.ts';

export const start: Command = {
  name: 'start',
  description: 'command-start',
  for: 'both',
  when: 'always',
  run: (turn) =>
    turn.state.at === 'idle'
      ? aside(turn, phrase('hello', { name: nameOf(turn) }), phrase('how-to-enter'))
      : aside(turn, phrase('hello-open', { name: nameOf(turn) })),
};
