import { compareSync } from 'bcryptjs';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { define } from '../../src/cli/commands/account.ts';
import { changePasswordForOperator } from '../../src/daemon/for-operator.ts';
import { digestOf } from '../../src/daemon/secrets/password-hash.ts';
import type { Account } from '../../src/ledger/accounts/accounts.ts';
import { fingerprintOf } from '../../src/ledger/backup/manifest.ts';
import { openDatabase } from '../../src/ledger/storage/database.ts';
import { runCommand } from '../helpers/command.ts';
import { everything, fill } from '../helpers/filled.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await fill(database.url);
});
afterAll(() => database.drop());

const account = (
  args: readonly string[],
  answer: boolean | null = null,
  env: Readonly<Record<string, string>> = {},
) => runCommand(define, ['account', ...args], { databaseUrl: database.url, answer, env });

const erase = ['erase', '--account', 'P1@example.org'];

it('lists the accounts', async () => {
  expect((await account(['list'])).stdout).toMatch(/p1@example\.org\s+│\s+15\s+│\s+1\s+│\s+2025-03-02/);
  expect(JSON.parse((await account(['list', '--json'])).stdout)).toEqual([
    { email: 'p1@example.org', purchases: 15, people: 1, since: '2025-03-02T00:00:00.000Z' },
    { email: 'p2@example.org', purchases: 15, people: 1, since: '2025-03-03T00:00:00.000Z' },
  ]);
});

it('says that the database is busy where a lock is not to be had, as while a backup is restored', async () => {
  const busy = await freshDatabase();
  onTestFinished(() => busy.drop());
  await query(
    busy.url,
    `create function locked() returns boolean language plpgsql as
       $$ begin raise 'canceling statement due to lock timeout' using errcode = '55P03'; end $$;
     alter table account rename to account_table;
     insert into account_table (email, password_hash, locale, currency, time_zone) values ('a@b.example', '-', 'en', 'EUR', 'UTC');
     create view account as select * from account_table where locked()`,
  );
  expect(await runCommand(define, ['account', 'list'], { databaseUrl: busy.url })).toMatchObject({
    code: 1,
    error: expect.stringMatching(/^the database is busy .*; run the command again when that is done$/),
  });
});

it('erases nothing that nobody agreed to, or that is not there', async () => {
  const before = await everything(database.url);
  const refused = await account(erase, false);
  expect(refused).toMatchObject({ code: 1, error: 'nothing was changed; answer y to go on' });
  expect(refused.questions).toEqual([
    'This erases the account p1@example.org for good: 15 purchases, 1 person linked to it.\nspndr export --account p1@example.org -o FILE.json writes all of it to a file first.\nErase it?',
  ]);
  expect((await account(erase)).error).toContain('spndr account erase --account p1@example.org --yes');
  const unknown = await account(['erase', '--account', 'nobody@example.org', '--yes']);
  expect(unknown).toMatchObject({ code: 1, error: expect.stringMatching(/^there is no account nobody@/) });
  expect(await everything(database.url)).toEqual(before);
});

it('erases an account, and has those told who used it, by way of whatever bot', async () => {
  await query(
    database.url,
    'insert into link (bot_id, person_id, account_id) values (8, 110, 1), (8, 111, 1)',
  );
  await query(
    database.url,
    "insert into unreachable_chat (bot_id, chat_id, reason) values (8, 111, 'blocked')",
  );
  const before = await everything(database.url);
  const done = await account([...erase, '--yes', '--json']);
  expect(done.questions).toEqual([]);
  expect(JSON.parse(done.stdout)).toEqual({ erased: 'p1@example.org', purchases: 15, people: 3, told: 2 });
  const after = await everything(database.url);
  expect(JSON.stringify(after)).not.toContain('p1@example.org');
  expect(after.purchase).toHaveLength(15);
  expect(after.unreachable_chat).toEqual([]);
  for (const table of ['handled_update', 'rate', 'spndr_migration'])
    expect(after[table], table).toEqual(before[table]);
  const told = await query(
    database.url,
    "select bot_id, chat_id, reply -> 'text' as text from outbox where trace <> 't' order by id",
  );
  const text = [{ key: 'erased-by-operator' }];
  expect(told).toEqual([
    { bot_id: '7', chat_id: '101', text },
    { bot_id: '8', chat_id: '110', text },
  ]);
});

