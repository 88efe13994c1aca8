import type { Logger } from 'pino';
import { type Clock, untilNext } from './clock.ts';

/** A right that only one daemon at a time can hold, for a limited time. */
export interface Lease {
  /** How long it holds without being renewed. */
  readonly leaseMs: number;
  /** Takes or renews it; fulfils with whether this daemon holds it now. */
  take(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Runs `work` whenever this daemon holds the lease, and aborts the signal given to it when the lease cannot be renewed
 * in time. Fulfils once `signal` is aborted and `work` has ended; rejects with the first error of `work`.
 */
export async function inTurn(options: {
  lease: Lease;
  work: (signal: AbortSignal) => Promise<void>;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Called before each attempt to take the lease; not called while `work` runs. */
  onRound?: () => void;
}): Promise<void> {
  const { lease, clock, log, signal } = options;
  const renewMs = lease.leaseMs / 2;
  let waited = false;
  while (!signal.aborted) {
    options.onRound?.();
    const taken = await take();
    if (taken === 'yes') {
      if (waited) log.info('polling is taken over');
      waited = false;
      await hold();
      continue;
    }
    if (taken === 'no' && !waited) {
      log.info('another daemon polls for this bot; this one takes over when it ends');
      waited = true;
    }
    await untilNext(renewMs, clock, signal);
  }

  async function take(): Promise<'yes' | 'no' | 'unknown'> {
    try {
      return (await lease.take()) ? 'yes' : 'no';
    } catch (error) {
      log.debug({ err: error }, 'the lease cannot be taken; trying again');
      return 'unknown';
    }
  }

  async function hold(): Promise<void> {
    const turn = new AbortController();
    const end = () => turn.abort();
    signal.addEventListener('abort', end, { once: true });
    // It may have been aborted while the lease was being taken.
    if (signal.aborted) end();
    const working = options.work(turn.signal).finally(end);
    let heldUntilMs = clock.monotonicMs() + lease.leaseMs;
    while (!turn.signal.aborted) {
      await untilNext(renewMs, clock, turn.signal);
      if (turn.signal.aborted) break;
      const askedMs = clock.monotonicMs();
      const taken = await take();
      if (taken === 'yes') heldUntilMs = askedMs + lease.leaseMs;
      else if (clock.monotonicMs() >= heldUntilMs) {
        if (taken === 'no') log.warn('polling is left to another daemon');
        else log.warn('polling pauses: the database cannot say whose turn it is');
        end();
      }
    }
    signal.removeEventListener('abort', end);
    await working;
    await lease
      .release()
      .catch((error: unknown) => log.debug({ err: error }, 'the lease was not given back'));
  }
}
