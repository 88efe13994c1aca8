import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';
import { dailyCsv, historicalCsv, xmlOf } from '../helpers/rate-files.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const rates = (args: readonly string[], input?: string) =>
  runCli(['rates', ...args], {
    env: { DATABASE_URL: database.url },
    ...(input === undefined ? {} : { input }),
  });

const folder = mkdtempSync(join(tmpdir(), 'spndr-rates-'));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Purchases of an account in euros, which wait for a rate. */
async function addWaiting(count: number, day: string): Promise<void> {
  await query(
    database.url,
    `with owner as (
       insert into account (email, password_hash, locale, currency, time_zone)
       values ($1, '-', 'en', 'EUR', 'UTC') returning id)
     insert into purchase (account_id, number, item, amount, currency, day, bot_id, chat_id, message_id, position,
       conversion, converted_currency)
     select id, n, 'coffee', 1000, 'USD', $2::date, 1, 1, extract(epoch from $2::date)::int, n, 'missing', 'EUR'
     from owner, generate_series(1, $3::int) n`,
    [`${day}@example.org`, day, count],
  );
}

const countRates = async () =>
  (await query<{ count: number }>(database.url, 'select count(*)::int from rate'))[0]?.count;

describe('spndr rates', () => {
  it('says when there are none', async () => {
    expect(await rates(['status'])).toMatchObject({
      code: 0,
      stdout: 'there are no rates\n',
      stderr: expect.stringMatching(/SPNDR_RATES_URL/),
    });
  });

  it('imports the historical file, once, and converts what waited', async () => {
    await addWaiting(501, '2024-11-23');
    await addWaiting(2, '2019-01-01');
    const path = file('eurofxref-hist.csv', historicalCsv);
    const first = await rates(['import', path]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toBe(
      'imported 10 new rates, of 10 in the file\nfrom 1999-01-04 to 2024-11-22, 3 days\nconverted 501 purchases that waited for a rate\n',
    );
    expect(first.stderr).toMatch(/importing rates: 10 of 10\n/);
    expect(first.stderr).toMatch(/converting purchases: 501\n/);
    const again = await rates(['import', path, '--json']);
    expect(JSON.parse(again.stdout)).toEqual({
      days: 3,
      first: '1999-01-04',
      latest: '2024-11-22',
      added: 0,
      changed: 0,
      unchanged: 10,
      converted: 0,
    });
    expect((await rates(['import', path])).stdout).toMatch(/^nothing new: all 10 rates are there already\n/);
  });

  it('imports the daily CSV and XML, also piped in', async () => {
    expect((await rates(['import', '-'], dailyCsv)).stdout).toMatch(
      /^imported 2 new rates, of 5 in the file\n/,
    );
    const xml = xmlOf({ '2024-11-22': { USD: '1.0413' }, '2024-11-25': { USD: '1.0495' } });
    expect((await rates(['import', file('eurofxref.xml', xml)])).stdout).toMatch(
      /^imported 1 new rate, 1 changed, of 2 in the file\n/,
    );
  });

  it('shows which there are and what waits', async () => {
    const { stdout } = await rates(['status']);
    expect(stdout).toMatch(/^rates of 6 currencies, the latest of 2024-11-25\n/);
    expect(stdout).toMatch(/│ USD +│ 1999-01-04 │ 2024-11-25 │ 4 +│/);
    expect(stdout).toMatch(/\n2 purchases of 2019-01-01 waiting for a rate from USD to EUR\n/);
    expect(JSON.parse((await rates(['status', '--json'])).stdout)).toMatchObject({
      base: 'EUR',
      latest: '2024-11-25',
      currencies: expect.arrayContaining([
        { currency: 'CYP', first: '1999-01-04', latest: '1999-01-04', days: 1 },
      ]),
      waiting: [{ currency: 'USD', into: 'EUR', purchases: 2, first: '2019-01-01', latest: '2019-01-01' }],
    });
  });

  it('imports nothing of a malformed file, and names the line', async () => {
    const before = await countRates();
    const path = file('bad.csv', 'Date,USD\n2000-01-03,1.009\n2000-01-04,"1,03"\n');
    const refused = await rates(['import', path]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `spndr: ${path} line 3: "1,03" is not a rate for USD: a decimal such as 1.0837 is expected; nothing was imported; `,
    );
    const xml = await rates(['import', '-'], xmlOf({ '2000-01-03': { USD: '1.009', GBP: '0' } }));
    expect(xml.code).toBe(1);
    expect(xml.stderr).toMatch(/the piped text line 10: "0" is not a rate for GBP/);
    expect(await countRates()).toBe(before);
  });

  it('says what is wrong with a file that cannot be read', async () => {
    const missing = await rates(['import', join(folder, 'nowhere.csv')]);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot read .*nowhere\.csv \(ENOENT\); check the path/),
    });
    expect(await rates(['import', folder])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/EISDIR/),
    });
    expect(await rates(['import', '-'], '')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is empty/),
    });
    expect(await rates(['import'])).toMatchObject({ code: 2 });
    expect(await rates(['import', '-'], 'PK\u0003\u0004')).toMatchObject({
      stderr: expect.stringMatching(/unzip it first/),
    });
  });

  it('asks for the migrations first', async () => {
    const empty = await freshDatabase({ migrated: false });
    const { code, stderr } = await runCli(['rates', 'status'], { env: { DATABASE_URL: empty.url } });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/lacks .*; run `spndr db migrate`/),
    });
    await empty.drop();
  });

  it('has examples in its help', async () => {
    for (const args of [[], ['import'], ['status']]) {
      const { code, stdout } = await rates([...args, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples:\n {2}\$ spndr rates/);
    }
  });
});
