import { lossOf } from '../../ledger/erase.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside } from '../turn.ts';
import type { Command } from './command.ts';

/** Destroys the account, after a question that says what goes with it. */
export const erase: Command = {
  name: 'erase',
  description: 'command-erase',
  for: 'linked',
  when: 'idle',
  async run(turn) {
    if (turn.incoming.chat.kind === 'group') return aside(turn, phrase('private-only'));
    const { id, email } = accountOfTurn(turn);
    const { purchases, people } = await lossOf(turn.ledger, id);
    return { state: { at: 'erase', email, purchases, others: people - 1 } };
  },
};
