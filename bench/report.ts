/**
 * Measures what /month, /show and one entry cost, from the words to the answer in one transaction on an embedded
 * Postgres, in accounts of 1,000, of 100,000 and of 1,000,000 purchases that stand in one table: the month and the one
 * before hold as many in each. The goal: the middle cost at most doubles from the smallest to the largest.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../src/ledger/database.ts';
import { openEmbedded } from '../src/ledger/embedded.ts';
import { migrateUp } from '../src/ledger/migrate.ts';
import { answerTo, type LongWriter, makeMonths } from '../test/helpers/made-months.ts';

const sizes = [1_000, 100_000, 1_000_000];
const asked = [
  '/month',
  '/show',
  '4.50 coffee @ Corner Café #food',
  '/week',
  '/year',
  '/search @"vendor 7" may',
];
/** The cost of these must not grow. */
const constant = asked.slice(0, 3);
const rounds = 60;
const warmUp = 10;

const folder = await mkdtemp(join(tmpdir(), 'spndr-bench-'));
const server = await openEmbedded(folder, () => {});
try {
  await migrateUp(server.url, () => {});
  const { database } = openDatabase(server.url, { connections: 2, onIdleError: () => {} });
  const writers: LongWriter[] = [];
  for (const [index, size] of sizes.entries()) writers.push(await makeMonths(database, index + 1, size));
  for (const table of ['purchase', 'purchase_cue', 'account']) {
    await sql`vacuum analyze ${sql.table(table)}`.execute(database);
  }
  for (const text of asked) {
    const costs = await measure(database, writers, text);
    const shown = costs.map((ms, index) => `${sizes[index]?.toLocaleString('en')}: ${ms.toFixed(2)} ms`);
    const growth = (costs.at(-1) ?? 0) / (costs[0] ?? 1);
    const goal = constant.includes(text) ? ` (goal: at most 2${growth > 2 ? ', MISSED' : ''})` : '';
    console.log(`${text} p50 ${shown.join(', ')}: ${growth.toFixed(2)} times${goal}`);
  }
  await database.destroy();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** The median for each writer, who take turns, so that whatever else the machine does is the same for all. */
async function measure(database: Database, writers: readonly LongWriter[], text: string): Promise<number[]> {
  const times: number[][] = writers.map(() => []);
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [index, writer] of writers.entries()) {
      const started = performance.now();
      await database.transaction().execute((ledger) => answerTo(ledger, writer, text));
      if (round >= warmUp) times[index]?.push(performance.now() - started);
    }
  }
  return times.map((list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0);
}
