import { listBudgets } from '../../ledger/budget.ts';
import { type Parsed, parseEntry } from '../../ledger/entry/parse.ts';
import { makeChange, type Source } from '../../ledger/purchases/changes.ts';
import {
  type EntryMessage,
  findEntryMessage,
  saveEntryMessage,
} from '../../ledger/purchases/entry-messages.ts';
import {
  firstCurrencies,
  moveLines,
  type Placed,
  purchasesAt,
} from '../../ledger/purchases/purchase-rows.ts';
import { budgetNotesOf } from '../budget/notes.ts';
import { repeatRows } from '../recurring/offer.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import { type ItemAnswer, saidBesides, withAnswer } from './item-answer.ts';
import { mend } from './mend.ts';
import { carryAnswers, planChanges } from './plan.ts';
import { problemsOf } from './problems.ts';
import { askAbout, authorOf, type Heard, parseOptions, type Words } from './read.ts';
import { answerWith, suggestFor, withSuggestions } from './suggesting.ts';

/** Records the entries in a new message. */
export async function hearEntries(turn: Turn, source: Source, text: string): Promise<Heard> {
  return follow(turn, source, newMessage(turn, null), { text, answers: [] });
}

/** The current message, of which nothing is recorded yet. `mends`: entries it may be about; null: it holds entries. */
export function newMessage(turn: Turn, mends: EntryMessage['mends']): EntryMessage {
  const { id: accountId } = accountOfTurn(turn);
  const writtenAt = turn.incoming.at;
  return { accountId, writtenAt, mends, text: '', answers: [], pending: null, asked: 0 };
}

/** Makes the ledger follow an edited message. 'unknown': its text was never read as entries, or for another account. */
export async function hearEdit(
  turn: Turn,
  source: Source,
  text: string,
): Promise<Heard | 'unknown' | 'the same'> {
  const message = await findEntryMessage(turn.ledger, source);
  if (message === null || message.mends !== null || message.accountId !== turn.account?.id) return 'unknown';
  if (text === (message.pending?.text ?? message.text)) return 'the same';
  return follow(turn, source, message, { text, answers: carryAnswers(message, text) });
}

/**
 * Continues with a message whose open question was answered; null: that question is not open, the answer is none of its
 * choices, or the message is another account's.
 */
export async function hearAnswer(
  turn: Turn,
  source: Source,
  asked: number,
  answerOf: (choices: readonly string[]) => string | ItemAnswer | undefined,
): Promise<Heard | null> {
  const message = await findEntryMessage(turn.ledger, source);
  if (message?.accountId !== turn.account?.id || !message?.pending || message.asked !== asked) return null;
  const { pending } = message;
  const answer = answerOf(pending.choices);
  if (answer === undefined) return null;
  const given = typeof answer === 'string' ? { item: answer, also: null } : answer;
  const words: Words = { text: pending.text, answers: withAnswer(pending.answers, pending.key, given) };
  return message.mends === null ? follow(turn, source, message, words) : mend(turn, source, message, words);
}

/** Makes the purchases of a message match its text; asks first if the text can be read in several ways. */
async function follow(turn: Turn, source: Source, message: EntryMessage, words: Words): Promise<Heard> {
  const { id: accountId } = accountOfTurn(turn);
  // what was read ahead is only about the current message
  const foreseen = source.messageId === turn.incoming.messageId ? turn.foreseen : null;
  const isNew = message.text === '';
  const [there, budgets] = await Promise.all([
    foreseen?.hasPurchases === false ? [] : purchasesAt(turn.ledger, source),
    foreseen?.hasBudgets === false ? [] : listBudgets(turn.ledger, accountId),
  ]);
  const currency = isNew ? accountOfTurn(turn).currency : await currencyOf(turn, message, there);
  const now = await parse(turn, message, words, currency);
  if (now.question) return askAbout(turn, source, message, words, now.question);
  const before = isNew ? null : await parse(turn, message, message, currency);
  const placed = isNew ? [] : there;
  const { record, revise, moves } = planChanges(
    { text: message.text, entries: before?.entries ?? [] },
    { text: words.text, entries: now.entries },
    placed,
  );
  const suggested = await suggestFor(turn, record);
  const kept = { ...message, pending: null, asked: message.asked + 1 };
  const followed = { ...kept, ...words };
  const plan = { source, message: followed, there, record: suggested.record, revise };
  const made = await makeChange(turn.ledger, authorOf(turn), plan);
  if (made === null) await saveEntryMessage(turn.ledger, source, isNew ? kept : followed);
  await moveLines(turn.ledger, moves);
  const pairs = made === null ? [] : withSuggestions(made, suggested);
  const notes = made === null ? [] : await budgetNotesOf(turn, made, budgets);
  const problems = problemsOf(words.text, now.problems);
  if (made !== null) {
    const message = answerWith(made, pairs, [...problems, ...notes]);
    const standing = [...made.recorded, ...made.revised.map(({ after }) => after)];
    const rows = repeatRows(now.entries, standing);
    return { message: { ...message, buttons: [...rows, ...(message.buttons ?? [])] } };
  }
  if (isNew) {
    const isTold = now.problems.every(({ kind }) => kind === 'amount-inside');
    const lacks = now.problems.every(({ kind }) => kind === 'no-amount') ? 'amount' : 'entry';
    return { message: { text: isTold ? problems : [...problems, phrase('how-to-enter')] }, lacks };
  }
  const text = problems.length > 0 ? [...problems, phrase('entry-stays')] : [phrase('nothing-changed')];
  return { message: { text, about: placed.map(({ purchase }) => String(purchase.id)) } };
}

/** The currency of what names none in a message that made these purchases: the account's when it was written. */
async function currencyOf(turn: Turn, message: EntryMessage, placed: readonly Placed[]): Promise<string> {
  const { currency } = accountOfTurn(turn);
  const ids = placed.map(({ purchase }) => purchase.id);
  for (const earlier of await firstCurrencies(turn.ledger, ids)) {
    const countBy = async (own: string) => {
      const { entries } = await parse(turn, message, message, own);
      return entries.filter(({ money }) => money.currency === earlier).length;
    };
    if ((await countBy(earlier)) > (await countBy(currency))) return earlier;
  }
  return currency;
}

/** Reads a message; what names no currency is in `currency`. */
async function parse(
  turn: Turn,
  message: EntryMessage,
  { text, answers }: Words,
  currency: string,
): Promise<Parsed> {
  const options = await parseOptions(turn, message.writtenAt);
  const parsed = parseEntry(text, { ...options, currency, answers: new Map(answers) });
  return { ...parsed, entries: saidBesides(parsed.entries, answers, options.today) };
}
