import { Api } from 'node-telegram-bot-api';
import { createFetch, type FetchLimits } from './fetch.ts';

/** Long enough for a slow answer; a less patient caller aborts. Long polls get the time they need. */
const defaultTimeoutMs = 15_000;

/**
 * The Bot API client for one bot. Each call makes exactly one request, without retries. `apiRoot` is the http(s) root
 * without `/bot<token>`; `timeoutMs` limits each call, with 0 leaving that to the caller's signal. Throws when the
 * token or the root is malformed; no error contains the token.
 */
export function createApi(
  token: string,
  apiRoot: string,
  options: { readonly timeoutMs?: number; readonly limits?: Partial<FetchLimits> } = {},
): Api {
  if (!/^[\w:-]+$/.test(token)) {
    throw new Error(
      'The bot token is not one of Telegram’s: copy it again from @BotFather into SPNDR_BOT_TOKEN',
    );
  }
  if (!URL.canParse(apiRoot) || !/^https?:\/\/[^?#]+$/i.test(apiRoot)) {
    throw new Error(`SPNDR_TELEGRAM_API is not an http(s) address: ${apiRoot}`);
  }
  return new Api(token, {
    apiRoot,
    maxRetries: 0,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    // the transport reads status, ok and text() of a response and nothing else
    fetch: createFetch(options.limits) as unknown as typeof fetch,
  });
}
