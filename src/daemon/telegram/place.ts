import type { ForceReply } from 'node-telegram-bot-api';
import type { Reply } from '../../chat/reply.ts';
import { isRecord, safeInteger } from './json.ts';
import { topicIsGone } from './outcome.ts';

/** A call that sends a reply; fulfils with the message's id, or null when there is no message. */
export interface Call {
  (signal: AbortSignal): Promise<number | null>;
  /** Frees what the call holds. To be called if the call will not be made. */
  dispose?(): Promise<void>;
}

/** Where a message goes, in Telegram's parameters: chat, topic, and the message it replies to. */
export interface Place {
  readonly chat_id: number;
  readonly message_thread_id?: number;
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: true };
}

/** Where in a chat a reply goes. */
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

/** Makes the app of the person replied to, and nobody else's, open an answer field. */
export interface Prompt {
  readonly reply_markup?: ForceReply;
}

/** The prompt of a reply; most have none. */
export function promptOf(reply: Reply): Prompt {
  if (reply.do !== 'say' || reply.promptFor === undefined) return {};
  return { reply_markup: { force_reply: true, selective: true } };
}

/** Sends a message to a place; outside of topics if its topic is closed or no longer exists. */
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
