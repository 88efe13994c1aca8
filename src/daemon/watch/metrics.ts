import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Waiting } from '../../ledger/updates/daemons.ts';
import type { Measure } from './measure.ts';
import type { Progress } from './progress.ts';

/** The metrics for Prometheus. */
export interface Metrics {
  readonly measure: Measure;
  /** All metrics in Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** In seconds: from a few milliseconds to well beyond the deadline of an update. */
const latencyBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
/**
 * How often the event loop's lag is sampled: often enough for a lag that people would notice. The quantiles of
 * nodejs_eventloop_lag include this interval.
 */
const lagPrecisionMs = 100;

/**
 * Metrics of one daemon. Labels name parts and outcomes, never a person, a chat or a secret. `waiting` queries the
 * database at each scrape; null when it does not answer.
 */
export function createMetrics(options: {
  about: { readonly version: string; readonly mode: string; readonly buffer: string };
  pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
  progress: Progress;
  waiting: () => Promise<Waiting | null>;
}): Metrics {
  const { pool, progress } = options;
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: lagPrecisionMs });

  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });

  const received = counter('spndr_updates_received_total', 'Updates that came in');
  const refused = counter('spndr_updates_refused_total', 'Updates not handled in time, to be sent again');
  const failed = counter(
    'spndr_attempts_failed_total',
    'Attempts at updates that failed other than through an outage',
  );
  const buried = counter('spndr_dead_letters_total', 'Updates that became dead letters');
  const retried = counter('spndr_replies_retried_total', 'Replies that had to be sent again');
  const latency = new Histogram({
    name: 'spndr_latency_seconds',
    help: 'From the arrival of an update to the commit of its effect and to the delivery of its replies',
    labelNames: ['stage'],
    buckets: latencyBuckets,
    registers,
  });
  const calls = new Histogram({
    name: 'spndr_telegram_call_seconds',
    help: 'Calls that deliver replies, by outcome; slow-down is a 429',
    labelNames: ['outcome'],
    buckets: latencyBuckets,
    registers,
  });
  const backlog = gauge('spndr_backlog_entries', 'Entries in each partition of the buffer', ['partition']);

  gauge('spndr_info', 'What is running', ['version', 'mode', 'buffer']).set(options.about, 1);
  const database = gauge('spndr_database_up', '1 when Postgres answered this reading');
  const outbox = gauge('spndr_outbox_replies', 'Replies not known to be delivered', ['state']);
  const oldest = gauge(
    'spndr_outbox_oldest_seconds',
    'Age of the oldest reply to be delivered; 0: none waits',
  );
  const letters = gauge('spndr_dead_letters', 'Dead letters that await the operator');
  const connections = gauge('spndr_pool_connections', 'Connections to Postgres', ['state']);
  const queue = gauge('spndr_pool_waiting', 'Queries that wait for a connection');
  const turns = gauge('spndr_loop_idle_seconds', 'Time since a loop did its last turn', ['loop']);

  async function read(): Promise<void> {
    connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    connections.set({ state: 'idle' }, pool.idleCount);
    queue.set(pool.waitingCount);
    for (const { loop, sinceS } of progress.loops()) turns.set({ loop }, sinceS);
    const waiting = await options.waiting();
    database.set(waiting ? 1 : 0);
    if (!waiting) return;
    for (const state of ['pending', 'sending', 'failed'] as const) outbox.set({ state }, waiting[state]);
    oldest.set(waiting.oldestS ?? 0);
    letters.set(waiting.deadLetters);
  }

  return {
    measure: {
      received: () => received.inc(),
      refused: () => refused.inc(),
      committed: (ms) => latency.observe({ stage: 'committed' }, ms / 1_000),
      failed: () => failed.inc(),
      buried: () => buried.inc(),
      called: (outcome, ms) => calls.observe({ outcome }, ms / 1_000),
      delivered: (ms) => latency.observe({ stage: 'delivered' }, ms / 1_000),
      retried: () => retried.inc(),
      backlog(entries) {
        for (const [partition, count] of entries.entries()) backlog.set({ partition }, count);
      },
      progressed: () => {},
    },
    async text() {
      await read();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
