import { TelegramApiError } from 'node-telegram-bot-api';
import { type Outcome, Unavailable } from '../ports.ts';
import { explain, redact, refusesToken, retryAfterS, wasNotSent } from './errors.ts';
import { safeInteger } from './json.ts';

/** Telegram says so with 400 where a 403 would be expected. */
const chatIsGone =
  /chat not found|user not found|user is deactivated|user_deactivated|bot was (kicked|blocked)|bot is not a member|peer_id_invalid|group chat was deactivated|chat_id is empty/i;

/** The change that was asked for is there already, or there is nobody left to show it to. */
const nothingToDo = /message is not modified|query is too old|query id is invalid|query_id_invalid/i;

/** A 429 that does not say how long. */
const slowDownS = 5;

/** What became of a call to Telegram that threw `error`; `Unavailable`: it was not made. Whatever is not certain is 'unknown'. */
export function outcomeOf(error: unknown): Outcome {
  const line = redact(error);
  if (error instanceof Unavailable) return { kind: 'not-ready', error: line };
  if (wasNotSent(error)) return { kind: 'unsent', error: line };
  if (!(error instanceof TelegramApiError)) return { kind: 'unknown', error: line };

  const code = safeInteger(error.errorCode) ?? 500;
  const description = String(error.description);
  const newChatId = safeInteger(error.migrateToChatId);
  if (code >= 500) return { kind: 'unknown', error: line };
  if (code === 429)
    return { kind: 'slow-down', retryAfterMs: retryAfterS(error, slowDownS) * 1_000, error: line };
  if (refusesToken(error)) return { kind: 'unauthorized', error: explain(error).message };
  if (newChatId !== null) return { kind: 'moved', chatId: newChatId };
  if (nothingToDo.test(description)) return { kind: 'delivered', messageId: null };
  if (code === 403 || chatIsGone.test(description)) return { kind: 'unreachable', error: line };
  return { kind: 'rejected', error: line };
}

/** Whether an edit failed because its message is no more, or is not one that a bot may change in this way. */
export function messageIsGone(error: unknown): boolean {
  return (
    error instanceof TelegramApiError &&
    error.errorCode === 400 &&
    /message to edit not found|message can't be edited|message_id_invalid|there is no text in the message|message to delete not found|message can't be deleted/i.test(
      String(error.description),
    )
  );
}

/** Whether a message was refused because nothing can be said in its topic: that is closed, or no more. */
export function topicIsGone(error: unknown): boolean {
  return (
    error instanceof TelegramApiError &&
    error.errorCode === 400 &&
    /message thread not found|topic_(closed|deleted|id_invalid)/i.test(String(error.description))
  );
}

/**
 * Whether a call with a picture failed for the picture's sake: it is refused, or photos are in this chat. The same words
 * without it may pass.
 */
export function pictureIsRefused(error: unknown): boolean {
  return (
    error instanceof TelegramApiError &&
    (error.errorCode === 400 || error.errorCode === 403) &&
    /photo|image|media|\bfile\b/i.test(String(error.description))
  );
}
