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
      show: async (purchase) => purchaseCard(purchase, [phrase('mend-how')]),
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
    const digits = /^#?(\d{1,9})$/.exec(argument.normalize('NFKC'))?.[1];
    const purchase = digits === undefined ? null : await purchaseByNumber(turn.ledger, id, Number(digits));
    return purchase ? say(turn, await show(purchase)) : aside(turn, phrase('no-such-entry'));
  }
  const { act } = turn.incoming;
  const replyTo = 'replyTo' in act ? act.replyTo : null;
  const ids = replyTo === null ? [] : await entriesAt(turn, replyTo);
  const meant =
    ids.length > 0
      ? (await purchasesById(turn.ledger, id, ids)).slice(0, mostOffered)
      : await latestPurchases(turn.ledger, id, mostOffered, what === 'card' ? 'without' : 'with');
  const [only, another] = meant;
  if (!only) return aside(turn, phrase('show-none'));
  return ids.length > 0 && !another ? say(turn, await show(only)) : say(turn, choosing(which, meant, what));
}
