/**
 * Measures category suggestions through the real queries on an embedded Postgres: how often they are right on generated
 * ledgers of 5,000 purchases (80/20 split by time), compared with always suggesting the most frequent category; and the
 * cost of one suggestion and one recorded purchase with 1,000 and with 100,000 purchases in the account.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { knownNames, listCategories, recentVendors } from '../src/ledger/categories/categories.ts';
import { moveCategory } from '../src/ledger/categories/moves.ts';
import {
  rememberPurchases,
  type Suggestion,
  suggestCategories,
  suggestCategory,
} from '../src/ledger/categories/suggestions.ts';
import { openEmbedded } from '../src/ledger/embedded/embedded.ts';
import { type Database, type Ledger, openDatabase } from '../src/ledger/storage/database.ts';
import { migrateUp } from '../src/ledger/storage/migrate.ts';
import { type Accuracy, accuracyOf, split } from '../test/helpers/made-accuracy.ts';
import { type MadePurchase, makeLedger } from '../test/helpers/made-ledger.ts';

const seeds = [101, 102, 103, 104, 105];

const folder = await mkdtemp(join(tmpdir(), 'spndr-bench-'));
const server = await openEmbedded(folder, () => {});
try {
  await migrateUp(server.url, () => {});
  const { database } = openDatabase(server.url, { connections: 2, onIdleError: () => {} });
  await measureAccuracy(database);
  await measureCost(database);
  await database.destroy();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measureAccuracy(database: Database): Promise<void> {
  const found: Accuracy[] = [];
  for (const seed of seeds) {
    const ledger = makeLedger(seed, 5_000);
    const [known, asked] = split(ledger);
    const account = await keep(database, known);
    const guesses: (Suggestion | null)[] = [];
    await database.transaction().execute(async (transaction) => {
      for (const purchase of asked) guesses.push(await suggestCategory(transaction, account, purchase));
    });
    const accuracy = accuracyOf(known, asked, guesses);
    found.push(accuracy);
    console.log(
      `seed ${seed}: ${percent(accuracy.right)} right of ${accuracy.asked}, naive ${percent(accuracy.naive)}, sure ${percent(accuracy.sure)} of them, of these ${percent(accuracy.sureRight)} right`,
    );
  }
  const mean = (of: (accuracy: Accuracy) => number) =>
    percent(found.reduce((sum, accuracy) => sum + of(accuracy), 0) / found.length);
  console.log(`most frequent category (naive): ${mean(({ naive }) => naive)}`);
  console.log(`first suggestion right: ${mean(({ right }) => right)}`);
  console.log(`among the first three: ${mean(({ amongThree }) => amongThree)}`);
  console.log(
    `sure, so applied: ${mean(({ sure }) => sure)}, of these right: ${mean(({ sureRight }) => sureRight)}`,
  );
  console.log(`nothing suggested: ${mean(({ none }) => none)}`);
  console.log(`could be right at most (the person’s own slips): ${mean(({ possible }) => possible)}`);
}

async function measureCost(database: Database): Promise<void> {
  for (const count of [1_000, 100_000]) {
    const made = makeLedger(7, count);
    const account = await keep(database, made);
    await sql`vacuum analyze`.execute(database);
    const samples = made.slice(-200);
    const time = (work: (ledger: Ledger, purchase: MadePurchase, index: number) => Promise<unknown>) =>
      medianMs(database, samples, work);
    console.log(`with ${count.toLocaleString('en')} purchases:`);
    console.log(
      `  a suggestion: ${await time((ledger, purchase) => suggestCategory(ledger, account, purchase))} ms`,
    );
    console.log(
      `  100 of them at once: ${await medianMs(database, samples.slice(0, 5), (ledger) => suggestCategories(ledger, account, samples.slice(0, 100)))} ms`,
    );
    console.log(
      `  remembering one more: ${await time(async (ledger, purchase, index) => {
        const { rows } = await sql<{ id: bigint }>`
          select id from purchase where account_id = ${account} and number = ${index + 1}`.execute(ledger);
        const id = rows[0]?.id ?? 0n;
        await rememberPurchases(ledger, account, [{ ...purchase, tags: [], id }]);
      })} ms`,
    );
    const few = (work: (ledger: Ledger) => Promise<unknown>) =>
      medianMs(database, samples.slice(0, 20), work);
    console.log(`  all categories: ${await few((ledger) => knownNames(ledger, account, 'category'))} ms`);
    console.log(`  all vendors: ${await few((ledger) => knownNames(ledger, account, 'vendor'))} ms`);
    console.log(`  recent vendors: ${await few((ledger) => recentVendors(ledger, account, 'bread', 4))} ms`);
    const since = made.at(-1)?.day.replace(/\d\d$/, '01') ?? '';
    console.log(
      `  the list of /categories: ${await few((ledger) => listCategories(ledger, account, since))} ms`,
    );
    const started = performance.now();
    const moved = await database
      .transaction()
      .execute((ledger) =>
        moveCategory(
          ledger,
          { accountId: account, personId: 1, chatId: 1, messageId: 1, personName: 'Ann', at: new Date(0) },
          { kind: 'rename', was: 'groceries', is: 'food' },
        ),
      );
    console.log(
      `  renaming a category of ${moved} purchases: ${(performance.now() - started).toFixed(0)} ms`,
    );
  }
}

/** Creates an account with these purchases, oldest first, all findable. */
async function keep(database: Database, purchases: readonly MadePurchase[]): Promise<bigint> {
  return database.transaction().execute(async (ledger) => {
    const { id: account } = await ledger
      .insertInto('account')
      .values({
        email: `made${Math.random()}@example.com`,
        password_hash: '',
        locale: 'en',
        currency: 'EUR',
        time_zone: 'UTC',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (let from = 0; from < purchases.length; from += 1_000) {
      const batch = purchases.slice(from, from + 1_000).map((purchase, index) => ({
        ...purchase,
        number: from + index + 1,
      }));
      const { rows } = await sql<{ id: bigint; number: number }>`
        insert into purchase (account_id, number, item, amount, currency, vendor, category, day, bot_id, chat_id, message_id)
        select ${account}, number, item, 100 + number, 'EUR', vendor, category, day, 1, ${account}, number
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
          as given (number int, item text, vendor text, category text, day date)
        returning id, number`.execute(ledger);
      const ids = new Map(rows.map(({ id, number }) => [number, id]));
      const remembered = batch.map((purchase) => ({
        ...purchase,
        tags: [],
        id: ids.get(purchase.number) ?? 0n,
      }));
      await rememberPurchases(ledger, account, remembered);
    }
    return account;
  });
}

async function medianMs(
  database: Database,
  samples: readonly MadePurchase[],
  work: (ledger: Ledger, purchase: MadePurchase, index: number) => Promise<unknown>,
): Promise<string> {
  const times: number[] = [];
  await database.transaction().execute(async (ledger) => {
    for (const [index, purchase] of samples.entries()) {
      const started = performance.now();
      await work(ledger, purchase, index);
      times.push(performance.now() - started);
    }
  });
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  return `${at(0.5)} (95%: ${at(0.95)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
