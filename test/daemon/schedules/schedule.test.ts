import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Phrase } from '../../../src/chat/reply.ts';
import { Unavailable } from '../../../src/daemon/ports.ts';
import { type Schedules, startSchedule } from '../../../src/daemon/schedules/schedule.ts';
import { createSchedules } from '../../../src/daemon/schedules/schedules.ts';
import { createSeal } from '../../../src/daemon/secrets/seal.ts';
import { accountById, changeSettings, changeTimeZone } from '../../../src/ledger/accounts/accounts.ts';
import { moveCategory } from '../../../src/ledger/categories/moves.ts';
import { addDays } from '../../../src/ledger/day.ts';
import { recordPurchase } from '../../../src/ledger/purchases/purchases.ts';
import { type DigestKind, setDigest } from '../../../src/ledger/recurring/digests.ts';
import { rhythmOf } from '../../../src/ledger/recurring/recurrence.ts';
import { addRecurring, recurringById, reviseRecurring } from '../../../src/ledger/recurring/recurring.ts';
import { type Database, openDatabase } from '../../../src/ledger/storage/database.ts';
import { freshDatabase, type TestDatabase } from '../../helpers/postgres.ts';
import { testClock } from '../../helpers/test-clock.ts';

const silent = pino({ level: 'silent' });
const botId = 99;
const [personId, chatId] = [42, 4200];

describe('the loop', () => {
  const quiet = { log: silent, onSaid: () => undefined };

  function fake(answers: Partial<Schedules>): Schedules {
    return {
      due: async () => [],
      run: async () => ({ done: 1, more: false }),
      putOff: async () => undefined,
      ...answers,
    };
  }

  it('does all parts of what is due of an account, then looks again every two seconds', async () => {
    const { clock, pass } = testClock('2025-03-05T08:00:00Z');
    const ran: bigint[] = [];
    const parts = [true, true, false];
    const looks = [[1n, 2n], []];
    const schedules = fake({
      due: async () => looks.shift() ?? [],
      run: async (id) => {
        ran.push(id);
        return { done: 1, more: id === 1n && (parts.shift() ?? false) };
      },
    });
    const loop = startSchedule({ schedules, clock, ...quiet });
    expect([await pass(), await pass()]).toEqual([2_000, 2_000]);
    await loop.stop();
    expect(ran).toEqual([1n, 1n, 1n, 2n]);
  });

  it('lets others have their turn in the middle of a large backlog, and goes on with it at once', async () => {
    const { clock, pass } = testClock('2025-03-05T08:00:00Z');
    const ran: bigint[] = [];
    const waiting = new Map([
      [1n, 10],
      [2n, 1],
    ]);
    const schedules = fake({
      due: async () => [...waiting.keys()],
      run: async (id) => {
        ran.push(id);
        const left = (waiting.get(id) ?? 0) - 1;
        if (left > 0) waiting.set(id, left);
        else waiting.delete(id);
        return { done: 1, more: left > 0 };
      },
    });
    const loop = startSchedule({ schedules, clock, ...quiet });
    await pass();
    await loop.stop();
    expect(ran).toEqual([1n, 1n, 1n, 1n, 2n, ...Array.from({ length: 6 }, () => 1n)]);
  });

  it('goes past an account whose turn fails, and puts that off', async () => {
    const { clock, pass } = testClock('2025-03-05T08:00:00Z');
    const putOff: unknown[] = [];
    const ran: bigint[] = [];
    const looks = [[1n, 2n]];
    const schedules = fake({
      due: async () => looks.shift() ?? [],
      run: async (id) => {
        if (id === 1n) throw new Error('no');
        ran.push(id);
        return { done: 1, more: false };
      },
      putOff: async (id, _now, until) => void putOff.push([id, until.toISOString()]),
    });
    const loop = startSchedule({ schedules, clock, ...quiet });
    await pass();
    await loop.stop();
    expect({ putOff, ran }).toEqual({ putOff: [[1n, '2025-03-05T08:10:00.000Z']], ran: [2n] });
  });

  it('waits for the database, and puts nothing off for that', async () => {
    const { clock, pass } = testClock('2025-03-05T08:00:00Z');
    let fails = 2;
    const done: bigint[] = [];
    const schedules = fake({
      due: async () => (done.length === 0 ? [1n] : []),
      run: async (id) => {
        if (fails-- > 0) throw new Unavailable('gone');
        done.push(id);
        return { done: 1, more: false };
      },
      putOff: async () => expect.unreachable(),
    });
    const loop = startSchedule({ schedules, clock, ...quiet });
    for (let looks = 0; looks < 3; looks += 1) await pass();
    await loop.stop();
    expect(done).toEqual([1n]);
  });
});

