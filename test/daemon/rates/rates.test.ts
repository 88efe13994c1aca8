import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/daemon/clock.ts';
import { startConversions } from '../../../src/daemon/rates/conversions.ts';
import { startRateFeed } from '../../../src/daemon/rates/feed.ts';
import { ratesAt } from '../../../src/daemon/rates/fetch.ts';
import { startRates } from '../../../src/daemon/rates/rates.ts';
import type { ReadRates } from '../../../src/ledger/rates/reading.ts';
import { type Database, openDatabase } from '../../../src/ledger/storage/database.ts';
import { freshDatabase, query, type TestDatabase } from '../../helpers/postgres.ts';
import { xmlOf } from '../../helpers/rate-files.ts';

/** A clock whose sleeps end when the test says so. */
function testClock(now: string) {
  const sleeps: { ms: number; end: () => void }[] = [];
  const waiters: (() => void)[] = [];
  let monotonicMs = 0;
  return {
    clock: {
      monotonicMs: () => monotonicMs,
      now: () => new Date(now),
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((end) => {
          if (signal?.aborted) return end();
          signal?.addEventListener('abort', () => end(), { once: true });
          sleeps.push({ ms, end });
          waiters.shift()?.();
        }),
    },
    /** Fulfils with the length of the sleep that begins next (or has), which ends at once. */
    async pass(): Promise<number> {
      if (sleeps.length === 0) await new Promise<void>((wake) => waiters.push(wake));
      const { ms, end } = sleeps.shift()!;
      monotonicMs += ms;
      end();
      return ms;
    },
  };
}

function logLines() {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'debug', base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  return { log, lines };
}

const minute = 60_000;
const read: ReadRates = { ok: true, days: [{ day: '2025-03-05', rates: new Map([['USD', '1.07']]) }] };

describe('the feed of rates', () => {
  it('fetches at the start and every six hours, and sooner after a failure', async () => {
    const { clock, pass } = testClock('2025-03-06T08:00:00Z');
    const { log, lines } = logLines();
    const answers = [read, new Error('example.org did not give the rates'), new Error('again'), read];
    const imported: unknown[] = [];
    const feed = startRateFeed({
      clock,
      log,
      table: {
        latestDay: async () => '2025-03-05',
        import: async (days) => {
          imported.push(days);
          return { added: 1, changed: 0, unchanged: 0 };
        },
      },
      fetch: async () => {
        const next = answers.shift() ?? read;
        if (next instanceof Error) throw next;
        return next;
      },
    });
    const pauses = [await pass(), await pass(), await pass(), await pass()];
    await feed.stop();
    expect(pauses.map((ms) => ms / minute)).toEqual([360, 1, 2, 360]);
    expect(imported.length).toBeGreaterThanOrEqual(2);
    expect(lines.filter(({ level }) => level === 40)).toHaveLength(2);
  });

  it('does not fetch what is there already, and imports nothing that cannot be read', async () => {
    const { clock, pass } = testClock('2025-03-05T18:00:00Z');
    const { log, lines } = logLines();
    let latest = '2025-03-05';
    let [fetched, imported] = [0, 0];
    const feed = startRateFeed({
      clock,
      log,
      table: {
        latestDay: async () => latest,
        import: async () => {
          imported += 1;
          return { added: 0, changed: 0, unchanged: 0 };
        },
      },
      fetch: async () => {
        fetched += 1;
        return { ok: false, line: 3, problem: 'no rate' };
      },
    });
    expect(await pass()).toBe(360 * minute);
    expect(fetched).toBe(0);
    latest = '2025-03-04';
    expect(await pass()).toBe(360 * minute);
    expect(await pass()).toBe(minute);
    await feed.stop();
    expect({ fetched: fetched > 0, imported }).toEqual({ fetched: true, imported: 0 });
    expect(lines).toContainEqual(expect.objectContaining({ line: 3, problem: 'no rate' }));
  });
});

