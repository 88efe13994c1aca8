/**
 * What spndr carries on more machines than can be had here: daemons, Postgres nodes and partitions simulated from measured
 * costs, from seeds. Prints docs/SCALING.md's figures; with `--publish` it writes them there.
 */
import { publish } from './scaling/publish.ts';
import { reportOf } from './scaling/report.ts';
import type { Costs } from './scaling/world.ts';

/** Milliseconds, measured on one machine: of a message unless another thing is named. */
const costs: Costs = {
  /** CPU of the daemon: in, answered, out. */
  daemonMs: 0.5,
  /** CPU of Postgres. */
  postgresMs: 0.35,
  /** CPU of Redis. */
  redisMs: 0.03,
  /** One fsync of the log, which commits all that wait for it. */
  commitMs: 0.5,
  /** CPU of the daemon, and of Postgres, for a batch besides its messages: an estimate from batches of different sizes. */
  turnDaemonMs: 1.5,
  turnPostgresMs: 1.2,
  /** CPU for finding the node of an account's rows; an estimate, there is no Citus here. */
  routingMs: 0.2,
};

/** On disk, measured: its row, revision, change, cues, message, totals and what shows it, with their indexes. */
const bytesAPurchase = 2_200;

/** Assumed, not measured: whoever knows better changes them here. */
const people = {
  /** What an account's people write a day. */
  messagesADay: 3,
  /** Which part of that is a purchase. */
  purchasesAMessage: 0.6,
  /** The busiest second of a day, in averages. */
  peak: 4,
};

const report = reportOf(costs, { ...people, bytesAPurchase });
console.log(report);
if (process.argv.includes('--publish')) console.log(`written to ${await publish(report)}`);
