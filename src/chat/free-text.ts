import { parseEntry } from '../ledger/entry/parse.ts';
import { purchasesShownBy, saveEntryMessage, showsPurchases } from '../ledger/purchases/entry-messages.ts';
import { purchasesAt } from '../ledger/purchases/purchase-rows.ts';
import { hearEdit, hearEntries, newMessage } from './entry/follow.ts';
import { mend } from './entry/mend.ts';
import { type Heard, type Lack, parseOptions, saying, sourceAt } from './entry/read.ts';
import { phrase, type Text } from './reply.ts';
import { accountOfTurn, aside, idle, type Outcome, say, type Turn } from './turn.ts';

/**
 * Answers text that no question asked for: entries or, in a group, talk among people. `instead`: what to say if it is
 * no entry, which an edit may still make it.
 */
export async function hearFreeText(words: string, turn: Turn, instead?: Text): Promise<Outcome> {
  const heard = await hearEntries(turn, sourceAt(turn, turn.incoming.messageId), words);
  const lacks = lackOf(heard);
  if (lacks === null || 'state' in heard) return saying(turn, heard);
  if (isTalk(turn, lacks)) return { silent: true, state: turn.state };
  return say(turn, instead ? { text: instead } : heard.message);
}

/**
 * Whether this seems to be talk among people in a group: words without an amount, stickers and the like. A bot that sees
 * all messages does not answer it, unless it is addressed or has asked something. `lacks`: why it is no entry, if known.
 */
export function isTalk(turn: Turn, lacks: Lack = 'entry'): boolean {
  const { act } = turn.incoming;
  if (!isAmongPeople(turn)) return false;
  if (act.kind === 'text' || act.kind === 'edit')
    return lacks === 'amount' || !/^\s*\/|\p{N}/u.test(act.text);
  return act.kind === 'unsupported' || act.kind === 'location';
}

function lackOf(heard: Heard | 'unknown'): Lack | null {
  if (heard === 'unknown') return 'entry';
  return 'lacks' in heard ? (heard.lacks ?? null) : null;
}

/** Whether this was said in a group without addressing the bot. */
function isAmongPeople({ incoming, conversation }: Turn): boolean {
  return incoming.chat.kind === 'group' && !incoming.isForUs && conversation.state.at !== 'lost';
}

/**
 * Does what a reply says with the entry that the message replied to is about, be it spndr's message or the one the
 * entry was made from. Null: that message is about no entry, or about another account's, and the words are an entry
 * by themselves or talk.
 */
export async function hearReply(words: string, replyTo: number, turn: Turn): Promise<Outcome | null> {
  const ids = await entriesAt(turn, replyTo);
  if (ids.length > 0) return hearAbout(turn, ids, words);
  if (turn.state.at !== 'idle' || isAmongPeople(turn) || !(await isOfOthers(turn, replyTo))) return null;
  const { entries } = parseEntry(words, await parseOptions(turn, turn.incoming.at));
  return entries.length > 0 ? null : aside(turn, phrase('entry-not-yours'));
}

/** Whether a message is about entries of another account alone. */
export async function isOfOthers(turn: Turn, messageId: number): Promise<boolean> {
  if (turn.account === null || (await entriesAt(turn, messageId)).length > 0) return false;
  const source = sourceAt(turn, messageId);
  return (await showsPurchases(turn.ledger, source)) || (await purchasesAt(turn.ledger, source)).length > 0;
}

/** Does what words say with one of these purchases of the account. */
export async function hearAbout(turn: Turn, ids: readonly bigint[], words: string): Promise<Outcome> {
  const source = sourceAt(turn, turn.incoming.messageId);
  return saying(turn, await mend(turn, source, newMessage(turn, ids), { text: words, answers: [] }));
}

/** Ids of the account's purchases that a message is about, whoever sent it. */
export async function entriesAt(turn: Turn, messageId: number): Promise<readonly bigint[]> {
  if (turn.account === null) return [];
  const { id } = accountOfTurn(turn);
  const source = sourceAt(turn, messageId);
  const shown = await purchasesShownBy(turn.ledger, id, source);
  if (shown.length > 0) return shown;
  const made = await purchasesAt(turn.ledger, source);
  return made.flatMap(({ accountId, purchase }) => (accountId === id ? [purchase.id] : []));
}

/** Notes the current message as one without words, which an edit may make an entry. */
export async function awaitWords(turn: Turn): Promise<void> {
  await saveEntryMessage(turn.ledger, sourceAt(turn, turn.incoming.messageId), newMessage(turn, null));
}

/** Corrects the entries of a message that was edited. */
export async function hearEditedText(typed: string, turn: Turn): Promise<Outcome> {
  const { messageId } = turn.incoming;
  // text after /new is read like any entry
  const text = typed.replace(/^\s*\/new(@\w+)?\s+/i, '');
  const heard = /^\s*\//.test(text) ? 'unknown' : await hearEdit(turn, sourceAt(turn, messageId), text);
  const lacks = heard === 'the same' ? null : lackOf(heard);
  if (heard === 'the same' || (lacks !== null && isTalk(turn, lacks)))
    return { silent: true, state: turn.state };
  if (heard === 'unknown') return aside(turn, phrase('edit-ignored'));
  const { state } = turn;
  const isAsked = state.at === 'new-entry-item' && state.messageId === messageId;
  return saying(isAsked ? { ...turn, state: idle } : turn, heard);
}
