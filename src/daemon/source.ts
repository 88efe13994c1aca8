import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Closers } from './lifecycle.ts';
import { untilReachable } from './patience.ts';
import type { Offer } from './ports.ts';
import { poll } from './telegram/polling.ts';
import { registerWebhook, removeWebhook, TelegramRefused, TokenRefused } from './telegram/registration.ts';
import { listen } from './telegram/webhook.ts';
import { inTurn, type Lease } from './turn.ts';

/** How updates arrive. */
export type Mode =
  | { readonly kind: 'polling' }
  | {
      readonly kind: 'webhook';
      /** The public https URL that Telegram calls. */
      readonly url: string;
      readonly listen: { readonly host: string; readonly port: number };
      readonly secret: string;
    };

const stopMs = 10_000;

/**
 * Begins to take updates and to offer them; waits, saying so, while Telegram is out of reach, until `signal` aborts.
 * Fulfils with the port of the webhook listener, null when polling. `closers` learn how it is ended; `fail` hears why
 * polling cannot go on.
 */
export async function openSource(source: {
  mode: Mode;
  api: Api;
  offer: Offer;
  pollLease: Lease;
  clock: Clock;
  log: Logger;
  closers: Closers;
  fail: (error: Error) => void;
  signal: AbortSignal;
}): Promise<number | null> {
  const { mode, api, offer, clock, log, closers, signal } = source;
  const reaching = {
    what: 'Telegram',
    isFinal: (error: unknown) => error instanceof TokenRefused,
    clock,
    log,
    signal,
  };

  if (mode.kind === 'polling') {
    const removed = await untilReachable({ ...reaching, attempt: () => removeWebhook(api) });
    if (removed) log.info('removed the registered webhook; what is pending is kept');
    const polling = new AbortController();
    const polled = inTurn({
      lease: source.pollLease,
      work: (turn) => poll({ api, offer, signal: turn, log }),
      clock,
      log,
      signal: polling.signal,
    }).catch(source.fail);
    closers.add(async () => {
      polling.abort();
      await within(clock, stopMs, polled);
    });
    return null;
  }

  const { host, port } = mode.listen;
  const path = new URL(mode.url).pathname;
  const listener = await listen({ host, port, path, secret: mode.secret, offer, log });
  closers.add(() => within(clock, stopMs, listener.stop()));
  await untilReachable({
    ...reaching,
    attempt: () => registerWebhook(api, { url: mode.url, secret: mode.secret }),
    isFinal: (error) => error instanceof TokenRefused || error instanceof TelegramRefused,
  });
  return listener.port;
}

/** Waits for `promise`, but no longer than `ms`. */
async function within(clock: Clock, ms: number, promise: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([promise, clock.sleep(ms, timer.signal)]);
  timer.abort();
}
