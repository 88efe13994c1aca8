import type { Logger } from 'pino';
import { type Clock, untilNext } from './clock.ts';
import { createStop } from './lifecycle.ts';
import { Unavailable } from './ports.ts';

/** What comes by itself, as this loop sees it. Calls reject with `Unavailable` like those of the store. */
export interface Schedules {
  /** Ids of up to `limit` accounts of which something is due at `now`, those that wait longest first. */
  due(now: Date, limit: number): Promise<readonly bigint[]>;
  /**
   * Does what is due of an account at `now`, in one transaction: records it, says so, and says when the next is due.
   * Null, with nothing done, while others are at it. A large backlog is done in parts: `more`.
   */
  run(accountId: bigint, now: Date): Promise<{ readonly done: number; readonly more: boolean } | null>;
  /** Puts off what is due of an account at `now`. */
  putOff(accountId: bigint, now: Date, until: Date): Promise<void>;
}

const sweepMs = 2_000;
const accountsAtOnce = 50;
/** What cannot be done is tried again after this, so that it is in nobody's way. */
const putOffMs = 10 * 60_000;

/**
 * Does what is due: recurring purchases, reminders and summaries. When each is due stands in the database and moves on
 * in the very transaction that does it: so each happens exactly once, whatever process dies, however many daemons there
 * are, and however long there was none.
 */
export function startSchedule(options: {
  schedules: Schedules;
  clock: Clock;
  log: Logger;
  /** Called when something to be said has just been committed. */
  onSaid: () => void;
}): { stop(): Promise<void> } {
  const { schedules, clock, log } = options;
  const stopped = createStop();
  let outage = false;

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        const all = await sweep();
        if (outage) log.info('the schedule can be read again');
        outage = false;
        if (all) continue;
      } catch (error) {
        if (!outage) log.debug({ err: error }, 'the schedule is out of reach; trying again');
        outage = true;
      }
      await untilNext(sweepMs, clock, stopped.signal);
    }
  }

  /** Fulfils with whether it did something for as many accounts as it takes at once: then there may be more. */
  async function sweep(): Promise<boolean> {
    const accounts = await schedules.due(clock.now(), accountsAtOnce);
    let served = 0;
    for (const accountId of accounts) {
      if (stopped.signal.aborted) return false;
      if (await serve(accountId)) served += 1;
    }
    return served === accountsAtOnce;
  }

  async function serve(accountId: bigint): Promise<boolean> {
    const now = clock.now();
    try {
      for (let done = 0; !stopped.signal.aborted; ) {
        const result = await schedules.run(accountId, now);
        if (result === null) return false;
        done += result.done;
        if (result.done > 0) options.onSaid();
        if (result.more) continue;
        if (done > 0) log.info({ done }, 'did what was due');
        return true;
      }
      return false;
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      log.error({ err: error }, 'what is due of an account cannot be done now; trying again later');
      await schedules.putOff(accountId, now, new Date(now.getTime() + putOffMs));
      return false;
    }
  }

  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
