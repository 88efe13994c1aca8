import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { partitionCount } from '../../src/daemon/buffer/buffer.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { everything } from '../helpers/filled.ts';
import { freshDatabase } from '../helpers/postgres.ts';
import { quickHashing } from '../helpers/quick-hashing.ts';
import { startRedis } from '../helpers/redis.ts';
import { openTestStore } from '../helpers/store.ts';

/** Words that must be nowhere once the account is erased. */
const canaries = {
  email: 'canary.mail@example.com',
  eraser: 'Canaryeraser',
  partner: 'Canarypartner',
  item: 'canaryitem',
  vendor: 'Canaryvendor',
  category: 'canarycategory',
  half: 'canaryhalf',
  poison: 'canarypoison',
  failed: 'canaryfailed',
  before: 'canarybefore',
  behind: 'canarybehind',
};

/** Everything in the files below a directory. */
function filesIn(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

test('an erased account is nowhere: in no table, not in the buffer, in nothing that is sent or logged', {
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
  const daemon = spawnDaemon({
    mode: 'polling',
    env: {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      SPNDR_LOG_LEVEL: 'trace',
      ...quickHashing,
    },
  });
  onTestFinished(() => daemon.signal('SIGKILL'));
  await daemon.logged('running');
  await client.query(`
    create function refuse() returns trigger language plpgsql as
      $$ begin if new.item ~ 'canarypoison' then raise exception 'no'; end if; return new; end $$;
    create trigger refuse before insert on purchase for each row execute function refuse();`);
  const me = sandbox.person({ firstName: canaries.eraser, languageCode: 'en' });
  const partner = sandbox.person({ firstName: canaries.partner, languageCode: 'en' });
  const say = async (text: string, person = me) => {
    person.say(text);
    return (await person.nextAnswer(20_000)).text;
  };

  for (const line of ['hi', 'y', '2', canaries.email]) await say(line);
  expect(await say('correct horse')).toContain('is ready');
  const code = /start=([\w-]{22})/.exec(await say('/link'))?.[1];
  expect(await say(`/start ${code}`, partner)).toContain('logged in');
  await me.nextAnswer(20_000); // told of the partner
  await say(`12.50 ${canaries.item} @ ${canaries.vendor} #${canaries.category}`);
  expect(await say(`4 ${canaries.poison}`)).toContain('Sorry');
  for (const line of ['/new', canaries.half]) await say(line, partner);

  // What failed to be delivered is kept, until it is erased.
  const there = sandbox.person({ firstName: 'Third', languageCode: 'en' });
  const second = /start=([\w-]{22})/.exec(await say('/link'))?.[1];
  await say(`/start ${second}`, there);
  await me.nextAnswer(20_000);
  await partner.nextAnswer(20_000);
  there.block();
  there.say(`5 ${canaries.failed}`);
  const waiting = async () => (await everything(database.url)).outbox?.length;
  await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
  await say('/erase');

  // While nobody takes anything out of the buffer, words of both stand in it before and behind the last one.
  const [botId = ''] = sandbox.token.split(':');
  for (let partition = 0; partition < partitionCount; partition += 1)
    await client.query('select pg_advisory_lock($1)', [BigInt(botId) * 16n + BigInt(partition)]);
  partner.say(canaries.before);
  me.say(canaries.email);
  partner.say(`6 ${canaries.behind}`);
  me.say(`7 ${canaries.behind}`);
  const backlog = async () => {
    const keys = await asking.keys('*');
    const lengths = await Promise.all(keys.map((key) => asking.xlen(key)));
    return lengths.reduce((sum, length) => sum + length, 0);
  };
  await expect.poll(backlog, { timeout: 10_000 }).toBeGreaterThan(1);
  await client.query('select pg_advisory_unlock_all()');
  expect((await me.nextAnswer(20_000)).text).toMatch(/^Done: the account and everything in it are gone/);
  expect((await me.nextAnswer(20_000)).text).toMatch(/^👋 Hi/);

  await expect.poll(backlog, { timeout: 10_000 }).toBe(0);
  await expect.poll(async () => (await everything(database.url)).outbox, { timeout: 10_000 }).toEqual([]);
  const tables = await everything(database.url);
  const left = Object.entries(tables).filter(([, rows]) => rows.length > 0);
  expect(left.map(([name]) => name).sort()).toEqual(
    ['conversation', 'daemon', 'handled_update', 'poll_lease', 'spndr_migration'].sort(),
  );
  await asking.save();
  const everywhere = [
    ...Object.values(tables).flat(),
    filesIn(redis.dir),
    JSON.stringify(daemon.log),
    daemon.stderr(),
  ].join('\n');
  for (const canary of Object.values(canaries)) expect(everywhere).not.toContain(canary);
  expect(await daemon.stop()).toBe(0);
});

test('what the same batch said before it is not sent any more, and an export in it is waited for', async () => {
  const fresh = await freshDatabase();
  const { database, batch, waiting, close } = await openTestStore(fresh.url);
  onTestFinished(async () => {
    await close();
    await fresh.drop();
  });
  const keysTo = async (wanted: number) =>
    (await waiting()).flatMap(({ chatId, reply }) => {
      const { text } = reply as { text?: { key: string }[] };
      return chatId === wanted ? (text?.[0]?.key ?? []) : [];
    });
  const email = 'ann@example.com';
  await batch(['/link']);
  const link = JSON.stringify(await waiting());
  await batch([[2, `/start ${/start=([\w-]{22})/.exec(link)?.[1]}`]]);

  await database.deleteFrom('outbox').execute();
  await batch(['/erase', '/export json', email, [2, '/help']]);
  expect((await keysTo(1)).slice(1)).toContain('erase-file-waits');
  expect(await keysTo(2)).toEqual(['help-entries']);

  await database.updateTable('outbox').set({ state: 'failed' }).execute();
  await batch([[2, '/show'], [2, '/new'], email, [2, 'tea'], 'hi']);
  expect(await keysTo(1)).toEqual(['erased', 'welcome']);
  expect(await keysTo(2)).toEqual(['erased-by', 'welcome']);
  expect(await database.selectFrom('account').select('id').execute()).toEqual([]);
});
