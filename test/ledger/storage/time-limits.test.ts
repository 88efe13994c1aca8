import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/ledger/storage/database.ts';
import { inTransaction } from '../../../src/ledger/storage/in-transaction.ts';
import { isDatabaseOutage } from '../../../src/ledger/storage/outage.ts';
import { freshDatabase, type TestDatabase } from '../../helpers/postgres.ts';

/** What takes too long is the fault of whoever asked; what waits too long for somebody else is not. */

let fresh: TestDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { connections: 2, onIdleError: () => {} }).database;
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

const failureOf = (failing: Promise<unknown>): Promise<unknown> =>
  failing.then(
    () => null,
    (error: unknown) => error,
  );

it('the server ends a statement before its answer is given up, and a wait for a lock before that', async () => {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('lock_timeout', 'statement_timeout') order by name`.execute(
    database,
  );
  // milliseconds; pg gives an answer up after 30,000
  expect(rows).toEqual([
    { name: 'lock_timeout', setting: '20000' },
    { name: 'statement_timeout', setting: '25000' },
  ]);
});

it('a statement that takes too long is no outage', async () => {
  const slow = inTransaction(database, async (ledger) => {
    await sql`set local statement_timeout = '20ms'`.execute(ledger);
    await sql`select pg_sleep(20)`.execute(ledger);
  });
  const error = await failureOf(slow);
  expect(error).toMatchObject({ code: '57014' });
  expect(isDatabaseOutage(error)).toBe(false);
});

it('a lock that does not come is one', async () => {
  const lock = sql`select pg_advisory_xact_lock(7)`;
  await inTransaction(database, async (holding) => {
    await lock.execute(holding);
    const waiting = inTransaction(database, async (ledger) => {
      await sql`set local lock_timeout = '20ms'`.execute(ledger);
      await lock.execute(ledger);
    });
    const error = await failureOf(waiting);
    expect(error).toMatchObject({ code: '55P03' });
    expect(isDatabaseOutage(error)).toBe(true);
  });
});
