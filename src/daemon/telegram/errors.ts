import { TelegramApiError } from 'node-telegram-bot-api';
import { hideCredentials } from '../rates/credentials.ts';

/** No connection was made, so Telegram cannot have seen the request: repeating it is safe. */
export class RequestNotSent extends Error {
  override readonly name = 'RequestNotSent';
}

/** Telegram does not know the bot token. Nothing works until the operator sets another. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** Telegram could not be reached, or answered that it cannot serve us now. A later retry may work. */
export class TelegramUnavailable extends Error {
  override readonly name = 'TelegramUnavailable';
  /** How long Telegram asks to wait; null: it does not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null = null) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Telegram understood the request and refused it. Repeating it will not work. */
export class TelegramRefused extends Error {
  override readonly name = 'TelegramRefused';
}

/** Whether `error`, thrown by a call of `Api`, proves that the request never reached Telegram. */
export function wasNotSent(error: unknown): boolean {
  return causes(error).some((cause) => cause instanceof RequestNotSent);
}

/** Whether Telegram answered that the token is unknown: 401, or 404 with just "Not Found". */
export function refusesToken(error: unknown): error is TelegramApiError {
  if (!(error instanceof TelegramApiError)) return false;
  return error.errorCode === 401 || (error.errorCode === 404 && error.description === 'Not Found');
}

/** Whether `error` is an answer of Telegram's with this error code. */
export function isApiError(error: unknown, code: number): error is TelegramApiError {
  return error instanceof TelegramApiError && error.errorCode === code;
}

/** Turns an error of a call of `Api` into one of the above, worded for the operator, with the remedy. */
export function explain(error: unknown): TokenRefused | TelegramUnavailable | TelegramRefused {
  if (refusesToken(error)) {
    return new TokenRefused(
      `Telegram refuses the bot token (${redact(error)}): copy it again from @BotFather into SPNDR_BOT_TOKEN`,
    );
  }
  if (isApiError(error, 429)) {
    const seconds = retryAfterS(error, 1);
    return new TelegramUnavailable(
      `Telegram takes no further request for now: try again in ${seconds} s`,
      seconds * 1_000,
    );
  }
  const understood = error instanceof TelegramApiError && error.errorCode < 500;
  if (understood) return new TelegramRefused(`Telegram refuses the request: ${redact(error)}`);
  return new TelegramUnavailable(
    `Telegram cannot be reached (${redact(error)}): check the network and SPNDR_TELEGRAM_API`,
  );
}

/** How many seconds a 429 asks us to wait (at least 1); `fallbackS` when it does not say. */
export function retryAfterS(error: TelegramApiError, fallbackS: number): number {
  const said: unknown = error.retryAfter ?? Number(/retry after (\d+)/i.exec(error.description)?.[1]);
  return typeof said === 'number' && Number.isFinite(said) ? Math.max(1, said) : fallbackS;
}

const longestLine = 300;

/**
 * One line for logs and the operator: the messages of `error` and its causes, without bot tokens, credentials in
 * addresses, or quoted text (Telegram and JSON.parse quote what people wrote or what was received).
 */
export function redact(error: unknown): string {
  const messages: string[] = [];
  for (const cause of causes(error)) {
    const message = messageOf(cause);
    if (message && !messages.some((said) => said.includes(message))) messages.push(message);
  }
  const line = hideCredentials(messages.join(': '))
    .replace(/\d+:[\w-]{20,}|(?<=\/bot)[^/\s]+/g, '<token>')
    .replace(/"[\s\S]*"/g, '"…"')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (!line) return 'unknown error';
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : '';
  if (error.message) return error.message;
  // a failed connection to a host with several addresses is an AggregateError without a message
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return 'code' in error ? String(error.code) : error.name;
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at != null && chain.length < 5; at = at instanceof Error ? at.cause : null)
    chain.push(at);
  return chain;
}
