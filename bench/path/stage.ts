import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/ledger/embedded/embedded.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';
import { startReaper } from '../../test/helpers/reaper.ts';
import { type RedisServer, startRedis } from '../../test/helpers/redis.ts';
import { type Usage, usageOf } from './figures.ts';
import { seedAccounts } from './people.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { type Spndr, startSpndr } from './subjects.ts';
import { startTelegram, type Telegram } from './telegram-process.ts';

/** The servers shared by all measurements of a run, which take turns. */
export interface Stage {
  readonly directory: string;
  readonly postgres: Postgres;
  readonly redis: RedisServer;
  /** Creates a migrated database; drops the previous one. */
  freshDatabase(): Promise<string>;
  close(): Promise<void>;
}

/** Starts Postgres and Redis with their files below `directory`; they end with this process, however it ends. */
export async function openStage(directory = tmpdir()): Promise<Stage> {
  const folder = await mkdtemp(join(directory, 'spndr-bench-'));
  await chmod(folder, 0o711);
  const reaper = startReaper(folder);
  const postgres = await startPostgres(join(folder, 'postgres'));
  const redis = await startRedis();
  let current: string | null = null;
  let count = 0;
  return {
    directory: folder,
    postgres,
    redis,
    async freshDatabase() {
      if (current !== null) await postgres.dropDatabase(current);
      count += 1;
      current = `bench_${count}`;
      await postgres.createDatabase(current);
      return postgres.url(current);
    },
    async close() {
      await Promise.all([postgres.stop(), redis.stop()]);
      await reaper.reap();
    },
  };
}

/** CPU milliseconds per update, and resident memory in MiB at the end, by process. */
export interface Cost {
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly residentMiB: Readonly<Record<string, number>>;
}

/** The processes to measure; `children`: with the processes they started. */
export type Processes = Readonly<
  Record<string, { readonly pids: readonly number[]; readonly children?: boolean }>
>;

/** Begins to count usage; the returned function ends it. */
export function countUsage(processes: Processes): (answered: number) => Cost {
  const look = () =>
    Object.entries(processes).map(
      ([name, { pids, children = false }]) => [name, usageOf(pids, { children })] as const,
    );
  const before = new Map<string, Usage>(look());
  return (answered) => {
    const after = look();
    const cpuMs = after.map(([name, { cpuSeconds }]) => {
      const used = cpuSeconds - (before.get(name)?.cpuSeconds ?? 0);
      return [name, (used * 1_000) / answered] as const;
    });
    return {
      cpuMs: Object.fromEntries(cpuMs),
      residentMiB: Object.fromEntries(after.map(([name, { residentMiB }]) => [name, residentMiB])),
    };
  };
}

/** A Bot API, and a spndr on it with an account for each of some people. */
export interface Rig {
  readonly telegram: Telegram;
  readonly spndr: Spndr;
  /** null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly botId: number;
  readonly processes: Processes;
  strike(): Promise<void>;
}

export interface RigOptions {
  readonly mode: 'polling' | 'webhook';
  readonly people: readonly number[];
  /** `embedded`: only what comes with spndr; `servers`: Postgres and Redis. */
  readonly storage: 'servers' | 'embedded';
  readonly daemons?: number;
  /** Fills the database, instead of `seedAccounts` with its defaults. */
  readonly seed?: (url: string, botId: number) => Promise<void>;
}

/** Sets up a fresh spndr for one measurement. */
export async function setUp(stage: Stage, options: RigOptions): Promise<Rig> {
  const { mode, people, storage, daemons = 1 } = options;
  const telegram = await startTelegram();
  const botId = Number(telegram.token.split(':')[0]);
  await telegram.people(people);
  const dataDir = await mkdtemp(join(stage.directory, 'data-'));
  await chmod(dataDir, 0o700);
  const seed = options.seed ?? ((url: string) => seedAccounts(url, botId, people));
  const servers = storage === 'servers';
  const databaseUrl = servers ? await stage.freshDatabase() : null;
  if (databaseUrl === null) await withEmbedded(dataDir, (url) => seed(url, botId));
  else await seed(databaseUrl, botId);
  const redisUrl = servers ? stage.redis.url : null;
  const spndr = await startSpndr({ mode, telegram, databaseUrl, redisUrl, dataDir, daemons });
  const postgresPid = servers ? stage.postgres.pid : await pidIn(join(dataDir, 'database'));
  return {
    telegram,
    spndr,
    databaseUrl,
    botId,
    processes: {
      spndr: { pids: spndr.pids },
      postgres: { pids: [postgresPid], children: true },
      ...(servers ? { redis: { pids: [stage.redis.pid] } } : {}),
      telegram: { pids: [telegram.pid] },
      load: { pids: [process.pid] },
    },
    async strike() {
      await spndr.stop();
      await telegram.stop();
    },
  };
}

async function withEmbedded(dataDir: string, work: (url: string) => Promise<void>): Promise<void> {
  const server = await openEmbedded(dataDir, () => undefined);
  try {
    await migrateUp(server.url, () => undefined);
    await work(server.url);
  } finally {
    await server.stop();
  }
}

async function pidIn(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
