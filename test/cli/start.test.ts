import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';
import { type RunningDaemon, spawnDaemon } from '../helpers/daemon.ts';
import { freePort } from '../helpers/ports.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';
import { startRedis } from '../helpers/redis.ts';

/** Command line and environment of every process, as far as the system tells. */
function processes(): { command: string; environment: string }[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.map((pid) => ({
    command: read(`/proc/${pid}/cmdline`),
    environment: read(`/proc/${pid}/environ`),
  }));
}

describe('a wrong command line', () => {
  test.each([[[]], [['--polling', '--webhook']]])('start %j is a usage error', async (args) => {
    const { code, stderr } = await runCli(['start', ...args]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'spndr: spndr start needs to know how updates arrive; give either --polling or --webhook\n',
    });
  });

  test('without a token, and without the address of the webhook', async () => {
    const { code, stderr } = await runCli(['start', '--webhook']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^spndr: SPNDR_BOT_TOKEN is not set; .*\nspndr: SPNDR_WEBHOOK_URL is not set; .*\n$/,
    );
  });
});

describe('flags of backups that are wrong', () => {
  const told = async (args: string[], env: Record<string, string> = {}) => {
    const { code, stderr } = await runCli(['start', '--polling', ...args], {
      env: { SPNDR_BOT_TOKEN: '7:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr', ...env },
    });
    return { code, stderr };
  };

  test.each(['--backup-schedule=0 3 * * *', '--backup-keep=3'])('%s without a directory', async (flag) => {
    const [name] = flag.split('=');
    expect(await told([flag])).toEqual({
      code: 2,
      stderr: `spndr: ${name} means nothing without a directory for backups; name one with --backup-dir or SPNDR_BACKUP_DIR\n`,
    });
  });

  test('each is named with what is wrong and what to do, and not the setting that it wins over', async () => {
    const flags = ['--backup-dir=~/backups', '--backup-schedule=every night', '--backup-keep=all'];
    expect(await told(flags, { SPNDR_BACKUP_DIR: '/backup', SPNDR_BACKUP_SCHEDULE: '@daily' })).toEqual({
      code: 2,
      stderr: [
        'spndr: --backup-dir begins with ~, which only a shell understands; write the whole path',
        'spndr: --backup-schedule is not a time in cron syntax; write it like "30 3 * * *" (at 03:30 every day) or @weekly',
        'spndr: --backup-keep does not say which backups to keep; write it like "7 daily, 4 weekly, 12 monthly", or 10 for the newest ten',
        '',
      ].join('\n'),
    });
  });

  test('an empty one is not taken for one that is left out', async () => {
    expect(await told(['--backup-dir='], { SPNDR_BACKUP_DIR: '/backup' })).toEqual({
      code: 2,
      stderr: 'spndr: --backup-dir is empty; give it a value, or leave it out\n',
    });
  });
});

