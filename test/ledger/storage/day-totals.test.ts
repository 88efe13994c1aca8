import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../../src/ledger/storage/migrate.ts';
import { changesOf, make, twoClients } from '../../helpers/derived-rows.ts';
import { query } from '../../helpers/postgres.ts';

/** What purchases come to by day is kept beside them, and is always what they come to. */

const clients = twoClients();
beforeAll(async () => {
  // who would have to wait fails
  for (const client of [clients.one, clients.other]) await client.query("set lock_timeout = '1ms'");
});

const kept = `select account_id, category, day::text, kind, currency, converted_currency, sum(purchases)::int as purchases,
    sum(amount)::text as amount, sum(converted_amount)::text as converted
  from day_total group by 1, 2, 3, 4, 5, 6 having sum(purchases) <> 0 order by 1, 2, 3, 4, 5, 6`;
const counted = `select account_id, part as category, day::text, kind, currency, into_currency as converted_currency,
    count(*)::int as purchases, sum(amount)::text as amount, coalesce(sum(converted_amount), 0)::text as converted
  from purchase, lateral (select case when conversion = 'done' then converted_currency end) done (into_currency),
    lateral (select '' union all select category where category is not null) parts (part)
  where not removed and spread_until is null group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;

async function areExact(): Promise<void> {
  const { one } = clients;
  const { rows } = await one.query(counted);
  expect((await one.query(kept)).rows).toEqual(rows);
}

let numbers = 0;
const add = (client: pg.Client, day: number, also: Record<string, unknown> = {}) => {
  const row = {
    account_id: 1,
    number: ++numbers,
    item: 'x',
    amount: 100,
    currency: 'EUR',
    day: `2025-03-0${day}`,
    ...also,
  };
  const names = Object.keys(row);
  return client.query(
    `insert into purchase (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
};

const row = fc.record({
  account_id: fc.constantFrom(1, 2),
  amount: fc.constantFrom(1, 250, 9_000_000_000_000_000),
  day: fc.constantFrom(1, 2),
  category: fc.constantFrom(null, 'food', 'fun'),
  kind: fc.constantFrom('expense', 'income', 'refund'),
  currency: fc.constantFrom('EUR', 'USD'),
  spread_count: fc.constantFrom(null, null, 3),
});
const sets = [
  "category = 'fun'",
  'category = null',
  'removed = not removed',
  'amount = 7',
  "day = '2025-03-02'",
  "kind = 'refund'",
  "spread_count = 2, spread_unit = 'week'",
  'spread_count = null, spread_unit = null',
  'line = 3',
  "conversion = 'due', converted_currency = 'THB', converted_amount = null, rate = null, rate_source = null",
  "conversion = 'done', converted_currency = 'THB', converted_amount = 5, rate = '1/2', rate_source = 'own'",
  'conversion = null, converted_currency = null, converted_amount = null, rate = null, rate_source = null',
];

it('whatever is recorded, changed and forgotten', async () => {
  const { one } = clients;
  await fc.assert(
    fc.asyncProperty(changesOf(row, sets), async (changes) => {
      await one.query('truncate purchase cascade');
      await one.query('truncate day_total');
      for (const change of changes)
        await make(one, change, ({ day, ...also }) =>
          add(one, day, { ...also, spread_unit: also.spread_count === null ? null : 'day' }),
        );
      await areExact();
    }),
    { numRuns: 40 },
  );
});

it('nobody waits for somebody who changes the same day, whoever is done first', async () => {
  const { one, other, url } = clients;
  await add(one, 1, { category: 'food' });
  for (const last of ['one', 'other']) {
    await one.query('begin');
    await other.query('begin');
    await add(one, 1, { category: 'food' });
    await add(other, 1, { category: 'food' });
    await add(one, 1, { category: 'fun' });
    await add(other, 2, { category: 'fun' });
    await add(one, 2, { category: 'fun' });
    if (last === 'one') await other.query('commit');
    await one.query('commit');
    if (last === 'other') await other.query('rollback');
    await areExact();
  }
  // what stood apart is joined by a change, and now and then by what is added
  for (let more = 0; more < 300; more += 1) await add(one, 1, { category: 'food' });
  const standing = () => query(url, "select from day_total where day = '2025-03-01' and category = 'food'");
  expect((await standing()).length).toBeLessThan(150);
  await one.query("update purchase set amount = amount + 1 where category = 'food' and day = '2025-03-01'");
  expect(await standing()).toHaveLength(1);
  await areExact();
});

it('purchases made before there were such sums are counted too and found by their tags, and an account takes its own along', async () => {
  const { one, url } = clients;
  await add(one, 1, { category: 'food', tags: ['Work trips', 'bus'] });
  await add(one, 2, { account_id: 2, kind: 'refund' });
  await add(one, 2, { spread_count: 2, spread_unit: 'day' });
  while ((await migrateDown(url, () => {})) !== '0017_totals');
  await migrateUp(url, () => {});
  await areExact();
  const cues = await query(url, 'select cue from purchase_cue order by cue');
  expect(cues).toEqual([{ cue: '#bus' }, { cue: '#work trip' }]);
  await one.query('delete from account where id = 1');
  await areExact();
  expect(await query(url, 'select distinct account_id::int from day_total')).toEqual([{ account_id: 2 }]);
});
