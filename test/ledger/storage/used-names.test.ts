import fc from 'fast-check';
import type pg from 'pg';
import { expect, it, vi } from 'vitest';
import { migrateDown, migrateUp } from '../../../src/ledger/storage/migrate.ts';
import { changesOf, make, twoClients } from '../../helpers/derived-rows.ts';
import { query } from '../../helpers/postgres.ts';

/** The names that purchases have are kept beside them, and are always those. */

const clients = twoClients();

const kept = `select distinct account_id::int, field, name from used_name order by 1, 2, 3`;
const counted = `select distinct account_id::int, field, name
  from purchase, lateral (values ('category', category), ('vendor', vendor)) said (field, name)
  where not removed and name is not null order by 1, 2, 3`;

async function areExact(): Promise<void> {
  const { one } = clients;
  expect((await one.query(kept)).rows).toEqual((await one.query(counted)).rows);
}

let numbers = 0;
/** As recording does it: the account's row first. */
async function add(
  client: pg.Client,
  row: { account_id: number; category?: string | null; vendor?: string | null },
) {
  await client.query('update account set purchases_recorded = purchases_recorded + 1 where id = $1', [
    row.account_id,
  ]);
  await client.query(
    `insert into purchase (account_id, number, item, amount, currency, day, category, vendor)
     values ($1, $2, 'x', 100, 'EUR', '2025-03-01', $3, $4)`,
    [row.account_id, ++numbers, row.category ?? null, row.vendor ?? null],
  );
}

const row = fc.record({
  account_id: fc.constantFrom(1, 2),
  category: fc.constantFrom(null, 'food', 'fun', 'x'),
  vendor: fc.constantFrom(null, 'Lidl', 'x'),
});
const sets = [
  "category = 'fun'",
  "category = vendor, vendor = 'food'",
  'category = null',
  "vendor = 'Aldi'",
  'removed = not removed',
  'amount = 7',
];

it('whatever is recorded, changed and forgotten', async () => {
  const { one } = clients;
  await fc.assert(
    fc.asyncProperty(changesOf(row, sets), async (changes) => {
      await one.query('truncate purchase cascade');
      expect((await one.query(kept)).rows).toEqual([]);
      for (const change of changes) {
        await make(one, change, (made) => add(one, made));
        await areExact();
      }
    }),
    { numRuns: 40 },
  );
});

it('a name that many purchases lose at once is looked for once', async () => {
  const { one } = clients;
  for (const _ of Array.from({ length: 30 }))
    await add(one, { account_id: 1, category: 'food', vendor: 'Lidl' });
  await one.query('begin');
  await one.query("set local track_functions = 'all'");
  await one.query("update purchase set category = 'meals' where category = 'food'");
  const { rows } = await one.query(
    "select calls::int from pg_stat_xact_user_functions where funcname = 'is_used'",
  );
  await one.query('commit');
  await areExact();
  // once for each name of those purchases, and once more before it is taken off the list
  expect(rows).toEqual([{ calls: 3 }]);
});

async function somebodyWaits(): Promise<void> {
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await vi.waitUntil(async () => (await query(clients.url, waiting)).length > 0, { timeout: 10_000 });
}

it.each(['who takes it back', 'who records'])(
  'a name that one records while another takes back its only use stays known, if %s is done first',
  async (first) => {
    const { one, other } = clients;
    await add(one, { account_id: 1, category: 'food' });
    const only = numbers;
    await one.query('begin');
    await other.query('begin');
    const takesBack = () => one.query('update purchase set removed = true where number = $1', [only]);
    const records = () => add(other, { account_id: 1, category: 'food' });
    if (first === 'who records') {
      await records();
      const taking = takesBack();
      await somebodyWaits();
      await other.query('commit');
      await taking;
      await one.query('commit');
    } else {
      await takesBack();
      const recording = records();
      await somebodyWaits();
      await one.query('commit');
      await recording;
      await other.query('commit');
    }
    expect((await one.query(kept)).rows).toEqual([{ account_id: 1, field: 'category', name: 'food' }]);
  },
);

it('names from before there was such a list are in it, and an account takes its own along', async () => {
  const { one, url } = clients;
  await add(one, { account_id: 1, category: 'food', vendor: 'Lidl' });
  await add(one, { account_id: 2, category: 'fun' });
  while ((await migrateDown(url, () => {})) !== '0020_used_names');
  await migrateUp(url, () => {});
  await areExact();
  await one.query('delete from account where id = 1');
  await areExact();
  expect(await query(url, 'select name from used_name')).toEqual([{ name: 'fun' }]);
});
