import { dayAt } from '../../ledger/day.ts';
import type { Question } from '../../ledger/entry/entry.ts';
import type { ParseOptions } from '../../ledger/entry/reader.ts';
import type { Author, Source } from '../../ledger/purchases/changes.ts';
import { type Answers, type EntryMessage, saveEntryMessage } from '../../ledger/purchases/entry-messages.ts';
import { usedNames } from '../../ledger/purchases/purchases.ts';
import type { State } from '../conversation.ts';
import type { Message } from '../reply.ts';
import { accountOfTurn, nameOf, type Said, say, type Turn } from '../turn.ts';
import { lineOf, questionMessage } from './questions.ts';

/** A message's text, and the answers to questions about it. */
export interface Words {
  readonly text: string;
  readonly answers: Answers;
}

/** Why a message has no entry in it: nothing in it is an amount, or it is something else. */
export type Lack = 'amount' | 'entry';

/**
 * The result of reading a message: a message to show, or the state of a question that is answered by typing. `lacks`
 * is given if a new message has no entry in it.
 */
export type Heard = { readonly message: Message; readonly lacks?: Lack } | { readonly state: State };

/** Shows the result in a new message; a question that is open is asked again below. */
export function saying(turn: Turn, heard: Heard): Said {
  if ('state' in heard) return { state: heard.state };
  return say(turn, heard.message);
}

/** The author of changes made in this turn. Throws for a stranger. */
export function authorOf(turn: Turn): Author {
  const { person, chat, messageId, at } = turn.incoming;
  return {
    accountId: accountOfTurn(turn).id,
    personId: person.id,
    personName: nameOf(turn),
    chatId: chat.id,
    messageId,
    at,
  };
}

/** The message with this id in the turn's chat. */
export function sourceAt(turn: Turn, messageId: number): Source {
  return { botId: turn.botId, chatId: turn.incoming.chat.id, messageId };
}

/** What the grammar needs to know of the account; `today` is the person's day at `writtenAt`. */
export async function parseOptions(turn: Turn, writtenAt: Date): Promise<Omit<ParseOptions, 'answers'>> {
  const { id, currency, timeZone } = accountOfTurn(turn);
  return {
    today: dayAt(writtenAt, timeZone),
    currency,
    locale: turn.locale,
    ...(turn.foreseen?.names ?? (await usedNames(turn.ledger, id))),
  };
}

/** Asks about a message's text, and stores the text until that is answered. */
export async function askAbout(
  turn: Turn,
  source: Source,
  message: EntryMessage,
  words: Words,
  question: Question,
): Promise<Heard> {
  const choices = question.choices.map(({ text }) => text);
  const asked = message.asked + 1;
  const pending = { ...words, key: question.key, choices };
  await saveEntryMessage(turn.ledger, source, { ...message, pending, asked });
  const { messageId } = source;
  if (choices.length > 0) return { message: questionMessage(question, words.text, { messageId, asked }) };
  return { state: { at: 'new-entry-item', messageId, asked, words: lineOf(question, words.text) } };
}
