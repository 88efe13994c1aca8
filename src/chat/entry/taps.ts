import { knownNames, likelyCategories } from '../../ledger/categories/categories.ts';
import { shortened } from '../../ledger/lengths.ts';
import { isImport } from '../../ledger/portable/turn-import.ts';
import { isCurrent, makeChange, purchasesOfChange, turnChange } from '../../ledger/purchases/changes.ts';
import { contentOf, type Purchase } from '../../ledger/purchases/purchase.ts';
import { purchasesById } from '../../ledger/purchases/purchase-rows.ts';
import { budgetNotesOf } from '../budget/notes.ts';
import { categoryData, type EntryAct, type EntryTap, entryData, nameMark } from '../buttons.ts';
import type { Work } from '../converse.ts';
import { inRows } from '../dialogues/offers.ts';
import { repeat } from '../recurring/offer.ts';
import { type Buttons, type Message, type Phrase, phrase, type Reply } from '../reply.ts';
import { accountOfTurn, type Outcome, type Turn } from '../turn.ts';
import { answerTo, purchaseCard, turnedAnswer } from './answer.ts';
import { hearAnswer } from './follow.ts';
import { historyOf } from './history.ts';
import { importTurned, turning } from './import-turn.ts';
import { purchaseLine, shortLine } from './lines.ts';
import { authorOf, type Heard, sourceAt } from './read.ts';
import { teach, teachRows } from './suggesting.ts';

/** The result of a tap: the tapped message changes, or a note says why not. */
type Tapped = Heard | { readonly note: Phrase } | { readonly needs: Work };

/** Does what a button below entries means, if everything is still as it was when the button was made. */
export async function obeyEntryTap(turn: Turn, tapId: string, tap: EntryTap): Promise<Outcome> {
  const tapped = await obey(turn, tap, accountOfTurn(turn).id);
  if ('needs' in tapped) return tapped;
  const answer = (note?: Phrase): Reply => ({ do: 'answer', tapId, ...(note && { note }) });
  if ('note' in tapped) return { messages: [answer(tapped.note)], silent: true, state: turn.state };
  if ('state' in tapped) return { messages: [answer()], state: tapped.state };
  const { messageId } = turn.incoming;
  const edit: Reply = { do: 'edit', messageId, ...tapped.message };
  return { messages: [answer(), edit], silent: true, state: turn.state };
}

async function obey(turn: Turn, tap: EntryTap, accountId: bigint): Promise<Tapped> {
  switch (tap.kind) {
    case 'undo':
    case 'redo':
      return turnBack(turn, accountId, tap.kind, tap.changeId);
    case 'pick':
      return pick(turn, accountId, tap.changeId);
    case 'reading': {
      const { messageId, asked, index } = tap;
      const heard = await hearAnswer(turn, sourceAt(turn, messageId), asked, (choices) => choices[index]);
      return heard ?? { note: phrase('button-stale') };
    }
    case 'entry':
    case 'teach':
    case 'repeat':
    case 'category': {
      const [purchase] = await purchasesById(turn.ledger, accountId, [tap.id]);
      if (!purchase) return notHere(turn);
      if (purchase.revision !== tap.revision) return { note: phrase('button-changed') };
      if (tap.kind === 'category') return categorise(turn, purchase, tap.mark);
      if (tap.kind === 'repeat') return repeat(turn, purchase, tap.recurrence);
      if (tap.kind === 'teach') {
        const message = await teach(turn, purchase, tap.scope);
        return message ? { message } : { note: phrase('button-changed') };
      }
      return { message: await actOn(turn, purchase, tap.what) };
    }
  }
}

/** Why an entry is not found: in a group the button may be below somebody else's. */
function notHere({ incoming }: Turn): { readonly note: Phrase } {
  return { note: phrase(incoming.chat.kind === 'group' ? 'button-not-yours' : 'entry-gone') };
}

