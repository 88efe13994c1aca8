import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Work, WorkResult } from '../../../src/chat/converse.ts';
import { partitionOf } from '../../../src/daemon/buffer/buffer.ts';
import { systemClock as clock } from '../../../src/daemon/clock.ts';
import { createDeadLetters } from '../../../src/daemon/dead-letters.ts';
import { startRevival } from '../../../src/daemon/schedules/revival.ts';
import { createSeal, openReply } from '../../../src/daemon/secrets/seal.ts';
import { decode, readUpdate } from '../../../src/daemon/telegram/decode.ts';
import { type Database, openDatabase } from '../../../src/ledger/storage/database.ts';
import { writeBatch } from '../../../src/ledger/updates/batch.ts';
import { dropDeadLetters, keepDeadLetter, requestRetries } from '../../../src/ledger/updates/dead-letters.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { runCli } from '../../helpers/cli.ts';
import { spawnDaemon } from '../../helpers/daemon.ts';
import { freshDatabase, type TestDatabase } from '../../helpers/postgres.ts';

const botId = 7_000_000_001;
const personId = 42;
const silent = pino({ level: 'silent' });

let fresh: TestDatabase;
let database: Database;
let watcher: pg.Pool;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({ database } = openDatabase(fresh.url, { connections: 8, onIdleError: () => undefined }));
  watcher = new pg.Pool({ connectionString: fresh.url, application_name: 'test', max: 4 });
});
beforeEach(async () => {
  await watcher.query(
    'truncate account, link, purchase, conversation, handled_update, dead_letter, outbox restart identity cascade',
  );
  await watcher.query('drop trigger if exists poison on purchase');
});
afterAll(async () => {
  await database.destroy();
  await watcher.end();
  await fresh.drop();
});

/** Looks until the rows of a query are as they should be. */
async function until(sql: string, expected: unknown, timeoutMs = 10_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; ; await delay(10)) {
    const { rows } = await watcher.query(sql);
    if (JSON.stringify(rows) === JSON.stringify(expected)) return;
    if (Date.now() > deadline) return expect(rows).toEqual(expected);
  }
}

async function rowsOf<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  return (await watcher.query<Row>(sql)).rows;
}

async function addAccount(linkedTo: number): Promise<void> {
  await watcher.query(
    `with owner as (
       insert into account (email, password_hash, locale, currency, time_zone)
       values ('a@example.org', '-', 'en', 'USD', 'UTC') returning id)
     insert into link (bot_id, person_id, account_id) select $1, $2, id from owner`,
    [botId, linkedTo],
  );
}

/** Makes recording this item fail. */
async function poison(item: string, statement = `raise exception 'no ${item} today'`): Promise<void> {
  await watcher.query(`
    create or replace function refuse() returns trigger language plpgsql as $$
      begin if new.item = '${item}' then ${statement}; end if; return new; end $$;
    create or replace trigger poison before insert on purchase for each row execute function refuse()`);
}

const cure = () => watcher.query('drop trigger poison on purchase');

/** An update in which the person of these tests writes `text`, as a dead letter that was handled as one. */
async function bury(updateId: number, text: string): Promise<void> {
  const payload = JSON.stringify({
    update_id: updateId,
    message: {
      message_id: updateId,
      date: 1_700_000_000,
      from: { id: personId, is_bot: false, first_name: 'Me', language_code: 'en' },
      chat: { id: personId, type: 'private' },
      text,
    },
  });
  await database.transaction().execute(async (ledger) => {
    await keepDeadLetter(ledger, {
      botId,
      updateId,
      personId,
      payload,
      attempts: 5,
      error: 'error P0001',
    });
    await writeBatch(ledger, botId, { handled: [updateId], conversations: [], replies: [], claim: null });
  });
}

const askForAll = () => database.transaction().execute((ledger) => requestRetries(ledger, null));

const seal = createSeal('a secret of this test');

function deadLetters(claimMs?: number) {
  return createDeadLetters({
    database,
    botId,
    rules: { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false },
    decode: (payload) => decode(JSON.parse(payload), { id: botId, username: 'spndr_bot' }),
    read: (payload) => readUpdate(JSON.parse(payload)),
    seal,
    now: () => clock.now(),
    ...(claimMs === undefined ? {} : { claimMs }),
  });
}

/** A daemon's revival; it ends with the test. */
function revive(work: (work: Work) => Promise<WorkResult> = () => Promise.reject(new Error('no work'))) {
  const revival = startRevival({
    letters: deadLetters(),
    work,
    clock,
    log: silent,
    newTrace: () => 'trace',
    onHandled: () => undefined,
  });
  onTestFinished(() => revival.stop());
  return revival;
}

