import type { Logger } from 'pino';
import type { Day } from '../../ledger/day.ts';
import type { DayRates, ReadRates } from '../../ledger/rates/reading.ts';
import type { Imported } from '../../ledger/rates/table.ts';
import type { Clock } from '../clock.ts';
import { createStop, endOf } from '../process/lifecycle.ts';

/** Where fetched rates go. Calls reject with `Unavailable`, like the store's. */
export interface RateTable {
  /** The latest day that has rates; null when there are none. */
  latestDay(): Promise<Day | null>;
  import(days: readonly DayRates[]): Promise<Imported>;
}

const everyMs = 6 * 3_600_000;
const firstRetryMs = 60_000;
const longestRetryMs = 3_600_000;

/**
 * Fetches rates at the start and every six hours (the ECB has new ones once a working day, about 16:00 CET), unless
 * today's are there already. A failure is logged, and retried in one minute, then two, up to an hour. The errors
 * `fetch` rejects with must be fit for the log.
 */
export function startRateFeed(options: {
  table: RateTable;
  fetch: (signal: AbortSignal) => Promise<ReadRates>;
  clock: Clock;
  log: Logger;
}): { stop(): Promise<void> } {
  const { table, clock, log } = options;
  const stopped = createStop();

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped.signal.aborted) {
      failures = (await fetchOnce()) ? 0 : failures + 1;
      const retryMs = Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs);
      await clock.sleep(failures === 0 ? everyMs : retryMs, stopped.signal);
    }
  }

  async function fetchOnce(): Promise<boolean> {
    try {
      if ((await table.latestDay()) === clock.now().toISOString().slice(0, 10)) return true;
      const read = await options.fetch(stopped.signal);
      if (!read.ok) {
        log.warn({ line: read.line, problem: read.problem }, 'the fetched exchange rates cannot be read');
        return false;
      }
      const { added, changed } = await table.import(read.days);
      log.info({ added, changed }, 'fetched exchange rates');
      return true;
    } catch (error) {
      if (!stopped.signal.aborted) log.warn({ err: error }, 'exchange rates cannot be fetched; trying again');
      return false;
    }
  }

  return endOf(stopped, run());
}
