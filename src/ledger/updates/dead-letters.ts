import { sql } from 'kysely';
import type { Database, Ledger } from '../storage/database.ts';

/** An update that failed every attempt. */
export interface DeadLetter {
  readonly id: bigint;
  readonly botId: bigint;
  readonly updateId: bigint;
  /** The update as received, as JSON text. It may contain a person's words. */
  readonly payload: string;
  /** Number of failed attempts in all. */
  readonly attempts: number;
  /** Kind and place of the last error, without a person's words. */
  readonly error: string;
  readonly diedAt: Date;
  /** Whether a retry was asked for and has not ended yet. */
  readonly awaitsRetry: boolean;
}

/** A dead letter that a daemon has claimed for a retry. */
export interface ClaimedLetter {
  readonly id: bigint;
  readonly updateId: number;
  readonly payload: string;
  /** Attempts begun since the retry was asked for, this one included. */
  readonly retries: number;
}

/** Stores an update that failed every attempt, for the operator. */
export async function keepDeadLetter(
  ledger: Ledger,
  letter: {
    botId: number;
    updateId: number;
    /** Whose update it is; null: unknown. */
    personId: number | null;
    payload: string;
    attempts: number;
    error: string;
  },
): Promise<void> {
  const { botId, updateId, personId, payload, attempts, error } = letter;
  await ledger
    .insertInto('dead_letter')
    .values({
      bot_id: botId,
      update_id: updateId,
      person_id: personId,
      payload,
      attempts,
      error,
      retry_at: null,
    })
    .execute();
}

/** The oldest `limit` dead letters of all bots, oldest first; `count` is the total. */
export async function listDeadLetters(
  database: Database,
  limit: number,
): Promise<{ readonly letters: readonly DeadLetter[]; readonly count: number }> {
  const rows = await database.selectFrom('dead_letter').selectAll().orderBy('id').limit(limit).execute();
  const { count } = await database
    .selectFrom('dead_letter')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return { letters: rows.map(toLetter), count: Number(count) };
}

/** The dead letter with this id; null: there is none. */
export async function findDeadLetter(database: Database, id: bigint): Promise<DeadLetter | null> {
  const row = await database.selectFrom('dead_letter').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toLetter(row) : null;
}

function toLetter(row: {
  id: bigint;
  bot_id: bigint;
  update_id: bigint;
  payload: string;
  attempts: number;
  error: string;
  died_at: Date;
  retry_at: Date | null;
}): DeadLetter {
  const { id, payload, attempts, error } = row;
  return {
    id,
    botId: row.bot_id,
    updateId: row.update_id,
    payload,
    attempts,
    error,
    diedAt: row.died_at,
    awaitsRetry: row.retry_at !== null,
  };
}

/** Asks the daemons to retry these dead letters (null: all). Returns the ids that exist. */
export async function requestRetries(
  ledger: Ledger,
  ids: readonly bigint[] | null,
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ id: bigint }>`
    update dead_letter set retry_at = coalesce(retry_at, now())
    where ${ids}::bigint[] is null or id = any(${ids}::bigint[])
    returning id`.execute(ledger);
  return new Set(rows.map((row) => row.id));
}

/** Deletes these dead letters (null: all). Returns the ids that existed. */
export async function dropDeadLetters(
  ledger: Ledger,
  ids: readonly bigint[] | null,
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ id: bigint }>`
    delete from dead_letter where ${ids}::bigint[] is null or id = any(${ids}::bigint[])
    returning id`.execute(ledger);
  return new Set(rows.map((row) => row.id));
}

/**
 * Claims the oldest dead letter of the bot that awaits a retry, and counts the attempt. Null if there is none, or if
 * another daemon holds it: a claim holds for `claimMs`, unless it ends far in the future (the clock was set back). So
 * all daemons together retry one at a time, oldest first.
 */
export async function claimRetry(
  database: Database,
  claim: { botId: number; claimMs: number },
): Promise<ClaimedLetter | null> {
  const { botId, claimMs } = claim;
  const { rows } = await sql<{ id: bigint; update_id: bigint; payload: string; retries: number }>`
    update dead_letter set retries = retries + 1, retry_at = now() + ${claimMs} * interval '1 ms'
    where id = (
        select id from dead_letter where bot_id = ${botId} and retry_at is not null order by id limit 1)
      and (retry_at <= now() or retry_at > now() + ${10 * claimMs} * interval '1 ms')
    returning id, update_id, payload, retries`.execute(database);
  const row = rows[0];
  return row
    ? { id: row.id, updateId: Number(row.update_id), payload: row.payload, retries: row.retries }
    : null;
}

/** Gives a claim back without counting the attempt. It may be claimed again after `pauseMs`. */
export async function postponeRetry(database: Database, id: bigint, pauseMs: number): Promise<void> {
  await sql`
    update dead_letter set retries = greatest(retries - 1, 0), retry_at = now() + ${pauseMs} * interval '1 ms'
    where id = ${id} and retry_at is not null`.execute(database);
}

/** Ends a retry that failed: the dead letter stays, with `attempts` more failed attempts and this error. */
export async function failRetry(
  database: Database,
  id: bigint,
  { attempts, error }: { attempts: number; error: string },
): Promise<void> {
  await sql`
    update dead_letter
    set attempts = attempts + ${attempts}, retries = 0, retry_at = null, error = ${error}, died_at = now()
    where id = ${id} and retry_at is not null`.execute(database);
}

/**
 * Locks the dead letter for the transaction that handles its update. False: it is gone or no longer awaits a retry, and
 * the update must not be handled.
 */
export async function lockRetry(ledger: Ledger, id: bigint): Promise<boolean> {
  const { rows } = await sql`
    select from dead_letter where id = ${id} and retry_at is not null for update`.execute(ledger);
  return rows.length > 0;
}

/** Deletes a dead letter, in the transaction that handles its update. */
export async function removeDeadLetter(ledger: Ledger, id: bigint): Promise<void> {
  await sql`delete from dead_letter where id = ${id}`.execute(ledger);
}
