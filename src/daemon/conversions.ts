import type { Logger } from 'pino';
import { type Clock, untilNext } from './clock.ts';
import { createStop } from './lifecycle.ts';

/** Purchases to be converted, as this loop sees them. Calls reject with `Unavailable` like those of the store. */
export interface PendingConversions {
  /**
   * Converts up to `limit` that are due, in one transaction: `taken` fewer when there are no more, `converted` of them
   * had a rate.
   */
  convertDue(limit: number): Promise<{ readonly taken: number; readonly converted: number }>;
  /** Makes those due that lacked a rate which is there now; fulfils with how many. */
  awaken(): Promise<number>;
}

const batchSize = 200;
const sweepMs = 5_000;
const awakenMs = 3_600_000;

/**
 * Converts what becomes due: when rates arrive, in whatever process, or an account changes its currency. Small batches,
 * each a transaction of its own, so that nobody's message waits; what is due stands in the database, so that a crash
 * loses nothing and several daemons share the work.
 */
export function startConversions(options: { pending: PendingConversions; clock: Clock; log: Logger }): {
  stop(): Promise<void>;
} {
  const { pending, clock, log } = options;
  const stopped = createStop();

  async function run(): Promise<void> {
    let awakenedMs = Number.NEGATIVE_INFINITY;
    while (!stopped.signal.aborted) {
      try {
        // An import makes due what it can; this finds what slipped through between its two transactions.
        if (clock.monotonicMs() - awakenedMs >= awakenMs) {
          await pending.awaken();
          awakenedMs = clock.monotonicMs();
        }
        await convertAll();
      } catch (error) {
        log.debug({ err: error }, 'purchases cannot be converted; trying again');
      }
      await untilNext(sweepMs, clock, stopped.signal);
    }
  }

  async function convertAll(): Promise<void> {
    let converted = 0;
    for (let taken = batchSize; taken === batchSize && !stopped.signal.aborted; ) {
      const batch = await pending.convertDue(batchSize);
      taken = batch.taken;
      converted += batch.converted;
    }
    if (converted > 0) log.info({ purchases: converted }, 'converted purchases that were waiting');
  }

  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
