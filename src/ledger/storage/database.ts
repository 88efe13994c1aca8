import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { rememberPool } from './in-transaction.ts';
import { preparingClient } from './prepared.ts';
import type { Tables } from './tables.ts';

/** A pool of connections. Queries that must be atomic take a `Ledger` instead. */
export type Database = Kysely<Tables>;

/** An open transaction, in which the ledger's queries run. Whoever opened it commits it. */
export type Ledger = Transaction<Tables>;

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.DATE]: (text: string) => text,
};

/**
 * Every query finds its rows by an index. A prepared plan that scans a whole table because the table is small would be
 * kept for the connection's life, however many rows, live or dead, the table gets; hence no sequential scans. Where
 * there is no index, Postgres scans all the same, but at a cost estimate that would trigger JIT compilation; hence no
 * JIT. `statement_timeout` is shorter than the client's `query_timeout`, so that a query that is too slow by itself
 * fails as an error and not as an outage: retried for ever, it would hold up everything else.
 */
const lookupsOnly = `set enable_seqscan = off; set jit = off; set lock_timeout = '20s'; set statement_timeout = '25s'`;

/**
 * Opens a pool of at most `connections` connections to `url` (a postgres:// URL), made when needed. Errors of idle
 * connections go to `onIdleError`; the pool replaces such a connection by itself.
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
  // Without a listener, a connection lost between two statements would end the process; the next statement fails
  // anyway.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.query(lookupsOnly).catch(() => undefined);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  rememberPool(database, pool);
  return { database, pool };
}
