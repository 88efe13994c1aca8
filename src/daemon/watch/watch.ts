import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../../ledger/storage/database.ts';
import { countWaiting } from '../../ledger/updates/daemons.ts';
import type { Clock } from '../clock.ts';
import type { Trouble } from '../log/log.ts';
import type { Closers } from '../process/lifecycle.ts';
import type { PulseWatch } from '../process/pulse.ts';
import { serveAdmin } from './admin.ts';
import { type Measure, measureAll } from './measure.ts';
import { type MeasuredPorts, measuredPorts } from './measured.ts';
import type { Metrics } from './metrics.ts';
import { createProgress, type Progress } from './progress.ts';
import { createRecent } from './recent.ts';
import { createReporter } from './reporter.ts';

/** A daemon's monitoring: ports that measure, and a way to say that the start is over. */
export interface Watch {
  readonly ports: MeasuredPorts;
  /** To be called once the daemon runs. */
  running(): void;
}

/** What is reported about a daemon, and where. */
export interface WatchOptions {
  readonly version: string;
  /** Where health and metrics are served; null: nowhere. */
  readonly admin: { readonly host: string; readonly port: number } | null;
  /** The last warning or error logged; null: none yet. */
  readonly lastTrouble: () => Trouble | null;
}

/** How long Postgres may take to answer for a page. */
const answerMs = 2_000;

/**
 * Monitors a daemon: reports to Postgres for `spndr status`, and serves health and metrics if asked to. Throws when the
 * admin server cannot listen.
 */
export async function openWatch(
  options: WatchOptions & {
    daemonId: string;
    botId: number;
    mode: 'polling' | 'webhook';
    buffer: 'postgres' | 'redis';
    /** A fingerprint. */
    pepper: string;
    database: Database;
    pool: Pool;
    clock: Clock;
    log: Logger;
    pulse: PulseWatch;
    closers: Closers;
  },
): Promise<Watch> {
  const { daemonId, botId, version, mode, buffer, pepper, database, clock, log, closers } = options;
  const recent = createRecent(clock);
  const progress = createProgress(mode, clock, options.pulse);
  let running = false;

  const reporter = createReporter({
    database,
    clock,
    log,
    report: () => ({
      id: daemonId,
      botId,
      version,
      mode,
      buffer,
      pepper,
      figures: recent.figures(),
      lastError: options.lastTrouble(),
    }),
  });
  closers.add(() => reporter.stop());

  const inTime = async <T>(asking: Promise<T>): Promise<T | null> => {
    const timer = new AbortController();
    const answer = await Promise.race([asking.catch(() => null), clock.sleep(answerMs, timer.signal)]);
    timer.abort();
    return answer ?? null;
  };
  const measures: Measure[] = [
    {
      ...recent.measure,
      progressed(loop) {
        progress.measure.progressed(loop);
        if (running) reporter.pulse();
      },
    },
  ];

  if (options.admin) {
    const { createMetrics } = await import('./metrics.ts');
    const metrics: Metrics = createMetrics({
      about: { version, mode, buffer },
      pool: options.pool,
      progress,
      waiting: () => inTime(countWaiting(database, botId)),
    });
    measures.push(metrics.measure);
    const server = await serveAdmin({
      ...options.admin,
      pages: {
        notReady: async () => [
          ...(running ? [] : ['the daemon is starting']),
          ...((await inTime(sql`select 1`.execute(database))) ? [] : ['the database is out of reach']),
          ...stuckLoops(progress),
        ],
        metrics: async () => ({ text: await metrics.text(), contentType: metrics.contentType }),
      },
    });
    closers.add(() => server.stop());
    log.info({ host: options.admin.host, port: server.port }, 'health and metrics are served');
  }

  return {
    ports: measuredPorts(measureAll(measures), clock),
    running() {
      running = true;
      reporter.pulse();
    },
  };
}

function stuckLoops(progress: Progress): string[] {
  return progress.loops().flatMap(({ loop, stuck }) => (stuck ? [`${loop} stands still`] : []));
}