describe('a running daemon', () => {
  let sandbox: Sandbox;
  let database: TestDatabase;
  let env: Record<string, string>;

  beforeEach(async () => {
    sandbox = await startSandbox();
    database = await freshDatabase({ migrated: false });
    env = { SPNDR_BOT_TOKEN: sandbox.token, SPNDR_TELEGRAM_API: sandbox.url, DATABASE_URL: database.url };
  });

  afterEach(async () => {
    await sandbox.stop();
    await database.drop();
  });

  async function running(
    mode: 'polling' | 'webhook',
    more: Record<string, string> = {},
  ): Promise<RunningDaemon> {
    const daemon = spawnDaemon({ mode, env: { ...env, ...more } });
    await daemon.logged('running');
    return daemon;
  }

  test('migrates first, answers, and ends with 0 at SIGTERM', async () => {
    const daemon = await running('polling');
    expect(await daemon.logged('migrated')).toMatchObject({ migration: expect.stringMatching(/^0001/) });
    expect(daemon.log.filter((line) => JSON.stringify(line).includes('0001_'))).toHaveLength(1);
    const person = sandbox.person();
    person.say('hi');
    await person.nextAnswer();
    expect(await daemon.stop()).toBe(0);
    expect(daemon.stderr()).toBe('');
  });

  test('warns of a setting whose name is misspelt', async () => {
    const daemon = await running('polling', { SPNDR_SINGUP: 'closed' });
    const warned = 'spndr knows no such setting: mend its name as in the README, or remove it';
    expect(await daemon.logged(warned)).toMatchObject({ level: 40, setting: 'SPNDR_SINGUP' });
    expect(await daemon.stop()).toBe(0);
  });

  test('never loads Node’s own fetch, which takes memory and time to start', async () => {
    const atItsEnd = `process.on('exit', () => process.stderr.write(process.moduleLoadList.join(' ')))`;
    const daemon = await running('polling', {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(atItsEnd)}`,
    });
    const person = sandbox.person();
    person.say('hi');
    await person.nextAnswer();
    expect(await daemon.stop()).toBe(0);
    expect(daemon.stderr()).toContain('NativeModule http');
    // on Node 24 something else loads it
    const isOnNode20 = process.versions.node.startsWith('20.');
    expect(daemon.stderr().includes('undici')).toBe(!isOnNode20);
  });

  test('answers and ends in order where its log finds no room', async () => {
    // only Linux has a device that is full
    const full = existsSync('/dev/full') ? '/dev/full' : '/dev/null';
    const daemon = spawnDaemon({ mode: 'polling', env, through: `exec "$@" > ${full}` });
    const person = sandbox.person();
    person.say('hi');
    await person.nextAnswer(30_000);
    expect({ code: await daemon.stop(), stderr: daemon.stderr() }).toEqual({ code: 0, stderr: '' });
  });

  test('says that Redis is out of reach before anybody writes, once, and when it answers', async () => {
    const port = await freePort();
    const daemon = await running('polling', { REDIS_URL: `redis://127.0.0.1:${port}` });
    const away = await daemon.logged('Redis is out of reach; trying again');
    expect(away).toMatchObject({ level: 40, err: { code: 'ECONNREFUSED' } });
    const redis = await startRedis({ port });
    try {
      await daemon.logged('Redis answers again');
      const person = sandbox.person();
      person.say('hi');
      await person.nextAnswer();
      expect(daemon.log.filter(({ msg }) => msg === away.msg)).toHaveLength(1);
      expect(await daemon.stop()).toBe(0);
    } finally {
      await redis.stop();
    }
  });

  test('one trace leads through the log, which holds neither words nor the token', async () => {
    const daemon = await running('polling');
    const person = sandbox.person();
    person.say('canary-4711');
    await person.nextAnswer();
    const { trace } = await daemon.logged('replied');
    await daemon.stop();
    expect(daemon.log.filter((line) => line.trace === trace).map(({ msg }) => msg)).toEqual([
      'received',
      'committed',
      'replied',
    ]);
    const log = JSON.stringify(daemon.log);
    expect(log).not.toContain('canary-4711');
    expect(log).not.toContain(sandbox.token.split(':')[1]);
  });

  test('at SIGTERM what is being answered is finished and delivered', async () => {
    const daemon = await running('polling');
    const person = sandbox.person();
    person.say('hi');
    await person.nextAnswer();
    sandbox.delay('sendMessage', 300);
    for (const text of ['n', 'hi', 'n', 'hi']) person.say(text);
    await sandbox.events.waitFor(() => (sandbox.pendingCount === 0 ? true : null), {
      what: 'all messages to be accepted',
      timeoutMs: 5_000,
    });
    expect(await daemon.stop()).toBe(0);
    expect(await query(database.url, 'select id from outbox')).toEqual([]);
    expect(person.chat.messages.filter(({ from }) => from?.isBot)).toHaveLength(5);
  });

  test('a second signal does not wait for deliveries', async () => {
    const daemon = await running('polling');
    const person = sandbox.person();
    sandbox.failNext('sendMessage', { times: 100, with: 'hang' });
    person.say('hi');
    await sandbox.events.waitFor(() => sandbox.calls.find(({ method }) => method === 'sendMessage'), {
      what: 'the first call',
      timeoutMs: 5_000,
    });
    daemon.signal('SIGTERM');
    await daemon.logged('stopping');
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toBe(1);
    expect(daemon.stderr()).toMatch(/^spndr: stopped at once, as told twice; /);
  });

  test('with another pepper than the daemon beside it, it does not run, unless it knows that one, too', async () => {
    const first = await running('polling', { SPNDR_PEPPER: 'a'.repeat(32) });
    const report = () => query(database.url, 'select from daemon');
    await expect.poll(report, { timeout: 30_000 }).toHaveLength(1);
    const second = { ...env, SPNDR_PEPPER: 'b'.repeat(32) };
    expect(await runCli(['start', '--polling'], { env: second })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^spndr: this bot's daemon .* runs with another pepper: set SPNDR_PEPPER /,
      ),
    });
    const third = await running('polling', { ...second, SPNDR_OLD_PEPPER: 'a'.repeat(32) });
    expect([await third.stop(), await first.stop()]).toEqual([0, 0]);
  });

  test('its terminal closes: it stops as at SIGTERM, however often it is told', async () => {
    const dataDir = freshDataDir();
    const daemon = await running('polling', { DATABASE_URL: '', SPNDR_DATA_DIR: dataDir });
    for (let told = 0; told < 3; told += 1) daemon.signal('SIGHUP');
    expect(await daemon.ended).toBe(0);
    expect(existsSync(join(dataDir, 'database', 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(dataDir, 'database', 'postmaster.pid'))).toBe(false);
  });

  test('--polling removes a registered webhook, keeps what is pending, and says so', async () => {
    const port = await freePort();
    const webhook = {
      SPNDR_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
      SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
    };
    const first = await running('webhook', webhook);
    await first.stop();
    const person = sandbox.person();
    person.say('hi');
    const second = await running('polling');
    await second.logged('removed the registered webhook; what is pending is kept');
    await person.nextAnswer();
    expect(await second.stop()).toBe(0);
  });

  test('a token that Telegram refuses: one line, exit 1', async () => {
    const { code, stderr } = await runCli(['start', '--polling'], {
      env: { ...env, SPNDR_BOT_TOKEN: `${sandbox.token}x`, SPNDR_LOG_LEVEL: 'silent' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^spndr: [^\n]*token[^\n]*\n$/);
    expect(stderr).not.toContain(sandbox.token.split(':')[1]);
  });

  test('a database newer than the program is refused with a sentence', async () => {
    await runCli(['db', 'migrate'], { env });
    await query(database.url, "insert into spndr_migration (name, run_on) values ('9999_future', now())");
    const { code, stderr } = await runCli(['start', '--polling'], {
      env: { ...env, SPNDR_LOG_LEVEL: 'silent' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^spndr: the database was migrated by a newer spndr .*: install that version.*\n$/,
    );
  });

  test('--no-migrate leaves the database alone and says what is missing', async () => {
    const { code, stderr } = await runCli(['start', '--polling', '--no-migrate'], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^spndr: the database lacks 0001\S*.*; run `spndr db migrate`/);
    expect(await query(database.url, "select 1 from pg_tables where tablename = 'purchase'")).toEqual([]);
  });

  test('with nothing but a token it works on embedded storage, and keeps its secrets to itself', {
    timeout: 60_000,
  }, async () => {
    const { DATABASE_URL: _, ...withoutDatabase } = env;
    const dataDir = freshDataDir();
    const daemon = spawnDaemon({
      mode: 'polling',
      env: { ...withoutDatabase, SPNDR_DATA_DIR: dataDir, SPNDR_PEPPER: '' },
    });
    await daemon.logged('running');
    const person = sandbox.person();
    person.say('hi');
    await person.nextAnswer();

    const secretFiles = ['pepper', 'database/spndr.password'];
    for (const name of [...secretFiles, 'database.log', 'database/postgresql.conf'])
      expect({ name, open: statSync(join(dataDir, name)).mode & 0o077 }).toEqual({ name, open: 0 });
    expect(statSync(dataDir).mode & 0o066).toBe(0);
    const [pepper = '', password = ''] = secretFiles.map((name) =>
      readFileSync(join(dataDir, name), 'utf8').trim(),
    );
    // as everybody on the machine sees it with ps, and what the database's processes inherited
    const server = processes().filter(({ command }) => command.includes(dataDir));
    const seen = processes().map(({ command }) => command);
    for (const secret of [sandbox.token, pepper, password]) {
      expect(seen.filter((command) => command.includes(secret))).toEqual([]);
      expect(server.filter(({ environment }) => environment.includes(secret))).toEqual([]);
    }
    if (process.platform === 'linux') expect(server).toHaveLength(1);

    const [, , , port] = readFileSync(join(dataDir, 'database/postmaster.pid'), 'utf8').split('\n');
    const failing = `postgres://spndr:${password}@127.0.0.1:${port}/spndr`;
    await expect(query(failing, "select 'canary'::int")).rejects.toThrow('canary');
    expect(await daemon.stop()).toBe(0);
    expect(readFileSync(join(dataDir, 'database.log'), 'utf8')).not.toContain('canary');
  });
});
