import { isBeingMade, latestRuns, type Run } from '../../ledger/backup/runs.ts';
import { connected } from '../../ledger/storage/migrate.ts';
import { age } from '../age.ts';
import { ok, skipped, type Verdict, warn, wrong } from './finding.ts';

/** How late a scheduled backup may begin. */
const graceMs = 10 * 60_000;
const history = 'spndr backup --history shows all';

/**
 * The verdict on scheduled backups, from their record in the database at `url`. `schedule`: their cron expression;
 * null: the settings name no directory for them, though a daemon's command line may.
 */
export async function backupVerdict(url: string, schedule: string | null): Promise<Verdict> {
  const [latest, isMaking, good] = await connected(url, async (client) => {
    const runs = await latestRuns(client);
    const whole = runs.find(({ error }) => error === null);
    return [runs[0], await isBeingMade(client), whole] as const;
  });
  if (latest === undefined && schedule === null)
    return skipped('no daemon makes any: SPNDR_BACKUP_DIR is not set');
  if (isMaking) return ok('one is being made');
  if (latest === undefined)
    return warn(
      'none has been made yet',
      'a daemon makes the first one when it starts: make sure that it runs, and see its log',
    );
  const last = good === undefined ? 'none was good' : `the last good one was due ${since(good.dueAt)} ago`;
  if (latest.error !== null)
    return wrong(
      `the one that was due ${since(latest.dueAt)} ago failed (${latest.error}); ${last}`,
      `mend that; it is tried again by itself; ${history}`,
    );
  const missed = schedule === null ? null : await missedSince(schedule, latest);
  if (missed !== null)
    return wrong(
      `the one that was due ${since(missed)} ago was not made; ${last}`,
      `make sure that a daemon runs, and see its log; ${history}`,
    );
  return ok(`${latest.file} was due ${since(latest.dueAt)} ago`);
}

/** When a backup newer than `latest` was due that should have begun by now; null: there is none. */
async function missedSince(schedule: string, latest: Run): Promise<Date | null> {
  const { Cron } = await import('croner');
  const [dueAt] = new Cron(schedule, { paused: true }).previousRuns(1, new Date(Date.now() - graceMs));
  return dueAt !== undefined && dueAt > latest.dueAt ? dueAt : null;
}

const since = (at: Date) => age(Date.now() - at.getTime());
