import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { define } from '../../src/cli/commands/doctor.ts';
import { skewVerdict } from '../../src/cli/doctor/clock.ts';
import { examine, type Finding } from '../../src/cli/doctor/finding.ts';
import { diskCheck, nodeCheck } from '../../src/cli/doctor/machine.ts';
import { versionVerdict } from '../../src/cli/doctor/postgres.ts';
import { redisAccessVerdict, redisVersionVerdict } from '../../src/cli/doctor/redis.ts';
import { partitionCount } from '../../src/daemon/buffer/buffer.ts';
import { openRedisBuffer } from '../../src/daemon/buffer/redis.ts';
import { fingerprintOf } from '../../src/ledger/backup/manifest.ts';
import { packageFile } from '../../src/ledger/storage/package-file.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { freePort } from '../helpers/ports.ts';
import { asking, freshDatabase, query } from '../helpers/postgres.ts';
import { freshRedis, startRedis } from '../helpers/redis.ts';

const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

let databaseUrl: string;

beforeEach(async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  databaseUrl = database.url;
});

/** Plays the Bot API of a healthy bot, but for what `answers` says of a method. `credentials`: whom it serves alone. */
async function playTelegram(
  answers: Record<string, unknown> = {},
  date?: Date,
  credentials?: string,
): Promise<Record<string, string>> {
  const usual: Record<string, unknown> = {
    getMe: { id: 123456, is_bot: true, first_name: 'bot', username: 'a_bot' },
    getWebhookInfo: { url: '', has_custom_certificate: false, pending_update_count: 0 },
    getUpdates: [],
  };
  const server = createServer((request, response) => {
    const method = request.url?.split('/')[2]?.split('?')[0] ?? '';
    if (date) response.setHeader('date', date.toUTCString());
    const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (expected && request.headers.authorization !== expected) {
      response.destroy();
      return;
    }
    const result = answers[method] ?? usual[method];
    const code = typeof result === 'number' ? result : 200;
    const refusal = {
      ok: false,
      error_code: code,
      description: code === 409 ? 'Conflict: terminated' : 'No',
    };
    response.writeHead(code).end(JSON.stringify(code === 200 ? { ok: true, result } : refusal));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { SPNDR_BOT_TOKEN: token, SPNDR_TELEGRAM_API: root, SPNDR_DATA_DIR: freshDataDir() };
}

/** What the doctor finds with these settings, by check. */
async function findings(
  env: Record<string, string>,
  options: { databaseUrl?: string; secretFiles?: readonly string[] } = {},
): Promise<Record<string, Finding>> {
  const result = await runCommand(define, ['doctor', '--json'], { databaseUrl, env, ...options });
  const { ok, checks } = JSON.parse(result.stdout) as { ok: boolean; checks: Finding[] };
  const isWrong = checks.some(({ state }) => state === 'wrong');
  expect({ ok, code: result.code }).toEqual({ ok: !isWrong, code: isWrong ? 1 : 0 });
  for (const { state, remedy } of checks) expect(remedy === null).toBe(state === 'ok' || state === 'skipped');
  expect(result.stdout).not.toContain(token);
  return Object.fromEntries(checks.map((finding) => [finding.check, finding]));
}

describe('a healthy bot', () => {
  test('has nothing wrong, on real servers', async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.stop());
    const { code, stdout, stderr } = await runCli(['doctor'], {
      env: {
        SPNDR_BOT_TOKEN: sandbox.token,
        SPNDR_TELEGRAM_API: sandbox.url,
        DATABASE_URL: databaseUrl,
        REDIS_URL: await freshRedis(),
      },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'looking\n' });
    for (const line of [
      /^✔ Node\.js +\d+\.\d+\.\d+$/m,
      /^✔ settings +all from the environment$/m,
      /^✔ token +it is @spndr_sandbox_bot's$/m,
      /^✔ migrations +all \d+ applied$/m,
      /^✔ redis memory +maxmemory-policy is noeviction$/m,
      /^! database safety +.* off: a power cut can lose what was committed\n +→ set /m,
      /^! daemons +none is running\n +→ spndr start/m,
      /^✔ another poller +nobody polls$/m,
      /^- port +no webhook is wanted$/m,
    ])
      expect(stdout).toMatch(line);
    expect(stdout).not.toContain('✘');
    const operating = readFileSync(packageFile('docs/OPERATING.md'), 'utf8');
    const described = [...operating.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) =>
      names.split(', '),
    );
    const checks = [...stdout.matchAll(/^[✔!-] (\S+(?: \S+)*) {2}/gm)].map(([, name = '']) => name);
    expect(checks.length).toBeGreaterThan(20);
    expect(checks.filter((name) => !described.includes(name.replace(/ \(.*/, '')))).toEqual([]);
  });
});

