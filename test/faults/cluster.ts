import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { preparePlace } from '../../src/ledger/embedded/account.ts';
import { findBinaries } from '../../src/ledger/embedded/binaries.ts';
import { clusterDir, ensureCluster, readPassword, role } from '../../src/ledger/embedded/cluster.ts';
import { run } from '../../src/ledger/embedded/run.ts';
import { readPostmaster, startServer } from '../../src/ledger/embedded/server.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';

/** A Postgres of the harness's own, which may be treated badly. */
export interface Cluster {
  /** The URL of one of its databases. */
  url(database: string): string;
  /** Makes a migrated database. */
  createDatabase(name: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Of its first process, which has started the others. */
  pid(): Promise<number>;
  /** `pg_ctl stop -m immediate`: as a crash of the machine, but for what its disk cache holds. */
  crash(): Promise<void>;
  /** Starts it where it was, which recovers it from a crash. Fulfils when it takes connections. */
  start(): Promise<void>;
  isUp(): Promise<boolean>;
  stop(): Promise<void>;
}

const template = 'spndr_template';
const mostStarts = 20;

/**
 * Makes and starts a cluster in `dataDir`. `durable`: with fsync, as an operator has it; without, commits outlive
 * crashes of the server, but not of the machine.
 */
export async function startCluster(dataDir: string, options: { durable: boolean }): Promise<Cluster> {
  const place = await preparePlace(dataDir);
  const binaries = await findBinaries(place.dataDir, place.account, () => undefined);
  await ensureCluster(place, binaries, () => undefined);
  const password = await readPassword(place);
  let port: number | null = null;

  async function start(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const problem = await startServer(place, binaries, port);
      if (problem === null) break;
      if (problem !== 'again' || tries === mostStarts)
        throw new Error(
          `the harness's Postgres does not start: ${problem === 'again' ? '' : problem.problem}`,
        );
      await sleep(100);
    }
    port = (await readPostmaster(place))?.port ?? null;
  }

  async function stop(mode: 'immediate' | 'fast'): Promise<void> {
    const args = ['stop', '-s', '-w', '-m', mode, '-D', clusterDir(place)];
    const { problem } = await run(binaries.pgCtl, args, place.account, place.dataDir);
    if (problem !== null && (await isRunning()))
      throw new Error(`the harness's Postgres does not stop: ${problem}`);
  }

  async function isRunning(): Promise<boolean> {
    const text = await readFile(join(clusterDir(place), 'postmaster.pid'), 'utf8').catch(() => '');
    try {
      return text !== '' && process.kill(Number(text.split('\n')[0]), 0);
    } catch {
      return false;
    }
  }

  const url = (database: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  const admin = (sql: string) => query(url('postgres'), sql);

  await start();
  await admin(`alter system set max_connections = '120'`);
  // Commits must reach the files all the same: synchronous_commit stays on.
  if (!options.durable)
    for (const name of ['fsync', 'full_page_writes']) await admin(`alter system set ${name} = 'off'`);
  await stop('fast');
  await start();
  await admin(`create database ${template}`);
  await migrateUp(url(template), () => undefined);

  return {
    url,
    createDatabase: async (name) => {
      await admin(`create database ${name} template ${template}`);
    },
    dropDatabase: async (name) => {
      await admin(`drop database ${name} with (force)`);
    },
    pid: async () => (await readPostmaster(place))?.pid ?? 0,
    crash: () => stop('immediate'),
    start,
    isUp: async () =>
      admin('select 1').then(
        () => true,
        () => false,
      ),
    stop: () => stop('fast'),
  };
}

/** Runs statements on a connection of its own; without parameters they may be several, separated by semicolons. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'faults' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values.length > 0 ? [...values] : undefined)).rows;
  } finally {
    await client.end();
  }
}
