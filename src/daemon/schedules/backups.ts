import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { backupToFile } from '../../ledger/backup/file.ts';
import type { Format } from '../../ledger/backup/format.ts';
import { backupName, type Keep, superfluous } from '../../ledger/backup/rotation.ts';
import { runOnce } from '../../ledger/backup/runs.ts';
import { makeDirectory } from '../../ledger/storage/make-directory.ts';
import type { Clock } from '../clock.ts';
import { createStop, endOf } from '../process/lifecycle.ts';

/** When backups are due, where they go, and which of them are kept. */
export interface BackupPlan {
  /** Absolute path; created if missing. */
  readonly directory: string;
  /** A cron expression, in the machine's time zone. */
  readonly schedule: string;
  readonly keep: Keep;
}

/**
 * Makes the backup due at `dueAt`. Fulfils with 'done' if it exists already, 'busy' while another daemon makes it. An
 * error is logged, and the backup retried.
 */
export type MakeBackup = (dueAt: Date, signal: AbortSignal) => Promise<'made' | 'done' | 'busy'>;

const longestSleepMs = 3_600_000;
const firstRetryMs = 60_000;
const longestRetryMs = 3_600_000;

/**
 * Makes a backup whenever one is due, and at the start the last one that was missed. After a failure, or while another
 * daemon is making it, it tries again in one minute, then two, up to an hour. `timeZone` defaults to the machine's.
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
      // one second ahead, so that a run due right now counts as due
      const [dueAt] = cron.previousRuns(1, new Date(clock.now().getTime() + 1000));
      if (dueAt !== undefined) await makeSure(dueAt);
      const next = cron.nextRun(clock.now());
      const waitMs = next === null ? longestSleepMs : next.getTime() - clock.now().getTime();
      // in steps, because the system clock may be set meanwhile
      await clock.sleep(Math.min(Math.max(waitMs, 0), longestSleepMs), stopped.signal);
    }
  }

  async function makeSure(dueAt: Date): Promise<void> {
    for (
      let retryMs = firstRetryMs;
      !stopped.signal.aborted;
      retryMs = Math.min(2 * retryMs, longestRetryMs)
    ) {
      const outcome = await make(dueAt, stopped.signal).catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error({ err: error }, 'the backup failed; trying again');
        return 'failed' as const;
      });
      if (outcome === 'made' || outcome === 'done') return;
      const next = cron.nextRun(clock.now());
      if (next !== null && next.getTime() <= clock.now().getTime() + retryMs) return;
      await clock.sleep(retryMs, stopped.signal);
    }
  }

  return endOf(stopped, run());
}

/** Makes backups of the database at `url` in the plan's directory, and deletes those that the plan does not keep. */
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
    await makeDirectory(plan.directory, 0o700);
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

/** Removes drafts over a day old: each was left by a process that died while writing a backup. */
async function removeDrafts(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!/^spndr-\d{8}T\d{6}Z\.(tar\.gz|sealed)\.[0-9a-f]{12}\.tmp$/.test(name)) continue;
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > 24 * 3_600_000) await unlink(path);
  }
}

/** Why a backup failed: the error's code if it has one, since Postgres's messages can quote data. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return code !== undefined ? code : (message ?? 'unknown error');
}
