import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type pg from 'pg';
import type { Database, Ledger } from './database.ts';

/** The pool behind each database, and what asks on one of its connections. */
const pools = new WeakMap<Database, pg.Pool>();
const channels = new WeakMap<pg.PoolClient, Channel>();
const channelOf = new WeakMap<Ledger, Channel>();

/** A connection in a transaction. */
interface Channel {
  readonly ledger: Ledger;
  /** Whether the next statement is the last one, with the commit right behind it. */
  commitsBehindNext: boolean;
  committing: Promise<pg.QueryResult> | null;
}

/** Says which pool a database asks. */
export function rememberPool(database: Database, pool: pg.Pool): void {
  pools.set(database, pool);
}

/**
 * Runs `body` in a transaction that commits when it fulfils and is rolled back when it rejects. What `body` asks at the
 * same time is sent at the same time; kysely's own transactions wait for each answer before the next question.
 */
export async function inTransaction<T>(database: Database, body: (ledger: Ledger) => Promise<T>): Promise<T> {
  const pool = pools.get(database);
  if (!pool) throw new Error('a database that openDatabase has not opened');
  const client = await pool.connect();
  const channel = channelOn(client);
  let broken: Error | undefined;
  try {
    const begun = client.query('begin');
    begun.catch(() => undefined); // `body` meets the same trouble
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
 * The last statement of an `inTransaction`: the commit is sent with it, before it is answered. Where it fails nothing is
 * committed. Nothing else may be asked in this transaction until it is answered, or after.
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
        channel.committing.catch(() => undefined); // whoever awaits the transaction meets it
      }
      return answer;
    },
    release: () => undefined,
  };
  const pool = { connect: async () => connection, end: async () => undefined, options: {} };
  // whoever holds a Ledger knows that a transaction is open, which this one cannot see
  const ledger = new Kysely({
    dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }),
  }) as unknown as Ledger;
  const channel: Channel = { ledger, commitsBehindNext: false, committing: null };
  channels.set(client, channel);
  channelOf.set(ledger, channel);
  return channel;
}
