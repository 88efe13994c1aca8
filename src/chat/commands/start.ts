import { enterByCode } from '../linking/enter.ts';
import { phrase } from '../reply.ts';
import { aside, nameOf, type Outcome, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const start: Command = {
  name: 'start',
  description: 'command-start',
  for: 'both',
  when: 'always',
  run(turn, argument): Outcome | Promise<Outcome> {
    if (argument !== '' && turn.account === null) return enter(turn, argument);
    const code = argument === '' ? [] : [phrase('code-needless')];
    return turn.state.at === 'idle'
      ? aside(turn, phrase('hello', { name: nameOf(turn) }), ...code, phrase('how-to-enter'))
      : aside(turn, phrase('hello-open', { name: nameOf(turn) }), ...code);
  },
};

/** Lets a stranger in who opened a link with a code, which sends `/start CODE`. */
export function enter(turn: Turn, code: string): Promise<Outcome> {
  const welcome = phrase('welcome', { name: nameOf(turn) });
  return enterByCode(turn, code, { notes: [welcome], state: { at: 'way-in' } });
}
