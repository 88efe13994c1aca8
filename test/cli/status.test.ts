import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { define } from '../../src/cli/commands/status.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { shippedSpndr } from '../helpers/build.ts';
import { freshDataDir } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';
import { freshRedis } from '../helpers/redis.ts';

let databaseUrl: string;

beforeEach(async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  databaseUrl = database.url;
});

const status = (...args: string[]) => runCommand(define, ['status', ...args], { databaseUrl });
const read = async () => JSON.parse((await status('--json')).stdout);

/** Notes a daemon that spoke `secondsAgo`. */
async function reported(
  secondsAgo: number,
  more: { buffer?: string; backlog?: number[] } = {},
): Promise<void> {
  const figures = {
    updatesPerMinute: 12,
    p50Ms: 41.2,
    p99Ms: 380,
    inHand: 2,
    backlog: more.backlog ?? [],
    totals: {},
  };
  await query(
    databaseUrl,
    `insert into daemon (id, bot_id, host, pid, version, mode, buffer, seen_at, figures, last_error, last_error_at)
     values (gen_random_uuid(), 7, 'box', 4242, '1.2.3', 'webhook', $1, now() - $2 * interval '1 s', $3,
       'Telegram is out of reach; waiting for it (TelegramUnavailable)', now())`,
    [more.buffer ?? 'postgres', secondsAgo, JSON.stringify(figures)],
  );
}

test('with nothing running', async () => {
  const { code, stdout } = await status();
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      'no daemon is running; spndr start --polling starts one',
      'backlog       none',
      'outbox        nothing waits',
      'dead letters  none',
      'last update   none in the last two days',
      '',
    ].join('\n'),
  );
});

test('a daemon that runs, and one that fell silent', async () => {
  await reported(1);
  await reported(34);
  await query(
    databaseUrl,
    `insert into buffered_update (bot_id, partition, update_id, trace, received_at, chat_id, payload)
     select 7, 3, n, 'trace', now(), 1, '{}' from generate_series(1, 2) n`,
  );
  await query(
    databaseUrl,
    `insert into outbox (bot_id, chat_id, reply, locale, trace, received_at, created_at)
     values (7, 1, '{}', 'en', 'trace', now(), now() - interval '90 s')`,
  );
  await query(
    databaseUrl,
    "insert into dead_letter (bot_id, update_id, payload, attempts, error) values (7, 1, 'sealed', 5, 'Error')",
  );
  const { stdout } = await status();
  expect(stdout).toMatch(/^1 daemon runs\n/);
  expect(stdout).toMatch(/box 4242 .* 1\.2\.3 .* webhook, postgres .* 2 updates .* 12 .* 41 ms .* 380 ms/);
  expect(stdout).toContain('silent for 34 s');
  expect(stdout).toContain('backlog       2 updates (by partition 3: 2)');
  expect(stdout).toContain('outbox        1 reply waits, the oldest for 1 min');
  expect(stdout).toContain('dead letters  1; see spndr dead list');
  expect(stdout).toMatch(/last error {4}\d s ago, box 4242: Telegram is out of reach/);
});

test('what Redis holds is what the daemon says that spoke last', async () => {
  await reported(9, { buffer: 'redis', backlog: [5, 5] });
  await reported(1, { buffer: 'redis', backlog: [0, 3] });
  expect((await read()).backlog.slice(0, 3)).toEqual([0, 3, 0]);
});

test('real daemons report, and take it back when they end', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const env = {
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: databaseUrl,
    REDIS_URL: await freshRedis(),
  };
  await reported(100);
  const daemon = spawnDaemon({ mode: 'polling', env });
  onTestFinished(() => daemon.signal('SIGKILL'));
  await daemon.logged('running');
  const person = sandbox.person();
  sandbox.failNext('sendMessage', { times: 1, with: { status: 502 } });
  person.say('canary');
  await person.nextAnswer(20_000);
  await expect.poll(async () => (await read()).daemons[0]?.updatesPerMinute, { timeout: 20_000 }).toBe(1);
  await expect.poll(async () => (await read()).daemons[0]?.totals.delivered, { timeout: 20_000 }).toBe(1);
  const { daemons, outbox } = await read();
  expect(daemons).toEqual([
    expect.objectContaining({
      bot: Number(sandbox.token.split(':')[0]),
      pid: daemon.pid,
      mode: 'polling',
      buffer: 'redis',
      alive: true,
      polls: true,
      inHand: 0,
      p50Ms: expect.any(Number),
      lastError: { text: 'a reply was not delivered', at: expect.any(String) },
    }),
  ]);
  expect(daemons[0].p99Ms).toBeGreaterThanOrEqual(daemons[0].p50Ms);
  expect(outbox).toEqual({ pending: 0, sending: 0, failed: 0, oldestSeconds: null });
  expect(JSON.stringify(await query(databaseUrl, 'select * from daemon'))).not.toContain('canary');
  await daemon.stop();
  expect((await read()).daemons).toEqual([]);
});

test('--watch shows it again and again until it is told to stop', async () => {
  const child = spawn(process.execPath, [shippedSpndr, 'status', '--watch', '--json', '--every', '0.1'], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, SPNDR_DATA_DIR: freshDataDir() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  const counts: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    counts.push(JSON.parse(line).daemons.length);
    if (counts.length === 1) await reported(0);
    if (counts.filter((count) => count === 1).length === 1) child.kill('SIGINT');
  }
  expect(await ended).toBe(0);
  expect(counts[0]).toBe(0);
  expect(counts.at(-1)).toBe(1);
});
