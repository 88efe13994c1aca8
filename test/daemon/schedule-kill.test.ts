import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase } from '../helpers/postgres.ts';

/** Looks until a query finds a row. */
async function until(client: pg.Client, sql: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; await delay(20)) {
    if ((await client.query(sql)).rowCount) return;
    if (Date.now() > deadline) throw new Error(`never came: ${sql}`);
  }
}

test('a daemon killed between claim and commit records nothing; the next one records all once', {
  timeout: 90_000,
}, async () => {
  const sandbox = await startSandbox();
  const database = await freshDatabase();
  const watcher = new pg.Client({ connectionString: database.url, application_name: 'test' });
  await watcher.connect();
  const env = {
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: database.url,
  };
  const person = sandbox.person();
  const first = spawnDaemon({ mode: 'polling', env });
  await first.logged('running');
  person.say('hi');
  await person.nextAnswer();

  // what is announced waits at the very end of its transaction, for a lock that this test holds
  await watcher.query('select pg_advisory_lock(42)');
  await watcher.query(`
    create function wait() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(42); return new; end $$;
    create trigger wait before insert on outbox for each row when (new.about <> '{}') execute function wait()`);
  await watcher.query(
    `with owner as (
       insert into account (email, password_hash, locale, currency, time_zone)
       values ('a@example.org', '-', 'en', 'EUR', 'UTC') returning id
     ), linked as (
       insert into link (bot_id, person_id, account_id) select $1, $2, id from owner
     )
     insert into recurring (account_id, kind, item, amount, currency, every, starts, next_day, next_at,
       bot_id, chat_id, person_id)
     select id, 'expense', 'tea', 300, 'EUR', 'day', current_date - 30, current_date - 30, '1970-01-01', $1, $3, $2
     from owner`,
    [Number(sandbox.token.split(':')[0]), person.id, person.chat.wire.id],
  );
  await until(watcher, "select from pg_locks where locktype = 'advisory' and not granted and objid = 42");
  first.signal('SIGKILL');
  await first.ended;

  // its transaction still stands in the database: the next daemon goes round it
  const second = spawnDaemon({ mode: 'polling', env });
  await second.logged('running');
  expect((await watcher.query('select from purchase')).rowCount).toBe(0);
  await watcher.query('select pg_advisory_unlock(42)');
  await until(watcher, 'select from recurring_purchase where day >= current_date - 1');
  await until(
    watcher,
    'select where not exists (select from outbox) and exists (select from shown_purchase)',
  );

  const { rows } = await watcher.query(
    'select count(*)::int, count(distinct day)::int as days, max(number) from purchase',
  );
  const recorded = rows[0].count;
  expect(rows).toEqual([{ count: recorded, days: recorded, max: recorded }]);
  expect([30, 31]).toContain(recorded);
  const told = sandbox.calls.filter(({ method }) => method === 'sendMessage');
  expect(told).toHaveLength(2);
  expect(await second.stop()).toBe(0);
  await watcher.end();
  await sandbox.stop();
  await database.drop();
});
