/**
 * Measures export and import of an account with 100,000 purchases, using the command line's own code on an embedded
 * Postgres: seconds, and the peak growth of this process's memory. For the formats named as arguments, or all.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Account, createAccount } from '../src/ledger/accounts/accounts.ts';
import { openEmbedded } from '../src/ledger/embedded/embedded.ts';
import { exportAccount } from '../src/ledger/portable/export.ts';
import { formatNames } from '../src/ledger/portable/formats.ts';
import { importFile } from '../src/ledger/portable/import.ts';
import { type Database, openDatabase } from '../src/ledger/storage/database.ts';
import { migrateUp } from '../src/ledger/storage/migrate.ts';
import { makeLedger } from '../test/helpers/made-ledger.ts';

const count = 100_000;
const formats = process.argv.length > 2 ? process.argv.slice(2) : formatNames;

const folder = await mkdtemp(join(tmpdir(), 'spndr-bench-'));
const server = await openEmbedded(folder, () => {});
try {
  await migrateUp(server.url, () => {});
  const { database } = openDatabase(server.url, { connections: 2, onIdleError: () => {} });
  const account = await newAccount(database);
  await fill(database, account);
  await sql`vacuum analyze`.execute(database);
  for (const format of formats) await measure(database, account, format);
  await database.destroy();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure(database: Database, account: Account, format: string): Promise<void> {
  const path = join(folder, `purchases.${format}`);
  const out = createWriteStream(path);
  const whole = { format, from: null, to: null };
  const exported = await measured(() =>
    exportAccount(database, account, whole, async (text) => {
      if (!out.write(text)) await new Promise<void>((drained) => out.once('drain', () => drained()));
    }),
  );
  await new Promise<void>((ended) => out.end(() => ended()));
  const megabytes = ((await stat(path)).size / 1e6).toFixed(0);
  console.log(`${format}, ${count.toLocaleString('en')} purchases, ${megabytes} MB:`);
  console.log(`  export: ${exported}`);
  const other = await newAccount(database);
  const request = {
    account: other,
    file: { name: path, open: () => createReadStream(path) },
    format,
    map: null,
    report: () => undefined,
  };
  const as = { author: { personId: 0, personName: 'spndr', at: new Date() }, key: format };
  console.log(`  import: ${await measured(() => importFile(database, { ...request, as }))}`);
  const again = { ...request, as: { ...as, key: `${format} again` } };
  console.log(`  the same again: ${await measured(() => importFile(database, again))}`);
}

/** Seconds and the peak growth of resident memory, as text. */
async function measured(work: () => Promise<unknown>): Promise<string> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return `${seconds.toFixed(2)} s, memory ${megabytes(peak)} at its peak, ${megabytes(peak - before)} more than before`;
}

async function newAccount(database: Database): Promise<Account> {
  const email = `made${Math.random()}@example.com`;
  const account = await database
    .transaction()
    .execute((ledger) =>
      createAccount(ledger, { email, passwordHash: '-', locale: 'en', currency: 'EUR', timeZone: 'UTC' }),
    );
  if (!account) throw new Error('there is one already');
  return account;
}

/** Inserts purchases, with a change and two revisions each. */
async function fill(database: Database, { id }: Account): Promise<void> {
  const made = makeLedger(7, count).map((purchase, index) => ({ ...purchase, number: index + 1 }));
  for (let from = 0; from < count; from += 5_000) {
    await sql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(made.slice(from, from + 5_000))}::jsonb)
          as given (number int, item text, vendor text, category text, day date)
      ), changed as (
        insert into change (account_id, person_id, person_name, kind, state)
        select ${id}, 1, 'Ann', 'record', 'done' from given
        returning id
      ), numbered as (
        select id as change_id, ${from} + row_number() over (order by id) as number from changed
      ), recorded as (
        insert into purchase (account_id, number, revision, item, amount, currency, vendor, category, day, bot_id,
          chat_id, message_id)
        select ${id}, number, 2, item, 100 + number, 'EUR', vendor, category, day, 1, 1, number from given
        returning *
      )
      insert into purchase_revision (purchase_id, revision, content, person_id, chat_id, message_id, change_id)
      select recorded.id, nth, jsonb_build_object('kind', kind, 'item', item, 'amount', amount::text,
          'currency', currency, 'given_amount', null, 'given_currency', null, 'vendor', vendor, 'category', category,
          'tags', tags, 'day', day::text, 'spread_count', null, 'spread_unit', null, 'removed', removed),
        1, 1, number, change_id
      from recorded join numbered using (number) cross join (values (1), (2)) revisions (nth)`.execute(
      database,
    );
  }
  await sql`update account set purchases_recorded = ${count} where id = ${id}`.execute(database);
}
