import type { Api } from 'node-telegram-bot-api';
import { type Bot, handledUpdateTypes } from './decode.ts';
import { explain, TelegramRefused, TelegramUnavailable, TokenRefused } from './errors.ts';
import { isRecord, safeInteger, string } from './json.ts';

export { TelegramRefused, TelegramUnavailable, TokenRefused };

/** The bot, as Telegram knows it. */
export interface BotIdentity extends Bot {
  /** Whether it receives all messages in groups, rather than only commands and replies to it (privacy mode). */
  readonly hearsGroups: boolean;
}

/** The bot that the token belongs to. Throws `TokenRefused`, `TelegramUnavailable` or `TelegramRefused`. */
export async function botIdentity(api: Pick<Api, 'getMe'>, signal?: AbortSignal): Promise<BotIdentity> {
  const me: unknown = await explained(api.getMe(signal));
  const id = isRecord(me) ? safeInteger(me.id) : null;
  const username = isRecord(me) ? string(me.username) : null;
  if (id === null || username === null) {
    throw new TelegramUnavailable('What answers at SPNDR_TELEGRAM_API is not a Bot API: getMe named no bot');
  }
  return { id, username, hearsGroups: isRecord(me) && me.can_read_all_group_messages === true };
}

/** A command in Telegram's menu: its name without slash (1-32 of a-z, 0-9, _) and a description (1-256 characters). */
export interface MenuEntry {
  readonly command: string;
  readonly description: string;
}

/**
 * Sets the commands in Telegram's menu for people whose language is `language` (ISO 639-1, two letters) or, with null,
 * for everybody whose language has no menu of its own. Throws like `botIdentity`; `TelegramRefused` when the menu
 * exceeds Telegram's limits.
 */
export async function publishCommands(
  api: Pick<Api, 'setMyCommands'>,
  language: string | null,
  menu: readonly MenuEntry[],
  signal?: AbortSignal,
): Promise<void> {
  const commands = [...menu];
  await explained(api.setMyCommands({ commands, ...(language && { language_code: language }) }, signal));
}

/** The most that Telegram allows: each update holds its connection until it is committed, and many wait at once. */
const mostConnections = 100;

/**
 * Makes Telegram push the updates spndr handles to `url` (https, port 443, 80, 88 or 8443), each with `secret` (1-256
 * of A-Z, a-z, 0-9, _ and -) in a header. Keeps pending updates. Throws like `publishCommands`.
 */
export async function registerWebhook(
  api: Pick<Api, 'setWebhook'>,
  { url, secret }: { readonly url: string; readonly secret: string },
  signal?: AbortSignal,
): Promise<void> {
  const allowed_updates = [...handledUpdateTypes];
  await explained(
    api.setWebhook({ url, secret_token: secret, allowed_updates, max_connections: mostConnections }, signal),
  );
}

/**
 * Removes the webhook, keeping pending updates. Fulfils with its URL; null when none was set. Throws like
 * `botIdentity`.
 */
export async function removeWebhook(
  api: Pick<Api, 'getWebhookInfo' | 'deleteWebhook'>,
  signal?: AbortSignal,
): Promise<string | null> {
  const info: unknown = await explained(api.getWebhookInfo(signal));
  const url = isRecord(info) ? string(info.url) : null;
  if (!url) return null;
  await explained(api.deleteWebhook({ drop_pending_updates: false }, signal));
  return url;
}

async function explained<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw explain(error);
  }
}
