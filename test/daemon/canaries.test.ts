import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { partitionCount } from '../../src/daemon/buffer/buffer.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase } from '../helpers/postgres.ts';
import { startRedis } from '../helpers/redis.ts';

/** Words that are looked for wherever something is kept or shown. */
const canaries = {
  password: 'canary correct horse',
  email: 'canary.mail@example.com',
  buffered: 'canarybuffered',
  recorded: 'canaryrecorded',
  poisoned: 'canarypoisoned',
  half: 'canaryhalf',
};

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

/** Everything in the files below a directory. */
function filesIn(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

test('passwords and messages stand in the clear nowhere but in the ledger', {
  timeout: 120_000,
}, async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const redis = await startRedis({ args: ['--appendonly', 'yes', '--rdbcompression', 'no'] });
  onTestFinished(() => redis.stop());
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(() => client.end());
  const asking = new Redis(redis.url);
  onTestFinished(() => asking.disconnect());
  const secret = 'canary-webhook-secret';
  const daemon = spawnDaemon({
    mode: 'polling',
    env: {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      SPNDR_WEBHOOK_SECRET: secret,
      SPNDR_LOG_LEVEL: 'trace',
    },
  });
  onTestFinished(() => daemon.signal('SIGKILL'));
  await daemon.logged('running');
  await client.query(`
    create function refuse() returns trigger language plpgsql as
      $$ begin if new.item ~ 'canarypoisoned' then raise exception 'no % today', new.item; end if; return new; end $$;
    create trigger refuse before insert on purchase for each row execute function refuse();`);
  const me = sandbox.person({ firstName: 'Me', languageCode: 'en' });
  const say = async (text: string) => {
    me.say(text);
    return (await me.nextAnswer(20_000)).text;
  };

  for (const line of ['hi', 'y', '2', canaries.email]) await say(line);
  // The question for the password is open: the conversation holds the address.
  const open = await dump(client);
  expect(open.get('conversation')).not.toBe('');
  expect(open.get('conversation')).not.toContain(canaries.email);
  expect(await say(canaries.password)).toContain('is ready');
  expect(me.chat.messages.map(({ text }) => text).join('\n')).not.toContain(canaries.password);
  await say(`12.50 ${canaries.recorded}`);

  // Nothing is processed while somebody else has the partitions: what is said stands in Redis.
  const [botId = ''] = sandbox.token.split(':');
  const keys = Array.from({ length: partitionCount }, (_, at) => BigInt(botId) * 16n + BigInt(at));
  for (const key of keys) await client.query('select pg_advisory_lock($1)', [key]);
  me.say(`3 ${canaries.buffered}`);
  await expect.poll(async () => (await asking.keys('*')).length, { timeout: 10_000 }).toBeGreaterThan(0);
  await asking.save();
  const kept = filesIn(redis.dir);
  expect(kept).toContain('sealed.1.');
  for (const canary of Object.values(canaries)) expect(kept).not.toContain(canary);
  await client.query('select pg_advisory_unlock_all()');
  expect((await me.nextAnswer(20_000)).text).toContain(canaries.buffered);

  expect(await say(`4 ${canaries.poisoned}`)).toContain('Sorry');
  await say('/new');
  await say(canaries.half);

  // What was delivered is forgotten a moment later.
  await expect.poll(async () => (await dump(client)).get('outbox'), { timeout: 10_000 }).toBe('');
  const tables = await dump(client);
  const standsIn = (canary: string) =>
    [...tables].filter(([, text]) => text.includes(canary)).map(([name]) => name);
  expect(standsIn(canaries.password)).toEqual([]);
  expect(standsIn(canaries.poisoned)).toEqual([]);
  expect(standsIn(canaries.half)).toEqual([]);
  expect(standsIn(canaries.email)).toEqual(['account']);
  const ledger = ['entry_message', 'purchase', 'purchase_cue', 'purchase_revision'];
  expect(standsIn(canaries.recorded).sort()).toEqual(ledger);
  expect(tables.get('dead_letter')).toContain('sealed.1.');
  for (const text of tables.values()) {
    expect(text).not.toContain(sandbox.token);
    expect(text).not.toContain(secret);
  }

  expect(await daemon.stop()).toBe(0);
  const said = [JSON.stringify(daemon.log), daemon.stderr()].join('\n');
  expect(said).toContain('now a dead letter');
  const secrets = [...Object.values(canaries), sandbox.token, sandbox.token.split(':')[1] ?? '', secret];
  for (const canary of secrets) expect(said).not.toContain(canary);
});