describe('settings and machine', () => {
  test('wrong settings are all told, and the rest waits', async () => {
    const { code, stdout, stderr } = await runCli(['doctor', '--json'], {
      env: { SPNDR_BOT_TOKEN: 'nonsense-but-secret', SPNDR_LOG_LEVEL: 'loud' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/spndr: 1 of 2 checks found something wrong; /);
    const { checks } = JSON.parse(stdout);
    expect(checks[1]).toMatchObject({
      check: 'settings',
      state: 'wrong',
      words: expect.stringMatching(
        /^SPNDR_BOT_TOKEN is not a bot token.*\nSPNDR_LOG_LEVEL is not a log level/,
      ),
    });
    expect(stdout).not.toContain('nonsense-but-secret');
  });

  test('a setting in the environment whose name is misspelt', async () => {
    const { settings } = await findings({ ...(await playTelegram()), SPNDR_SINGUP: 'closed' });
    expect(settings).toMatchObject({ state: 'warn', words: 'spndr knows no SPNDR_SINGUP' });
  });

  test('a line of the settings file that systemd reads otherwise', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'spndr-doctor-')), 'spndr.env');
    await writeFile(file, 'SPNDR_SIGNUP=invite # for now\n');
    const { stdout } = await runCli(['--config', file, 'doctor', '--json']);
    const { checks } = JSON.parse(stdout) as { checks: Finding[] };
    expect(checks.find(({ check }) => check === 'settings')).toMatchObject({
      state: 'warn',
      words: expect.stringContaining(`${file} line 1 has a comment behind the value, which systemd reads`),
    });
  });

  test.each([
    ['20.10.0', 'wrong'],
    ['18.20.1', 'wrong'],
    ['20.11.0', 'ok'],
    ['21.7.0', 'warn'],
    ['24.1.0', 'ok'],
  ])('Node.js %s is %s', async (version, state) => {
    expect(await nodeCheck(version).run()).toMatchObject({ state });
  });

  test('a disk that is full, and one that soon is', async () => {
    const free = (bytes: number) => diskCheck('/nowhere/at/all', async () => bytes).run();
    expect(await free(50 * 1024 ** 2)).toMatchObject({
      state: 'wrong',
      words: '50 MiB free at /nowhere/at/all',
    });
    expect(await free(500 * 1024 ** 2)).toMatchObject({ state: 'warn' });
    expect(await diskCheck('/nowhere/at/all').run()).toMatchObject({
      words: expect.stringMatching(/^[\d,]+ MiB/),
    });
  });

  test('secrets that others can read', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'modes-'));
    const file = join(dataDir, 'spndr.env');
    await writeFile(file, '', { mode: 0o644 });
    await writeFile(join(dataDir, 'pepper'), '', { mode: 0o640 });
    const env = { ...(await playTelegram()), SPNDR_DATA_DIR: dataDir };
    const { 'file modes': modes } = await findings(env, { secretFiles: [file] });
    expect(modes).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/spndr\.env can be read by others \(0644\); .*pepper .*\(0640\)$/),
      remedy: `chmod 600 ${file}; chmod 600 ${join(dataDir, 'pepper')}`,
    });
  });

  test('an embedded database of another version', async () => {
    const dataDir = freshDataDir();
    await mkdir(join(dataDir, 'database'), { recursive: true });
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '15\n');
    const { code, stdout } = await runCli(['doctor', '--json'], { env: { SPNDR_DATA_DIR: dataDir } });
    expect(code).toBe(1);
    const { checks } = JSON.parse(stdout) as { checks: Finding[] };
    expect(checks.find(({ check }) => check === 'embedded database')).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/is from PostgreSQL 15, and this spndr brings 18$/),
      remedy: 'run spndr db upgrade, which keeps the old one too',
    });
    expect(checks.find(({ check }) => check === 'database')).toMatchObject({ state: 'skipped' });
    expect(checks.find(({ check }) => check === 'token')).toMatchObject({ state: 'wrong' });
  });

  test('a clock that is off', () => {
    const at = 1_700_000_000_000;
    expect(skewVerdict('Telegram', new Date(at + 90_000), at, at)).toMatchObject({
      state: 'wrong',
      words: '90.0 s behind Telegram',
    });
    expect(skewVerdict('the database', new Date(at - 7_000), at, at)).toMatchObject({ state: 'warn' });
    expect(skewVerdict('the database', new Date(at + 500), at, at + 1_000)).toMatchObject({
      words: '0.0 s ahead of the database',
    });
  });

  test('a check that does not end', async () => {
    const checks = [
      { name: 'stuck', run: () => new Promise<never>(() => {}) },
      { name: 'broken', run: () => Promise.reject(new Error('it broke; mend it')) },
    ];
    expect(await examine(checks, 20)).toEqual([
      expect.objectContaining({ check: 'stuck', state: 'wrong', words: 'no answer within 0.02 seconds' }),
      { check: 'broken', state: 'wrong', words: 'it broke', remedy: 'mend it' },
    ]);
  });
});

