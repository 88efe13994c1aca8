import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runCli } from '../helpers/cli.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { everything, fill } from '../helpers/filled.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';
import { startRedis } from '../helpers/redis.ts';

/** Roles belong to the whole server, which other tests share. */
const mark = Math.random().toString(36).slice(2, 10);
const owner = `owner_${mark}`;
const runtime = `runtime_${mark}`;

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase({ migrated: false });
});
afterEach(async () => {
  await query(database.url, `drop owned by ${owner}, ${runtime} cascade`).catch(() => undefined);
  await database.drop();
  await query(inject('postgresUrl'), `drop role if exists ${owner}, ${runtime}`);
});

/** Applies the roles and gives them a password. */
async function applyRoles(): Promise<void> {
  expect(await roles('--apply')).toMatchObject({ code: 0 });
  for (const role of [owner, runtime]) await query(database.url, `alter role ${role} password 'pass-word'`);
}

const roles = (...args: string[]) =>
  runCli(['db', 'roles', '--owner', owner, '--runtime', runtime, ...args], {
    env: { DATABASE_URL: database.url, SPNDR_BOT_TOKEN: '7:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr' },
  });

function as(role: string): string {
  const url = new URL(database.url);
  url.username = role;
  url.password = 'pass-word';
  return url.toString();
}

test('what is printed is what is applied, and can be applied again', async () => {
  const printed = await roles();
  expect(printed).toMatchObject({ code: 0, stderr: '' });
  await query(database.url, printed.stdout);
  await applyRoles();
  expect(await runCli(['db', 'migrate'], { env: { DATABASE_URL: as(owner) } })).toMatchObject({ code: 0 });
  expect(await roles('--apply')).toMatchObject({ code: 0 });
});

test('a bot runs with the roles in place and a Redis user of its own', { timeout: 90_000 }, async () => {
  await migrateUp(database.url, () => {});
  await applyRoles();

  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const botId = sandbox.token.split(':')[0];
  const acl = await runCli(['db', 'roles', '--redis'], { env: { SPNDR_BOT_TOKEN: sandbox.token } });
  const [, user = '', ...rules] = acl.stdout.trim().replace('>PASSWORD', '>pass-word').split(' ');
  const admin = new Redis(redis.url);
  onTestFinished(() => admin.disconnect());
  expect(await admin.call('ACL', 'SETUSER', user, ...rules)).toBe('OK');

  const daemon = spawnDaemon({
    mode: 'polling',
    args: ['--no-migrate'],
    env: {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: as(runtime),
      REDIS_URL: redis.url.replace('redis://', `redis://${user}:pass-word@`),
    },
  });
  onTestFinished(() => daemon.signal('SIGKILL'));
  await daemon.logged('running');
  const me = sandbox.person({ languageCode: 'en' });
  for (const text of ['hi', 'y', '2', 'roles@example.com', 'correct horse', '12.50 coffee', '/show']) {
    me.say(text);
    await me.nextAnswer(20_000);
  }
  expect(await query(database.url, 'select item from purchase')).toEqual([{ item: 'coffee' }]);
  const denied = (await admin.call('ACL', 'LOG')) as unknown[];
  expect(denied).toEqual([]);
  expect(await daemon.stop()).toBe(0);

  const limited = new Redis(redis.url.replace('redis://', `redis://${user}:pass-word@`));
  onTestFinished(() => limited.disconnect());
  await expect(limited.get('other')).rejects.toThrow('NOPERM');
  await expect(limited.flushall()).rejects.toThrow('NOPERM');
  await expect(limited.xlen('spndr:{1:0}:updates')).rejects.toThrow('NOPERM');
  await expect(limited.xlen(`spndr:{${botId}:0}:updates`)).resolves.toBe(0);
});

test('the runtime role changes rows and nothing else', async () => {
  await migrateUp(database.url, () => {});
  await applyRoles();
  const client = new pg.Client({ connectionString: as(runtime) });
  await client.connect();
  const refusals: unknown[] = [];
  const statements = [
    'create table other (id int)',
    'drop table purchase',
    'alter table purchase add column other int',
    'truncate purchase',
    'create role other',
  ];
  for (const statement of statements)
    refusals.push(await client.query(statement).catch((error: Error) => error.message));
  await client.end();
  expect(refusals).toEqual(statements.map(() => expect.stringMatching(/permission denied|must be owner/)));
});

test('the owner may take back what was made before it was there', async () => {
  await migrateUp(database.url, () => {});
  await applyRoles();
  const taken = await runCli(['db', 'reset', '--yes'], { env: { DATABASE_URL: as(owner) } });
  expect(taken).toMatchObject({ code: 0 });
});

test('names that are none, and the embedded database, are refused with a remedy', async () => {
  expect(
    await runCli(['db', 'roles', '--owner', 'x; drop'], { env: { DATABASE_URL: database.url } }),
  ).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is not a name for a role'),
  });
  expect(await runCli(['db', 'roles'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('DATABASE_URL'),
  });
});

test('the runtime role takes the files of accounts in and out', { timeout: 60_000 }, async () => {
  await runCli(['db', 'migrate'], { env: { DATABASE_URL: database.url } });
  await applyRoles();
  await query(
    as(runtime),
    `insert into account (email, password_hash, locale, currency, time_zone)
     values ('ann@example.org', '-', 'en', 'EUR', 'UTC')`,
  );
  const env = { DATABASE_URL: as(runtime) };
  const account = ['--account', 'ann@example.org'];
  const file = join(tmpdir(), `${mark}.csv`);
  await writeFile(file, 'date,amount,item\n2025-03-01,3.50,tea\n');
  expect(await runCli(['import', ...account, file], { env })).toMatchObject({ code: 0 });
  const written = await runCli(['export', ...account, '--format', 'json'], { env });
  expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('"item":"tea"') });
});

test('the runtime role makes a backup, the owner restores it', { timeout: 120_000 }, async () => {
  await migrateUp(database.url, () => {});
  await applyRoles();
  await fill(as(runtime));
  const file = join(tmpdir(), `${mark}.tar.gz`);
  expect(await runCli(['backup', file], { env: { DATABASE_URL: as(runtime) } })).toMatchObject({ code: 0 });
  const before = await everything(database.url);
  // its role may make no database: it is verified in a cluster made for it
  const verified = await runCli(['restore', '--verify', file], { env: { DATABASE_URL: as(runtime) } });
  expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('is whole') });
  const refused = await runCli(['restore', '--yes', file], { env: { DATABASE_URL: as(runtime) } });
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('may not replace the tables: set it to the role that owns them'),
  });
  const restored = await runCli(['restore', '--yes', file], { env: { DATABASE_URL: as(owner) } });
  expect(restored).toMatchObject({ code: 0 });
  const after = await everything(database.url);
  expect(after.purchase).toEqual(before.purchase);
  // its rights are as they were
  expect(await query(as(runtime), 'select count(*)::int from purchase')).toEqual([{ count: 30 }]);
});
