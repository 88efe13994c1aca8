import type { ForceReply } from 'node-telegram-bot-api';
import type { Reply } from '../../chat/reply.ts';
import { isRecord, safeInteger } from './json.ts';
import { topicIsGone } from './outcome.ts';

/** The call that sends a reply; fulfils with the id of the message, if there is one. */
export interface Call {
  (signal: AbortSignal): Promise<number | null>;
  /** Where it is not going to be made. */
  dispose?(): Promise<void>;
}

/** Where a message comes: a chat, a topic in it, below another message; as Telegram takes them. */
export interface Place {
  readonly chat_id: number;
  readonly message_thread_id?: number;
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: true };
}

/** Where in a chat a message is said. */
export function placeOf(chatId: number, reply: Extract<Reply, { do: 'say' | 'edit' }>): Place {
  const { topicId } = reply;
  const below = reply.do === 'say' ? reply.promptFor : undefined;
  return {
    chat_id: chatId,
    ...(topicId === undefined ? {} : { message_thread_id: topicId }),
    ...(below === undefined
      ? {}
      : { reply_parameters: { message_id: below, allow_sending_without_reply: true } }),
  };
}

/** What lets the app of the person below whose message it comes, and of nobody else, begin a reply to it. */
export interface Prompt {
  readonly reply_markup?: ForceReply;
}

/** What a message prompts for with its place; nothing for most. */
export function promptOf(reply: Reply): Prompt {
  if (reply.do !== 'say' || reply.promptFor === undefined) return {};
  return { reply_markup: { force_reply: true, selective: true } };
}

/** Sends a message to a place; in no topic where the one that was meant is closed, or no more. */
export function sayAt(place: Place, send: (there: Place, signal: AbortSignal) => Promise<unknown>): Call {
  return async (signal) => {
    try {
      return messageIdOf(await send(place, signal));
    } catch (error) {
      if (place.message_thread_id === undefined || !topicIsGone(error)) throw error;
      return messageIdOf(await send({ chat_id: place.chat_id }, signal));
    }
  };
}

function messageIdOf(message: unknown): number | null {
  return isRecord(message) ? safeInteger(message.message_id) : null;
}
