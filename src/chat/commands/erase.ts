import { lossOf } from '../../ledger/accounts/erase.ts';
import { accountOfTurn } from '../turn.ts';
import type { Command } from './command.ts';

/** Erases the account, after a question that says what will be lost. */
export const erase: Command = {
  name: 'erase',
  description: 'command-erase',
  for: 'linked',
  when: 'idle',
  private: true,
  async run(turn) {
    const { id, email } = accountOfTurn(turn);
    const { purchases, people } = await lossOf(turn.ledger, id);
    return { state: { at: 'erase', email, purchases, others: people - 1 } };
  },
};
