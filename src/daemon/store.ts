import { sql } from 'kysely';
import type { Incoming } from '../chat/incoming.ts';
import type { Rules } from '../chat/rules.ts';
import type { Database, Ledger } from '../ledger/storage/database.ts';
import { inTransaction } from '../ledger/storage/in-transaction.ts';
import { isDatabaseOutage } from '../ledger/storage/outage.ts';
import * as marks from '../ledger/updates/handled.ts';
import { OpenBatch } from './batch/open-batch.ts';
import type { Buffered } from './buffer/buffer.ts';
import { type Batch, type ChatMove, type OfferReplies, type Store, Unavailable } from './ports.ts';
import type { Seal } from './secrets/seal.ts';

export interface StoreOptions {
  database: Database;
  botId: number;
  rules: Rules;
  /** Decodes an update's payload; null when there is nothing to answer and no chat moved. */
  decode: (payload: string) => Incoming | ChatMove | null;
  /** Seals conversations, dead letters and replies. */
  seal: Seal;
  now: () => Date;
  /**
   * Reserves room in delivery, to claim replies for the daemon with this UUID in the transaction that says them.
   * Absent: replies wait in the outbox to be claimed.
   */
  handover?: { readonly daemon: string; readonly offer: OfferReplies };
}

/** Postgres ends a transaction whose daemon has been silent this long. */
const standstillMs = 5_000;

/** The store in Postgres. */
export function createStore(options: StoreOptions): Store {
  const { database, botId } = options;
  return {
    inPartitions: (partitions, updates, body) => inPartitions(options, partitions, updates, body),
    handledAmong: (updateIds) => reaching(() => marks.handledAmong(database, botId, updateIds)),
    countAttempt: (updateId) => reaching(() => marks.countAttempt(database, botId, updateId)),
  };
}

/** `Store.inPartitions`, for callers that do more in the transaction: `body` gets it as `ledger`. */
export function inPartitions<T>(
  options: StoreOptions,
  partitions: readonly number[],
  updates: readonly Buffered[],
  body: (
    batch: Batch,
    locked: ReadonlySet<number>,
    handled: ReadonlySet<number>,
    ledger: Ledger,
  ) => Promise<T>,
): Promise<T | null> {
  let batch: OpenBatch | null = null;
  return reaching(() =>
    inTransaction(options.database, async (ledger) => {
      const opened = new OpenBatch(options, ledger);
      // sent in this order in one go, so that what is read is read under the locks
      const [locked, handled] = await Promise.all([
        lockAmong(ledger, options.botId, partitions),
        opened.look(updates),
      ]);
      if (locked.size === 0) return null;
      batch = opened;
      const result = await body(batch, locked, handled, ledger);
      await batch.write();
      return result;
    }),
  ).then(
    (result) => {
      batch?.committed();
      return result;
    },
    (error: unknown) => {
      batch?.abandoned();
      throw error;
    },
  );
}

/**
 * Takes the free locks among these partitions', until the transaction ends; fulfils with their partitions. There is one
 * lock per bot and partition: the 64-bit advisory key holds the bot's id and, in its low bits, the partition. A daemon
 * that is frozen (SIGSTOP, a suspended machine) loses its transaction and with it the locks.
 */
async function lockAmong(
  ledger: Ledger,
  botId: number,
  partitions: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ partition: number; locked: boolean }>`
    select partition, pg_try_advisory_xact_lock(${BigInt(botId) * 16n}::bigint + partition) as locked,
      set_config('idle_in_transaction_session_timeout', ${String(standstillMs)}, true)
    from unnest(${partitions}::integer[]) as partition`.execute(ledger);
  return new Set(rows.flatMap(({ partition, locked }) => (locked ? partition : [])));
}

/** Runs `call`; turns an error that is a database outage, and not the update's fault, into `Unavailable`. */
export async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Unavailable || !(isDatabaseOutage(error) || isHandledTwice(error))) throw error;
    throw new Unavailable('the database is out of reach', { cause: error });
  }
}

/** A second safeguard: another daemon handled the same update in the meantime. The next look finds its mark. */
function isHandledTwice(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'handled_update_pkey';
}
