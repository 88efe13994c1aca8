import { type Amendment, parseCorrection, saysNothing } from '../../ledger/entry/amendment.ts';
import type { Recurrence } from '../../ledger/entry/entry.ts';
import { startsQuoted } from '../../ledger/entry/text/quotes.ts';
import { shortened } from '../../ledger/lengths.ts';
import { isTooLarge, type Money } from '../../ledger/money.ts';
import {
  latestChangeOf,
  makeChange,
  type Source,
  turnChange,
  turnToBringBack,
} from '../../ledger/purchases/changes.ts';
import { type EntryMessage, saveEntryMessage } from '../../ledger/purchases/entry-messages.ts';
import { type Content, changesBy, contentOf, type Purchase } from '../../ledger/purchases/purchase.ts';
import { purchasesById } from '../../ledger/purchases/purchase-rows.ts';
import { alikeOf } from '../../ledger/rates/exchange.ts';
import { budgetNotesOf } from '../budget/notes.ts';
import { readingData } from '../buttons.ts';
import { repeatRows } from '../recurring/offer.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import { answerTo, purchaseCard, turnedAnswer } from './answer.ts';
import { shortLine } from './lines.ts';
import { readOrder } from './orders.ts';
import { problemsOf } from './problems.ts';
import { askAbout, authorOf, type Heard, parseOptions, type Words } from './read.ts';
import { divide } from './split.ts';

/** The key of the question which entry is meant; no question of the grammar has it. */
const which = 'which';
const mostOffered = 10;

/**
 * Does what a reply to a message says with the entry that the message is about. `message.mends` are the entries it may
 * mean. A reply to the answer means the same entry.
 */
export async function mend(turn: Turn, source: Source, message: EntryMessage, words: Words): Promise<Heard> {
  const { id } = accountOfTurn(turn);
  const chosen = words.answers.find(([key]) => key === which)?.[1];
  const wanted = chosen === undefined ? (message.mends ?? []) : [BigInt(chosen)];
  const candidates = await purchasesById(turn.ledger, id, wanted);
  const [purchase, another] = candidates;
  if (!purchase) return note(phrase('entry-gone'));
  const heard = another
    ? await askWhich(turn, source, message, words, candidates)
    : await obey({ turn, source, message, words, purchase });
  if ('state' in heard || heard.message.about) return heard;
  return { message: { ...heard.message, about: candidates.map((one) => String(one.id)) } };
}

async function obey(mending: Mending): Promise<Heard> {
  const { turn, source, words, purchase } = mending;
  const order = readOrder(words.text);
  if (order.kind === 'undo' || order.kind === 'redo') {
    return purchase.removed ? bringBack(turn, source, purchase) : turnLatest(turn, purchase, order.kind);
  }
  if (order.kind === 'remove')
    return revise(turn, source, purchase, { ...contentOf(purchase), removed: true });
  if (purchase.removed) return note(phrase('entry-is-removed'));
  return order.kind === 'split' ? divide({ ...mending, parts: order.parts }) : amend(mending);
}

/** What `mend` works on. */
export interface Mending {
  readonly turn: Turn;
  /** The message that says what to do. */
  readonly source: Source;
  readonly message: EntryMessage;
  readonly words: Words;
  readonly purchase: Purchase;
}

async function askWhich(
  turn: Turn,
  source: Source,
  message: EntryMessage,
  words: Words,
  candidates: readonly Purchase[],
): Promise<Heard> {
  const offered = candidates.slice(-mostOffered);
  const asked = message.asked + 1;
  const choices = offered.map(({ id }) => String(id));
  await saveEntryMessage(turn.ledger, source, {
    ...message,
    asked,
    pending: { ...words, key: which, choices },
  });
  const { messageId } = source;
  return {
    message: {
      text: [phrase('question-which')],
      buttons: offered.map((purchase, index) => [
        { label: shortLine(purchase), data: readingData({ messageId, asked, index }) },
      ]),
    },
  };
}

async function turnLatest(turn: Turn, purchase: Purchase, kind: 'undo' | 'redo'): Promise<Heard> {
  const author = authorOf(turn);
  const state = kind === 'undo' ? 'done' : 'undone';
  const change = await latestChangeOf(turn.ledger, author, purchase.id, state);
  const made = change === null ? null : await turnChange(turn.ledger, author, change, kind);
  if (made === null) return note(kind === 'undo' ? phrase('undo-nothing') : phrase('redo-nothing'));
  return { message: turnedAnswer(made, kind) };
}

