import { plainDigits } from '../../ledger/entry/characters.ts';
import type { Purchase } from '../../ledger/purchase.ts';
import { purchasesById } from '../../ledger/purchase-rows.ts';
import { latestPurchases, purchaseByNumber } from '../../ledger/purchases.ts';
import { purchaseCard } from '../entry/answer.ts';
import { historyOf } from '../entry/history.ts';
import { choosing } from '../entry/taps.ts';
import { entriesAt } from '../free-text.ts';
import { type Message, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, say, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const edit: Command = {
  name: 'edit',
  description: 'command-edit',
  for: 'linked',
  when: 'always',
  run: (turn, argument) =>
    withEntry(turn, argument, {
      which: phrase('edit-which'),
      what: 'card',
      show: async (purchase) =>
        purchaseCard(purchase, [phrase(purchase.removed ? 'entry-is-removed' : 'mend-how')]),
    }),
};

export const history: Command = {
  name: 'history',
  description: 'command-history',
  for: 'linked',
  when: 'always',
  run: (turn, argument) =>
    withEntry(turn, argument, {
      which: phrase('history-which'),
      what: 'history',
      show: (purchase) => historyOf(turn, purchase),
    }),
};

/** The number of an entry, as in "3" or "#3"; null: it is none. */
export function numberIn(argument: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(plainDigits(argument.normalize('NFKC')))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The ids of the entries that the message replied to is about. */
export async function repliedTo(turn: Turn): Promise<readonly bigint[]> {
  const { act } = turn.incoming;
  const replyTo = 'replyTo' in act ? act.replyTo : null;
  return replyTo === null ? [] : entriesAt(turn, replyTo);
}

interface Wanted {
  readonly which: Phrase;
  readonly what: 'card' | 'history';
  show(purchase: Purchase): Promise<Message>;
}

const mostOffered = 8;

/** Shows the entry meant, by its number or as the message replied to; otherwise offers the latest to choose from. */
async function withEntry(turn: Turn, argument: string, { which, what, show }: Wanted): Promise<Said> {
  const { id } = accountOfTurn(turn);
  if (argument !== '') {
    const number = numberIn(argument);
    const purchase = number === null ? null : await purchaseByNumber(turn.ledger, id, number);
    return purchase ? say(turn, await show(purchase)) : aside(turn, phrase('no-such-entry'));
  }
  const ids = await repliedTo(turn);
  const meant =
    ids.length > 0
      ? (await purchasesById(turn.ledger, id, ids)).slice(0, mostOffered)
      : await latestPurchases(turn.ledger, id, mostOffered, what === 'card' ? 'without' : 'with');
  const [only, another] = meant;
  if (!only) return aside(turn, phrase('show-none'));
  return ids.length > 0 && !another ? say(turn, await show(only)) : say(turn, choosing(which, meant, what));
}
