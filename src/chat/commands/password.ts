import { accountOfTurn } from '../turn.ts';
import type { Command } from './command.ts';

/** Sets a new password. */
export const password: Command = {
  name: 'password',
  description: 'command-password',
  for: 'linked',
  when: 'idle',
  private: true,
  secret: true,
  run: (turn) => ({ state: { at: 'set-password', email: accountOfTurn(turn).email } }),
};
