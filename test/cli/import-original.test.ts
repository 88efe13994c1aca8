import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { define } from '../../src/cli/commands/import.ts';
import { runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

/** A database of the original spndr, made with the tables it had, is taken over into one of ours. */

let original: TestDatabase;
let ours: TestDatabase;
beforeEach(async () => {
  original = await freshDatabase({ migrated: false });
  ours = await freshDatabase();
});
afterEach(async () => {
  await original.drop();
  await ours.drop();
});

/** What looks like a bcrypt hash as Python made it. */
const hash = (letter: string) => `$2b$12$${letter.repeat(22)}${'x'.repeat(31)}`;

interface Columns {
  readonly price: string;
  readonly date: string;
  readonly telegram: string;
}

async function makeOriginal({ price, date, telegram }: Columns): Promise<void> {
  await query(
    original.url,
    `create table users (id serial primary key, email varchar, telegram_id ${telegram}, hashed_password varchar)`,
  );
  await query(
    original.url,
    `create table transactions (t_id serial primary key, id integer, item varchar, price ${price}, vendor varchar,
      category varchar, date_of_purchase ${date})`,
  );
}

const addUser = (id: number, email: string | null, telegram: string | null, hashed: string | null) =>
  query(original.url, 'insert into users values ($1, $2, $3, $4)', [id, email, telegram, hashed]);

type Values = readonly [
  item: string | null,
  price: string | null,
  date: string | null,
  vendor?: string,
  category?: string,
];
const addTransaction = (id: number, user: number, [item, price, date, vendor, category]: Values) =>
  query(original.url, 'insert into transactions values ($1, $2, $3, $4, $5, $6, $7)', [
    ...[id, user, item, price, vendor ?? null, category ?? null, date],
  ]);

async function run(...args: string[]) {
  const line = ['import', '--from-original', original.url, '--bot', '99', ...args];
  const { code, stdout, stderr, error } = await runCommand(define, line, { databaseUrl: ours.url });
  return { code, stdout, stderr: stderr + error };
}

async function taken(...args: string[]) {
  const { code, stdout, stderr } = await run(...args, '--json');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const accounts = () =>
  query(
    ours.url,
    'select email, password_hash, currency, time_zone, purchases_recorded from account order by email',
  );
const links = () =>
  query(
    ours.url,
    'select bot_id, person_id, email from link join account on account.id = account_id order by 2',
  );
const purchases = () =>
  query(
    ours.url,
    `select email, number, item, amount, purchase.currency, vendor, category, day::text, kind, bot_id
     from purchase join account on account.id = account_id order by email, number`,
  );

describe('spndr import --from-original', () => {
  it('takes over accounts, links and purchases, once however often', async () => {
    await makeOriginal({ price: 'double precision', date: 'timestamp', telegram: 'bigint' });
    await addUser(1, 'Ann@example.com', '7001', hash('a'));
    await addUser(2, 'bob@example.com', null, hash('b'));
    await addTransaction(1, 1, ['latte', '4.5', '2021-05-03 23:30:00', 'Luna', 'Food']);
    await addTransaction(2, 1, ['green tea', '0.3', '2021-05-04']);
    await addTransaction(3, 2, ['rent', '900', '2021-05-01']);
    const figures = {
      accounts: { new: 2, known: 0 },
      newLinks: 1,
      purchases: { new: 3, known: 0 },
      problemCount: 0,
    };
    expect(await taken('--dry-run', '--currency', 'usd')).toMatchObject({ dryRun: true, ...figures });
    expect(await accounts()).toEqual([]);
    expect(await taken('--currency', 'usd', '--time-zone', 'asia/kolkata')).toMatchObject(figures);
    const ann = { email: 'Ann@example.com', currency: 'USD', kind: 'expense', bot_id: null };
    const after = [
      {
        ...ann,
        number: 1,
        item: 'latte',
        amount: '450',
        vendor: 'Luna',
        category: 'Food',
        day: '2021-05-03',
      },
      { ...ann, number: 2, item: 'green tea', amount: '30', vendor: null, category: null, day: '2021-05-04' },
      {
        ...ann,
        email: 'bob@example.com',
        number: 1,
        item: 'rent',
        amount: '90000',
        vendor: null,
        category: null,
        day: '2021-05-01',
      },
    ];
    expect(await purchases()).toEqual(after);
    expect(await accounts()).toEqual([
      {
        email: 'Ann@example.com',
        password_hash: `original:${hash('a')}`,
        currency: 'USD',
        time_zone: 'Asia/Kolkata',
        purchases_recorded: 2,
      },
      {
        email: 'bob@example.com',
        password_hash: `original:${hash('b')}`,
        currency: 'USD',
        time_zone: 'Asia/Kolkata',
        purchases_recorded: 1,
      },
    ]);
    expect(await links()).toEqual([{ bot_id: '99', person_id: '7001', email: 'Ann@example.com' }]);

    await addTransaction(4, 2, ['bread', '2', '2021-05-09']);
    expect(await taken('--currency', 'usd')).toMatchObject({
      accounts: { new: 0, known: 2 },
      newLinks: 0,
      purchases: { new: 1, known: 3 },
    });
    expect((await purchases()).map(({ item, number }) => [item, number])).toEqual([
      ['latte', 1],
      ['green tea', 2],
      ['rent', 1],
      ['bread', 2],
    ]);
    const [held] = await query(
      ours.url,
      `select (select count(*)::int from purchase_revision where person_id = 0) as revisions,
        (select count(distinct purchase_id)::int from purchase_cue) as recalled`,
    );
    expect(held).toEqual({ revisions: 4, recalled: 4 });
  });

  it('knows who logged in since and logged out of Telegram again, and leaves what they mended', async () => {
    await makeOriginal({ price: 'numeric', date: 'date', telegram: 'text' });
    await addUser(1, 'ann@example.com', '7001', hash('a'));
    await addTransaction(1, 1, ['latte', '4.50', '2021-05-03']);
    await taken();
    await query(ours.url, "update account set password_hash = 'rehashed'");
    await query(ours.url, 'delete from link');
    await query(ours.url, "update purchase set item = 'espresso', revision = 2");
    expect(await taken()).toMatchObject({
      accounts: { new: 0, known: 1 },
      newLinks: 1,
      purchases: { new: 0, known: 1 },
    });
    expect(await purchases()).toMatchObject([{ item: 'espresso' }]);
  });

  it('lists what it cannot take, with the reason, and takes the rest', async () => {
    await makeOriginal({ price: 'text', date: 'text', telegram: 'text' });
    await addUser(1, 'ann@example.com', '', hash('a'));
    await addUser(2, 'no address', '5', hash('b'));
    await addUser(3, null, null, hash('c'));
    await addUser(4, 'ANN@example.com', '8', hash('d'));
    await addUser(5, 'eve@example.com', 'eve', hash('e'));
    await addUser(6, 'kim@example.com', null, 'plain text');
    await addUser(7, 'lee@example.com', '-4', hash('f'));
    const day = '2021-05-03';
    const bad: readonly (readonly [string, Values])[] = [
      ['price-unreadable', ['a', 'NaN', day]],
      ['price-unreadable', ['a', 'Infinity', day]],
      ['price-unreadable', ['a', '-Infinity', day]],
      ['not-text', ['!non_text_input', '1', day]],
      ['not-text', ['a', '!non_text_input', day]],
      ['not-text', ['a', '1', day, '!non_text_input']],
      ['not-text', ['a', '1', day, 'v', '!non_text_input']],
      ['no-item', [null, '1', day]],
      ['no-item', ['  ', '1', day]],
      ['no-price', ['a', null, day]],
      ['no-date', ['a', '1', null]],
      ['date-unreadable', ['a', '1', '2021-02-30']],
      ['date-unreadable', ['a', '1', 'yesterday']],
      ['date-unreadable', ['a', '1', 'infinity']],
      ['price-negative', ['a', '-1', day]],
      ['price-zero', ['a', '0.00', day]],
      ['price-too-many-decimals', ['a', '0.30000000000000004', day]],
      ['price-too-large', ['a', '1e15', day]],
      ['price-unreadable', ['a', '1,50', day]],
      ['item-too-long', ['x'.repeat(201), '1', day]],
      ['vendor-too-long', ['a', '1', day, 'x'.repeat(101)]],
      ['category-too-long', ['a', '1', day, 'v', 'x'.repeat(101)]],
      ['hidden-characters', ['a\u202eb', '1', day]],
    ];
    for (const [index, [, values]] of bad.entries()) await addTransaction(index + 1, 1, values);
    await addTransaction(101, 1, ['  two\n words ', '1.5e1', `${day} 10:00:00+00`, '', ' ']);
    await addTransaction(102, 1, ['x'.repeat(200), '1.500', `${day}T10:00:00`]);
    await addTransaction(103, 4, ['whose?', '1', day]);
    await addTransaction(104, 77, ['nobody’s', '1', day]);
    const { problems, ...figures } = await taken();
    expect(figures).toMatchObject({ accounts: { new: 3, known: 0 }, newLinks: 0, purchases: { new: 2 } });
    const listed = problems.map(
      ({ table, id, problem }: Record<string, string>) => `${table} ${id} ${problem}`,
    );
    expect(listed.sort()).toEqual(
      [
        ...bad.map(([problem], index) => `transactions ${index + 1} ${problem}`),
        'transactions 103 user-refused',
        'transactions 104 no-user',
        'users 2 email-invalid',
        'users 3 email-invalid',
        'users 4 email-taken',
        'users 5 telegram-id',
        'users 6 password-hash',
        'users 7 telegram-id',
      ].sort(),
    );
    expect(await purchases()).toMatchObject([
      { item: 'two words', amount: '1500', vendor: null, category: null, day },
      { item: 'x'.repeat(200), amount: '150', day },
    ]);
    const { code, stderr } = await run();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^transactions 1: its price is not an amount: "NaN"$/m);
    expect(stderr).toMatch(/^users 4: there is an account with this address already.*: "ANN@example.com"$/m);
    expect(stderr).toMatch(/taken as EUR; --currency says otherwise/);
  });

  it('never puts anything into the account of somebody else', async () => {
    await makeOriginal({ price: 'real', date: 'timestamptz', telegram: 'double precision' });
    await query(
      ours.url,
      `insert into account (email, password_hash, locale, currency, time_zone) values
        ('ann@example.com', 'own', 'en', 'EUR', 'UTC'), ('bob@example.com', 'own', 'en', 'JPY', 'UTC')`,
    );
    await query(
      ours.url,
      "insert into link select 99, 7002, id from account where email = 'bob@example.com'",
    );
    await addUser(1, 'ann@example.com', '7001', hash('a'));
    await addUser(2, 'Bob@example.com', '7002', hash('b'));
    await addUser(3, 'cy@example.com', '7002', hash('c'));
    await addTransaction(1, 1, ['ann’s', '1.1', '2021-05-03 23:30:00+00']);
    await addTransaction(2, 2, ['bob’s', '2.2', '2021-05-03 23:30:00+00']);
    const { problems, ...figures } = await taken('--time-zone', 'Asia/Tokyo');
    expect(figures).toMatchObject({
      accounts: { new: 1, known: 1 },
      newLinks: 0,
      purchases: { new: 1, known: 0 },
    });
    expect(problems).toMatchObject([
      { table: 'users', id: '1', problem: 'email-taken' },
      { table: 'transactions', id: '1', problem: 'user-refused' },
      { table: 'users', id: '3', problem: 'telegram-taken' },
    ]);
    // the same Telegram user acts for the account: it is theirs; 23:30 in UTC is the next day in Tokyo
    expect(await purchases()).toMatchObject([
      { email: 'bob@example.com', item: 'bob’s', amount: '220', day: '2021-05-04' },
    ]);
    const [waiting] = await query(ours.url, 'select conversion, converted_currency from purchase');
    expect(waiting).toEqual({ conversion: 'due', converted_currency: 'JPY' });
  });

  it('takes a long ledger in pages', async () => {
    await makeOriginal({ price: 'numeric(10,2)', date: 'date', telegram: 'integer' });
    await addUser(1, 'ann@example.com', '7001', hash('a'));
    await query(
      original.url,
      "insert into transactions select n, 1, 'item ' || n, n, null, null, date '2001-01-01' + n / 10 from generate_series(1, 20000) n",
    );
    expect(await taken()).toMatchObject({ purchases: { new: 20_000, known: 0 }, problemCount: 0 });
    expect(await taken()).toMatchObject({ purchases: { new: 0, known: 20_000 }, problemCount: 0 });
    const [account] = await query(
      ours.url,
      'select purchases_recorded, (select sum(amount) from purchase) as sum, (select max(number) from purchase) as last from account',
    );
    expect(account).toEqual({ purchases_recorded: 20_000, sum: '20001000000', last: 20_000 });
  });

  it('changes nothing in the original', async () => {
    await makeOriginal({ price: 'numeric', date: 'date', telegram: 'bigint' });
    await query(
      original.url,
      `alter database ${new URL(original.url).pathname.slice(1)} set default_transaction_read_only = on`,
    );
    expect(await taken()).toMatchObject({ accounts: { new: 0 } });
  });

  describe('a password', () => {
    const open = () => {
      const url = new URL(original.url);
      url.password = '';
      return { bare: url.href, password: new URL(original.url).password };
    };
    const dryRun = (url: string) => ['import', '--from-original', url, '--bot', '99', '--dry-run'];
    beforeEach(() => makeOriginal({ price: 'numeric', date: 'date', telegram: 'bigint' }));

    it('comes from the environment or from ~/.pgpass, without a word', async () => {
      const { bare, password } = open();
      const { hostname, port, username } = new URL(bare);
      const home = await mkdtemp(join(tmpdir(), 'home-'));
      const line = `${hostname}:${port}:*:${username}:${password}\n`;
      await writeFile(join(home, '.pgpass'), line, { mode: 0o600 });
      for (const env of [{ PGPASSWORD: password }, { HOME: home }] as const)
        expect(await runCli(dryRun(bare), { env: { DATABASE_URL: ours.url, ...env } })).toEqual({
          code: 0,
          stdout: expect.stringContaining('0 accounts'),
          stderr: expect.not.stringMatching(/password|Warning/),
        });
    });

    it('is asked for where there is none', async () => {
      const { bare, password } = open();
      const asked = await runCommand(define, dryRun(bare), { databaseUrl: ours.url, secret: password });
      expect(asked).toMatchObject({
        code: 0,
        questions: [`The password for postgres://${new URL(bare).host}${new URL(bare).pathname}:`],
      });
      expect(await runCli(dryRun(bare), { env: { DATABASE_URL: ours.url } })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'spndr: there is no terminal to ask on; set PGPASSWORD, or put the password into ~/.pgpass\n',
      });
    });

    it('is taken from the command line with a warning, and never shown', async () => {
      const { password } = open();
      const env = { DATABASE_URL: ours.url };
      const taken = await runCli(dryRun(original.url), { env });
      expect(taken).toMatchObject({ code: 0, stderr: expect.stringContaining('can be read by everybody') });
      expect(taken.stdout + taken.stderr).not.toContain(password);
      const wrong = new URL(open().bare);
      wrong.searchParams.set('password', 'not-the-password');
      for (const debug of [[], ['--debug']]) {
        const refused = await runCli([...debug, ...dryRun(wrong.href)], { env });
        expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/cannot read .*\(28P01\)/) });
        expect(refused.stderr).not.toContain('not-the-password');
      }
    });
  });

  it('says what is wrong with how it is called', async () => {
    expect(await run()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is not a database of the original spndr .*users/),
    });
    const env = { DATABASE_URL: ours.url };
    const call = (...args: string[]) => runCli(['import', ...args], { env });
    const gone = new URL(original.url);
    gone.pathname = '/gone';
    gone.password = 'secret-password';
    const missing = await call('--from-original', gone.href, '--bot', '99');
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot read postgres:\/\/[^@]*\/gone \(\w+\)/),
    });
    expect(missing.stderr).not.toContain('secret-password');
    const wrong = [
      [[original.url], /give --bot/],
      [[original.url, '--bot', 'mine'], /not the id of a bot/],
      [['mysql://x/y', '--bot', '1'], /takes a postgres:/],
      [[original.url, '--bot', '1', '--currency', 'XYZ'], /not a currency/],
      [[original.url, '--bot', '1', '--time-zone', 'Nowhere'], /not a time zone/],
      [[original.url, 'file.csv'], /neither a file nor an account/],
    ] as const;
    for (const [args, says] of wrong) {
      expect(await call('--from-original', ...args)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(says),
      });
    }
    expect(await call()).toMatchObject({ code: 2, stderr: expect.stringMatching(/no file is named/) });
    expect(await call('file.csv')).toMatchObject({ code: 2, stderr: expect.stringMatching(/--account/) });
  });
});
