import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Place } from './account.ts';
import type { Binaries } from './binaries.ts';
import { clusterDir } from './cluster.ts';
import { fullDisk, run } from './run.ts';

/** The content of postmaster.pid: a server that runs, starts or stops, or one that died without removing the file. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const longestStartSeconds = 300;
const longestStopMs = 60_000;
const longestLogBytes = 1024 * 1024;

/** Reads postmaster.pid; null: there is none, or it is not completely written yet. */
export async function readPostmaster(place: Place): Promise<Postmaster | null> {
  const text = await readFile(join(clusterDir(place), 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid && port ? { pid, port } : null;
}

/**
 * Whether the process is the server of this cluster: 'gone' if there is no such process, 'unknown' if the system does
 * not tell. Process ids are reused after a restart of the machine or container, so a live process proves nothing.
 */
export async function isServerOf(place: Place, pid: number): Promise<'yes' | 'no' | 'gone' | 'unknown'> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  try {
    const words = await commandOf(pid);
    return words.includes(clusterDir(place)) ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

/** Removes the postmaster.pid of a server that is certainly dead. */
export async function removeStalePid(place: Place, stale: Postmaster): Promise<void> {
  const path = join(clusterDir(place), 'postmaster.pid');
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => {});
  const [pid] = (await readFile(aside, 'utf8').catch(() => '')).split('\n');
  // somebody has started a server since the check: put its file back
  if (pid !== undefined && pid !== '' && Number(pid) !== stale.pid) await rename(aside, path);
  else await rm(aside, { force: true });
}

/**
 * Starts the server on 127.0.0.1, on `port` (null: a free one), and waits until it accepts connections. Null: it runs;
 * 'again': it may start at the next try; else why it did not start.
 */
export async function startServer(
  place: Place,
  binaries: Binaries,
  port: number | null,
): Promise<null | 'again' | { readonly problem: string }> {
  const log = await openLog(place);
  const options = `-p ${port ?? (await freePort())} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  const { problem } = await run(
    binaries.pgCtl,
    [
      'start',
      '-s',
      '-w',
      '-t',
      String(longestStartSeconds),
      '-D',
      clusterDir(place),
      '-l',
      log.path,
      '-o',
      options,
    ],
    place.account,
    place.dataDir,
  );
  if (problem === null) return null;
  const said = (await readFile(log.path)).subarray(log.length).toString();
  // the port is taken, another process is starting it, or the last processes of a killed server are still ending
  if (/could not create any TCP|lock file "postmaster.pid" already exists|shared memory block/.test(said))
    return 'again';
  const reason = said.split('\n').findLast((line) => /FATAL|PANIC/.test(line));
  return { problem: `${fullDisk(said) ?? reason?.trim() ?? problem} (more in ${log.path})` };
}

/** Stops the server, rolling back open transactions; fulfils when everything is on disk. Throws if it does not stop. */
export async function stopServer(place: Place, binaries: Binaries): Promise<void> {
  const running = await readPostmaster(place);
  if (running === null) return;
  // pg_ctl's own waiting could mistake a server that another process starts right after for the one being stopped
  const args = ['stop', '-s', '--no-wait', '-m', 'fast', '-D', clusterDir(place)];
  const { problem } = await run(binaries.pgCtl, args, place.account, place.dataDir);
  for (const waitUntil = Date.now() + longestStopMs; Date.now() < waitUntil; await delay(20))
    if ((await readPostmaster(place))?.pid !== running.pid) return;
  throw new Error(
    `the embedded Postgres (process ${running.pid}) does not stop: ${problem ?? 'it is still busy'}`,
  );
}

/** Opens the server's log, owned by the server's account; a long one is emptied. `length` is where new lines begin. */
async function openLog(place: Place): Promise<{ path: string; length: number }> {
  const path = join(place.dataDir, 'database.log');
  await (await open(path, 'a', 0o600)).close();
  if (place.account !== null) await chown(path, place.account.uid, place.account.gid);
  if ((await stat(path)).size > longestLogBytes) await truncate(path);
  return { path, length: (await stat(path)).size };
}

async function commandOf(pid: number): Promise<string[]> {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  if (process.platform === 'win32') throw new Error('not known how');
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  // ps does not quote, so a path with spaces is found by the options around it
  return stdout.split(/ -D (.*?) -[a-z] /).map((part) => part.trim());
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