describe('in Postgres', () => {
  let fresh: TestDatabase;
  let database: Database;
  let watcher: pg.Pool;
  beforeAll(async () => {
    fresh = await freshDatabase();
    ({ database } = openDatabase(fresh.url, { connections: 8, onIdleError: () => undefined }));
    watcher = new pg.Pool({ connectionString: fresh.url, application_name: 'test', max: 2 });
  });
  beforeEach(async () => {
    await watcher.query('truncate account, outbox, unreachable_chat restart identity cascade');
  });
  afterAll(async () => {
    await database.destroy();
    await watcher.end();
    await fresh.drop();
  });

  async function rowsOf<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return (await watcher.query<Row>(sql)).rows;
  }

  async function addAccount(
    timeZone = 'UTC',
    quiet: readonly [number, number] | null = null,
  ): Promise<bigint> {
    const { rows } = await watcher.query<{ id: string }>(
      `with owner as (
         insert into account (email, password_hash, locale, currency, time_zone, quiet_from, quiet_to)
         values ('a' || random(), '-', 'en', 'EUR', $3, $4, $5) returning id)
       insert into link (bot_id, person_id, account_id) select $1, $2, id from owner returning account_id as id`,
      [botId, personId, timeZone, quiet?.[0] ?? null, quiet?.[1] ?? null],
    );
    return BigInt(rows[0]?.id ?? 0);
  }

  async function repeat(
    accountId: bigint,
    item: string,
    every: 'day' | 'week' | 'month' | 'year',
    from: string,
    on: number | null = null,
  ): Promise<bigint> {
    const added = await database.transaction().execute((ledger) =>
      addRecurring(ledger, accountId, {
        template: {
          kind: 'expense',
          item,
          price: { minor: 90000n, currency: 'EUR' },
          given: null,
          vendor: null,
          category: 'housing',
          tags: ['fix'],
          spread: null,
        },
        rhythm: rhythmOf({ every, on }, from),
        after: addDays(from, -1),
        madeFrom: null,
        listener: { botId, chatId, topicId: null, personId },
      }),
    );
    return added?.id ?? 0n;
  }

  // for another bot it is not sealed, so that it can be read here
  const schedules = () =>
    createSchedules({ database, newTrace: () => 'trace', botId: botId + 1, seal: createSeal('another bot') });

  /** Does all that is due at this moment, as one daemon. */
  async function runAll(now: string): Promise<void> {
    const port = schedules();
    const at = new Date(now);
    for (let turns = 0; turns < 20; turns += 1) {
      const due = await port.due(at, 50);
      if (due.length === 0) return;
      for (const id of due) await port.run(id, at);
    }
    throw new Error('there is always something due');
  }

  const days = async () =>
    (await rowsOf<{ day: string }>('select day::text from purchase order by number')).map(({ day }) => day);
  const nextAt = async () =>
    (await rowsOf<{ next_at: Date | null }>('select next_at from recurring order by id')).map(
      ({ next_at }) => next_at?.toISOString() ?? null,
    );
  const said = async () =>
    (await rowsOf<{ reply: { text: Phrase[] } }>('select reply from outbox order by id')).map(({ reply }) =>
      reply.text.map(({ key }) => key),
    );

  it('records at 8:00 of the person’s day, once, says so with an undo button, and knows the next', async () => {
    await repeat(await addAccount('Asia/Tokyo'), 'rent', 'month', '2025-03-05', 1);
    await runAll('2025-03-31T22:59:59Z');
    expect({ days: await days(), next: await nextAt() }).toEqual({
      days: [],
      next: ['2025-03-31T23:00:00.000Z'],
    });
    await runAll('2025-03-31T23:00:00Z');
    await runAll('2025-03-31T23:00:01Z');
    expect({ days: await days(), next: await nextAt() }).toEqual({
      days: ['2025-04-01'],
      next: ['2025-04-30T23:00:00.000Z'],
    });
    const [reply] = await rowsOf<{ chat_id: string; reply: { buttons: unknown }; about: string[] }>(
      'select chat_id, reply, about from outbox',
    );
    expect(reply).toMatchObject({ chat_id: String(chatId) });
    expect(JSON.stringify(reply?.reply.buttons)).toContain('"undo:');
    const [purchase] = await rowsOf('select item, amount, category, tags, message_id, bot_id from purchase');
    expect(purchase).toEqual({
      item: 'rent',
      amount: '90000',
      category: 'housing',
      tags: ['fix'],
      message_id: null,
      bot_id: null,
    });
  });

  it('catches up in order, each on its own day, and tells of many in one message', async () => {
    const account = await addAccount();
    await repeat(account, 'tea', 'day', '2024-01-31');
    await repeat(account, 'rent', 'month', '2024-01-31', 31);
    await runAll('2025-03-05T09:00:00Z');
    const all = await days();
    expect(all).toHaveLength(400 + 14);
    expect(all).toEqual(all.toSorted());
    expect(await rowsOf('select count(*)::int, max(number) from purchase')).toEqual([
      { count: 414, max: 414 },
    ]);
    expect(await said()).toEqual([expect.arrayContaining(['recurring-many'])]);
    const rents = await rowsOf<{ day: string }>(
      "select day::text from purchase where item = 'rent' and day < '2024-04-30' order by day",
    );
    expect(rents.map(({ day }) => day)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
  });

  it('tells of a few one by one', async () => {
    await repeat(await addAccount(), 'tea', 'day', '2025-03-03');
    await runAll('2025-03-05T09:00:00Z');
    expect(await said()).toEqual(Array(3).fill(expect.arrayContaining(['recurring-recorded'])));
  });

  it('is quiet in the quiet hours: it comes after', async () => {
    await repeat(await addAccount('Europe/Berlin', [22 * 60, 9 * 60 + 30]), 'tea', 'day', '2025-03-30');
    await runAll('2025-03-30T06:30:00Z');
    expect({ days: await days(), next: await nextAt() }).toEqual({
      days: [],
      next: ['2025-03-30T07:30:00.000Z'],
    });
    await runAll('2025-03-30T07:30:00Z');
    expect(await days()).toEqual(['2025-03-30']);
  });

  it('follows a change of the time zone', async () => {
    const account = await addAccount('Europe/Berlin');
    await repeat(account, 'tea', 'day', '2025-03-05');
    await runAll('2025-03-05T01:00:00Z');
    expect(await nextAt()).toEqual(['2025-03-05T07:00:00.000Z']);
    await database.transaction().execute((ledger) => changeTimeZone(ledger, account, 'Pacific/Kiritimati'));
    await runAll('2025-03-05T01:00:00Z');
    expect({ days: await days(), next: await nextAt() }).toEqual({
      days: ['2025-03-05'],
      next: ['2025-03-05T18:00:00.000Z'],
    });
    // back on a day that was recorded there already: not once more
    await database.transaction().execute((ledger) => changeTimeZone(ledger, account, 'Pacific/Honolulu'));
    await runAll('2025-03-05T19:00:00Z');
    expect({ days: await days(), next: await nextAt() }).toEqual({
      days: ['2025-03-05'],
      next: ['2025-03-06T18:00:00.000Z'],
    });
  });

  it('ends after its last day, and not before', async () => {
    const account = await addAccount();
    const id = await repeat(account, 'tea', 'day', '2025-03-05');
    await database.transaction().execute(async (ledger) => {
      const recurring = await recurringById(ledger, account, id);
      await reviseRecurring(ledger, recurring!, { ends: '2025-03-06' });
    });
    await runAll('2025-03-09T09:00:00Z');
    expect({ days: await days(), next: await nextAt() }).toEqual({
      days: ['2025-03-05', '2025-03-06'],
      next: [null],
    });
  });

  it('records on where the chat is out of reach or the person has left, and says nothing there', async () => {
    await repeat(await addAccount(), 'tea', 'day', '2025-03-05');
    await watcher.query('insert into unreachable_chat (bot_id, chat_id, reason) values ($1, $2, $3)', [
      botId,
      chatId,
      'blocked',
    ]);
    await runAll('2025-03-05T09:00:00Z');
    await watcher.query('delete from unreachable_chat');
    await watcher.query('delete from link');
    await runAll('2025-03-06T09:00:00Z');
    expect({ days: await days(), said: await said() }).toEqual({
      days: ['2025-03-05', '2025-03-06'],
      said: [],
    });
  });

  it('goes with the account, and follows the name of its category', async () => {
    const account = await addAccount();
    await repeat(account, 'tea', 'day', '2025-03-05');
    await database
      .transaction()
      .execute((ledger) =>
        moveCategory(
          ledger,
          { accountId: account, personId, chatId, messageId: 1, personName: 'Ann', at: new Date(0) },
          { kind: 'rename', was: 'housing', is: 'home' },
        ),
      );
    await runAll('2025-03-05T09:00:00Z');
    expect(await rowsOf('select category from purchase')).toEqual([{ category: 'home' }]);
    await watcher.query('delete from account');
    expect(await rowsOf('select count(*)::int from recurring')).toEqual([{ count: 0 }]);
  });

  it('happens exactly once with several daemons at the same time', async () => {
    for (let accounts = 0; accounts < 6; accounts += 1) {
      const account = await addAccount().catch(() => 0n);
      if (account === 0n) {
        const { rows } = await watcher.query<{ id: string }>(
          `insert into account (email, password_hash, locale, currency, time_zone)
           values ('b' || random(), '-', 'en', 'EUR', 'UTC') returning id`,
        );
        await repeat(BigInt(rows[0]!.id), `item ${accounts}`, 'day', '2025-01-01');
      } else await repeat(account, `item ${accounts}`, 'day', '2025-01-01');
    }
    const now = testClock('2025-03-05T09:00:00Z');
    const idle: Promise<unknown>[] = [];
    const daemons = Array.from({ length: 4 }, () =>
      startSchedule({ schedules: schedules(), clock: now.clock, log: silent, onSaid: () => undefined }),
    );
    for (let looks = 0; looks < 24; looks += 1) idle.push(now.pass());
    await Promise.all(idle);
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    const each = await rowsOf(
      'select item, count(*)::int, count(distinct day)::int as days from purchase group by item order by item',
    );
    expect(each).toEqual(
      Array.from({ length: 6 }, (_, index) => ({ item: `item ${index}`, count: 64, days: 64 })),
    );
    expect(await said()).toHaveLength(1);
  });

  it('has no effect when the daemon dies between claim and commit, and happens once afterwards', async () => {
    await repeat(await addAccount(), 'tea', 'day', '2025-03-05');
    await watcher.query(`
      create function die() returns trigger language plpgsql as $$
        begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger death after insert on outbox for each row execute function die()`);
    const at = new Date('2025-03-05T09:00:00Z');
    const [account = 0n] = await schedules().due(at, 1);
    await expect(schedules().run(account, at)).rejects.toBeInstanceOf(Unavailable);
    expect({ days: await days(), said: await said() }).toEqual({ days: [], said: [] });
    await watcher.query('drop trigger death on outbox');
    await runAll('2025-03-05T09:00:00Z');
    expect({ days: await days(), said: await said() }).toEqual({
      days: ['2025-03-05'],
      said: [expect.anything()],
    });
  });

  it('is not recorded twice for a day even if the schedule says so: the second wall', async () => {
    await repeat(await addAccount(), 'tea', 'day', '2025-03-05');
    await runAll('2025-03-05T09:00:00Z');
    await watcher.query("update recurring set next_day = '2025-03-05', next_at = now() - interval '1 day'");
    const at = new Date();
    const [account = 0n] = await schedules().due(at, 1);
    await expect(schedules().run(account, new Date('2025-03-05T09:00:00Z'))).resolves.toMatchObject({
      done: 0,
    });
    await watcher.query("update recurring set next_at = '2000-01-01'");
    await expect(schedules().run(account, new Date('2025-03-05T09:00:00Z'))).rejects.toThrow(
      /recurring_purchase_pkey/,
    );
    expect(await days()).toEqual(['2025-03-05']);
  });

  describe('reminders and summaries', () => {
    const listener = { botId, chatId, topicId: null, personId };

    async function turnOn(
      account: bigint,
      kind: DigestKind,
      minute: number,
      now: string,
      topicId: number | null = null,
    ): Promise<void> {
      await database.transaction().execute(async (ledger) => {
        const owner = await accountById(ledger, account);
        await setDigest(ledger, owner!, { ...listener, topicId }, kind, minute, new Date(now));
      });
    }

    const enter = (account: bigint, day: string, at = `${day}T12:00:00Z`) =>
      database.transaction().execute(async (ledger) => {
        const details = {
          item: 'tea',
          price: { minor: 500n, currency: 'EUR' },
          vendor: null,
          category: null,
          day,
        };
        const origin = { botId, chatId, messageId: Math.floor(Math.random() * 1e9), position: 0, personId };
        const { id } = await recordPurchase(ledger, account, details, origin);
        await ledger
          .updateTable('purchase')
          .set({ created_at: new Date(at) })
          .where('id', '=', id)
          .execute();
      });

    it('says each in the topic in which it was asked for last', async () => {
      const account = await addAccount('UTC');
      const topics = async () =>
        (await rowsOf<{ reply: { topicId?: number } }>('select reply from outbox order by id')).map(
          ({ reply }) => reply.topicId ?? null,
        );
      await turnOn(account, 'daily', 20 * 60, '2025-03-05T00:00:00Z');
      await turnOn(account, 'daily', 20 * 60, '2025-03-05T00:00:00Z', 7);
      await runAll('2025-03-05T20:00:00Z');
      await turnOn(account, 'daily', 20 * 60, '2025-03-06T00:00:00Z');
      await runAll('2025-03-06T20:00:00Z');
      expect(await topics()).toEqual([7, null]);
    });

    it('asks at the time that was set, on days on which nothing was entered', async () => {
      const account = await addAccount('Asia/Tokyo');
      await turnOn(account, 'daily', 20 * 60, '2025-03-05T00:00:00Z');
      await runAll('2025-03-05T10:59:00Z');
      expect(await said()).toEqual([]);
      await runAll('2025-03-05T11:00:00Z');
      await runAll('2025-03-05T11:30:00Z');
      expect(await said()).toEqual([['reminder', 'reminder-how']]);
      await enter(account, '2025-03-06');
      await runAll('2025-03-06T11:00:00Z');
      // entered on the day for another one
      await enter(account, '2025-01-01', '2025-03-07T10:00:00Z');
      await runAll('2025-03-07T11:00:00Z');
      expect(await said()).toHaveLength(1);
      await runAll('2025-03-08T11:00:00Z');
      expect(await said()).toHaveLength(2);
    });

    it('asks although something came by itself', async () => {
      const account = await addAccount();
      await repeat(account, 'rent', 'day', '2025-03-05');
      await turnOn(account, 'daily', 20 * 60, '2025-03-05T00:00:00Z');
      await runAll('2025-03-05T20:00:00Z');
      expect(await said()).toEqual([
        expect.arrayContaining(['recurring-recorded']),
        ['reminder', 'reminder-how'],
      ]);
    });

    it('asks once after many days without a daemon, and of the last of them', async () => {
      const account = await addAccount();
      await turnOn(account, 'daily', 20 * 60, '2025-03-05T00:00:00Z');
      await runAll('2025-03-20T21:00:00Z');
      const [row] = await rowsOf<{ reply: { text: Phrase[] } }>('select reply from outbox');
      expect([await said(), row?.reply.text[0]?.args]).toEqual([
        [['reminder', 'reminder-how']],
        { day: { day: '2025-03-20' } },
      ]);
    });

    it('follows a change of the day on which weeks begin', async () => {
      const account = await addAccount();
      await turnOn(account, 'weekly', 9 * 60, '2025-03-05T12:00:00Z');
      await watcher.query('update account set week_starts = 1');
      await runAll('2025-03-09T09:00:00Z');
      expect(await said()).toEqual([]);
      await runAll('2025-03-10T09:00:00Z');
      const [row] = await rowsOf<{ reply: { text: Phrase[] } }>('select reply from outbox');
      expect(row?.reply.text[0]?.args).toEqual({
        period: { period: { from: '2025-03-03', to: '2025-03-09' } },
      });
    });

    it.each([
      [0, '2025-03-09', { from: '2025-03-02', to: '2025-03-08' }],
      [2, '2025-03-11', { from: '2025-03-04', to: '2025-03-10' }],
      [4, '2025-03-06', { from: '2025-02-27', to: '2025-03-05' }],
    ])(
      'says no week late where weeks begin earlier from now on: on weekday %i',
      async (starts, day, period) => {
        const account = await addAccount('UTC', [22 * 60, 7 * 60]);
        await database.transaction().execute((ledger) => changeSettings(ledger, account, { weekStarts: 1 }));
        await turnOn(account, 'weekly', 9 * 60, '2025-03-02T12:00:00Z');
        await runAll('2025-03-03T09:00:00Z');
        expect(await said()).toHaveLength(1);
        await database
          .transaction()
          .execute((ledger) => changeSettings(ledger, account, { weekStarts: starts }));
        await runAll('2025-03-05T23:00:00Z');
        await runAll(`${day}T08:59:00Z`);
        expect(await said()).toHaveLength(1);
        await runAll(`${day}T09:00:00Z`);
        const rows = await rowsOf<{ reply: { text: Phrase[] } }>('select reply from outbox order by id');
        expect(rows).toHaveLength(2);
        expect(rows[1]?.reply.text[0]?.args).toEqual({ period: { period } });
      },
    );

    it.each([
      [0, { from: '2025-03-02', to: '2025-03-08' }],
      [1, { from: '2025-03-03', to: '2025-03-09' }],
      [2, { from: '2025-03-04', to: '2025-03-10' }],
    ])(
      'leaves no week out where weeks begin on another day when a daemon runs again: on weekday %i',
      async (starts, period) => {
        const account = await addAccount();
        await database.transaction().execute((ledger) => changeSettings(ledger, account, { weekStarts: 1 }));
        await turnOn(account, 'weekly', 9 * 60, '2025-03-02T12:00:00Z');
        await runAll('2025-03-03T09:00:00Z');
        await database
          .transaction()
          .execute((ledger) => changeSettings(ledger, account, { weekStarts: starts }));
        await runAll('2025-03-12T12:00:00Z');
        await runAll('2025-03-12T13:00:00Z');
        const rows = await rowsOf<{ reply: { text: Phrase[] } }>('select reply from outbox order by id');
        expect(rows.map(({ reply }) => reply.text[0]?.args)).toEqual([
          { period: { period: { from: '2025-02-24', to: '2025-03-02' } } },
          { period: { period } },
        ]);
      },
    );

    it('says a week once although its first day comes again in another time zone', async () => {
      const account = await addAccount('Pacific/Kiritimati');
      await turnOn(account, 'weekly', 9 * 60, '2025-03-05T12:00:00Z');
      await runAll('2025-03-08T19:00:00Z');
      expect(await said()).toHaveLength(1);
      await database.transaction().execute((ledger) => changeTimeZone(ledger, account, 'Pacific/Honolulu'));
      await runAll('2025-03-08T19:01:00Z');
      await runAll('2025-03-16T18:59:00Z');
      expect(await said()).toHaveLength(1);
      await runAll('2025-03-16T19:00:00Z');
      expect(await said()).toHaveLength(2);
    });

    it('asks of the evening after the quiet hours it falls into', async () => {
      const account = await addAccount('UTC', [19 * 60, 9 * 60]);
      await turnOn(account, 'daily', 20 * 60, '2025-03-05T12:00:00Z');
      await runAll('2025-03-05T20:00:00Z');
      await runAll('2025-03-06T08:59:00Z');
      expect(await said()).toEqual([]);
      await runAll('2025-03-06T09:00:00Z');
      const [row] = await rowsOf<{ reply: { text: Phrase[] } }>('select reply from outbox');
      expect(row?.reply.text[0]?.args).toEqual({ day: { day: '2025-03-05' } });
    });

    it.each([
      ['weekly', '2025-03-09T08:59:00Z', '2025-03-09T09:00:00Z', { from: '2025-03-02', to: '2025-03-08' }],
      ['monthly', '2025-04-01T08:59:00Z', '2025-04-01T09:00:00Z', { from: '2025-03-01', to: '2025-03-31' }],
      ['weekly', '2025-03-09T08:59:00Z', '2025-04-02T09:00:00Z', { from: '2025-03-23', to: '2025-03-29' }],
    ] as const)(
      'says the %s summary when it is over, the last one only',
      async (kind, early, due, period) => {
        const account = await addAccount();
        await enter(account, period.from);
        await turnOn(account, kind, 9 * 60, '2025-03-05T12:00:00Z');
        await runAll(early);
        expect(await said()).toEqual([]);
        await runAll(due);
        const [row, another] = await rowsOf<{ reply: { text: Phrase[]; picture?: unknown } }>(
          'select reply from outbox',
        );
        expect(another).toBeUndefined();
        expect(row?.reply.text[0]).toEqual({ key: 'report-title', args: { period: { period } } });
        expect(row?.reply.picture).toBeDefined();
      },
    );

    it('happens exactly once with several daemons at the same time', async () => {
      await turnOn(await addAccount(), 'daily', 20 * 60, '2025-03-05T00:00:00Z');
      const at = new Date('2025-03-05T20:00:00Z');
      const [account = 0n] = await schedules().due(at, 1);
      await Promise.all(Array.from({ length: 6 }, () => schedules().run(account, at)));
      await runAll('2025-03-05T20:00:00Z');
      expect(await said()).toHaveLength(1);
    });
  });
});
