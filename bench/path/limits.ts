import { execFile, spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { shippedSpndr } from '../../test/helpers/build.ts';
import { median } from './figures.ts';
import { peopleOf, seedAccounts } from './people.ts';
import { type Stage, setUp } from './stage.ts';
import { startBot } from './subjects.ts';
import { fixed, type Table, whole } from './table.ts';

const clients = 64;
const run = promisify(execFile);

/** The maximum that this machine achieves for each part of the path by itself. */
export async function limits(stage: Stage, seconds: number): Promise<Table> {
  const rows = [
    [`purchase insert and commit, pgbench, 1 client`, await pgbench(stage, 1, seconds)],
    [`the same, ${clients} clients`, await pgbench(stage, clients, seconds)],
    [`Redis XADD of an update, ${clients} at a time`, await xadd(stage.redis.url, seconds)],
    [`bare node:http, ${clients} connections`, await bareHttp(seconds)],
  ] as const;
  for (const [name, perSecond] of rows) console.log(`${name}: ${whole(perSecond)}/s`);
  return {
    title: 'What this machine can do',
    note: `Each part by itself, measured in the same run; ${stage.postgres.name} with fsync and synchronous_commit on.`,
    head: ['', 'a second'],
    rows: rows.map(([name, perSecond]) => [name, whole(perSecond)]),
  };
}

const insert = `\\set account random(1, ${clients})
insert into purchase (account_id, number, item, amount, currency, day, bot_id, chat_id, message_id)
values (:account, nextval('numbers'), 'Coffee', 350, 'EUR', current_date, 1, 0, nextval('numbers'));
`;

async function pgbench(stage: Stage, concurrency: number, seconds: number): Promise<number> {
  const url = await stage.freshDatabase();
  await seedAccounts(url, 1, peopleOf(clients), 1);
  const script = join(await mkdtemp(join(tmpdir(), 'spndr-bench-')), 'insert.sql');
  await writeFile(script, insert);
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create sequence numbers start 1000');
  await client.end();
  try {
    const { stdout } = await run('pgbench', [
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${concurrency}`,
      `--jobs=${Math.min(2, concurrency)}`,
      `--time=${seconds}`,
      `--file=${script}`,
      url,
    ]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } catch {
    console.log('pgbench is not installed: its figures are missing');
    return Number.NaN;
  }
}

async function xadd(url: string, seconds: number): Promise<number> {
  const redis = new Redis(url);
  const payload = 'x'.repeat(600);
  let count = 0;
  const untilMs = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      for (; performance.now() < untilMs; count += 1)
        await redis.xadd(
          `bench:${index % 16}`,
          'MAXLEN',
          '~',
          '1000',
          '*',
          'update',
          '1',
          'payload',
          payload,
        );
    }),
  );
  await redis.flushdb();
  redis.disconnect();
  return count / seconds;
}

async function bareHttp(seconds: number): Promise<number> {
  const bot = await startBot('bare', { url: '', token: '' });
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const body = JSON.stringify({ update_id: 1, message: { text: 'x'.repeat(300) } });
  let count = 0;
  const untilMs = performance.now() + seconds * 1_000;
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const request = http.request({
        port: bot.port,
        method: 'POST',
        agent,
        headers: { 'content-length': body.length },
      });
      request.on('response', (response) => response.resume().on('end', resolve));
      request.on('error', reject);
      request.end(body);
    });
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (; performance.now() < untilMs; count += 1) await post();
    }),
  );
  agent.destroy();
  await bot.stop();
  return count / seconds;
}

/** How long an operator waits for the version, and for the first poll. */
export async function startUps(stage: Stage): Promise<Table> {
  const bare = await timed(['-e', '0']);
  const version = await timed([shippedSpndr, '--version']);
  const starts = async (storage: 'servers' | 'embedded') => {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const rig = await setUp(stage, { mode: 'polling', storage, people: peopleOf(1) });
      times.push(rig.spndr.startedMs);
      await rig.strike();
    }
    return median(times);
  };
  const rows = [
    ['node -e 0', bare],
    ['spndr --version', version],
    ['spndr start --polling, to the first poll, external servers', await starts('servers')],
    ['the same, with an existing embedded database', await starts('embedded')],
  ] as const;
  for (const [name, ms] of rows) console.log(`${name}: ${whole(ms)} ms`);
  return {
    title: 'Starting',
    note: `Medians. \`spndr --version\` takes ${fixed(version / bare, 2)} × bare node.`,
    head: ['', 'ms'],
    rows: rows.map(([name, ms]) => [name, whole(ms)]),
  };
}

async function timed(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const beganMs = performance.now();
    await new Promise((resolve) => spawn(process.execPath, args, { stdio: 'ignore' }).once('exit', resolve));
    times.push(performance.now() - beganMs);
  }
  return median(times);
}
