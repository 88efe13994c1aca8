import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Database, Ledger } from './database.ts';

/** The pool behind each database, and what asks on one of its connections. */
const pools = new WeakMap<Database, pg.Pool>();
const ledgers = new WeakMap<pg.PoolClient, Ledger>();

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
  let broken: Error | undefined;
  try {
    const begun = client.query('begin');
    begun.catch(() => undefined); // `body` meets the same trouble
    const result = await body(ledgerOn(client));
    await begun;
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('a statement failed and nobody said so: nothing was committed');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function ledgerOn(client: pg.PoolClient): Ledger {
  const known = ledgers.get(client);
  if (known) return known;
  const connection = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => connection, end: async () => undefined, options: {} };
  // whoever holds a Ledger knows that a transaction is open, which this one cannot see
  const ledger = new Kysely({ dialect: new PostgresDialect({ pool }) }) as unknown as Ledger;
  ledgers.set(client, ledger);
  return ledger;
}
