import { makeChange } from '../ledger/purchases/changes.ts';
import { plainDetails } from '../ledger/purchases/purchase.ts';
import { listPurchases, type PagePosition } from '../ledger/purchases/purchases.ts';
import { budgetNotesOf } from './budget/notes.ts';
import { pageData } from './buttons.ts';
import { answerTo } from './entry/answer.ts';
import type { AlsoSaid } from './entry/item-answer.ts';
import { fitting, type KeptMoney, purchaseLine } from './entry/lines.ts';
import { authorOf, sourceAt } from './entry/read.ts';
import { repeatRows } from './recurring/offer.ts';
import { type Message, phrase } from './reply.ts';
import { accountOfTurn, aside, idle, type Said, say, type Turn, todayOf } from './turn.ts';

interface Draft {
  readonly item: string;
  readonly price: KeptMoney;
  readonly vendor: string | null;
  readonly category: string | null;
  /** What else was said; its vendor and category are in the fields above. */
  readonly also: AlsoSaid | null;
}

/**
 * Records a purchase from the current message, on the person's day unless another was given, and says so. Throws when
 * nothing was recorded.
 */
export async function recordFor(turn: Turn, draft: Draft): Promise<Said> {
  const { incoming, ledger } = turn;
  const { item, vendor, category, also } = draft;
  const { minor, currency } = draft.price;
  const details = plainDetails({
    item,
    price: { minor: BigInt(minor), currency },
    vendor,
    category,
    day: also?.date ?? todayOf(turn),
    kind: also?.kind ?? 'expense',
    tags: also?.tags ?? [],
    spread: also?.spread ?? null,
  });
  const made = await makeChange(ledger, authorOf(turn), {
    source: sourceAt(turn, incoming.messageId),
    record: [{ details, position: 0, line: null }],
    revise: [],
  });
  if (made === null) throw new Error('a purchase was not recorded');
  const message = answerTo(made, await budgetNotesOf(turn, made));
  const rows = repeatRows([{ recurring: also?.recurring ?? null }], made.recorded);
  const buttons = [...rows, ...(message.buttons ?? [])];
  return { messages: [{ do: 'say', ...message, buttons }], state: idle };
}

const pageLimit = 10;
/** The page of purchases at `position`, with buttons for the neighbouring pages; null: the account has none. */
export async function purchasePage(turn: Turn, position: PagePosition): Promise<Message | null> {
  const { id } = accountOfTurn(turn);
  const found = await listPurchases(turn.ledger, id, position, pageLimit);
  const newer = position.from === 'newer';
  const shown = newer ? fitting(found.purchases.toReversed()).toReversed() : fitting(found.purchases);
  const further = found.more || shown.length < found.purchases.length;
  // A page that reaches the newest is shown as the full newest page, and so is an empty one.
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
    about: shown.map(({ id }) => String(id)),
  };
}

/** Shows the newest purchases, above the question that is open. */
export async function showNewest(turn: Turn): Promise<Said> {
  const page = await purchasePage(turn, { from: 'newest' });
  if (page === null)
    return aside(turn, phrase('show-none'), ...(turn.state.at === 'idle' ? [phrase('how-to-enter')] : []));
  return say(turn, page);
}