it('sets no password that the daemon would refuse, as it has another pepper', async () => {
  await query(
    database.url,
    `insert into daemon (id, bot_id, host, pid, version, mode, buffer, figures)
     values (gen_random_uuid(), 8, 'box', 1, '1', 'polling', 'postgres', $1)`,
    [JSON.stringify({ pepper: fingerprintOf('q'.repeat(32)) })],
  );
  onTestFinished(async () => {
    await query(database.url, 'delete from daemon');
  });
  const change = ['password', '--account', 'p2@example.org', '--yes'];
  const other = await account(change, null, { SPNDR_PEPPER: 'p'.repeat(32) });
  expect(other).toMatchObject({
    stdout: '',
    error: expect.stringMatching(/^the daemon runs with another pepper, .*; run this as its user, /),
  });
  expect(await account(change, null, { SPNDR_PEPPER: 'q'.repeat(32) })).toMatchObject({ code: 0 });
});

it('changes a password that nobody knows any more, prints it once, and has those told who use the account', async () => {
  const change = ['password', '--account', 'P2@example.org'];
  const env = { SPNDR_PEPPER: 'p'.repeat(32) };
  const row = async () => {
    const [found] = await query(
      database.url,
      "select password_hash from account where email = 'p2@example.org'",
    );
    return String(found?.password_hash);
  };
  const before = await row();
  const elsewhere = { SPNDR_DATA_DIR: '/nowhere' };
  expect((await account(change, true, elsewhere)).error).toMatch(
    /^there is no pepper in \/nowhere, and passwords depend on it; run this on the machine of the daemon, as its user/,
  );
  expect((await account(change, false, env)).error).toBe('nothing was changed; answer y to go on');
  expect((await account(change, null, env)).error).toContain('--account p2@example.org --yes');
  expect(await row()).toBe(before);
  await query(
    database.url,
    "insert into link_request (account_id, bot_id, person_id, person_name, expires_at) values (2, 8, 120, 'Eve', now() + interval '10 min')",
  );
  const { stdout, stderr } = await account(change, true, env);
  const [, password = ''] = /^the password of p2@example\.org is now ([\w-]{22})\n$/.exec(stdout) ?? [];
  expect(stderr).toContain('2 people will be told as soon as spndr runs');
  expect(compareSync(digestOf(password, env.SPNDR_PEPPER), await row())).toBe(true);
  expect(compareSync(digestOf('another', env.SPNDR_PEPPER), await row())).toBe(false);
  const told = await query(
    database.url,
    "select bot_id, chat_id, reply #>> '{text,0,key}' as said from outbox where trace <> 't' order by id desc limit 2",
  );
  expect(told.map(({ bot_id, chat_id, said }) => [bot_id, chat_id, said])).toEqual([
    ['7', '102', 'password-changed-by-operator'],
    ['8', '120', 'log-in-was-withheld'],
  ]);
  expect(await query(database.url, 'select * from link_request where account_id = 2')).toEqual([]);
  const { stdout: json } = await account([...change, '--yes', '--json'], null, env);
  expect(JSON.parse(json)).toEqual({ account: 'p2@example.org', password: expect.any(String), told: 1 });
});

it('sets no password for an account that was erased while the question stood', async () => {
  const { database: ledgers } = openDatabase(database.url, { connections: 1, onIdleError: () => undefined });
  onTestFinished(() => ledgers.destroy());
  const before = await everything(database.url);
  const gone = { id: 999n, locale: 'en', numberStyle: null } as Account;
  const when = { at: new Date(), newTrace: () => 'trace' };
  const changed = await ledgers
    .transaction()
    .execute((ledger) => changePasswordForOperator(ledger, gone, 'hash', when));
  expect(changed).toBeNull();
  expect(await everything(database.url)).toEqual(before);
});

it('says what it did, and that backups still have it', async () => {
  const { stdout, stderr } = await account(['erase', '--account', 'p2@example.org'], true);
  expect(stdout).toBe('erased p2@example.org: 15 purchases, 1 person linked to it\n');
  expect(stderr).toContain('1 person will be told as soon as spndr runs');
  expect(stderr).toContain('earlier backups still hold it');
  expect((await account(['list'])).stdout).toBe('there is no account\n');
});
