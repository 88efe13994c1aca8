import { chmodSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { define } from '../../src/cli/commands/db.ts';
import { readConfig } from '../../src/cli/config.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { createOutput } from '../../src/cli/output.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
afterEach(() => database.drop());

const db = (...args: string[]) => runCli(['db', ...args], { env: { DATABASE_URL: database.url } });

async function addPurchase(): Promise<void> {
  await query(
    database.url,
    `with owner as (
       insert into account (email, password_hash, locale, currency, time_zone)
       values ('a@example.org', '-', 'en', 'EUR', 'UTC') returning id)
     insert into purchase (account_id, number, item, amount, currency, day, bot_id, chat_id, message_id)
     select id, 1, 'coffee', 250, 'EUR', '2024-01-01', 1, 1, 1 from owner`,
  );
}

async function countAccounts(): Promise<number> {
  const rows = await query<{ count: number }>(database.url, 'select count(*)::int from account');
  return rows[0]?.count ?? 0;
}

async function state() {
  const { stdout } = await db('status', '--json');
  return JSON.parse(stdout);
}

/** The name of the database in words: host, port and name. */
function place(): string {
  const url = new URL(database.url);
  return `${url.host}${url.pathname}`;
}

describe('an empty database', () => {
  beforeEach(async () => {
    database = await freshDatabase({ migrated: false });
  });

  it('is migrated once', async () => {
    expect(await state()).toEqual({
      database: place(),
      applied: [],
      pending: expect.arrayContaining(['0001_initial']),
      unknown: [],
    });
    expect(await db('migrate')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('applied 0001_initial'),
    });
    expect(await state()).toMatchObject({ applied: expect.arrayContaining(['0001_initial']), pending: [] });
    expect(await db('migrate')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing to do: /) });
  });

  it('has nothing to take back, and can be reset', async () => {
    expect(await db('rollback')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^nothing to take back: /),
    });
    expect(await db('reset', '--yes')).toMatchObject({ code: 0 });
    expect(await state()).toMatchObject({ pending: [] });
  });
});

