import type { Logger } from 'pino';
import { type Clock, untilNext } from '../clock.ts';
import { createStop, endOf } from '../process/lifecycle.ts';

/** The purchases waiting for conversion, as this loop sees them. Calls reject with `Unavailable`, like the store's. */
export interface PendingConversions {
  /**
   * Takes up to `limit` purchases that are due, in one transaction, and converts those that have a rate. When it has
   * taken fewer than `limit`, there are no more.
   */
  convertDue(limit: number): Promise<{ readonly taken: number; readonly converted: number }>;
  /** Makes purchases due that lacked a rate which exists now; fulfils with how many. */
  awaken(): Promise<number>;
}

const batchSize = 200;
const sweepMs = 5_000;
const awakenMs = 3_600_000;

/**
 * Converts purchases that become due because rates arrived, from whatever process, or because an account changed its
 * currency. Each small batch is a transaction of its own, so that no message has to wait. What is due is stored in the
 * database, so a crash loses nothing and several daemons share the work.
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
        // An import of rates makes purchases due; this finds any that fell between its two transactions.
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

  return endOf(stopped, run());
}
