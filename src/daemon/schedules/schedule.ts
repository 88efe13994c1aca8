import type { Logger } from 'pino';
import { type Clock, untilNext } from '../clock.ts';
import { Unavailable } from '../ports.ts';
import { createStop, endOf } from '../process/lifecycle.ts';

/** What is due by the clock, as this loop sees it. Calls reject with `Unavailable`, like the store's. */
export interface Schedules {
  /** Ids of up to `limit` accounts that have something due at `now`, the longest overdue first. */
  due(now: Date, limit: number): Promise<readonly bigint[]>;
  /**
   * Does what an account has due at `now`, in one transaction: records it, adds the messages about it to the outbox and
   * sets when the next is due. A large backlog is done in parts: `more`. Null, with nothing done, while another
   * transaction holds the account.
   */
  run(accountId: bigint, now: Date): Promise<{ readonly done: number; readonly more: boolean } | null>;
  /** Postpones what an account has due at `now`. */
  putOff(accountId: bigint, now: Date, until: Date): Promise<void>;
}

const sweepMs = 2_000;
const accountsAtOnce = 50;
/** How many parts of a large backlog are done before other accounts get their turn. */
const partsAtOnce = 4;
/** After a failure the account is tried again this much later, so that it holds up no others. */
const putOffMs = 10 * 60_000;

/**
 * Does what is due: recurring purchases, reminders and summaries. When each is due is stored in the database, and moves
 * on in the transaction that does it. So each happens exactly once, whatever process dies, however many daemons run,
 * and however long none did.
 */
export function startSchedule(options: {
  schedules: Schedules;
  clock: Clock;
  log: Logger;
  /** Called when new messages have just been committed. */
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

  /** Fulfils with whether there may be more: some account has a backlog left, or there may be further accounts. */
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
      log.error({ err: error }, 'what is due for an account cannot be done now; trying again later');
      await schedules.putOff(accountId, now, new Date(now.getTime() + putOffMs));
      return 'none';
    }
  }

  return endOf(stopped, run());
}