/**
 * Restores a removed purchase: both "undo" and "redo" do, whoever removed it and however, as `entry-is-removed` says.
 */
async function bringBack(turn: Turn, source: Source, purchase: Purchase): Promise<Heard> {
  const turned = await turnToBringBack(turn.ledger, authorOf(turn), purchase.id);
  if (turned !== null) return { message: turnedAnswer(turned.made, turned.kind) };
  return revise(turn, source, purchase, { ...contentOf(purchase), removed: false });
}

async function amend(mending: Mending): Promise<Heard> {
  const { turn, source, message, words, purchase } = mending;
  const options = await parseOptions(turn, message.writtenAt);
  const { amendment, question, problems } = parseCorrection(words.text, {
    ...options,
    currency: purchase.price.currency,
    answers: new Map(words.answers),
  });
  if (question) return askAbout(turn, source, message, words, question);
  if (amendment === null) return { message: { text: [...problemsOf('', problems), phrase('mend-how')] } };
  if (saysNothing(amendment)) return notUnderstood(shortened(words.text.trim(), 40));
  const { kind, money, given, item, date, recurring } = amendment;
  if (kind === 'refund') {
    const day = date ?? options.today;
    return refund(turn, source, purchase, { price: money ?? purchase.price, given, day });
  }
  const added =
    kind === 'income' && money !== null && /^\s*[+＋]/.test(words.text) && purchase.kind === 'expense';
  if (added) return addTo(mending, amendment, money);
  // Words alone could be an unrelated remark; beside an amount, or quoted, they are a new name.
  if (item !== null && money === null && !startsQuoted(words.text)) {
    return notUnderstood(item);
  }
  const content = {
    ...contentOf(purchase),
    ...changesBy(amendment, purchase),
    ...(date !== null && { day: date }),
  };
  return revise(turn, source, purchase, content, recurring);
}

/** Adds an amount to what was spent: "+2.50 tip". */
async function addTo(
  { turn, source, words, purchase }: Mending,
  said: Amendment,
  more: Money,
): Promise<Heard> {
  const { price, given, tags } = purchase;
  const sum = { ...price, minor: price.minor + more.minor };
  if (more.currency !== price.currency || said.given !== null || isTooLarge(sum))
    return notUnderstood(shortened(words.text.trim(), 40));
  return revise(turn, source, purchase, {
    ...contentOf(purchase),
    price: sum,
    given: given === null ? null : alikeOf(sum, price, given),
    vendor: said.vendor ?? purchase.vendor,
    category: said.category ?? purchase.category,
    tags: [...new Set([...tags, ...said.tags])],
    day: said.date ?? purchase.day,
  });
}

function notUnderstood(words: string): Heard {
  return note(phrase('mend-not-understood', { words }), phrase('mend-how'));
}

/**
 * Records a refund as an entry of its own, so that both are in the reports of their days. Unless it says otherwise, it
 * uses the exchange rate that was given with the purchase.
 */
async function refund(
  turn: Turn,
  source: Source,
  purchase: Purchase,
  said: Pick<Content, 'price' | 'given' | 'day'>,
): Promise<Heard> {
  const { price } = said;
  const keepsRate = purchase.given !== null && price.currency === purchase.price.currency;
  const given = said.given ?? (keepsRate ? alikeOf(price, purchase.price, purchase.given) : null);
  const details = { ...contentOf(purchase), ...said, given, kind: 'refund' as const, spread: null };
  const record = [{ details, position: 0, line: null }];
  const made = await makeChange(turn.ledger, authorOf(turn), { source, record, revise: [] });
  if (made === null) return note(phrase('nothing-changed'));
  return { message: answerTo(made, await budgetNotesOf(turn, made)) };
}

/** Revises a purchase. `recurring`: offers to make it recur like this. */
async function revise(
  turn: Turn,
  source: Source,
  purchase: Purchase,
  content: Content,
  recurring: Recurrence | null = null,
): Promise<Heard> {
  const made = await makeChange(turn.ledger, authorOf(turn), {
    source,
    record: [],
    revise: [{ purchase, content }],
  });
  if (made === null && recurring === null) return note(phrase('nothing-changed'));
  const message = made === null ? purchaseCard(purchase) : answerTo(made, await budgetNotesOf(turn, made));
  const after = made?.revised[0]?.after ?? purchase;
  return {
    message: { ...message, buttons: [...repeatRows([{ recurring }], [after]), ...(message.buttons ?? [])] },
  };
}

function note(...text: readonly Phrase[]): Heard {
  return { message: { text } };
}
