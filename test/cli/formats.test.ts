import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await query(
    database.url,
    `with owner as (
       insert into account (email, password_hash, locale, currency, time_zone, purchases_recorded)
       values ('ann@example.com', '-', 'en', 'EUR', 'UTC', 30) returning id)
     insert into purchase (account_id, number, kind, item, amount, currency, vendor, category, tags, day)
     select id, n, (array['expense', 'expense', 'refund', 'income'])[n % 4 + 1], 'item ; "' || n, n * 100,
       (array['EUR', 'JPY'])[n % 2 + 1], case when n % 3 = 0 then 'A | B' end,
       (array[null, 'Food:Out', 'home & garden', 'Uncategorized'])[n % 4 + 1], array['work', 'to go'],
       date '2024-05-01' + n
     from owner, generate_series(1, 30) n`,
  );
});
afterAll(() => database.drop());

const folder = mkdtempSync(join(tmpdir(), 'spndr-formats-'));
const run = (...args: string[]) => runCli(args, { env: { DATABASE_URL: database.url } });

const held = (email: string) =>
  query(
    database.url,
    `select uid, kind, item, amount, purchase.currency, vendor, category, tags, day::text
     from purchase join account on account.id = account_id where email = $1 order by uid`,
    [email],
  );

it.each(['hledger', 'ledger', 'beancount', 'qif', 'ofx'])(
  'what spndr export writes as %s, spndr import takes into another account, once',
  async (format) => {
    const email = `${format}@example.com`;
    await query(
      database.url,
      "insert into account (email, password_hash, locale, currency, time_zone) values ($1, '-', 'en', 'EUR', 'UTC')",
      [email],
    );
    const file = join(folder, `purchases-of-${format}`);
    const exported = await run('export', '--account', 'ann@example.com', '--format', format, '-o', file);
    expect(exported.code).toBe(0);
    const imported = await run('import', '--account', email, file, '--json');
    expect(JSON.parse(imported.stdout)).toMatchObject({
      format,
      new: 30,
      changed: 0,
      skipped: { problems: 0 },
    });
    expect(await held(email)).toEqual(await held('ann@example.com'));
    const again = await run('import', '--account', email, file, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      new: 0,
      changed: 0,
      skipped: { same: 30, problems: 0 },
    });
  },
);