async function turnBack(
  turn: Turn,
  accountId: bigint,
  kind: 'undo' | 'redo',
  changeId: bigint,
): Promise<Tapped> {
  if (turn.done?.kind === 'turn-import') {
    const { purchases } = turn.done;
    if (purchases === null) return { note: phrase('button-changed') };
    return { message: importTurned(purchases, kind, changeId) };
  }
  if (await isImport(turn.ledger, accountId, changeId)) return { needs: turning(turn, changeId, kind) };
  const state = kind === 'undo' ? 'done' : 'undone';
  const touched = await purchasesOfChange(turn.ledger, accountId, changeId);
  if (touched.length === 0) return notHere(turn);
  if (!(await isCurrent(turn.ledger, accountId, changeId, state))) return { note: phrase('button-changed') };
  const made = await turnChange(turn.ledger, authorOf(turn), changeId, kind);
  return made ? { message: turnedAnswer(made, kind) } : { note: phrase('button-changed') };
}

const mostOffered = 20;

async function pick(turn: Turn, accountId: bigint, changeId: bigint): Promise<Tapped> {
  const ids = await purchasesOfChange(turn.ledger, accountId, changeId);
  if (ids.length === 0) return notHere(turn);
  const purchases = await purchasesById(turn.ledger, accountId, ids);
  const standing = purchases.filter(({ removed }) => !removed);
  if (standing.length === 0) return { note: phrase('button-changed') };
  return { message: choosing(phrase('edit-which'), standing.slice(0, mostOffered)) };
}

/** Offers purchases to choose from, to see the card or history of one. */
export function choosing(
  title: Phrase,
  purchases: readonly Purchase[],
  what: 'card' | 'history' = 'card',
): Message {
  return {
    text: [title],
    buttons: purchases.map((purchase) => [{ label: shortLine(purchase), data: entryData(purchase, what) }]),
    about: purchases.map(({ id }) => String(id)),
  };
}

async function actOn(turn: Turn, purchase: Purchase, what: EntryAct): Promise<Message> {
  switch (what) {
    case 'card':
      return purchaseCard(purchase, [phrase('mend-how')]);
    case 'categories':
      return categoriesFor(turn, purchase);
    case 'remove':
      return revise(turn, purchase, { removed: true });
    case 'history':
      return historyOf(turn, purchase);
  }
}

const offeredCategories = 12;

async function categoriesFor(turn: Turn, purchase: Purchase): Promise<Message> {
  const { id } = accountOfTurn(turn);
  const names = await likelyCategories(turn.ledger, id, purchase, offeredCategories + 1);
  const others = names.filter((name) => name !== purchase.category).slice(0, offeredCategories);
  const offered: Buttons[number] = others.map((name) => ({
    label: phrase('choice-word', { word: shortened(name, 30) }),
    data: categoryData(purchase, name),
  }));
  const none = { label: phrase('category-none'), data: categoryData(purchase, null) };
  const back = { label: phrase('back'), data: entryData(purchase, 'card') };
  return {
    text: [purchaseLine(purchase), phrase('category-which')],
    buttons: [...inRows(offered), purchase.category === null ? [back] : [none, back]],
    about: [String(purchase.id)],
  };
}

async function categorise(turn: Turn, purchase: Purchase, mark: string | null): Promise<Tapped> {
  if (mark === null) return { message: await revise(turn, purchase, { category: null }) };
  const names = await knownNames(turn.ledger, accountOfTurn(turn).id, 'category');
  const [category, another] = names.filter((name) => nameMark(name) === mark);
  if (category === undefined || another !== undefined) return { note: phrase('button-changed') };
  return { message: await revise(turn, purchase, { category }) };
}

async function revise(
  turn: Turn,
  purchase: Purchase,
  said: { readonly removed: true } | { readonly category: string | null },
): Promise<Message> {
  const made = await makeChange(turn.ledger, authorOf(turn), {
    source: sourceAt(turn, turn.incoming.messageId),
    record: [],
    revise: [{ purchase, content: { ...contentOf(purchase), ...said } }],
  });
  if (!made) return purchaseCard(purchase);
  const message = answerTo(made, await budgetNotesOf(turn, made));
  const [chosen] = 'category' in said ? made.revised : [];
  return chosen ? { ...message, buttons: [...teachRows(chosen.after), ...(message.buttons ?? [])] } : message;
}
