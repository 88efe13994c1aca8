import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { rememberPool } from './in-transaction.ts';
import { preparingClient } from './prepared.ts';
import type { Tables } from './tables.ts';

/** The pool of connections. Queries that must be atomic take a `Ledger` instead. */
export type Database = Kysely<Tables>;

/** An open transaction: what every query of the ledger works in. Its opener commits it. */
export type Ledger = Transaction<Tables>;

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.DATE]: (text: string) => text,
};

/**
 * All that is asked finds its rows by an index. A plan that reads a whole table because that is small stays for as long as
 * its connection, and reads all of it each time, however many rows it gets and however many dead ones are in it. Where
 * there is no index a whole table is read all the same, but counts as so dear that the plan would be compiled. What takes
 * too long by itself ends before it is given up, and not as an outage: tried again for ever it would hold up all others.
 */
const lookupsOnly = `set enable_seqscan = off; set jit = off; set lock_timeout = '20s'; set statement_timeout = '25s'`;

/**
 * Opens a lazily connecting pool on `url` (a postgres:// URL) of at most `connections` connections.
 * Errors of idle connections go to `onIdleError`; the pool replaces the connection by itself.
 */
export function openDatabase(
  url: string,
  options: { connections: number; onIdleError: (error: Error) => void },
): { database: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    Client: preparingClient(),
    connectionString: url,
    max: options.connections,
    application_name: 'spndr',
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', options.onIdleError);
  // One that is lost between two statements of a transaction would end the process; the next statement says so too.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.query(lookupsOnly).catch(() => undefined);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  rememberPool(database, pool);
  return { database, pool };
}