describe('Telegram', () => {
  test('what the bot hears in groups', async () => {
    const bot = { id: 123456, is_bot: true, first_name: 'bot', username: 'a_bot' };
    const told = async (getMe: unknown) => (await findings(await playTelegram({ getMe }))).groups;
    expect(await told({ ...bot, can_read_all_group_messages: true })).toMatchObject({
      state: 'ok',
      words: 'everything said in groups is heard',
    });
    expect(await told({ ...bot, can_read_all_group_messages: false })).toMatchObject({
      state: 'ok',
      words: expect.stringMatching(/^only commands and replies to it are heard in groups; .*\/setprivacy/),
    });
    expect(await told(401)).toMatchObject({ state: 'skipped' });
  });

  test('does not know the token', async () => {
    const { token: found, webhook } = await findings(await playTelegram({ getMe: 401 }));
    expect(found).toMatchObject({
      state: 'wrong',
      remedy: 'copy it again from @BotFather into SPNDR_BOT_TOKEN',
    });
    expect(webhook).toMatchObject({ state: 'skipped' });
  });

  test('is out of reach', async () => {
    const env = { ...(await playTelegram()), SPNDR_TELEGRAM_API: `http://127.0.0.1:${await freePort()}` };
    const found = await findings(env);
    expect(found.token).toMatchObject({
      state: 'wrong',
      words: expect.stringContaining('cannot be reached'),
    });
    expect(found['clock (Telegram)']).toMatchObject({ state: 'wrong' });
    expect(found.database).toMatchObject({ state: 'ok' });
  });

  test('asks for a password, which the address has', async () => {
    const env = await playTelegram({}, undefined, 'ann:s3cretpw');
    expect((await findings(env))['clock (Telegram)']).toMatchObject({ state: 'wrong' });
    const SPNDR_TELEGRAM_API = env.SPNDR_TELEGRAM_API!.replace('//', '//ann:s3cretpw@');
    const found = await findings({ ...env, SPNDR_TELEGRAM_API });
    expect(found).toMatchObject({ token: { state: 'ok' }, 'clock (Telegram)': { state: 'ok' } });
    expect(JSON.stringify(found)).not.toContain('s3cretpw');
  });

  test('has another time', async () => {
    const found = await findings(await playTelegram({}, new Date(Date.now() - 600_000)));
    expect(found['clock (Telegram)']).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/ahead of Telegram$/),
    });
  });

  const webhookInfo = {
    url: 'https://bot.example.org/hook',
    has_custom_certificate: false,
    pending_update_count: 0,
  };

  test('could not deliver lately, and nothing listens', async () => {
    const port = await freePort();
    const found = await findings({
      ...(await playTelegram({
        getWebhookInfo: {
          ...webhookInfo,
          url: `http://127.0.0.1:${port}/hook`,
          pending_update_count: 3,
          last_error_date: Math.floor(Date.now() / 1_000) - 90,
          last_error_message: 'Connection refused',
        },
      })),
      SPNDR_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
      SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
    });
    expect(found.webhook).toMatchObject({
      state: 'wrong',
      words: '1 min ago Telegram could not deliver: Connection refused',
    });
    expect(found.port).toMatchObject({ state: 'warn', words: `nothing listens on 127.0.0.1:${port}` });
    expect(found['public address']).toMatchObject({ state: 'warn' });
    expect(found['last update']).toMatchObject({
      state: 'warn',
      words: '3 updates wait at Telegram; none was handled in the last two days',
    });
    expect(found['another poller']).toMatchObject({ state: 'ok' });
  });

  test('calls somebody else', async () => {
    const telegram = await playTelegram({ getWebhookInfo: webhookInfo });
    expect((await findings(telegram)).webhook).toMatchObject({ state: 'warn' });
    const env = { ...telegram, SPNDR_WEBHOOK_URL: 'https://bot.invalid/hook' };
    expect((await findings(env)).webhook).toMatchObject({
      state: 'wrong',
      words: 'Telegram calls bot.example.org, which is not SPNDR_WEBHOOK_URL',
    });
  });

  test('lets another program poll, as its answer or the daemon tells', async () => {
    const env = await playTelegram({ getUpdates: 409 });
    const other = { state: 'wrong', words: expect.stringMatching(/^another program polls/) };
    await daemonSays(null, 7);
    expect((await findings(env))['another poller']).toMatchObject(other);
    await daemonSays(
      'another program polls Telegram with this bot token, so each gets only some of the updates',
    );
    const healthy = await playTelegram();
    expect((await findings(healthy))['another poller']).toMatchObject(other);
  });

  test('has updates that the daemon does not get', async () => {
    await daemonSays(null);
    const env = await playTelegram({ getWebhookInfo: { ...webhookInfo, url: '', pending_update_count: 1 } });
    expect((await findings(env))['last update']).toMatchObject({
      state: 'wrong',
      words: '1 update waits at Telegram; none was handled in the last two days',
    });
  });
});

