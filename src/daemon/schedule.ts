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
/** Of a large backlog so many parts are done before it is the turn of other accounts. */
const partsAtOnce = 4;
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

  /** Fulfils with whether there may be more: of an account, or of as many as it takes at once. */
  async function sweep(): Promise<boolean> {
    const accounts = await schedules.due(clock.now(), accountsAtOnce);
    let served = 0;
    let more = false;
    for (const accountId of accounts) {
      if (stopped.signal.aborted) return false;
      const ending = await serve(accountId);
      if (ending !== 'none') served += 1;
      if (ending === 'more') more = true;
    }
    return more || served === accountsAtOnce;
  }

  async function serve(accountId: bigint): Promise<'none' | 'all' | 'more'> {
    const now = clock.now();
    try {
      let done = 0;
      for (let part = 1; !stopped.signal.aborted; part += 1) {
        const result = await schedules.run(accountId, now);
        if (result === null) return 'none';
        done += result.done;
        if (result.done > 0) options.onSaid();
        if (result.more && part < partsAtOnce) continue;
        if (done > 0) log.info({ done }, 'did what was due');
        return result.more ? 'more' : 'all';
      }
      return 'none';
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      log.error({ err: error }, 'what is due of an account cannot be done now; trying again later');
      await schedules.putOff(accountId, now, new Date(now.getTime() + putOffMs));
      return 'none';
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
