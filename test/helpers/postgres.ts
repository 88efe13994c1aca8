import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type EmbeddedPostgres, openEmbedded } from '../../src/ledger/embedded/embedded.ts';
import { migrateUp } from '../../src/ledger/storage/migrate.ts';

export interface TestDatabase {
  readonly url: string;
  /** Drops it; rejects if spndr left connections to it open. */
  drop(): Promise<void>;
}

const template = 'spndr_template';

/** The cluster lives for one run: it need not survive a power cut, nor ever be vacuumed. */
const settings = {
  autovacuum: 'off',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  max_connections: '300',
};

/**
 * Starts the cluster of a run in `dataDir`, with a migrated database as a template. `url` is its `postgres` database.
 * Only for the global set-up.
 */
export async function startPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const first = await openEmbedded(dataDir, () => {});
  for (const [name, value] of Object.entries(settings))
    await query(first.url, `alter system set ${name} = '${value}'`);
  // by default, deriving the key would cost each connection some milliseconds
  await query(
    first.url,
    `set scram_iterations = 1; alter role current_user password '${new URL(first.url).password}'`,
  );
  await first.stop();
  const server = await openEmbedded(dataDir, () => {});
  await query(server.url, `create database ${template}`);
  await migrateUp(databaseUrl(server.url, template), () => {});
  return { url: databaseUrl(server.url, 'postgres'), stop: server.stop };
}

/** A database for the caller alone: with all migrations, or empty. */
export async function freshDatabase(
  options: { migrated: boolean } = { migrated: true },
): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(
    server,
    `create database ${name} template ${options.migrated ? template : 'template1'} strategy file_copy`,
  );
  return {
    url: databaseUrl(server, name),
    async drop() {
      const leaked = await asking(server, async (ask) => {
        const left = await countLeaked(ask, name);
        await ask(`drop database ${name} with (force)`);
        return left;
      });
      if (leaked > 0) throw new Error(`${leaked} connections to the test’s database were left open`);
    },
  };
}

/** The URL of a fresh database for the test that runs, which is dropped at its end. */
export async function databaseOfTest(options = { migrated: true }): Promise<string> {
  const { url, drop } = await freshDatabase(options);
  onTestFinished(drop);
  return url;
}

/** Runs one statement, with numbered parameters. */
export type Ask = <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Runs one statement on a connection of its own, with numbered parameters. */
export function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return asking(url, (ask) => ask<Row>(sql, values));
}

/** Like `query`, with several statements on one connection: connecting takes longer than most statements. */
export async function asking<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'test' });
  await client.connect();
  try {
    return await work(async (sql, values = []) => (await client.query(sql, [...values])).rows);
  } finally {
    await client.end();
  }
}

/** The number of connections left open by spndr. Waits, as the server takes a moment to notice closed ones. */
async function countLeaked(ask: Ask, name: string): Promise<number> {
  let leaked = 0;
  for (let look = 0; look < 40; look += 1) {
    // also waits for the tests' own pools, still closing when `end` fulfils: cutting them off would be an uncaught
    // error
    const rows = await ask<{ application_name: string }>(
      "select application_name from pg_stat_activity where datname = $1 and application_name in ('spndr', 'test')",
      [name],
    );
    leaked = rows.filter((row) => row.application_name === 'spndr').length;
    if (rows.length === 0) break;
    await delay(50);
  }
  return leaked;
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