const lettersNow =
  'select update_id::int as update, attempts, retries, retry_at is not null as asked, error from dead_letter order by id';
const sleepers =
  "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
const itemsNow = 'select item from purchase order by number';

describe('a dead letter', () => {
  it('is left alone until somebody asks', async () => {
    await addAccount(personId);
    await bury(500, '/new tea 4');
    expect(await deadLetters().claim()).toBeNull();
  });

  it('has its effect once and in order of death, however many daemons try', async () => {
    await addAccount(personId);
    const items = Array.from({ length: 12 }, (_, index) => `thing${index}`);
    for (const [index, item] of items.entries()) await bury(500 + index, `/new ${item} 4`);
    await askForAll();
    const revivals = Array.from({ length: 3 }, () => revive());
    await until('select from dead_letter', []);
    await Promise.all(revivals.map((revival) => revival.stop()));
    expect(await rowsOf(itemsNow)).toEqual(items.map((item) => ({ item })));
    expect(await rowsOf('select count(*)::int from outbox')).toEqual([{ count: items.length }]);
    expect(await rowsOf('select count(*)::int from handled_update')).toEqual([{ count: items.length }]);
  });

  it('that fails again stays one, with one attempt more and no further apology', async () => {
    await addAccount(personId);
    await poison('tea', "raise exception 'no tea today' using errcode = '23514'");
    await bury(500, '/new tea 4');
    await bury(501, '/new cake 5');
    await askForAll();
    revive();
    await until(itemsNow, [{ item: 'cake' }]);
    expect(await rowsOf(lettersNow)).toEqual([
      {
        update: 500,
        attempts: 6,
        retries: 0,
        asked: false,
        error: expect.stringMatching(/^error 23514 at /),
      },
    ]);
    expect(await rowsOf('select update_id::int as id from handled_update order by 1')).toEqual([
      { id: 500 },
      { id: 501 },
    ]);
    const [said] = await rowsOf<{ trace: string; reply: unknown }>('select trace, reply from outbox');
    const reply = openReply(seal, { botId, trace: said?.trace ?? '', reply: said?.reply });
    expect(JSON.stringify(reply)).toMatch(/^{"do":"say"/);
    expect(JSON.stringify(reply)).not.toContain('sorry-failed');
  });

  it('is not held against it that the database was out of reach', async () => {
    await addAccount(personId);
    await poison('tea', "raise exception using errcode = '57P01'");
    await bury(500, '/new tea 4');
    await askForAll();
    const letters = deadLetters();
    const letter = (await letters.claim())!;
    await expect(letters.answer(letter, 'trace', null)).rejects.toMatchObject({ name: 'Unavailable' });
    await letters.postpone(letter, 0);
    expect(await rowsOf(lettersNow)).toMatchObject([{ attempts: 5, retries: 0, asked: true }]);
    await cure();
    revive();
    await until('select from dead_letter', []);
    expect(await rowsOf(itemsNow)).toEqual([{ item: 'tea' }]);
  });

  it('is tried by the next daemon when the claim of a dead one lapses', async () => {
    await addAccount(personId);
    await bury(500, '/new tea 4');
    await askForAll();
    const dying = deadLetters(60_000);
    const letter = (await dying.claim())!;
    expect(await deadLetters(60_000).claim()).toBeNull();
    await watcher.query("update dead_letter set retry_at = now() - interval '1 s'");
    revive();
    await until('select from dead_letter', []);
    // It was not dead, only slow.
    expect(await dying.answer(letter, 'trace', null)).toBe('gone');
    expect(await rowsOf(itemsNow)).toEqual([{ item: 'tea' }]);
  });

  it('is tried even when the clock was set back by an hour', async () => {
    await bury(500, 'hi');
    await askForAll();
    await watcher.query("update dead_letter set retry_at = now() + interval '1 hour'");
    expect(await deadLetters().claim()).toMatchObject({ updateId: 500 });
  });

  it('that ends its daemon each time is given up, and holds no other up', async () => {
    await addAccount(personId);
    await bury(500, '/new tea 4');
    await bury(501, '/new cake 5');
    await askForAll();
    const dying = deadLetters(0);
    for (let times = 0; times < 5; times++) expect(await dying.claim()).toMatchObject({ updateId: 500 });
    revive();
    await until(itemsNow, [{ item: 'cake' }]);
    expect(await rowsOf(lettersNow)).toEqual([
      { update: 500, attempts: 10, retries: 0, asked: false, error: 'the daemon ended each time' },
    ]);
  });

  it('that was dropped meanwhile has no effect', async () => {
    await addAccount(personId);
    await bury(500, '/new tea 4');
    await askForAll();
    const letters = deadLetters();
    const letter = (await letters.claim())!;
    await database.transaction().execute((ledger) => dropDeadLetters(ledger, [letter.id]));
    expect(await letters.answer(letter, 'trace', null)).toBe('gone');
    expect(await rowsOf(itemsNow)).toEqual([]);
    expect(await rowsOf('select from handled_update')).toHaveLength(1);
  });

  it('waits while another daemon works on its partition', async () => {
    await addAccount(personId);
    await bury(500, '/new tea 4');
    const other = await watcher.connect();
    await other.query('begin');
    const lock = BigInt(botId) * 16n + BigInt(partitionOf(personId));
    await other.query('select pg_advisory_xact_lock($1)', [lock]);
    await askForAll();
    const letters = deadLetters();
    expect(await letters.answer((await letters.claim())!, 'trace', null)).toBe('busy');
    await watcher.query('update dead_letter set retry_at = now()');
    revive();
    await until('select retries from dead_letter', [{ retries: 2 }]);
    expect(await rowsOf(itemsNow)).toEqual([]);
    await other.query('commit');
    other.release();
    await until('select from dead_letter', []);
    expect(await rowsOf(itemsNow)).toEqual([{ item: 'tea' }]);
  });

  it('gets the slow work done that it needs', async () => {
    await watcher.query('insert into conversation values ($1, $2, $2, $3, 1)', [
      botId,
      personId,
      JSON.stringify({ at: 'sign-up-password', email: 'me@example.com' }),
    ]);
    await bury(500, 'correct horse');
    await askForAll();
    const works: Work[] = [];
    revive(async (work) => {
      works.push(work);
      return { kind: 'hash-password', hash: 'hash' };
    });
    await until('select from dead_letter', []);
    expect(works).toEqual([{ kind: 'hash-password', password: 'correct horse' }]);
    expect(await rowsOf('select email, password_hash from account')).toEqual([
      { email: 'me@example.com', password_hash: 'hash' },
    ]);
  });

  it('whose mark is forgotten by now is handled and marked all the same', async () => {
    await addAccount(personId);
    await bury(500, '/new tea 4');
    await watcher.query('delete from handled_update');
    await askForAll();
    revive();
    await until('select from dead_letter', []);
    expect(await rowsOf('select update_id::int from handled_update')).toEqual([{ update_id: 500 }]);
  });

  it('of another bot is not touched', async () => {
    await bury(500, 'hi');
    await watcher.query('update dead_letter set bot_id = 8');
    await askForAll();
    expect(await deadLetters().claim()).toBeNull();
  });
});

describe('spndr start', () => {
  it('makes a poisoned update a dead letter and tries it again when asked, kill -9 included', async () => {
    const sandbox = await startSandbox({ token: `${botId}:AA${'x'.repeat(33)}` });
    onTestFinished(() => sandbox.stop());
    const me = sandbox.person({ id: personId, firstName: 'Me', languageCode: 'en' });
    await addAccount(personId);
    await poison('tea');
    const env = {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: fresh.url,
    };
    const dead = (...args: string[]) => runCli(['dead', ...args], { env: { DATABASE_URL: fresh.url } });
    const start = () => {
      const daemon = spawnDaemon({ mode: 'polling', env });
      onTestFinished(() => daemon.signal('SIGKILL'));
      return daemon;
    };

    let daemon = start();
    const said = me.say('/new tea 4');
    expect((await me.nextAnswer(15_000)).text).toMatch(/^Sorry, something went wrong/);
    await sandbox.confirmed(said.updateId!);
    me.say('/new cake 5');
    expect((await me.nextAnswer()).text).toContain('1. cake');
    const listed = await dead('list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { id: 1, bot: botId, update: said.updateId, attempts: 5 },
    ]);

    expect(await dead('retry', '1')).toMatchObject({ code: 0 });
    await daemon.logged('a dead letter failed again');
    await until(lettersNow.replace(', error', ''), [
      { update: said.updateId, attempts: 6, retries: 0, asked: false },
    ]);

    await poison('tea', 'perform pg_sleep(1)');
    expect(await dead('retry', '1')).toMatchObject({ code: 0 });
    await until(sleepers, [{ count: 1 }]);
    daemon.signal('SIGKILL');
    await daemon.ended;
    await cure();
    await until(sleepers, [{ count: 0 }]);
    expect(await rowsOf(itemsNow)).toEqual([{ item: 'cake' }]);
    await watcher.query('update dead_letter set retry_at = now()'); // the time of its claim has passed

    daemon = start();
    expect((await me.nextAnswer(10_000)).text).toContain('2. tea');
    expect(await rowsOf(itemsNow)).toEqual([{ item: 'cake' }, { item: 'tea' }]);
    expect((await dead('list', '--json')).stdout).toBe('[]\n');
    expect(await daemon.stop()).toBe(0);
  });
});
