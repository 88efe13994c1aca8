import { setTimeout as delay } from 'node:timers/promises';
import { type Place, preparePlace } from './account.ts';
import { findBinaries, keepBinaries, removeOtherCopies } from './binaries.ts';
import { clusterDir, ensureCluster, oldClusters, readPassword, role, sweep } from './cluster.ts';
import { type Lease, takeLease } from './lease.ts';
import { isServerOf, readPostmaster, removeStalePid, startServer, stopServer } from './server.ts';

export interface EmbeddedPostgres {
  /** postgres:// URL of the database, on the loopback interface, including the password. */
  readonly url: string;
  /** Stops the server unless another process uses it. Further calls do nothing more. */
  stop(): Promise<void>;
}

const longestWaitMs = 330_000;
const mostStarts = 60;
const startPauseMs = 150;

/**
 * Opens the embedded Postgres in `dataDir` (created if missing): uses the server that runs there, else starts one,
 * creating the cluster first if need be. While open, a server that dies is restarted on the same port. `report` gets a
 * line about anything slow or wrong. Throws an Error with the remedy.
 */
export async function openEmbedded(
  dataDir: string,
  report: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const place = await preparePlace(dataDir);
  await sweep(place);
  let lease = await leaseOrStart(place, null, report);
  let recovery: Promise<void> | null = null;
  let stopped: Promise<void> | null = null;
  const { port } = lease;
  const password = await readPassword(place);

  const recover = async (): Promise<void> => {
    report('the embedded Postgres has died: starting it again');
    try {
      lease = await leaseOrStart(place, port, report);
      if (lease.port !== port) report(`the embedded Postgres is on another port now; start spndr again`);
    } catch (error) {
      report(`${(error as Error).message}; start spndr again`);
      return;
    }
    watch();
  };
  const watch = (): void => {
    void lease.lost.then(() => {
      if (stopped === null) recovery = recover();
    });
  };
  const stop = async (): Promise<void> => {
    await recovery;
    const alone = await lease.giveUp().catch(() => false);
    if (alone) await stopServer(place, await findBinaries(place.dataDir, place.account, report));
    await lease.close();
  };

  watch();
  return {
    url: `postgres://${role}:${password}@127.0.0.1:${port}/${role}`,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/**
 * Takes a lease on the server of this place, starting one if none runs: on `port`, or if that is null on the last or a
 * free one.
 */
async function leaseOrStart(
  place: Place,
  port: number | null,
  report: (line: string) => void,
): Promise<Lease> {
  const cluster = clusterDir(place);
  const waitUntil = Date.now() + longestWaitMs;
  for (let starts = 0; starts < mostStarts && Date.now() < waitUntil; ) {
    const running = await readPostmaster(place);
    const isOurs = running === null ? 'gone' : await isServerOf(place, running.pid);
    if (running !== null && isOurs === 'no') await removeStalePid(place, running);
    if (running !== null && (isOurs === 'yes' || isOurs === 'unknown')) {
      const lease = await takeLease(running.port, cluster, await readPassword(place));
      if (lease !== null) return lease;
    }
    if (isOurs !== 'yes') {
      starts += 1;
      // clients of a server that died will look for it on its old port
      const lastPort = starts === 1 ? (running?.port ?? null) : null;
      if (await start(place, port ?? lastPort, report)) continue;
    }
    // another process is starting or stopping it
    await delay(startPauseMs);
  }
  throw new Error(
    `the embedded Postgres in ${cluster} cannot be reached${port === null ? '' : ` on port ${port}`}: see ${place.dataDir}/database.log, or set DATABASE_URL`,
  );
}

/** Starts the server; false: try again a moment later. */
async function start(place: Place, port: number | null, report: (line: string) => void): Promise<boolean> {
  const binaries = await findBinaries(place.dataDir, place.account, report);
  await ensureCluster(place, binaries, report);
  const outcome = await startServer(place, binaries, port);
  if (outcome === 'again') return false;
  if (outcome !== null) throw new Error(`the embedded Postgres does not start: ${outcome.problem}`);
  await keepBinaries(place.dataDir, binaries, report);
  const needed = (await oldClusters(place)).map(({ major }) => major);
  await removeOtherCopies(place.dataDir, binaries, needed);
  return true;
}