/** Notes a polling daemon that runs, whose last error is this, and whose figures are these. */
async function daemonSays(error: string | null, botId = 123456, figures: object = {}): Promise<void> {
  await query(
    databaseUrl,
    `insert into daemon (id, bot_id, host, pid, version, mode, buffer, figures, last_error, last_error_at)
     values (gen_random_uuid(), $2, 'box', 1, '1', 'polling', 'postgres', $3, $1::text,
       case when $1::text is null then null else now() end)`,
    [error, botId, JSON.stringify(figures)],
  );
}

test('a pepper other than that of a daemon that runs', async () => {
  const env = { ...(await playTelegram()), SPNDR_PEPPER: 'a'.repeat(32) };
  expect((await findings(env)).pepper).toMatchObject({ state: 'skipped' });
  await daemonSays(null);
  expect((await findings(env)).pepper).toMatchObject({ state: 'ok' });
  await daemonSays(null, 123456, { pepper: fingerprintOf('b'.repeat(32)) });
  expect((await findings(env)).pepper).toMatchObject({
    state: 'wrong',
    words: 'the daemon box 1 has another one, so passwords set here fail there',
  });
  expect((await findings({ ...env, SPNDR_PEPPER: 'b'.repeat(32) })).pepper).toMatchObject({ state: 'ok' });
});

