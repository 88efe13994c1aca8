import { TelegramApiError } from 'node-telegram-bot-api';
import { type Outcome, Unavailable } from '../ports.ts';
import { explain, isApiError, redact, refusesToken, retryAfterS, wasNotSent } from './errors.ts';
import { safeInteger } from './json.ts';

/** Descriptions of a 400 that means what a 403 would: the chat cannot be reached. */
const chatIsGone =
  /chat not found|user not found|user is deactivated|user_deactivated|bot was (kicked|blocked)|bot is not a member|peer_id_invalid|group chat was deactivated|chat_id is empty/i;

/** The message is already as asked for, or the tap is too old to be answered. */
const nothingToDo = /message is not modified|query is too old|query id is invalid|query_id_invalid/i;

/** The message was sent, and deleted at once, as somebody else's bot may do in a group. */
const sentAndGone = /sent message was immediately deleted/i;

/** How long to wait after a 429 that does not say. */
const slowDownS = 5;

/**
 * The outcome of a call to Telegram that threw `error`; `Unavailable` means that no call was made. 'unknown' whenever
 * it may have been delivered.
 */
export function outcomeOf(error: unknown): Outcome {
  const line = redact(error);
  if (error instanceof Unavailable) return { kind: 'not-ready', error: line };
  if (wasNotSent(error)) return { kind: 'unsent', error: line };
  if (!(error instanceof TelegramApiError)) return { kind: 'unknown', error: line };

  const code = safeInteger(error.errorCode) ?? 500;
  const description = String(error.description);
  const newChatId = safeInteger(error.migrateToChatId);
  if (sentAndGone.test(description)) return { kind: 'delivered', messageId: null };
  if (code >= 500) return { kind: 'unknown', error: line };
  if (code === 429)
    return { kind: 'slow-down', retryAfterMs: retryAfterS(error, slowDownS) * 1_000, error: line };
  if (refusesToken(error)) return { kind: 'unauthorized', error: explain(error).message };
  if (newChatId !== null) return { kind: 'moved', chatId: newChatId };
  if (nothingToDo.test(description)) return { kind: 'delivered', messageId: null };
  if (code === 403 || chatIsGone.test(description)) return { kind: 'unreachable', error: line };
  return { kind: 'rejected', error: line };
}

/** Whether an edit or deletion failed because the message no longer exists, or cannot be changed that way. */
export function messageIsGone(error: unknown): boolean {
  return (
    error instanceof TelegramApiError &&
    error.errorCode === 400 &&
    /message to edit not found|message can't be edited|message_id_invalid|there is no text in the message|message to delete not found|message can't be deleted/i.test(
      String(error.description),
    )
  );
}

/** Whether a message was refused because its topic is closed or no longer exists, or the group has topics no more. */
export function topicIsGone(error: unknown): boolean {
  return (
    error instanceof TelegramApiError &&
    error.errorCode === 400 &&
    /message thread (not found|is not a forum topic)|topic_(closed|deleted|id_invalid)/i.test(
      String(error.description),
    )
  );
}

/**
 * Whether a call failed because of its picture: Telegram or a proxy refuses it, or this chat allows no photos. The words
 * may still get through alone.
 */
export function pictureIsRefused(error: unknown): boolean {
  if (isApiError(error, 413)) return true;
  return (
    error instanceof TelegramApiError &&
    (error.errorCode === 400 || error.errorCode === 403) &&
    /photo|image|media|file/i.test(String(error.description))
  );
}

/** Whether a chat allows no files, so that words in place of one may still get through. */
export function fileIsForbidden(error: unknown): boolean {
  return (
    error instanceof TelegramApiError &&
    (error.errorCode === 400 || error.errorCode === 403) &&
    /not enough rights to send|chat_send_(docs|media)_forbidden/i.test(String(error.description))
  );
}