describe('a database in use', () => {
  beforeEach(async () => {
    database = await freshDatabase();
    await addPurchase();
  });

  it('shows its migrations as a table', async () => {
    const { code, stdout } = await db('status');
    expect(code).toBe(0);
    expect(stdout).toMatch(/0001_initial +│ applied/);
    expect(stdout).toContain(place());
  });

  it('is kept where nobody can be asked, even when y comes in', async () => {
    for (const command of ['reset', 'rollback']) {
      const { code, stdout, stderr } = await runCli(['db', command], {
        env: { DATABASE_URL: database.url },
        input: 'y\n',
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        `spndr: there is no terminal to ask on; spndr db ${command} --yes does it without asking\n`,
      );
    }
    expect(await countAccounts()).toBe(1);
  });

  it('is erased with --yes', async () => {
    expect(await db('reset', '--yes')).toMatchObject({
      code: 0,
      stdout: `erased 1 account and 1 purchase; ${place()} is like new\n`,
    });
    expect(await countAccounts()).toBe(0);
  });

  it('loses its last migration with --yes', async () => {
    const { applied } = await state();
    expect(await db('rollback', '--yes')).toMatchObject({ code: 0, stdout: `took back ${applied.at(-1)}\n` });
    expect((await state()).pending).toEqual([applied.at(-1)]);
  });

  it('is left alone when a newer spndr migrated it', async () => {
    await query(
      database.url,
      "insert into spndr_migration (name, run_on) values ('9999_tomorrow', now() + interval '1 day')",
    );
    for (const args of [['migrate'], ['rollback', '--yes'], ['reset', '--yes'], ['reset']]) {
      const { code, stderr } = await db(...args);
      expect({ args, code }).toEqual({ args, code: 1 });
      expect(stderr).toMatch(/^spndr: the database was migrated by a newer spndr .*: /m);
    }
    expect(await db('status')).toMatchObject({ code: 0, stdout: expect.stringContaining('newer spndr') });
    expect(await countAccounts()).toBe(1);
  });
});

it('is refused beside a daemon, before anything is asked, and done once that is stopped', async () => {
  database = await freshDatabase();
  const sandbox = await startSandbox();
  const daemon = spawnDaemon({
    mode: 'polling',
    env: { SPNDR_BOT_TOKEN: sandbox.token, SPNDR_TELEGRAM_API: sandbox.url, DATABASE_URL: database.url },
  });
  try {
    await daemon.logged('running');
    await addPurchase();
    for (const [command, then] of [
      ['rollback', 'roll back'],
      ['reset', 'reset'],
    ] as const)
      for (const args of [[command], [command, '--yes']])
        expect({ args, ...(await db(...args)) }).toEqual({
          args,
          code: 1,
          stdout: '',
          stderr: `spndr: spndr is running on this database: stop it (spndr start), then ${then}\n`,
        });
    expect(await countAccounts()).toBe(1);
    expect((await state()).pending).toEqual([]);
  } finally {
    await daemon.stop();
    await sandbox.stop();
  }
  expect((await db('rollback', '--yes')).code).toBe(0);
  expect((await db('reset', '--yes')).code).toBe(0);
});

describe('the question before data is lost', () => {
  beforeEach(async () => {
    database = await freshDatabase();
  });

  /** Runs a command in this process with a terminal that answers `yes`; gives the questions it was asked. */
  async function ask(command: string, yes: boolean): Promise<{ questions: string[]; error: unknown }> {
    const questions: string[] = [];
    const stream = { write: () => true } as unknown as NodeJS.WritableStream;
    const out = createOutput({ stdout: stream, stderr: stream, env: {}, hide: (text) => text });
    const io: CommandIo = {
      out,
      readConfig: async (...needs) =>
        readConfig({ env: { DATABASE_URL: database.url }, file: null, needs, learn: () => {} }),
      readConfigOver: () => Promise.reject(new Error('not here')),
      configFile: () => null,
      configTarget: () => '/nowhere/spndr.env',
      environment: {},
      asking: false,
      learn: () => {},
      secretFiles: () => [],
      openStorage: () => Promise.reject(new Error('not here')),
      withDatabase: (_config, work) => work(database.url),
      async confirm(question) {
        questions.push(question);
        return yes;
      },
      askSecret: () => Promise.reject(new Error('not here')),
    };
    const program = new Command('spndr').exitOverride();
    define(program, io);
    const error = await program.parseAsync(['db', command], { from: 'user' }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { questions, error };
  }

  it('names the database and what is in it, never the password', async () => {
    await addPurchase();
    const { password } = new URL(database.url);
    for (const command of ['reset', 'rollback']) {
      const { questions, error } = await ask(command, false);
      expect(questions).toEqual([expect.stringContaining(place())]);
      expect(questions[0]).toContain('1 account and 1 purchase');
      expect(questions[0]).not.toContain(password);
      expect(error).toMatchObject({ exitCode: 1, message: 'nothing was changed; answer y to go on' });
    }
    expect(await countAccounts()).toBe(1);
  });

  it('is taken at its word', async () => {
    await addPurchase();
    expect(await ask('reset', true)).toMatchObject({ error: null });
    expect(await countAccounts()).toBe(0);
  });

  it('is asked by reset always, by rollback only where there is data', async () => {
    expect((await ask('reset', false)).questions).toHaveLength(1);
    expect(await ask('rollback', false)).toEqual({ questions: [], error: null });
  });
});

describe('a database out of reach', () => {
  beforeEach(async () => {
    database = await freshDatabase({ migrated: false });
  });

  it.each([
    ['port', '1', /ECONNREFUSED.*DATABASE_URL/],
    ['password', 'wrong-password', /authentication failed.*DATABASE_URL/],
    ['pathname', '/nowhere', /"nowhere" does not exist.*DATABASE_URL/],
  ] as const)('is one line that names no password: %s %s', async (part, value, line) => {
    const url = new URL(database.url);
    url[part] = value;
    const { code, stderr } = await runCli(['db', 'status', '--debug'], { env: { DATABASE_URL: url.href } });
    expect(code).toBe(1);
    expect(stderr).toMatch(line);
    expect(stderr).not.toContain(url.password);
  });
});

it('makes no embedded database just to look into it', async () => {
  database = await freshDatabase({ migrated: false });
  const dataDir = freshDataDir();
  const look = [['status'], ['db', 'status'], ['db', 'reset', '--yes'], ['account', 'list'], ['backup', '-']];
  for (const args of look)
    expect({ args, ...(await runCli(args, { env: { SPNDR_DATA_DIR: dataDir } })) }).toMatchObject({
      args,
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^spndr: there is no database in .* yet; spndr start makes one; .*\n$/m),
    });
  expect(existsSync(dataDir)).toBe(false);
});

it('uses the embedded database where DATABASE_URL is not set', async () => {
  database = await freshDatabase({ migrated: false });
  const dataDir = freshDataDir();
  // As root the server runs as another user, who has to pass.
  chmodSync(dirname(dataDir), 0o711);
  const env = { SPNDR_DATA_DIR: dataDir };
  expect(await runCli(['db', 'migrate'], { env })).toMatchObject({ code: 0 });
  const { stdout } = await runCli(['db', 'status', '--json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ database: `the embedded database in ${dataDir}`, pending: [] });
});