describe('the database', () => {
  test('is out of reach; all that does not need it is looked at', async () => {
    const secret = 'a-password-of-mine';
    const url = `postgres://spndr:${secret}@127.0.0.1:${await freePort()}/spndr`;
    const { stdout } = await runCli(['doctor', '--json'], {
      env: { ...(await playTelegram()), DATABASE_URL: url },
    });
    expect(stdout).not.toContain(secret);
    const { checks } = JSON.parse(stdout) as { checks: Finding[] };
    const states = Object.fromEntries(checks.map(({ check, state }) => [check, state]));
    expect(states).toMatchObject({
      database: 'wrong',
      migrations: 'skipped',
      'database rights': 'skipped',
      outbox: 'skipped',
      token: 'ok',
      webhook: 'ok',
    });
  });

  test('is too old', () => {
    expect(versionVerdict(130_011)).toMatchObject({ state: 'wrong', words: 'PostgreSQL 13.11 is too old' });
    expect(versionVerdict(180_004)).toMatchObject({ state: 'ok', words: 'PostgreSQL 18.4' });
  });

  test('lacks migrations, or has one of tomorrow', async () => {
    const empty = await freshDatabase({ migrated: false });
    onTestFinished(() => empty.drop());
    const env = await playTelegram();
    const pending = await findings(env, { databaseUrl: empty.url });
    expect(pending.migrations).toMatchObject({
      state: 'warn',
      words: 'none is applied yet',
    });
    expect(pending.outbox).toMatchObject({ state: 'skipped' });
    const newest = 'name in (select name from spndr_migration order by name desc limit 4)';
    await query(databaseUrl, `delete from spndr_migration where ${newest}`);
    expect((await findings(env)).migrations).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/^\d{4}_\w+ to \d{4}_\w+ \(4 migrations\) not applied$/),
    });
    await query(
      databaseUrl,
      "insert into spndr_migration (name, run_on) values ('9999_tomorrow', now() + interval '1 day')",
    );
    expect((await findings(env)).migrations).toMatchObject({
      state: 'wrong',
      words: 'a newer spndr has been here: 9999_tomorrow is not known to this one',
    });
  });

  test('notes backups that failed, are overdue, or are as they should be', async () => {
    const usual = await playTelegram();
    const daily = { ...usual, SPNDR_BACKUP_DIR: '/backup', SPNDR_BACKUP_SCHEDULE: '* * * * *' };
    const told = async (env: Record<string, string>) => (await findings(env)).backups;
    const run = (ago: string, error: string | null) =>
      query(
        databaseUrl,
        `insert into backup_run (due_at, file, bytes, error)
         values (now() - $1::interval, case when $2::text is null then 'one.tar.gz' end,
           case when $2::text is null then 5 end, $2::text)`,
        [ago, error],
      );
    expect(await told(usual)).toMatchObject({ state: 'skipped' });
    expect(await told(daily)).toMatchObject({ state: 'warn', words: 'none has been made yet' });

    await run('3 hours', null);
    expect(await told(usual)).toMatchObject({ state: 'ok', words: 'one.tar.gz was due 3 h ago' });
    expect(await told(daily)).toMatchObject({
      state: 'wrong',
      words: 'the one that was due 10 min ago was not made; the last good one was due 3 h ago',
    });
    await asking(databaseUrl, async (ask) => {
      // what a daemon holds while it makes one
      await ask("select pg_advisory_lock(x'73706e6261'::bigint)");
      expect(await told(daily)).toMatchObject({ state: 'ok', words: 'one is being made' });
    });
    await run('2 hours', 'ENOSPC');
    for (const env of [usual, daily])
      expect(await told(env)).toMatchObject({
        state: 'wrong',
        words: 'the one that was due 2 h ago failed (ENOSPC); the last good one was due 3 h ago',
        remedy: expect.stringContaining('spndr backup --history'),
      });
    await run('1 minute', null);
    expect(await told(daily)).toMatchObject({ state: 'ok' });
  });

  test('does not let its user write', async () => {
    const role = `reader_${Date.now()}`;
    await query(
      databaseUrl,
      `create role ${role} login password 'reading'; grant select on all tables in schema public to ${role}`,
    );
    onTestFinished(async () => {
      await query(databaseUrl, `drop owned by ${role}`);
      await query(databaseUrl, `drop role ${role}`);
    });
    const reading = new URL(databaseUrl);
    reading.username = role;
    reading.password = 'reading';
    const found = await findings(await playTelegram(), { databaseUrl: reading.href });
    expect(found['database rights']).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/^this user may not read and write account, /),
    });
  });

  test('holds what waits and what failed', async () => {
    await daemonSays('the outbox is out of reach; trying again (Unavailable)');
    await query(
      databaseUrl,
      `insert into buffered_update (bot_id, partition, update_id, trace, received_at, chat_id, payload)
       select 123456, 3, n, 'trace', now(), 1, '{}' from generate_series(1, 501) n`,
    );
    const reply = (state: string, age: string) =>
      query(
        databaseUrl,
        `insert into outbox (bot_id, chat_id, reply, locale, trace, received_at, state, created_at)
         values (123456, 1, '{}', 'en', 'trace', now(), $1, now() - $2::interval)`,
        [state, age],
      );
    await reply('failed', '1 day');
    await query(
      databaseUrl,
      "insert into dead_letter (bot_id, update_id, payload, attempts, error) values (123456, 1, '', 5, 'Error')",
    );
    const env = await playTelegram();
    const found = await findings(env);
    expect(found.daemons).toMatchObject({
      state: 'warn',
      words: expect.stringContaining('the outbox is out of reach'),
    });
    expect(found.backlog).toMatchObject({ state: 'warn', words: '501 updates wait in the buffer' });
    expect(found.outbox).toMatchObject({ state: 'warn', words: '1 reply failed for good' });
    expect(found['dead letters']).toMatchObject({ state: 'warn' });
    await reply('pending', '20 min');
    expect((await findings(env)).outbox).toMatchObject({
      state: 'wrong',
      words: '1 reply waits, the oldest for 20 min',
    });
  });
});

