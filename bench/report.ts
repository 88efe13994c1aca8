/**
 * Measures what /month, /show and one entry cost, from the words to the answer in one transaction on an embedded
 * Postgres, in accounts of 1,000, of 100,000 and of 1,000,000 purchases that stand in one table: the month and the one
 * before hold as many in each. The goal: the middle cost at most doubles from the smallest to the largest. Then the same
 * with months of 300 and of 8,500 purchases, and a budget of all that a month and a year may cost.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../src/ledger/database.ts';
import { openEmbedded } from '../src/ledger/embedded.ts';
import { migrateUp } from '../src/ledger/migrate.ts';
import { answerTo, budgetAll, type LongWriter, makeMonths } from '../test/helpers/made-months.ts';

const sizes = [1_000, 100_000, 1_000_000];
const monthSizes = [300, 8_500];
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
/** Nor that of these, with what a month holds. */
const constantInMonths = ['4.50 coffee @ Corner Café #food', '/show', '/budgets'];
const rounds = 60;
const warmUp = 10;

const folder = await mkdtemp(join(tmpdir(), 'spndr-bench-'));
const server = await openEmbedded(folder, () => {});
try {
  await migrateUp(server.url, () => {});
  const { database } = openDatabase(server.url, { connections: 2, onIdleError: () => {} });
  const writers: LongWriter[] = [];
  for (const [index, size] of sizes.entries()) writers.push(await makeMonths(database, index + 1, size));
  const busy: LongWriter[] = [];
  for (const [index, size] of monthSizes.entries()) {
    const writer = await makeMonths(database, sizes.length + index + 1, 2 * size + 1_000, size);
    await budgetAll(database, writer);
    busy.push(writer);
  }
  for (const table of ['purchase', 'purchase_cue', 'day_total', 'account']) {
    await sql`vacuum analyze ${sql.table(table)}`.execute(database);
  }
  for (const text of asked) await show(database, text, writers, sizes, constant);
  console.log('with so many purchases a month, and budgets:');
  for (const text of [...constantInMonths, '/month']) {
    await show(database, text, busy, monthSizes, constantInMonths);
  }
  await database.destroy();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Prints what a text costs each writer, and how it grows. */
async function show(
  database: Database,
  text: string,
  writers: readonly LongWriter[],
  counts: readonly number[],
  mustBeConstant: readonly string[],
): Promise<void> {
  const costs = await measure(database, writers, text);
  const shown = costs.map((ms, index) => `${counts[index]?.toLocaleString('en')}: ${ms.toFixed(2)} ms`);
  const growth = (costs.at(-1) ?? 0) / (costs[0] ?? 1);
  const goal = mustBeConstant.includes(text) ? ` (goal: at most 2${growth > 2 ? ', MISSED' : ''})` : '';
  console.log(`${text} p50 ${shown.join(', ')}: ${growth.toFixed(2)} times${goal}`);
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
