import type { Client } from 'pg';
import { connected } from '../storage/migrate.ts';

/** The outcome of a scheduled backup. */
export interface Run {
  readonly dueAt: Date;
  readonly finishedAt: Date;
  /** The name of its file; null: it failed, and `error` says why. */
  readonly file: string | null;
  readonly bytes: number | null;
  readonly error: string | null;
}

const lock = 0x73706e6261;

/** The latest 100 runs, latest due first. */
export async function latestRuns(client: Client): Promise<Run[]> {
  const { rows } = await client.query(
    `select due_at as "dueAt", finished_at as "finishedAt", file, bytes::float8 as bytes, error
     from backup_run order by due_at desc limit 100`,
  );
  return rows as Run[];
}

/** Whether a process is making a scheduled backup now. */
export async function isBeingMade(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `select exists (
       select from pg_locks
       where locktype = 'advisory' and granted and objsubid = 1
         and database = (select oid from pg_database where datname = current_database())
         and (classid::bigint << 32) + objid::bigint = $1
     ) as made`,
    [lock],
  );
  return rows[0]?.made === true;
}

/**
 * Makes the backup due at `dueAt` ('made'), unless one due then or later was made ('done') or another process is making
 * one ('busy'). An error of `make` is stored with the run, which may be tried again, and rethrown. If the process dies,
 * nothing is stored.
 */
export async function runOnce(
  url: string,
  dueAt: Date,
  make: () => Promise<{ file: string; bytes: number }>,
  describe: (error: unknown) => string,
): Promise<'made' | 'done' | 'busy'> {
  return connected(url, async (client) => {
    // one transaction from claim to result, so that a broken connection leaves neither
    await client.query('begin; set local idle_in_transaction_session_timeout = 0');
    const claim = await client.query('select pg_try_advisory_xact_lock($1) as got', [lock]);
    if (claim.rows[0]?.got !== true) return 'busy';
    const { rowCount } = await client.query('select from backup_run where due_at >= $1 and error is null', [
      dueAt,
    ]);
    if (rowCount !== 0) return 'done';
    try {
      const { file, bytes } = await make();
      await note(client, [dueAt, file, bytes, null]);
    } catch (error) {
      await note(client, [dueAt, null, null, describe(error)]);
      throw error;
    }
    return 'made';
  });
}

async function note(client: Client, values: readonly unknown[]): Promise<void> {
  await client.query(
    // not now(), which is when the transaction, and so the backup, began
    `insert into backup_run (due_at, finished_at, file, bytes, error) values ($1, clock_timestamp(), $2, $3, $4)
     on conflict (due_at) do update set finished_at = excluded.finished_at, file = excluded.file,
       bytes = excluded.bytes, error = excluded.error`,
    [...values],
  );
  await client.query("delete from backup_run where due_at < now() - interval '1 year'");
  await client.query('commit');
}
