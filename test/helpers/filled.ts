import { type Ask, asking } from './postgres.ts';

/** Text that would break a careless encoding of tables. */
const awkward = 'tab\t, line\nbreak, back\\slash, \\N, «ünïcode» 🥐, quote\' ", \\.';

/**
 * Puts rows into every part of a migrated database: two accounts, `purchases` purchases in three currencies, and work
 * in progress, some of which a backup must not bring back.
 */
export function fill(url: string, purchases = 30): Promise<void> {
  return asking(url, (ask) => fillBy(ask, purchases));
}

async function fillBy(ask: Ask, purchases: number): Promise<void> {
  await ask(
    `insert into account (email, password_hash, locale, currency, time_zone, created_at)
     select 'p' || n || '@example.org', 'digest ' || n, 'en', 'EUR', 'UTC', timestamptz '2025-03-01' + n * interval '1 day'
     from generate_series(1, 2) n`,
  );
  await ask('insert into link select 7, 100 + id, id from account');
  await ask(
    `insert into purchase (account_id, number, item, amount, currency, tags, day, bot_id, chat_id, message_id, vendor)
     select 1 + n % 2, n, 'item ' || n, n * 7, (array['EUR','USD','JPY'])[1 + n % 3], array['a', $1], date '2025-01-01' + n % 400,
       7, 100, n, case when n % 5 = 0 then left($1, 90) end
     from generate_series(1, ${purchases}) n`,
    [awkward],
  );
  await ask(
    `insert into change (account_id, person_id, person_name, kind, state) values (1, 101, $1, 'record', 'done')`,
    [awkward],
  );
  await ask(
    `insert into change (account_id, person_id, person_name, kind, of_change, turn_key)
     values (1, 101, 'Ann', 'undo', 1, '7 100 3')`,
  );
  await ask(
    `insert into purchase_revision (purchase_id, revision, content, person_id, chat_id, message_id, change_id)
     select id, 1, jsonb_build_object('item', item, 'words', $1::text), 101, 100, 1, 1 from purchase`,
    [awkward],
  );
  await ask('insert into handled_update select 7, n from generate_series(1, 50) n');
  await ask("insert into rate values ('USD', '2025-01-02', 1.0326450000000000001, 'ecb')");
  await ask(
    `insert into outbox (bot_id, chat_id, reply, locale, trace, received_at, state, claimed_by, claimed_until, error)
     values (7, 100, '{"key":"a"}', 'en', 't', now(), 'pending', null, null, null),
       (7, 101, '{"key":"b"}', 'en', 't', now(), 'sending', gen_random_uuid(), now(), null),
       (7, 102, '{"key":"c"}', 'en', 't', now(), 'failed', null, null, 'gone')`,
  );
  await ask(
    `insert into dead_letter (bot_id, update_id, payload, attempts, error, retry_at) values (7, 99, 'sealed', 5, 'x', now())`,
  );
  await ask(
    "insert into buffered_update (bot_id, partition, update_id, trace, received_at, chat_id, payload) values (7, 1, 60, 't', now(), 100, 'x')",
  );
  await ask('insert into poll_lease values (7, gen_random_uuid(), now())');
  await ask('insert into conversation values (7, 100, 101, \'{"at":"sealed"}\', 3)');
}

/** Every row of every table in the schema `public`, as text, sorted. */
export function everything(url: string): Promise<Record<string, string[]>> {
  return asking(url, async (ask) => {
    const tables = await ask<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    );
    const all: Record<string, string[]> = {};
    for (const { name } of tables) {
      const rows = await ask<{ row: string }>(`select t::text as row from public.${name} t order by 1`);
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  });
}
