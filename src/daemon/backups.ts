import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { backupToFile } from '../ledger/backup/file.ts';
import type { Format } from '../ledger/backup/format.ts';
import { backupName, type Keep, superfluous } from '../ledger/backup/rotation.ts';
import { runOnce } from '../ledger/backup/runs.ts';
import type { Clock } from './clock.ts';
import { createStop } from './lifecycle.ts';

/** When the backups are due, where they go, and which of them stay. */
export interface BackupPlan {
  /** Absolute; made when it is missing. */
  readonly directory: string;
  /** Words of cron, in the time zone of the machine. */
  readonly schedule: string;
  readonly keep: Keep;
}

/** Makes the backup that is due at `dueAt` unless that is done; what it throws is logged and tried again. */
export type MakeBackup = (dueAt: Date, signal: AbortSignal) => Promise<'made' | 'done' | 'busy'>;

const longestSleepMs = 3_600_000;
const firstRetryMs = 60_000;
const longestRetryMs = 3_600_000;

/**
 * Has a backup made whenever one is due; at the start, the last one that was missed. While another daemon makes it, and
 * after a failure, it looks again in one minute, then two, up to an hour. `timeZone` is that of the machine unless given.
 */
export function startBackups(options: {
  schedule: string;
  make: MakeBackup;
  clock: Clock;
  log: Logger;
  timeZone?: string;
}): { stop(): Promise<void> } {
  const { schedule, make, clock, log, timeZone } = options;
  const stopped = createStop();
  const cron = new Cron(schedule, {
    paused: true,
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
  });

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      // one second on: what is due now is due
      const [dueAt] = cron.previousRuns(1, new Date(clock.now().getTime() + 1000));
      if (dueAt !== undefined) await makeSure(dueAt);
      const next = cron.nextRun(clock.now());
      const waitMs = next === null ? longestSleepMs : next.getTime() - clock.now().getTime();
      // the time of day may be set while it sleeps
      await clock.sleep(Math.min(Math.max(waitMs, 0), longestSleepMs), stopped.signal);
    }
  }

  async function makeSure(dueAt: Date): Promise<void> {
    for (let retryMs = firstRetryMs; !stopped.signal.aborted; retryMs *= 2) {
      const outcome = await make(dueAt, stopped.signal).catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error({ err: error }, 'the backup failed; trying again');
        return 'failed' as const;
      });
      if (outcome === 'made' || outcome === 'done') return;
      const next = cron.nextRun(clock.now());
      if (next !== null && next.getTime() <= clock.now().getTime() + retryMs) return;
      await clock.sleep(Math.min(retryMs, longestRetryMs), stopped.signal);
    }
  }

  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

/** Makes backups of the database at `url` into the directory of `plan`, and takes away what it has no room for. */
export function backupsInto(
  plan: BackupPlan,
  options: {
    url: string;
    version: string;
    pepper: string;
    format: Format;
    passphrase: string | null;
    log: Logger;
  },
): MakeBackup {
  const { url, version, pepper, format, passphrase, log } = options;
  const make = async (dueAt: Date, signal: AbortSignal) => {
    await mkdir(plan.directory, { recursive: true, mode: 0o700 });
    const file = backupName(dueAt, passphrase !== null);
    const { bytes, manifest } = await backupToFile(join(plan.directory, file), {
      url,
      version,
      pepper,
      format,
      passphrase,
      signal,
    });
    const encrypted = passphrase !== null;
    log.info({ file, bytes, encrypted, pgDump: manifest.pgDump }, 'made a backup');
    return { file, bytes };
  };
  return async (dueAt, signal) => {
    const outcome = await runOnce(url, dueAt, () => make(dueAt, signal), reasonOf);
    if (outcome === 'made') await rotate(plan, log);
    return outcome;
  };
}

async function rotate({ directory, keep }: BackupPlan, log: Logger): Promise<void> {
  try {
    const names = await readdir(directory);
    for (const name of superfluous(names, keep)) {
      await unlink(join(directory, name));
      log.info({ file: name }, 'removed an old backup');
    }
    await removeDrafts(directory, names);
  } catch (error) {
    log.warn({ err: error }, 'old backups cannot be removed');
  }
}

/** Removes what a process that died while it wrote a backup left behind. */
async function removeDrafts(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!/^spndr-\d{8}T\d{6}Z\.(tar\.gz|sealed)\.[0-9a-f]{12}\.tmp$/.test(name)) continue;
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > 24 * 3_600_000) await unlink(path);
  }
}

/** Why a backup failed, without what Postgres may quote. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return code !== undefined ? code : (message ?? 'unknown error');
}
