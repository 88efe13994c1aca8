import { plainDigits } from '../../ledger/entry/text/characters.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import { purchasesById } from '../../ledger/purchases/purchase-rows.ts';
import { latestPurchases, purchaseByNumber } from '../../ledger/purchases/purchases.ts';
import { purchaseCard } from '../entry/answer.ts';
import { historyOf } from '../entry/history.ts';
import { choosing } from '../entry/taps.ts';
import { entriesAt, hearAbout, isOfOthers } from '../free-text.ts';
import { type Message, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, say, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const edit: Command = {
  name: 'edit',
  description: 'command-edit',
  for: 'linked',
  when: 'always',
  async run(turn, argument) {
    const [, number = '', words] = /^(\S+)\s+(.+)$/s.exec(argument) ?? [];
    const purchase = words === undefined ? null : await numbered(turn, number);
    if (purchase && words !== undefined) return hearAbout(turn, [purchase.id], words);
    return withEntry(turn, argument, {
      which: phrase('edit-which'),
      what: 'card',
      show: async (purchase) =>
        purchaseCard(purchase, [phrase(purchase.removed ? 'entry-is-removed' : 'mend-how')]),
    });
  },
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

/** The entry with this number, as typed; null: there is none. */
export async function numbered(turn: Turn, typed: string): Promise<Purchase | null> {
  const number = numberIn(typed);
  return number === null ? null : purchaseByNumber(turn.ledger, accountOfTurn(turn).id, number);
}

/** The ids of the entries that the message replied to is about; null: it is about those of another account. */
export async function repliedTo(turn: Turn): Promise<readonly bigint[] | null> {
  const { act } = turn.incoming;
  const replyTo = 'replyTo' in act ? act.replyTo : null;
  if (replyTo === null) return [];
  return (await isOfOthers(turn, replyTo)) ? null : entriesAt(turn, replyTo);
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
    const purchase = await numbered(turn, argument);
    return purchase ? say(turn, await show(purchase)) : aside(turn, phrase('no-such-entry'));
  }
  const ids = await repliedTo(turn);
  if (ids === null) return aside(turn, phrase('entry-not-yours'));
  const meant =
    ids.length > 0
      ? (await purchasesById(turn.ledger, id, ids)).slice(0, mostOffered)
      : await latestPurchases(turn.ledger, id, mostOffered, what === 'card' ? 'without' : 'with');
  const [only, another] = meant;
  if (!only) return aside(turn, phrase('show-none'));
  return ids.length > 0 && !another ? say(turn, await show(only)) : say(turn, choosing(which, meant, what));
}
