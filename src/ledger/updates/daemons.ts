import { sql } from 'kysely';
import { fingerprintOf } from '../backup/manifest.ts';
import type { Database } from '../storage/database.ts';

/** What a daemon did in recent minutes. Times are null if there was nothing to time. */
export interface DaemonFigures {
  readonly updatesPerMinute: number;
  /** From the arrival of an update to the delivery of its replies. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Updates received by this daemon and not committed yet. */
  readonly inHand: number;
  /** Updates in each partition of the buffer when last looked at; empty: not looked at yet. */
  readonly backlog: readonly number[];
  /** Counted since the daemon started. */
  readonly totals: {
    readonly received: number;
    readonly committed: number;
    readonly delivered: number;
    readonly retried: number;
    readonly failed: number;
    readonly deadLetters: number;
    readonly slowDowns: number;
  };
}

/** What a daemon reports about itself. `id` is a uuid. */
export interface DaemonReport {
  readonly id: string;
  readonly botId: number;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly mode: 'polling' | 'webhook';
  readonly buffer: 'postgres' | 'redis';
  /** A fingerprint of its pepper. */
  readonly pepper: string;
  readonly figures: DaemonFigures;
  /** One line, without anything a person wrote. */
  readonly lastError: { readonly text: string; readonly at: Date } | null;
}

/** A daemon as the operator sees it. */
export interface DaemonRow extends Omit<DaemonReport, 'botId' | 'pepper'> {
  readonly botId: bigint;
  /** Null: its version does not tell. */
  readonly pepper: string | null;
  readonly startedAt: Date;
  /** How long ago it last reported, by Postgres's clock. */
  readonly silentMs: number;
  /** Whether it holds the poll lease of its bot. */
  readonly polls: boolean;
  /** Number of replies it is sending. */
  readonly sending: number;
}

/** A daemon silent for longer than this has died or cannot reach Postgres. */
export const aliveMs = 20_000;

/** Stores a daemon's report, and forgets other daemons that have been silent for a minute. */
export async function reportDaemon(database: Database, report: DaemonReport): Promise<void> {
  const { id, botId, host, pid, version, mode, buffer, lastError } = report;
  const figures = JSON.stringify({ ...report.figures, pepper: report.pepper });
  await sql`
    with lapsed as (delete from daemon where seen_at < now() - interval '1 minute' and id <> ${id})
    insert into daemon (id, bot_id, host, pid, version, mode, buffer, figures, last_error, last_error_at)
    values (${id}, ${botId}, ${host}, ${pid}, ${version}, ${mode}, ${buffer}, ${figures},
      ${lastError?.text ?? null}, ${lastError?.at ?? null})
    on conflict (id) do update set seen_at = now(), figures = excluded.figures,
      last_error = excluded.last_error, last_error_at = excluded.last_error_at`.execute(database);
}

/** Forgets a daemon that shuts down. */
export async function forgetDaemon(database: Database, id: string): Promise<void> {
  await sql`delete from daemon where id = ${id}`.execute(database);
}

/** The daemons of all bots, the longest running first. */
export async function listDaemons(database: Database): Promise<readonly DaemonRow[]> {
  const { rows } = await sql<{
    id: string;
    bot_id: bigint;
    host: string;
    pid: number;
    version: string;
    mode: DaemonReport['mode'];
    buffer: DaemonReport['buffer'];
    figures: DaemonFigures & { pepper?: string };
    last_error: string | null;
    last_error_at: Date | null;
    started_at: Date;
    silent_ms: number;
    polls: boolean;
    sending: number;
  }>`
    select daemon.*, greatest(0, extract(epoch from now() - seen_at) * 1000)::float8 as silent_ms,
      exists (select from poll_lease where holder = daemon.id and held_until > now()) as polls,
      (select count(*)::int from outbox where state = 'sending' and claimed_by = daemon.id) as sending
    from daemon order by started_at, id`.execute(database);
  return rows.map(({ last_error, last_error_at, ...row }) => ({
    id: row.id,
    botId: row.bot_id,
    host: row.host,
    pid: row.pid,
    version: row.version,
    mode: row.mode,
    buffer: row.buffer,
    pepper: row.figures.pepper ?? null,
    figures: row.figures,
    lastError: last_error === null || last_error_at === null ? null : { text: last_error, at: last_error_at },
    startedAt: row.started_at,
    silentMs: row.silent_ms,
    polls: row.polls,
    sending: row.sending,
  }));
}

/** Those of `listDaemons` that run. */
export async function runningDaemons(database: Database): Promise<readonly DaemonRow[]> {
  return (await listDaemons(database)).filter(({ silentMs }) => silentMs <= aliveMs);
}

/** Whether it is certain that a daemon has none of these peppers. */
export function hasOtherPepper({ pepper }: DaemonRow, peppers: readonly string[]): boolean {
  return pepper !== null && !peppers.map(fingerprintOf).includes(pepper);
}

/** What waits to be delivered or needs the operator. */
export interface Waiting {
  readonly pending: number;
  readonly sending: number;
  readonly failed: number;
  /** Age in seconds of the oldest pending or sending reply; null: there is none. */
  readonly oldestS: number | null;
  readonly deadLetters: number;
  /** When the last update was handled, as far as marks are kept; null: no mark is kept. */
  readonly lastHandledAt: Date | null;
}

/** Counts what waits for `botId`, or for all bots (null). */
export async function countWaiting(database: Database, botId: number | null): Promise<Waiting> {
  const { rows } = await sql<{
    pending: number;
    sending: number;
    failed: number;
    oldest: number | null;
    letters: number;
    handled: Date | null;
  }>`
    select count(*) filter (where state = 'pending')::int as pending,
      count(*) filter (where state = 'sending')::int as sending,
      count(*) filter (where state = 'failed')::int as failed,
      extract(epoch from now() - min(created_at) filter (where state <> 'failed'))::float8 as oldest,
      (select count(*)::int from dead_letter where ${botId}::bigint is null or bot_id = ${botId}) as letters,
      (select max(handled_at) from handled_update where ${botId}::bigint is null or bot_id = ${botId}) as handled
    from outbox where ${botId}::bigint is null or bot_id = ${botId}`.execute(database);
  const row = rows[0];
  return {
    pending: row?.pending ?? 0,
    sending: row?.sending ?? 0,
    failed: row?.failed ?? 0,
    oldestS: row?.oldest ?? null,
    deadLetters: row?.letters ?? 0,
    lastHandledAt: row?.handled ?? null,
  };
}

/** The number of updates of all bots in each partition of the table that is the buffer without Redis. */
export async function countBuffered(database: Database): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ partition: number; entries: number }>`
    select partition, count(*)::int as entries from buffered_update group by partition`.execute(database);
  return new Map(rows.map(({ partition, entries }) => [partition, entries]));
}
