import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type RunningDaemon, spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { freshRedis } from '../helpers/redis.ts';

/** Two daemons that poll for one bot, on one Postgres and one Redis. */

let sandbox: Sandbox;
let database: TestDatabase;
let daemons: RunningDaemon[];

beforeEach(async () => {
  sandbox = await startSandbox();
  database = await freshDatabase();
  const env = {
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: database.url,
    REDIS_URL: await freshRedis(),
  };
  const first = spawnDaemon({ mode: 'polling', env });
  await first.logged('running');
  const second = spawnDaemon({ mode: 'polling', env });
  await second.logged('another daemon polls for this bot; this one takes over when it ends');
  daemons = [first, second];
});

afterEach(async () => {
  await Promise.all(daemons.map((daemon) => daemon.stop()));
  await sandbox.stop();
  await database.drop();
});

const conflicts = () => sandbox.calls.filter(({ status }) => status === 409);

test('one polls, the other takes over when it is killed', { timeout: 30_000 }, async () => {
  const [first, second] = daemons;
  const person = sandbox.person();
  person.say('hi');
  await person.nextAnswer();
  expect(conflicts()).toEqual([]);

  first!.signal('SIGKILL');
  await first!.ended;
  person.say('n');
  await person.nextAnswer(10_000);
  await second!.logged('polling is taken over');
});

test('a daemon that stops leaves the poll to the other at once', { timeout: 30_000 }, async () => {
  const [first, second] = daemons;
  const person = sandbox.person();
  person.say('hi');
  await person.nextAnswer();
  expect(await first!.stop()).toBe(0);
  person.say('n');
  await person.nextAnswer();
  await second!.logged('polling is taken over');
});
