import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Database } from '../../ledger/storage/database.ts';
import { type DaemonReport, forgetDaemon, reportDaemon } from '../../ledger/updates/daemons.ts';
import type { Clock } from '../clock.ts';

/** Reports to Postgres that this daemon runs, and how it is doing. */
export interface Reporter {
  /** Reports if one is due. Called whenever the daemon is awake anyway, so that reporting never wakes it up. */
  pulse(): void;
  /** Deletes the report. */
  stop(): Promise<void>;
}

const reportMs = 5_000;
/** How long deleting the report may take; one that is not deleted expires. */
const takeBackMs = 2_000;

/** Reports from the first pulse on, every few seconds. While Postgres is out of reach, later pulses try again. */
export function createReporter(options: {
  database: Database;
  report: () => Omit<DaemonReport, 'host' | 'pid'>;
  clock: Clock;
  log: Logger;
}): Reporter {
  const { database, clock, log } = options;
  const host = hostname();
  const { pid } = process;
  let nextMs = 0;
  let reporting: Promise<void> | null = null;
  let stopped = false;

  async function report(): Promise<void> {
    try {
      await reportDaemon(database, { ...options.report(), host, pid });
    } catch (error) {
      log.debug({ err: error }, 'the daemon could not report');
    }
  }

  async function takeBack(): Promise<void> {
    await reporting;
    try {
      await forgetDaemon(database, options.report().id);
    } catch (error) {
      log.debug({ err: error }, 'the report was not taken back; it lapses');
    }
  }

  return {
    pulse() {
      if (stopped || reporting || clock.monotonicMs() < nextMs) return;
      nextMs = clock.monotonicMs() + reportMs;
      reporting = report().finally(() => {
        reporting = null;
      });
    },
    async stop() {
      stopped = true;
      const timer = new AbortController();
      await Promise.race([takeBack(), clock.sleep(takeBackMs, timer.signal)]);
      timer.abort();
    },
  };
}
