import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import type { Offer } from '../ports.ts';
import { handledUpdateTypes } from './decode.ts';
import { explain, isApiError, redact, refusesToken } from './errors.ts';
import { followTrouble, type PollState, type TroublePace } from './trouble.ts';
import { type AgainPace, trackUnconfirmed } from './unconfirmed.ts';

export interface PollOptions {
  readonly api: Pick<Api, 'getUpdates'>;
  readonly offer: Offer;
  /** Aborting it ends the polling. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Called when the state changes; first when the first getUpdates has succeeded or failed. */
  readonly onState?: (state: PollState) => void;
  readonly pace?: Partial<PollPace>;
  /** Called before every getUpdates. */
  readonly onRound?: () => void;
}

export interface PollPace extends TroublePace {
  /** How long Telegram holds a getUpdates open when there is nothing new; whole seconds. */
  readonly timeoutS: number;
  /** While offers are pending, the time between the beginnings of two getUpdates. */
  readonly againMs: number;
  /** The same with the same offset: asked again within half a second, Telegram gives a single update. */
  readonly sameAgainMs: number;
  /** When to offer an update again that was not handled. */
  readonly refused: AgainPace;
}

const defaultPace: PollPace = {
  timeoutS: 50,
  againMs: 20,
  sameAgainMs: 600,
  retryMs: 200,
  longestRetryMs: 15_000,
  conflictMs: 1_000,
  longestConflictMs: 5_000,
  calmMs: 10_000,
  refused: { firstMs: 250, longestMs: 5_000 },
};

/** How many updates Telegram sends in one answer at most. */
const windowSize = 100;
const lastConfirmMs = 2_000;

/**
 * Takes updates from Telegram by long polling until `signal` aborts, and confirms each one only after its offer has
 * fulfilled. A slow update delays the confirmation of those behind it, not their handling. On abort it waits for
 * pending offers, confirms what is handled, and fulfils. Network trouble, another poller and a webhook are waited out;
 * rejects with `TokenRefused` only.
 */
export async function poll(options: PollOptions): Promise<void> {
  const { api, offer, signal, log, onState, pace: given } = options;
  const pace = { ...defaultPace, ...given };
  const bell = createBell(signal);
  const unconfirmed = trackUnconfirmed(offer, { log, pace: pace.refused, onSettled: bell.ring });
  const trouble = followTrouble(log, pace, onState ?? (() => {}));
  let confirmed: number | undefined;
  /** The first getUpdates, and the first after trouble, must return at once, to show that Telegram is there. */
  let probing = true;

  while (!signal.aborted) {
    options.onRound?.();
    const polledAt = performance.now();
    const offset = unconfirmed.nextOffset();
    try {
      const batch = await getUpdates(offset);
      confirmed = offset;
      const { offered, unreadable } = unconfirmed.receive(batch);
      if (unreadable > 0 && unreadable === batch.length)
        throw new Error('getUpdates answered with no update');
      trouble.passed();
      if (offered === 0 && !probing) await bell.wait(polledAt + pace.againMs - performance.now());
      probing = false;
    } catch (error) {
      if (signal.aborted) break;
      if (refusesToken(error)) throw explain(error);
      probing = !isApiError(error, 409);
      await sleep(trouble.met(error), undefined, { signal }).catch(() => {});
      continue;
    }
    await untilWorthPolling(polledAt, offset);
  }
  while (unconfirmed.inHand() > 0) await bell.rung();
  await confirmHandled();

  async function getUpdates(offset: number | undefined): Promise<readonly unknown[]> {
    const patienceS = trouble.lasts()
      ? Math.min(pace.timeoutS, Math.ceil(pace.calmMs / 1_000))
      : pace.timeoutS;
    const batch: unknown = await api.getUpdates(
      {
        ...(offset !== undefined && { offset }),
        limit: windowSize,
        timeout: probing || unconfirmed.size() > 0 ? 0 : patienceS,
        allowed_updates: [...handledUpdateTypes],
      },
      signal,
    );
    if (!Array.isArray(batch)) throw new Error('getUpdates answered with no list');
    return batch;
  }

  /** While offers are pending, waits until all are settled or it is time to ask for newer updates than `asked`. */
  async function untilWorthPolling(polledAt: number, asked: number | undefined): Promise<void> {
    while (!signal.aborted && unconfirmed.size() > 0) {
      // an answer starts with all unconfirmed updates and holds at most 100, so with that many nothing new can show
      const full = unconfirmed.size() >= windowSize && !unconfirmed.hasDue();
      const againMs = unconfirmed.offset() === asked ? pace.sameAgainMs : pace.againMs;
      const waitMs = full ? Number.POSITIVE_INFINITY : polledAt + againMs - performance.now();
      if (waitMs <= 0) return;
      await bell.wait(waitMs);
    }
  }

  async function confirmHandled(): Promise<void> {
    const offset = unconfirmed.nextOffset();
    if (offset === undefined || offset === confirmed) return;
    try {
      await api.getUpdates({ offset, limit: 1, timeout: 0 }, AbortSignal.timeout(lastConfirmMs));
    } catch (error) {
      log.info(
        { error: redact(error) },
        'the last updates are not confirmed: they will come again, and be skipped',
      );
    }
  }
}

interface Bell {
  ring(): void;
  /** Fulfils on the next ring. */
  rung(): Promise<void>;
  /** Fulfils with true on the next ring; with false after `ms` (may be infinite) or on abort. */
  wait(ms: number): Promise<boolean>;
}

/** A bell for one listener at a time. */
function createBell(signal: AbortSignal): Bell {
  let listener: () => void = () => {};
  const rung = () =>
    new Promise<void>((resolve) => {
      listener = resolve;
    });
  return {
    ring: () => listener(),
    rung,
    wait: (ms) =>
      new Promise((resolve) => {
        if (ms <= 0 || signal.aborted) return resolve(false);
        const timer = Number.isFinite(ms) ? setTimeout(() => end(false), ms) : undefined;
        const abort = () => end(false);
        signal.addEventListener('abort', abort, { once: true });
        function end(rang: boolean): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', abort);
          listener = () => {};
          resolve(rang);
        }
        listener = () => end(true);
      }),
  };
}
