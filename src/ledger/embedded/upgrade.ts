import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { restore } from '../backup/restore.ts';
import { snapshot } from '../backup/snapshot.ts';
import { migrationState } from '../storage/migrate.ts';
import { type Place, preparePlace } from './account.ts';
import { type Binaries, findBinaries, findOldBinaries, removeOtherCopies } from './binaries.ts';
import { clusterDir, oldClusterDir, oldClusters, readPassword, role, sweep, versionOf } from './cluster.ts';
import { openEmbedded } from './embedded.ts';
import { takeLease } from './lease.ts';
import { isServerOf, readPostmaster, removeStalePid, startServer, stopServer } from './server.ts';

/** The result of an upgrade. */
export interface Upgraded {
  /** Major versions of Postgres. */
  readonly from: string;
  readonly to: string;
  /** Where the old cluster is kept. */
  readonly kept: string;
  /** Tables that are not spndr's, and so are in the old cluster only. */
  readonly strange: readonly string[];
}

const mostStarts = 20;

/**
 * Upgrades the embedded database in `dataDir` to the Postgres of this spndr: copies the old cluster into a new one next
 * to it, checks that, and swaps them, keeping the old one. Null: nothing to upgrade. `binaries` is the folder of the
 * old programs if they cannot be found. Throws an Error with the remedy; the old cluster is then in its place. The next
 * call repairs what a crash left half-done.
 */
export async function upgradeEmbedded(
  dataDir: string,
  options: { version: string; binaries: string | null; report: (line: string) => void },
): Promise<Upgraded | null> {
  const { report } = options;
  const place = await preparePlace(dataDir);
  await sweep(place);
  await mend(place, report);
  const programs = await findBinaries(place.dataDir, place.account, report);
  const from = await versionOf(clusterDir(place));
  if (from === null)
    throw new Error(`there is no database in ${place.dataDir}: check SPNDR_DATA_DIR; spndr start makes one`);
  if (from === programs.major) return null;
  if (Number(from) > Number(programs.major))
    throw new Error(
      `the database in ${place.dataDir} was made by Postgres ${from} and this spndr brings ${programs.major} only: install the spndr that made it, or a newer one`,
    );
  const old = await findOldBinaries(place, from, options.binaries, report);
  await requireStopped(place, old);
  const building = join(place.dataDir, `upgrade.${randomUUID()}.tmp`);
  try {
    const strange = await copyOver(place, old, building, options);
    const kept = oldClusterDir(place, from);
    await rename(clusterDir(place), kept);
    try {
      await rename(join(building, 'database'), clusterDir(place));
    } catch (error) {
      await rename(kept, clusterDir(place));
      throw error;
    }
    return { from, to: programs.major, kept, strange };
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Removes the old clusters that upgrades kept, and their programs. Returns the removed cluster folders. */
export async function forgetOldClusters(dataDir: string, report: (line: string) => void): Promise<string[]> {
  const place = await preparePlace(dataDir);
  await mend(place, report);
  const programs = await findBinaries(place.dataDir, place.account, report);
  if ((await versionOf(clusterDir(place))) !== programs.major)
    throw new Error('the database is not upgraded: run `spndr db upgrade` first');
  const old = await oldClusters(place);
  for (const { path } of old) await rm(path, { recursive: true });
  if ((await readPostmaster(place)) === null) await removeOtherCopies(place.dataDir, programs, []);
  return old.map(({ path }) => path);
}

/** Puts the old cluster back if a crash happened between the two renames. */
async function mend(place: Place, report: (line: string) => void): Promise<void> {
  const old = (await oldClusters(place)).sort((a, b) => Number(b.major) - Number(a.major))[0];
  if (old === undefined || (await versionOf(clusterDir(place))) !== null) return;
  report(`an upgrade was interrupted: going on with ${old.path}`);
  await rename(old.path, clusterDir(place));
}

/** Throws if the old server is in use; stops one left over from a killed upgrade. */
async function requireStopped(place: Place, old: Binaries): Promise<void> {
  const running = await readPostmaster(place);
  if (running === null) return;
  const isOurs = await isServerOf(place, running.pid);
  if (isOurs === 'no' || isOurs === 'gone') return removeStalePid(place, running);
  const cluster = clusterDir(place);
  const lease = await takeLease(running.port, cluster, await readPassword(place));
  try {
    if ((await lease?.giveUp()) !== true)
      throw new Error(`spndr is running on ${cluster}: stop it, then upgrade`);
    await stopServer(place, old);
  } finally {
    await lease?.close();
  }
}

/**
 * Copies the old cluster into a new one in `building`; fulfils with the names of tables that are not spndr's. Both
 * servers are stopped at the end.
 */
async function copyOver(
  place: Place,
  old: Binaries,
  building: string,
  { version, report }: { version: string; report: (line: string) => void },
): Promise<readonly string[]> {
  report(`starting Postgres ${old.major}`);
  const from = await startOld(place, old);
  try {
    const to = await openEmbedded(building, report);
    try {
      if ((await migrationState(from)).applied.length === 0) return [];
      report('copying everything');
      const archive = snapshot({ url: from, version, pepper: null, includePepper: false });
      const { strange } = await restore({ url: to.url, archive, overwrite: false, goesOn: true });
      return strange;
    } finally {
      await to.stop();
    }
  } finally {
    await stopServer(place, old);
  }
}

async function startOld(place: Place, old: Binaries): Promise<string> {
  for (let starts = 0; starts < mostStarts; starts += 1) {
    const outcome = await startServer(place, old, null);
    if (outcome === 'again') continue;
    if (outcome !== null) throw new Error(`Postgres ${old.major} does not start: ${outcome.problem}`);
    const running = await readPostmaster(place);
    if (running !== null)
      return `postgres://${role}:${await readPassword(place)}@127.0.0.1:${running.port}/${role}`;
  }
  throw new Error(`Postgres ${old.major} does not start: see ${place.dataDir}/database.log`);
}
