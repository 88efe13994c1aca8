import { sql } from 'kysely';
import { afterAll, expect, onTestFinished, type TestContext, test } from 'vitest';
import type { Database } from '../../src/ledger/storage/database.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';
import { handledAmong } from '../../src/ledger/updates/handled.ts';
import { hasPendingReplies, removeDelivered } from '../../src/ledger/updates/outbox.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';
import { joinTotals, openTestStore, type StoreOnTrial } from '../helpers/store.ts';
import { type SystemPostgres, startSystemPostgres } from '../helpers/system-postgres.ts';

let system: SystemPostgres | null = null;
afterAll(() => system?.stop());

/** Of the embedded PostgreSQL, or of the one that the system has: an older one plans otherwise. */
async function storeOf(server: string, context: TestContext): Promise<StoreOnTrial> {
  if (server === 'embedded') {
    const fresh = await freshDatabase();
    const store = await openTestStore(fresh.url);
    onTestFinished(async () => {
      await store.close();
      await fresh.drop();
    });
    return store;
  }
  system ??= await startSystemPostgres(context);
  const name = `test_${Math.random().toString(36).slice(2)}`;
  await query(system.url, `create database ${name}`);
  const url = system.url.replace(/postgres$/, name);
  await migrateUp(url, () => {});
  // what autovacuum reads, whenever that is, would be counted
  await query(
    url,
    `do $$ begin execute (
      select string_agg(format('alter table %I set (autovacuum_enabled = false)', tablename), ';')
      from pg_tables where schemaname = 'public'); end $$`,
  );
  const store = await openTestStore(url);
  onTestFinished(() => store.close());
  return store;
}

/** Others, with so many accounts and all that belongs to one. */
async function others(database: Database, accounts: number): Promise<void> {
  const fills = [
    sql`handled_update (bot_id, update_id) select 7, 1000 + id from others`,
    sql`update_attempt (bot_id, update_id, attempts) select 7, 1000 + id, 1 from others`,
    sql`unreachable_chat (bot_id, chat_id, reason) select 7, 100 + id, 'blocked' from others`,
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
  ];
  const { rows } = await sql<{ last: bigint }>`select max(id) as last from account`.execute(database);
  await sql`insert into account (email, password_hash, locale, currency, time_zone)
    select ${rows[0]?.last} + n || '@example.org', '', 'en', 'EUR', 'UTC' from generate_series(1, ${accounts}) n`.execute(
    database,
  );
  for (const fill of fills)
    await sql`with others as (select id from account where id > ${rows[0]?.last}) insert into ${fill}`.execute(
      database,
    );
}

/** How many rows and entries of indexes have been read, by table. */
async function rowsRead(database: Database): Promise<ReadonlyMap<string, number>> {
  await sql`select pg_stat_force_next_flush()`.execute(database);
  const { rows } = await sql<{ name: string; rows: number }>`
    select relname as name, (seq_tup_read + coalesce(idx_tup_fetch, 0) + (
      select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes indexes where indexes.relid = tables.relid))::int as rows
    from pg_stat_user_tables tables`.execute(database);
  return new Map(rows.map((table) => [table.name, table.rows]));
}

/** What the daemon asks, in the order in which it is asked. */
const asked: readonly [string, (store: StoreOnTrial) => Promise<unknown>][] = [
  ...['4 tea @ Corner Café', '4 tea', '3 milk #food', '/show', '/month', '/undo', '/new', '/cancel', 'y'].map(
    (text): [string, (store: StoreOnTrial) => Promise<unknown>] => [text, ({ batch }) => batch([text])],
  ),
  ['which are handled', ({ database, updates }) => handledAmong(database, 7, [updates(), 1_000_000_000])],
  ['whether replies wait', ({ database }) => hasPendingReplies(database, 7, [1])],
  [
    'a reply is delivered',
    async ({ database, updates }) => {
      const { id } = await database
        .selectFrom('outbox')
        .select('id')
        .where('chat_id', '=', 1n)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      await removeDelivered(database, [{ id, messageId: updates() + 100 }]);
    },
  ],
];

test.for(
  ['embedded', 'system'].flatMap((server) =>
    // each of the two with each server, and each way to plan with analyzed tables and with others
    [0, 2_000].map((before) => ({ server, before, analyzed: (server === 'system') === (before === 0) })),
  ),
)(
  '$server PostgreSQL reads no more with 10,000 others, where it was planned with $before (analyzed: $analyzed)',
  async ({ server, before, analyzed }, context) => {
    const store = await storeOf(server, context);
    const { database } = store;
    const readByEach = async () => {
      const read = [];
      for (const [what, ask] of asked) {
        const earlier = await rowsRead(database);
        await joinTotals(database);
        await ask(store);
        for (const [table, rows] of await rowsRead(database))
          read.push({ what, table, rows: rows - (earlier.get(table) ?? 0) });
      }
      return read;
    };
    await others(database, before);
    if (analyzed) await sql`analyze`.execute(database);
    // a plan is kept from the sixth time on
    const turns = 8;
    for (let turn = 0; turn < turns; turn += 1) await readByEach();
    const alone = await readByEach();
    const { rows: recorded } =
      await sql`select from purchase where item in ('tea', 'milk') and number > 1`.execute(database);
    expect(recorded).toHaveLength((turns + 1) * 3 - 1);
    await others(database, 10_000);
    const most = new Map(alone.map(({ what, table, rows }) => [what + table, 2 * rows + 100]));
    const now = await readByEach();
    expect(now.filter(({ what, table, rows }) => rows > (most.get(what + table) ?? 100))).toEqual([]);
  },
);
