/**
 * Measures the cost of /month, /show and one entry, from text to answer in one transaction on an embedded Postgres, in
 * accounts of 1,000, 100,000 and 1,000,000 purchases in one table; this month and the last have as many purchases in
 * each. Goal: the median cost at most doubles from the smallest to the largest. Then the same with months of 300 and of
 * 8,500 purchases, and a monthly and a yearly budget for all spending.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openEmbedded } from '../src/ledger/embedded/embedded.ts';
import { type Database, openDatabase } from '../src/ledger/storage/database.ts';
import { migrateUp } from '../src/ledger/storage/migrate.ts';
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
/** Their cost must not grow with the account. */
const constant = asked.slice(0, 3);
/** Their cost must not grow with the month. */
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

/** Prints the cost of a text for each writer, and how it grows. */
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

/** The median in ms for each writer; they take turns, so that other load on the machine affects all alike. */
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
