/**
 * Estimates what spndr can carry on more machines than are at hand: simulates daemons, Postgres nodes and partitions
 * from measured costs, from seeds. Prints the figures of docs/SCALING.md; with `--publish`, writes them there.
 */
import { publish } from './scaling/publish.ts';
import { reportOf } from './scaling/report.ts';
import type { Costs } from './scaling/world.ts';

/** Milliseconds, measured on one machine; per message unless said otherwise. */
const costs: Costs = {
  /** CPU of the daemon: intake, answering, delivery. */
  daemonMs: 0.5,
  /** CPU of Postgres. */
  postgresMs: 0.35,
  /** CPU of Redis. */
  redisMs: 0.03,
  /** One fsync of the log, which commits everything that waits for it. */
  commitMs: 0.5,
  /** CPU of daemon and Postgres per batch, besides its messages; an estimate from batches of different sizes. */
  turnDaemonMs: 1.5,
  turnPostgresMs: 1.2,
  /** CPU for finding the node of an account's rows; an estimate, as Citus was not available. */
  routingMs: 0.2,
};

/**
 * On disk, measured: a purchase's row, revision, change, cues, message, totals and shown messages, with their indexes.
 */
const bytesAPurchase = 2_200;

/** Assumed, not measured: adjust to your case. */
const people = {
  /** Messages per account and day. */
  messagesADay: 3,
  /** Purchases per message. */
  purchasesAMessage: 0.6,
  /** The busiest second of a day, as a multiple of the average. */
  peak: 4,
};

const report = reportOf(costs, { ...people, bytesAPurchase });
console.log(report);
if (process.argv.includes('--publish')) console.log(`written to ${await publish(report)}`);
