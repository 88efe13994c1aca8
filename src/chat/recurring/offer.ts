import type { Day } from '../../ledger/day.ts';
import type { Entry, Recurrence } from '../../ledger/entry/entry.ts';
import { shortened } from '../../ledger/lengths.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import { nextDay, type Rhythm, rhythmOf } from '../../ledger/recurring/recurrence.ts';
import {
  addRecurring,
  countRecurring,
  type Listener,
  lastRecorded,
  mostRecurring,
  type Recurring,
  templateOf,
} from '../../ledger/recurring/recurring.ts';
import { repeatData } from '../buttons.ts';
import { purchaseLine } from '../entry/lines.ts';
import { type Buttons, type Message, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Turn, todayOf, yesterdayOf } from '../turn.ts';
import { rhythmPhrase } from './lines.ts';
import { recurringCard } from './menu.ts';

const mostOffers = 5;

/**
 * Buttons that make purchases recur as their entries say; none where no entry says so. `entries` and `purchases` must
 * correspond by index, else there are none.
 */
export function repeatRows(
  entries: readonly Pick<Entry, 'recurring'>[],
  purchases: readonly Purchase[],
): Buttons {
  if (entries.length !== purchases.length) return [];
  return entries.slice(0, mostOffers).flatMap(({ recurring }, index) => {
    const purchase = purchases[index];
    if (recurring === null || !purchase) return [];
    const how = { phrase: rhythmPhrase(rhythmOf(recurring, purchase.day)) };
    const label =
      purchases.length === 1
        ? phrase('repeat', { how })
        : phrase('repeat-item', { how, item: shortened(purchase.item, 20) });
    return [[{ label, data: repeatData(purchase, recurring) }]];
  });
}

/** Makes a purchase recur, from its next day that is not past, and shows that; a note where it cannot. */
export async function repeat(
  turn: Turn,
  purchase: Purchase,
  recurrence: Recurrence,
): Promise<{ readonly message: Message } | { readonly note: Phrase }> {
  if (purchase.removed) return { note: phrase('button-changed') };
  const account = accountOfTurn(turn);
  const yesterday = yesterdayOf(turn);
  const recurring = await addRecurring(turn.ledger, account.id, {
    template: templateOf(purchase),
    rhythm: rhythmOf(recurrence, purchase.day),
    after: purchase.day > yesterday ? purchase.day : yesterday,
    madeFrom: purchase.id,
    listener: listenerOf(turn),
  });
  if (recurring !== null) {
    const card = recurringCard(turn, recurring, purchaseLine(purchase), phrase('recurring-added'));
    return { message: { ...card, about: [String(purchase.id)] } };
  }
  const isFull = (await countRecurring(turn.ledger, account.id)) >= mostRecurring;
  return { note: isFull ? phrase('recurring-full', { max: mostRecurring }) : phrase('recurring-already') };
}

/** Who is told when it is recorded, and where: this person, in this chat. */
export function listenerOf({ botId, incoming }: Turn): Listener {
  const { chat, topicId, person } = incoming;
  return { botId, chatId: chat.id, topicId, personId: person.id };
}

/**
 * The first day of a recurring purchase's new rhythm that is neither past nor recorded already; with null for the
 * rhythm, the first such day of all.
 */
export async function nextFor(turn: Turn, recurring: Recurring, rhythm: Rhythm | null): Promise<Day> {
  const yesterday = yesterdayOf(turn);
  const recorded = await lastRecorded(turn.ledger, recurring.id);
  const after = recorded !== null && recorded > yesterday ? recorded : yesterday;
  return nextDay(rhythm ?? { every: 'day', step: 1, starts: after, onDate: null }, after);
}

/** The next day for which it is recorded if it goes on from today: what was missed stays unrecorded. */
export function comesNext(turn: Turn, { rhythm, nextDay: known }: Recurring): Day {
  return known >= todayOf(turn) ? known : nextDay(rhythm, yesterdayOf(turn));
}