describe('Redis', () => {
  test('is out of reach', async () => {
    const env = { ...(await playTelegram()), REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
    const found = await findings(env);
    expect(found.redis).toMatchObject({ state: 'wrong', words: expect.stringContaining('ECONNREFUSED') });
    expect(found['redis memory']).toMatchObject({ state: 'skipped' });
  });

  test('may drop what waits, and much waits', async () => {
    const redis = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] });
    onTestFinished(() => redis.stop());
    const buffer = openRedisBuffer({ url: redis.url, botId: 123456, onError: () => {} });
    const env = { ...(await playTelegram()), REDIS_URL: redis.url };
    const update = { payload: '{}', trace: 'trace', receivedAt: new Date() };
    await expect.poll(() => buffer.backlog().catch(() => [])).toHaveLength(partitionCount);
    await buffer.push(Array.from({ length: 600 }, (_, n) => ({ ...update, updateId: n, chatId: n })));
    await buffer.close();
    const found = await findings(env);
    expect(found['redis memory']).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/^maxmemory-policy is allkeys-lru/),
    });
    expect(found['redis backlog']).toMatchObject({ state: 'warn', words: '600 updates wait in the buffer' });
  });

  test.each([
    ['redis://127.0.0.1:6379', 'ok'],
    ['redis://localhost', 'ok'],
    ['redis://[::1]:6379', 'ok'],
    ['redis://cache.example.com:6379/2', 'warn'],
    ['rediss://cache.example.com', 'warn'],
    ['redis://10.0.0.5', 'warn'],
    ['redis://:secret@10.0.0.5', 'ok'],
    ['rediss://spndr:secret@cache.example.com', 'ok'],
  ])('%s lets in whom it should: %s', (url, state) => {
    const verdict = redisAccessVerdict(url);
    expect(verdict).toMatchObject({ state });
    expect(JSON.stringify(verdict)).not.toContain('secret');
  });

  test('is too old', () => {
    expect(redisVersionVerdict('4.0.9')).toMatchObject({ state: 'wrong' });
  });
});
