import { resolve } from 'node:path';
import type { Client } from 'pg';
import { role } from './cluster.ts';
import { fullDisk } from './run.ts';

/**
 * A connection that marks a server as in use, by a shared advisory lock. The last user can thus know that it is the
 * last, and no other can slip in meanwhile.
 */
export interface Lease {
  readonly port: number;
  /** Fulfils when the connection is closed, for whatever reason. */
  readonly lost: Promise<void>;
  /** Gives up the lease. True: nobody else holds one, nobody can get one, and the server may be stopped. */
  giveUp(): Promise<boolean>;
  close(): Promise<void>;
}

const lock = 0x73706e6472;

/**
 * Takes a lease on the server at `port` of the loopback interface if it serves `cluster` (a data directory), and
 * creates the database if need be. Null: none answers, it is that of another cluster, or it is just starting or
 * stopping. Throws an Error if it refuses us for a reason that waiting does not change.
 */
export async function takeLease(port: number, cluster: string, password: string): Promise<Lease | null> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: role,
    password,
    database: 'postgres',
    application_name: 'spndr',
    connectionTimeoutMillis: 10_000,
  });
  const lost = new Promise<void>((tell) => client.once('end', tell));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('data_directory') as directory");
    if (resolve(rows[0]?.directory) !== resolve(cluster)) throw new Error('another cluster');
    await client.query('select pg_advisory_lock_shared($1)', [lock]);
    await ensureDatabase(client);
  } catch (error) {
    await client.end().catch(() => {});
    const { code = '', message } = error as { code?: string; message: string };
    // five characters: an SQLSTATE; class 57: starting or stopping
    if (code.length === 5 && !code.startsWith('57') && !code.startsWith('E'))
      throw new Error(`the embedded Postgres in ${cluster} refuses spndr: ${fullDisk(message) ?? message}`, {
        cause: error,
      });
    return null;
  }
  return {
    port,
    lost,
    async giveUp() {
      const { rows } = await client.query(
        'select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as alone',
        [lock],
      );
      return rows[0]?.alone === true;
    },
    close: () => client.end().catch(() => {}),
  };
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [role]);
  if (rowCount === 1) return;
  await client.query(`create database ${role}`).catch((error: { code?: string }) => {
    // 42P04, 23505: another process has just created it
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}
