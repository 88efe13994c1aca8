import { randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Account, fullDisk, run } from './run.ts';

/** The Postgres role that owns everything, and the name of its database; its password is kept in the cluster. */
export const role = 'spndr';

const passwordFile = 'spndr.password';

/** Initial settings for a small machine. An operator may change them in postgresql.conf. */
const settings = {
  max_connections: '50',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_checkpoints: 'off',
  // errors of statements are left to the client; their text may hold a person's words
  log_min_messages: 'log',
};

/** The directory of the cluster. */
export function clusterDir(place: Place): string {
  return join(place.dataDir, 'database');
}

/**
 * Creates the cluster if there is none: 0700, UTF-8, owned by the server's account, with a generated password. It
 * appears complete or not at all, even if other processes are creating it too. Throws an Error with the remedy if what
 * is there is no cluster that these binaries can run.
 */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  report: (line: string) => void,
): Promise<void> {
  const cluster = clusterDir(place);
  const version = await versionOf(cluster);
  if (version === binaries.major) return;
  if (version !== null)
    throw new Error(
      `${cluster} was made by Postgres ${version} and this spndr brings Postgres ${binaries.major}: ${Number(version) < Number(binaries.major) ? 'run `spndr db upgrade`, which keeps the old one too' : 'go back to the spndr that made it, or a newer one'}`,
    );
  const [old] = await oldClusters(place);
  if (old !== undefined && !(await readdir(place.dataDir)).includes('database'))
    throw new Error(
      `${cluster} is missing and ${old.path} is there: run \`spndr db upgrade\`, which was interrupted`,
    );
  if ((await readdir(cluster).catch(() => [])).length > 0)
    throw new Error(
      `${cluster} holds something other than a database: move it away, or set another SPNDR_DATA_DIR`,
    );
  report(`making the database in ${cluster}`);
  await makeCluster(place, binaries);
}

/** Whether a data directory holds a cluster, if only one that an upgrade has put aside; true if that cannot be seen. */
export async function holdsCluster(dataDir: string): Promise<boolean> {
  try {
    return (await readdir(dataDir)).some((name) => /^database(\.\d+-old)?$/.test(name));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** The clusters that `spndr db upgrade` left behind, by major version. */
export async function oldClusters(place: Place): Promise<{ path: string; major: string }[]> {
  const names = await readdir(place.dataDir);
  return names.flatMap((name) => {
    const [, major] = /^database\.(\d+)-old$/.exec(name) ?? [];
    return major === undefined ? [] : [{ path: join(place.dataDir, name), major }];
  });
}

/** Where a cluster is kept when one of a newer major version replaces it. */
export function oldClusterDir(place: Place, major: string): string {
  return `${clusterDir(place)}.${major}-old`;
}

async function makeCluster(place: Place, binaries: Binaries): Promise<void> {
  const cluster = clusterDir(place);
  const building = `${cluster}.${randomUUID()}.tmp`;
  try {
    await mkdir(building, { mode: 0o700 });
    await give(building, place.account);
    const password = join(building, passwordFile);
    await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
    await give(password, place.account);
    const { problem } = await run(
      binaries.initdb,
      initArguments(join(building, 'cluster'), password),
      place.account,
      place.dataDir,
    );
    if (problem !== null)
      throw new Error(`the database could not be made in ${cluster}: ${fullDisk(problem) ?? problem}`);
    await rename(password, join(building, 'cluster', passwordFile));
    await rename(join(building, 'cluster'), cluster);
  } catch (error) {
    // another process may have been faster
    if ((await versionOf(cluster)) === null) throw error;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

function initArguments(directory: string, password: string): string[] {
  return [
    `--pgdata=${directory}`,
    `--username=${role}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // the same collation and case mapping on every machine, whatever its C library
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
  ];
}

/** The role's password. Throws an Error with the remedy if it is lost. */
export async function readPassword(place: Place): Promise<string> {
  const path = join(clusterDir(place), passwordFile);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`the database's password cannot be read from ${path}: restore that file from a backup`, {
      cause,
    });
  }
}

/** Removes temporary files, older than an hour, of processes that died. */
export async function sweep(place: Place): Promise<void> {
  const oldMs = 60 * 60 * 1000;
  for (const name of await readdir(place.dataDir)) {
    if (!/^(database|postgres-.*|verify|upgrade)\.[0-9a-f-]{36}\.tmp$/.test(name)) continue;
    const path = join(place.dataDir, name);
    const changed = await stat(path).catch(() => null);
    if (changed !== null && Date.now() - changed.mtimeMs > oldMs)
      await rm(path, { recursive: true, force: true });
  }
}

/** The major version of a cluster; null: there is no cluster. */
export async function versionOf(cluster: string): Promise<string | null> {
  return readFile(join(cluster, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

async function give(path: string, account: Account | null): Promise<void> {
  if (account !== null) await chown(path, account.uid, account.gid);
}
