import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { untilReachable } from '../patience.ts';
import type { Offer } from '../ports.ts';
import type { Pulse } from '../process/pulse.ts';
import { inTurn, type Lease } from '../turn.ts';
import { poll } from './polling.ts';
import { registerWebhook, removeWebhook, TelegramRefused, TokenRefused } from './registration.ts';
import { listen } from './webhook.ts';

export type Mode =
  | { readonly kind: 'polling' }
  | {
      readonly kind: 'webhook';
      /** The public https URL that Telegram calls. */
      readonly url: string;
      /** `fd`: an inherited listening socket to use instead of opening one. */
      readonly listen: { readonly host: string; readonly port: number; readonly fd?: number };
      readonly secret: string;
    };

/** An open source of updates. */
export interface Source {
  /** The port the webhook listener is on; null when polling. */
  readonly port: number | null;
  /** Takes no more updates, and waits up to 10 s for pending ones. */
  stop(): Promise<void>;
}

interface SourceOptions {
  mode: Mode;
  api: Api;
  offer: Offer;
  pollLease: Lease;
  /** Called with the error when polling cannot go on. */
  fail: (error: Error) => void;
  clock: Clock;
  log: Logger;
  pulse: Pulse;
  /** Aborting it ends the wait for Telegram. */
  signal: AbortSignal;
}

const stopMs = 10_000;

/**
 * Begins to take updates as `mode` says: removes or registers the webhook, then polls or listens. Waits while Telegram
 * is out of reach; rejects when it refuses for good, or when listening fails.
 */
export function openSource(options: SourceOptions): Promise<Source> {
  return options.mode.kind === 'polling' ? openPolling(options) : openWebhook(options, options.mode);
}

async function openPolling(options: SourceOptions): Promise<Source> {
  const { api, offer, clock, log, signal, fail } = options;
  const removed = await untilReachable({
    what: 'Telegram',
    attempt: () => removeWebhook(api),
    isFinal: (error) => error instanceof TokenRefused,
    clock,
    log,
    signal,
  });
  if (removed) log.info('removed the registered webhook; what is pending is kept');
  const polling = new AbortController();
  const round = options.pulse.begin('intake');
  const polled = inTurn({
    lease: options.pollLease,
    work: (turn) => poll({ api, offer, signal: turn, log, onRound: round.again }),
    onRound: round.again,
    clock,
    log,
    signal: polling.signal,
  }).catch(fail);
  return {
    port: null,
    async stop() {
      polling.abort();
      await within(stopMs, polled, clock);
      round.end();
    },
  };
}

async function openWebhook(
  options: SourceOptions,
  mode: Extract<Mode, { kind: 'webhook' }>,
): Promise<Source> {
  const { api, offer, clock, log, signal } = options;
  const path = new URL(mode.url).pathname;
  const listener = await listen({ ...mode.listen, path, secret: mode.secret, offer, log });
  const stop = () => within(stopMs, listener.stop(), clock);
  try {
    await untilReachable({
      what: 'Telegram',
      attempt: () => registerWebhook(api, { url: mode.url, secret: mode.secret }),
      isFinal: (error) => error instanceof TokenRefused || error instanceof TelegramRefused,
      clock,
      log,
      signal,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: listener.port, stop };
}

/** Waits for `promise`, but no longer than `ms`. */
async function within(ms: number, promise: Promise<unknown>, clock: Clock): Promise<void> {
  const timer = new AbortController();
  await Promise.race([promise, clock.sleep(ms, timer.signal)]);
  timer.abort();
}
