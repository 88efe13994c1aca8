import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { partitionCount } from '../../src/daemon/buffer/buffer.ts';
import { outputOf } from '../../src/ledger/backup/program.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runCli } from '../helpers/cli.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';
import { quickHashing } from '../helpers/quick-hashing.ts';
import { startRedis } from '../helpers/redis.ts';
import { missingForSystemPostgres, startSystemPostgres } from '../helpers/system-postgres.ts';

/** Words that are looked for wherever something is kept or shown. */
const words = {
  password: 'canary correct horse',
  changed: 'canary battery staple',
  email: 'canary.mail@example.com',
  buffered: 'canarybuffered',
  recorded: 'canaryrecorded',
  refused: 'canaryrefused',
  poisoned: 'canarypoisoned',
  half: 'canaryhalf',
};

/** Secrets of the operator: they stand in no place at all that is looked at here. */
const secrets = {
  webhookSecret: 'canary-webhook-secret',
  pepper: 'canary pepper of more than 32 characters',
  redisPassword: 'canary-redis-password',
};

/**
 * A database on a server that the pg_dump of this machine fits, and what that writes of it, in plain text. Where there is
 * none the tables alone are read, which SPNDR_TEST_TOOLS=required does not put up with.
 */
async function dumpable(
  context: TestContext,
): Promise<{ readonly url: string; readonly pgDump: (() => Promise<string>) | null }> {
  const missing = await missingForSystemPostgres();
  if (missing !== null && process.env.SPNDR_TEST_TOOLS !== 'required') {
    process.stderr.write(`without pg_dump: "${context.task.name}": ${missing}\n`);
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    return { url: database.url, pgDump: null };
  }
  const server = await startSystemPostgres(context);
  onTestFinished(() => server.stop());
  await query(server.url, 'create database canaries');
  const url = server.url.replace(/postgres$/, 'canaries');
  await migrateUp(url, () => {});
  const pgDump = async () => {
    let text = '';
    for await (const piece of outputOf('pg_dump', ['--format=plain', `--dbname=${url}`], {}))
      text += piece.toString('latin1');
    return text;
  };
  return { url, pgDump };
}

