import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Database, type Ledger, openDatabase } from '../../../src/ledger/storage/database.ts';
import { inTransaction, lastly } from '../../../src/ledger/storage/in-transaction.ts';
import { freshDatabase, query, type TestDatabase } from '../../helpers/postgres.ts';

let fresh: TestDatabase;
let database: Database;
let pool: pg.Pool;
beforeAll(async () => {
  fresh = await freshDatabase();
  await query(fresh.url, 'create table word (word text primary key)');
  ({ database, pool } = openDatabase(fresh.url, { connections: 1, onIdleError: () => undefined }));
});
beforeEach(() => query(fresh.url, 'truncate word'));
afterAll(async () => {
  await pool.end();
  await fresh.drop();
});

const add = (ledger: Ledger, word: string) => sql`insert into word values (${word})`.execute(ledger);

async function words(): Promise<string[]> {
  const rows = await query(fresh.url, 'select word from word order by word');
  return rows.map(({ word }) => String(word));
}

it('commits what was asked, the last statement included', async () => {
  const count = await inTransaction(database, async (ledger) => {
    await add(ledger, 'one');
    const { rows } = await lastly(ledger, () =>
      sql<{ count: number }>`
        with added as (insert into word values ('two')) select count(*)::int from word`.execute(ledger),
    );
    return rows[0]?.count;
  });
  expect(count).toBe(1);
  expect(await words()).toEqual(['one', 'two']);
});

it('has sent the commit by the time at which the last statement is answered', async () => {
  await inTransaction(database, async (ledger) => {
    await lastly(ledger, () => add(ledger, 'one'));
    await expect.poll(words).toEqual(['one']);
  });
});

it('commits nothing when the last statement fails, says why, and goes on with the connection', async () => {
  await query(fresh.url, "insert into word values ('taken')");
  const failing = inTransaction(database, async (ledger) => {
    await add(ledger, 'one');
    await lastly(ledger, () => add(ledger, 'taken'));
  });
  await expect(failing).rejects.toMatchObject({ constraint: 'word_pkey' });
  expect(await words()).toEqual(['taken']);
  await inTransaction(database, (ledger) => add(ledger, 'after'));
  expect(await words()).toEqual(['after', 'taken']);
});

it('commits nothing when the body rejects before the last statement was asked', async () => {
  const failing = inTransaction(database, async (ledger) => {
    await add(ledger, 'one');
    await lastly(ledger, () => Promise.reject(new Error('not asked')));
  });
  await expect(failing).rejects.toThrow('not asked');
  await inTransaction(database, async (ledger) => {
    await add(ledger, 'two');
    await add(ledger, 'three');
  });
  expect(await words()).toEqual(['three', 'two']);
});
