import { dayAt } from '../ledger/day.ts';
import type { Money } from '../ledger/money.ts';
import { listPurchases, type PagePosition, type Purchase, recordPurchase } from '../ledger/purchases.ts';
import { pageData } from './buttons.ts';
import { inOwnCurrency, priceOf, rateNote } from './conversions.ts';
import { type Argument, type Buttons, type Phrase, phrase, type Text } from './reply.ts';
import { accountOfTurn, aside, finish, type Said, type Turn } from './turn.ts';

/** Money as a conversation's state keeps it: JSON has no bigint. */
export interface KeptMoney {
  readonly minor: string;
  readonly currency: string;
}

/** Money as a conversation keeps it, in JSON: minor units as decimal digits. */
export function keep({ minor, currency }: Money): KeptMoney {
  return { minor: String(minor), currency };
}

interface Draft {
  readonly item: string;
  readonly price: KeptMoney;
  readonly vendor: string | null;
  readonly category: string | null;
}

/** Records a purchase made by the message in hand, on the person's day, and says so. */
export async function recordFor(turn: Turn, draft: Draft): Promise<Said> {
  const { incoming, botId, ledger } = turn;
  const account = accountOfTurn(turn);
  const recorded = await recordPurchase(
    ledger,
    account.id,
    {
      ...draft,
      price: { minor: BigInt(draft.price.minor), currency: draft.price.currency },
      day: dayAt(incoming.at, account.timeZone),
    },
    {
      botId,
      chatId: incoming.chat.id,
      messageId: incoming.messageId,
      position: 0,
      personId: incoming.person.id,
    },
  );
  const purchase = await inOwnCurrency(turn, recorded);
  return finish(phrase('recorded'), purchaseLine(purchase), ...rateNote(purchase));
}

/** One line that shows all of a purchase. */
function purchaseLine(purchase: Purchase): Phrase {
  const { number, item, vendor, category, day } = purchase;
  const args: Record<string, Argument> = { number, item, price: priceOf(purchase), day: { day } };
  if (vendor !== null && category !== null)
    return phrase('purchase-vendor-category', { ...args, vendor, category });
  if (vendor !== null) return phrase('purchase-vendor', { ...args, vendor });
  if (category !== null) return phrase('purchase-category', { ...args, category });
  return phrase('purchase', args);
}

const pageLimit = 10;
/** Telegram's limit is 4,096 UTF-16 code units for a whole message; the rest is for the title. */
const pageRoom = 3_800;
/** What a line holds besides the person's words, at most, in any language: number, price, day and what joins them. */
const lineRoom = 150;

/** The page of purchases at `position`, with buttons to the pages beside it; null when the account has none. */
export async function purchasePage(
  turn: Turn,
  position: PagePosition,
): Promise<{ readonly text: Text; readonly buttons: Buttons } | null> {
  const { id } = accountOfTurn(turn);
  const found = await listPurchases(turn.ledger, id, position, pageLimit);
  const newer = position.from === 'newer';
  const shown = newer ? fitting(found.purchases.toReversed()).toReversed() : fitting(found.purchases);
  const further = found.more || shown.length < found.purchases.length;
  // There is no half-filled page of the newest, and none without purchases.
  if (position.from !== 'newest' && (newer ? !further : shown.length === 0)) {
    return purchasePage(turn, { from: 'newest' });
  }
  const first = shown.at(0);
  const last = shown.at(-1);
  if (!first || !last) return null;
  const person = turn.incoming.person.id;
  const toNewer = { label: phrase('newer'), data: pageData(person, { from: 'newer', than: first.number }) };
  const toOlder = { label: phrase('older'), data: pageData(person, { from: 'older', than: last.number }) };
  const row = [...(position.from === 'newest' ? [] : [toNewer]), ...(newer || further ? [toOlder] : [])];
  return {
    text: [phrase('show-title'), ...shown.map(purchaseLine)],
    buttons: row.length > 0 ? [row] : [],
  };
}

/** As many of the first purchases as one message can hold, whatever the language. */
function fitting(purchases: readonly Purchase[]): readonly Purchase[] {
  let room = pageRoom;
  const end = purchases.findIndex(({ item, vendor, category }) => {
    room -= lineRoom + item.length + (vendor?.length ?? 0) + (category?.length ?? 0);
    return room < 0;
  });
  return end === -1 ? purchases : purchases.slice(0, end);
}

/** The newest purchases, above the question that is open. */
export async function showNewest(turn: Turn): Promise<Said> {
  const page = await purchasePage(turn, { from: 'newest' });
  if (page === null)
    return aside(turn, phrase('show-none'), ...(turn.state.at === 'idle' ? [phrase('how-to-enter')] : []));
  return { messages: [{ do: 'say', ...page }], state: turn.state };
}
