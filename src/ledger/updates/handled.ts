import { sql } from 'kysely';
import { anyNumberOf } from '../storage/any-of.ts';
import type { Database, Ledger } from '../storage/database.ts';

/** Which of these updates of a bot are already handled. */
export async function handledAmong(
  database: Database | Ledger,
  botId: number,
  updateIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (updateIds.length === 0) return new Set();
  const { rows } = await sql<{ update_id: bigint }>`
    select marked.update_id
    from unnest(${anyNumberOf(updateIds)}) as given (update_id)
    -- looked up for one after the other: joined, those of the whole bot could be read
    cross join lateral (
      select update_id from handled_update where bot_id = ${botId} and update_id = given.update_id limit 1
    ) marked`.execute(database);
  return new Set(rows.map((row) => Number(row.update_id)));
}

/** Counts and commits the beginning of one more attempt at an update; returns how many that makes. */
export async function countAttempt(database: Database, botId: number, updateId: number): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    insert into update_attempt (bot_id, update_id, attempts) values (${botId}, ${updateId}, 1)
    on conflict (bot_id, update_id) do update set attempts = update_attempt.attempts + 1
    returning attempts`.execute(database);
  return rows[0]?.attempts ?? 1;
}

/** Uncounts one attempt at an update. */
export async function uncountAttempt(ledger: Ledger, botId: number, updateId: number): Promise<void> {
  await sql`
    update update_attempt set attempts = attempts - 1
    where bot_id = ${botId} and update_id = ${updateId} and attempts > 0`.execute(ledger);
}

/** Removes an update's handled mark, in a transaction that handles it anew. */
export async function unmarkHandled(ledger: Ledger, botId: number, updateId: number): Promise<void> {
  await sql`delete from handled_update where bot_id = ${botId} and update_id = ${updateId}`.execute(ledger);
}

/**
 * Deletes handled marks after 48 hours: no update comes back later (Telegram keeps updates for 24 h), and update ids
 * may start over after 7 idle days. Also deletes attempts counted for updates that another daemon has handled. Returns
 * how many marks went.
 */
export async function forgetOldMarks(database: Database): Promise<bigint> {
  await sql`
    delete from update_attempt begun using handled_update handled
    where handled.bot_id = begun.bot_id and handled.update_id = begun.update_id`.execute(database);
  const { numAffectedRows } = await sql`
    delete from handled_update where handled_at < now() - interval '48 hours'`.execute(database);
  return numAffectedRows ?? 0n;
}
