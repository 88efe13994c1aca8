import { appendFile, chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preparePlace } from '../../src/ledger/embedded/account.ts';
import { run } from '../../src/ledger/embedded/run.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';
import { query, startCluster } from '../../test/faults/cluster.ts';
import { freePort } from '../../test/helpers/ports.ts';

/** A Postgres server for measurements, with fsync and synchronous_commit on. */
export interface Postgres {
  /** Such as "PostgreSQL 15". */
  readonly name: string;
  /** Of the postmaster. */
  readonly pid: number;
  url(database: string): string;
  /** Creates a migrated database. */
  createDatabase(name: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

const debianServers = '/usr/lib/postgresql';

/**
 * Starts a server with its files in `dir`: the newest installed from the system's packages, as operators run it; else
 * the embedded one, which is built for size.
 */
export async function startPostgres(dir: string): Promise<Postgres> {
  const versions = await readdir(debianServers).catch(() => []);
  const [newest] = versions.map(Number).sort((one, other) => other - one);
  return newest ? startInstalled(dir, newest) : startEmbedded(dir);
}

async function startEmbedded(dir: string): Promise<Postgres> {
  const cluster = await startCluster(dir, { durable: true });
  return { ...cluster, name: 'the embedded PostgreSQL', pid: await cluster.pid() };
}

async function startInstalled(dir: string, major: number): Promise<Postgres> {
  const place = await preparePlace(dir);
  if (place.account) await chmod(dir, 0o777);
  const data = join(dir, 'data');
  const programs = join(debianServers, String(major), 'bin');
  const call = async (program: string, args: readonly string[]) => {
    const { problem } = await run(join(programs, program), args, place.account, dir);
    if (problem !== null) throw new Error(`${program} of PostgreSQL ${major}: ${problem}`);
  };
  await call('initdb', ['-D', data, '-U', 'spndr', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']);
  const port = await freePort();
  await appendFile(
    join(data, 'postgresql.conf'),
    `port = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '${data}'\n`,
  );
  const control = (...args: string[]) => call('pg_ctl', ['-D', data, '-w', '-s', ...args]);
  await control('-l', join(data, 'server.log'), 'start');
  // by its socket, in the same directory
  const url = (database: string) => `postgres://spndr@${encodeURIComponent(data)}:${port}/${database}`;
  return {
    name: `PostgreSQL ${major}`,
    pid: Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]),
    url,
    async createDatabase(name) {
      await query(url('postgres'), `create database ${name}`);
      await migrateUp(url(name), () => undefined);
    },
    async dropDatabase(name) {
      await query(url('postgres'), `drop database ${name} with (force)`);
    },
    stop: () => control('-m', 'fast', 'stop'),
  };
}