/** Everything in the tables of a database, by table. */
async function dump(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace`,
  );
  const tables = new Map<string, string>();
  for (const { name } of rows) {
    const { rows: lines } = await client.query<{ line: string }>(`select t::text as line from "${name}" t`);
    tables.set(name, lines.map(({ line }) => line).join('\n'));
  }
  return tables;
}

/** Everything in the files below a directory, by name; those of the append-only log together as .aof. */
function filesIn(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = /\.aof$/.test(entry.name) ? '.aof' : entry.name;
    files.set(name, (files.get(name) ?? '') + readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  }
  return files;
}

test('passwords and messages stand in the clear nowhere but in the ledger, secrets nowhere', {
  timeout: 120_000,
}, async (context) => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const database = await dumpable(context);
  const redis = await startRedis({ args: ['--appendonly', 'yes', '--rdbcompression', 'no'] });
  onTestFinished(() => redis.stop());
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(() => client.end());
  const asking = new Redis(redis.url);
  onTestFinished(() => asking.disconnect());
  const env = {
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url.replace('redis://', `redis://:${secrets.redisPassword}@`),
    SPNDR_WEBHOOK_SECRET: secrets.webhookSecret,
    SPNDR_PEPPER: secrets.pepper,
  };
  // like config set, but it does not reach the append-only file
  await asking.call('ACL', 'SETUSER', 'default', `>${secrets.redisPassword}`);
  const daemon = spawnDaemon({
    mode: 'polling',
    env: { ...env, ...quickHashing, SPNDR_ADMIN_LISTEN: '127.0.0.1:0', SPNDR_LOG_LEVEL: 'trace' },
  });
  onTestFinished(() => daemon.signal('SIGKILL'));
  await daemon.logged('running');
  const { port } = await daemon.logged('health and metrics are served');
  // in two parts: pg_dump writes functions too
  await client.query(`
    create function refuse() returns trigger language plpgsql as
      $$ begin if new.item ~ ('canary' || 'poisoned') then raise exception 'no % today', new.item; end if; return new; end $$;
    create trigger refuse before insert on purchase for each row execute function refuse();`);
  const me = sandbox.person({ firstName: 'Me', languageCode: 'en' });
  const say = async (text: string) => {
    me.say(text);
    return (await me.nextAnswer(20_000)).text;
  };
  const outbox = async () => (await dump(client)).get('outbox') ?? '';

  for (const line of ['hi', 'y', '2', words.email]) await say(line);
  // The question for the password is open: the conversation holds the address.
  const open = await dump(client);
  expect(open.get('conversation')).not.toBe('');
  expect(open.get('conversation')).not.toContain(words.email);
  expect(await say(words.password)).toContain('is ready');
  expect(await say(`/password ${words.changed}`)).toContain('What should the password of');
  expect(await say(words.changed)).toContain('is changed');
  for (const password of [words.password, words.changed])
    expect(me.chat.messages.map(({ text }) => text).join('\n')).not.toContain(password);

  // Replies that have to wait, because Telegram says so, and one that it does not take.
  const waits = async (text: string) => {
    sandbox.failNext('sendMessage', { times: 1, with: { status: 429, retryAfter: 1 } });
    const answer = say(text);
    let waiting = '';
    const look = async () => {
      waiting = await outbox();
      return waiting;
    };
    await expect.poll(look, { timeout: 10_000 }).toContain('sealed.1.');
    return { waiting, said: await answer };
  };
  const { waiting: recorded } = await waits(`12.50 ${words.recorded}`);
  const { waiting: link, said: linkMessage } = await waits('/link');
  const [, code = 'none'] = /start=([\w-]{22})/.exec(linkMessage) ?? [];
  expect(code).not.toBe('none');
  for (const canary of [...Object.values(words), code]) expect(recorded + link).not.toContain(canary);
  sandbox.failNext('sendMessage', { times: 1, with: { status: 400, body: { ok: false, error_code: 400 } } });
  me.say(`2 ${words.refused}`);
  await expect.poll(outbox, { timeout: 10_000 }).toContain('failed');

  // Nothing is processed while somebody else has the partitions: what is said stands in Redis.
  const [botId = '', token = ''] = sandbox.token.split(':');
  const keys = Array.from({ length: partitionCount }, (_, at) => BigInt(botId) * 16n + BigInt(at));
  for (const key of keys) await client.query('select pg_advisory_lock($1)', [key]);
  me.say(`3 ${words.buffered}`);
  const backlog = async () => {
    const lengths = await Promise.all((await asking.keys('*')).map((key) => asking.xlen(key)));
    return lengths.reduce((sum, length) => sum + length, 0);
  };
  await expect.poll(backlog, { timeout: 10_000 }).toBe(1);
  await asking.save();
  const kept = filesIn(redis.dir);
  for (const file of ['dump.rdb', '.aof']) expect(kept.get(file)).toContain('sealed.1.');
  for (const canary of [...Object.values({ ...words, ...secrets }), token, code])
    for (const text of kept.values()) expect(text).not.toContain(canary);
  await client.query('select pg_advisory_unlock_all()');
  expect((await me.nextAnswer(20_000)).text).toContain(words.buffered);

  expect(await say(`4 ${words.poisoned}`)).toContain('Sorry');
  await say('/new');
  await say(words.half);

  // What was delivered is forgotten a moment later.
  await expect.poll(async () => (await outbox()).split('\n').length, { timeout: 10_000 }).toBe(1);
  const tables = await dump(client);
  const standsIn = (canary: string) =>
    [...tables].filter(([, text]) => text.includes(canary)).map(([name]) => name);
  for (const canary of [words.password, words.changed, words.poisoned, words.half, code])
    expect(standsIn(canary)).toEqual([]);
  for (const canary of [sandbox.token, token, ...Object.values(secrets)])
    expect(standsIn(canary)).toEqual([]);
  expect(standsIn(words.email)).toEqual(['account']);
  const ledger = ['entry_message', 'purchase', 'purchase_cue', 'purchase_revision'];
  for (const canary of [words.recorded, words.refused]) expect(standsIn(canary).sort()).toEqual(ledger);
  for (const name of ['dead_letter', 'outbox', 'conversation'])
    expect(tables.get(name)).toContain('sealed.1.');

  const gone = [
    words.password,
    words.changed,
    words.poisoned,
    words.half,
    code,
    token,
    ...Object.values(secrets),
  ];
  const dumped = await database.pgDump?.();
  if (dumped !== undefined) {
    for (const held of ['COPY public.outbox', 'sealed.1.', words.recorded, words.email])
      expect(dumped).toContain(held);
    for (const canary of gone) expect(dumped).not.toContain(canary);
  }

  const backup = join(tmpdir(), 'canaries.tar.gz');
  expect((await runCli(['backup', '--format', 'snapshot', backup], { env })).code).toBe(0);
  const backedUp = gunzipSync(readFileSync(backup)).toString('latin1');
  expect(backedUp).toContain(words.recorded);
  for (const canary of gone) expect(backedUp).not.toContain(canary);

  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const shown = [metrics];
  for (const args of [
    ['dead', 'list'],
    ['dead', 'show', '1'],
    ['outbox', 'list'],
    ['status', '--json'],
  ]) {
    const { code: exit, stdout, stderr } = await runCli(args, { env });
    expect({ args, exit }).toEqual({ args, exit: 0 });
    shown.push(stdout, stderr);
  }
  expect(await daemon.stop()).toBe(0);
  shown.push(JSON.stringify(daemon.log), daemon.stderr());
  const everything = shown.join('\n');
  expect(everything).toContain('now a dead letter');
  expect(everything).toContain('spndr_updates_received_total');
  for (const canary of [...Object.values({ ...words, ...secrets }), token, code])
    expect(everything).not.toContain(canary);
});
