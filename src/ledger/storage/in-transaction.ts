import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type pg from 'pg';
import type { Database, Ledger } from './database.ts';

/** The pool of each database, and the channel of each of its connections. */
const pools = new WeakMap<Database, pg.Pool>();
const channels = new WeakMap<pg.PoolClient, Channel>();
const channelOf = new WeakMap<Ledger, Channel>();

/** A pooled connection as the `Ledger` of one transaction after another. */
interface Channel {
  readonly ledger: Ledger;
  /** Whether to send the commit right behind the next statement. */
  commitsBehindNext: boolean;
  committing: Promise<pg.QueryResult> | null;
}

/** Registers the pool of a database, for `inTransaction`. */
export function rememberPool(database: Database, pool: pg.Pool): void {
  pools.set(database, pool);
}

/**
 * Runs `body` in a transaction that commits when it fulfils and rolls back when it rejects. Queries that `body` starts
 * at the same time are pipelined; kysely's own transactions wait for each answer before the next query.
 */
export async function inTransaction<T>(database: Database, body: (ledger: Ledger) => Promise<T>): Promise<T> {
  const pool = pools.get(database);
  if (!pool) throw new Error('a database that openDatabase has not opened');
  const client = await pool.connect();
  const channel = channelOn(client);
  let broken: Error | undefined;
  try {
    const begun = client.query('begin');
    begun.catch(() => undefined); // the queries of `body` fail with it
    const result = await body(channel.ledger);
    await begun;
    const { command } = await (channel.committing ?? client.query('commit'));
    if (command !== 'COMMIT') throw new Error('a statement failed and nobody said so: nothing was committed');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    channel.commitsBehindNext = false;
    channel.committing = null;
    client.release(broken);
  }
}

/**
 * Runs the last statement of an `inTransaction`, with the commit sent right behind it. If the statement fails, nothing
 * is committed. No other query may be in flight or follow in this transaction.
 */
export async function lastly<T>(ledger: Ledger, statement: (ledger: Ledger) => Promise<T>): Promise<T> {
  const channel = channelOf.get(ledger);
  if (channel) channel.commitsBehindNext = true;
  return statement(ledger);
}

function channelOn(client: pg.PoolClient): Channel {
  const known = channels.get(client);
  if (known) return known;
  const query = client.query.bind(client) as (...call: unknown[]) => unknown;
  const connection = {
    query(...call: unknown[]) {
      const answer = query(...call);
      if (channel.commitsBehindNext) {
        channel.commitsBehindNext = false;
        channel.committing = client.query('commit');
        channel.committing.catch(() => undefined); // `inTransaction` awaits it
      }
      return answer;
    },
    release: () => undefined,
  };
  const pool = { connect: async () => connection, end: async () => undefined, options: {} };
  // holding a `Ledger` means that a transaction is open, which this Kysely cannot know
  const ledger = new Kysely({
    dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }),
  }) as unknown as Ledger;
  const channel: Channel = { ledger, commitsBehindNext: false, committing: null };
  channels.set(client, channel);
  channelOf.set(ledger, channel);
  return channel;
}
