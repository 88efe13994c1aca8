import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Incoming } from '../../src/chat/incoming.ts';
import { createSeal } from '../../src/daemon/seal.ts';
import { createStore } from '../../src/daemon/store.ts';
import { type Database, openDatabase } from '../../src/ledger/database.ts';
import { freshDatabase } from '../helpers/postgres.ts';

let database: Database;
/** Answers what people say, each an update, in one batch; who says nothing else is person 1. Updates may come again. */
let batch: (
  said: readonly (string | readonly [person: number, text: string])[],
  from?: number,
) => Promise<void>;
let updates = 0;

beforeEach(async () => {
  const fresh = await freshDatabase();
  ({ database } = openDatabase(fresh.url, { connections: 1, onIdleError: () => undefined }));
  onTestFinished(async () => {
    await database.destroy();
    await fresh.drop();
  });
  const store = createStore({
    database,
    botId: 7,
    rules: { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false },
    decode: (payload) => ({ ...JSON.parse(payload), at: new Date() }) as Incoming,
    seal: createSeal('a secret'),
    now: () => new Date(),
  });
  updates = 0;
  batch = async (said, from = updates + 1) => {
    const all = said.map((one, place) => {
      const [person, text] = typeof one === 'string' ? [1, one] : one;
      const [, name, argument = ''] = /^\/(\w+) ?(.*)$/.exec(text) ?? [];
      const act = name ? { kind: 'command', name, argument } : { kind: 'text', text };
      const payload = JSON.stringify({
        chat: { id: person, kind: 'private' },
        person: { id: person, firstName: 'Ann', language: 'en' },
        messageId: from + place,
        act: { ...act, replyTo: null },
      });
      return { updateId: from + place, chatId: person, trace: 't', receivedAt: new Date(), payload };
    });
    updates = Math.max(updates, from + said.length - 1);
    await store.inPartitions([0], all, async (open) => {
      for (const update of all)
        if (await open.answer(update, null))
          await open.answer(update, { kind: 'hash-password', hash: 'hash' });
    });
  };
  for (const text of ['hi', 'y', '2', 'ann@example.com', 'correct horse']) await batch([text]);
});

/** Lets the next purchase be the one in sixteen that joins the totals of its day (migration 0017). */
async function joinTotals(): Promise<void> {
  for (let seed = 0; seed < 1; seed += 0.001) {
    await sql`select setseed(${seed})`.execute(database);
    const { rows } = await sql<{ joins: boolean }>`select random() < 1.0 / 16 as joins`.execute(database);
    if (!rows[0]?.joins) continue;
    await sql`select setseed(${seed})`.execute(database);
    return;
  }
  throw new Error('no seed does it');
}

async function purchases() {
  return database.selectFrom('purchase').select(['item', 'category']).orderBy('number').execute();
}

test('an entry knows the names of those before it in its batch, and of those in earlier ones', async () => {
  await batch(['4 tea #drinks', '3 coffee drinks', '30 shoes #clothes']);
  await batch(['25 shirt clothes', '2 juice drinks']);
  expect(await purchases()).toEqual([
    { item: 'tea', category: 'drinks' },
    { item: 'coffee', category: 'drinks' },
    { item: 'shoes', category: 'clothes' },
    { item: 'shirt', category: 'clothes' },
    { item: 'juice', category: 'drinks' },
  ]);
});

test('what is undone in a batch is no name any more in what follows, whoever shares the account', async () => {
  await batch(['4 tea #drinks']);
  const { id } = await database.selectFrom('account').select('id').executeTakeFirstOrThrow();
  await database.insertInto('link').values({ bot_id: 7, person_id: 2, account_id: id }).execute();
  await batch(['/undo', [2, '3 coffee drinks']]);
  expect(await purchases()).toEqual([
    { item: 'tea', category: 'drinks' },
    { item: 'coffee drinks', category: null },
  ]);
});

test('an entry whose mark was lost is not made a second time, and is answered as before', async () => {
  await batch(['4 tea #drinks']);
  const said = () => database.selectFrom('outbox').select('about').orderBy('id', 'desc').limit(1).execute();
  const before = await said();
  await database.deleteFrom('handled_update').where('update_id', '=', BigInt(updates)).execute();
  await batch(['4 tea #drinks'], updates);
  expect(await purchases()).toEqual([{ item: 'tea', category: 'drinks' }]);
  expect(await said()).toEqual(before);
  expect(before[0]?.about).toHaveLength(1);
});

test.each(['4 tea @ Corner Café', '4 tea', '/new', '/show', '/month', '/undo'])(
  '%s reads no more once others have filled the tables, where it was planned while they were empty',
  async (text) => {
    const pages = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(database);
      const { rows } = await sql<{ name: string; pages: number }>`
      select relname as name, (idx_blks_hit + idx_blks_read + heap_blks_hit + heap_blks_read)::int as pages
      from pg_statio_user_tables`.execute(database);
      return rows;
    };
    const pagesRead = async () => {
      const before = new Map((await pages()).map((table) => [table.name, table.pages]));
      await joinTotals();
      await batch([text]);
      return (await pages()).map((table) => ({
        ...table,
        pages: table.pages - (before.get(table.name) ?? 0),
      }));
    };
    const plan = async () => {
      for (let turn = 0; turn < 8; turn += 1) {
        await joinTotals();
        await batch(['4 tea @ Corner Café', '3 milk #food', text]);
      }
    };
    // what autovacuum reads, whenever that is, would be counted
    await sql`do $$ begin execute (
      select string_agg(format('alter table %I set (autovacuum_enabled = false)', tablename), ';')
      from pg_tables where schemaname = 'public'); end $$`.execute(database);
    await plan();
    // what was planned before is planned anew
    await sql`analyze`.execute(database);
    await plan();
    await database.deleteFrom('outbox').execute();
    const alone = new Map((await pagesRead()).map((table) => [table.name, table.pages]));
    expect(Math.max(...alone.values())).toBeGreaterThan(0);
    await sql`
    insert into account (email, password_hash, locale, currency, time_zone)
    select n || '@example.org', '', 'en', 'EUR', 'UTC' from generate_series(1, 10000) n`.execute(database);
    for (const fill of [
      sql`change (account_id, person_id, person_name, kind, state) select id, id, '', 'record', 'undone' from others`,
      sql`category_rule (account_id, cue, label, category) select id, '=tea', 'tea', 'drinks' from others`,
      sql`hidden_category (account_id, category) select id, 'drinks' from others`,
      sql`budget (account_id, period, amount, currency, carry_over, since) select id, 'month', 100, 'EUR', false, current_date from others`,
      sql`outbox (bot_id, chat_id, reply, locale, trace, received_at) select 7, 100 + id, '{}', 'en', 't', now() from others`,
      sql`link (bot_id, person_id, account_id) select 7, 100 + id, id from others`,
      sql`conversation (bot_id, chat_id, person_id, state, step) select 7, 100 + id, 100 + id, '{}', 1 from others`,
      sql`purchase (account_id, number, item, amount, currency, day, category, vendor)
      select id, 1, 'tea', 400, 'EUR', current_date, 'food', 'Corner Café' from others`,
      sql`purchase_cue (account_id, cue, purchase_id)
      select purchase.account_id, '=tea', purchase.id from others join purchase on account_id = others.id`,
    ])
      await sql`with others as (select id from account where email like '%@example.org') insert into ${fill}`.execute(
        database,
      );
    // trees are a level higher; each of the filled tables has at least 60 pages more
    expect(
      (await pagesRead()).filter((table) => table.pages > 2 * (alone.get(table.name) ?? 0) + 60),
    ).toEqual([]);
  },
);