describe('a fetch', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  });

  async function serve(status: number, body: string): Promise<string> {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path?key=secret`;
  }
  const signal = new AbortController().signal;

  it('reads what it gets', async () => {
    const url = await serve(200, xmlOf({ '2025-03-05': { USD: '1.07' } }));
    expect(await ratesAt(url)(signal)).toEqual(read);
    expect(await ratesAt(await serve(200, 'sorry'))(signal)).toMatchObject({ ok: false });
  });

  it('sends a password that the address has, and tells it to nobody else', async () => {
    const expected = `Basic ${Buffer.from('ann:secret').toString('base64')}`;
    const server = createServer(({ headers }, response) =>
      response
        .writeHead(headers.authorization === expected ? 200 : 401)
        .end(xmlOf({ '2025-03-05': { USD: '1.07' } })),
    );
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    expect(await ratesAt(`http://ann:secret@127.0.0.1:${port}`)(signal)).toEqual(read);
    const failure = await ratesAt(`http://ann:other@127.0.0.1:${port}`)(signal).catch(String);
    expect(failure).toMatch(/did not give the rates \(status 401\)/);
  });

  it('says which host failed, and nothing that may be a secret', async () => {
    const url = await serve(503, 'busy');
    const failure = await ratesAt(url)(signal).catch((error: Error) => error.message);
    expect(failure).toMatch(
      /^127\.0\.0\.1:\d+ did not give the rates \(status 503\): check SPNDR_RATES_URL$/,
    );
    const gone = await ratesAt('http://127.0.0.1:1/secret')(signal).catch((error: Error) => error.message);
    expect(gone).toMatch(/did not give the rates/);
    expect(`${failure}${gone}`).not.toContain('secret');
  });

  it('ends when the daemon stops', async () => {
    const server = createServer(() => undefined);
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const stop = new AbortController();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const asked = new Promise((seen) => server.once('request', seen));
    const fetched = ratesAt(url)(stop.signal);
    await asked;
    stop.abort();
    await expect(fetched).rejects.toThrow('did not give the rates');
  });
});

describe('conversions', () => {
  it('go on after an outage, batch by batch', async () => {
    const { clock, pass } = testClock('2025-03-05T18:00:00Z');
    const { log, lines } = logLines();
    const batches = [200, 200, 7];
    let failed = false;
    const conversions = startConversions({
      clock,
      log,
      pending: {
        awaken: async () => 0,
        convertDue: async () => {
          if (!failed) {
            failed = true;
            throw new Error('out of reach');
          }
          const taken = batches.shift() ?? 0;
          return { taken, converted: taken };
        },
      },
    });
    expect(await pass()).toBe(5_000);
    await pass();
    await conversions.stop();
    expect(lines).toContainEqual(expect.objectContaining({ purchases: 407 }));
  });
});

describe('a daemon with a URL of rates', () => {
  let fresh: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    ({ database } = openDatabase(fresh.url, { connections: 2, onIdleError: () => undefined }));
  });
  afterAll(async () => {
    await database.destroy();
    await fresh.drop();
  });

  it('fetches them and converts the purchases that waited', async () => {
    await query(
      fresh.url,
      `with owner as (
         insert into account (email, password_hash, locale, currency, time_zone)
         values ('a@example.org', '-', 'en', 'EUR', 'UTC') returning id)
       insert into purchase (account_id, number, item, amount, currency, day, bot_id, chat_id, message_id,
         conversion, converted_currency)
       select id, 1, 'coffee', 1000, 'USD', '2025-03-06', 1, 1, 1, 'missing', 'EUR' from owner`,
    );
    const server = createServer((_request, response) =>
      response.end(xmlOf({ '2025-03-05': { USD: '1.0694' } })),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const converted = deferred();
    const log = pino(
      { level: 'info', base: null },
      {
        write: (line: string) => {
          if (line.includes('converted purchases')) converted.resolve();
        },
      },
    );
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const rates = startRates({ database, url, clock: systemClock, log });
    await converted.promise;
    await rates.stop();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(
      await query(fresh.url, 'select converted_amount, rate, rate_day::text, rate_source from purchase'),
    ).toEqual([{ converted_amount: '935', rate: '5000/5347', rate_day: '2025-03-05', rate_source: 'ecb' }]);
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
