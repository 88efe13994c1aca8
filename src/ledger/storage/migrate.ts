import { readdir } from 'node:fs/promises';
import type { Client } from 'pg';
import { refuseCompany } from './company.ts';
import { packageFile } from './package-file.ts';

/** Names of migrations (file names without .sql), in order. */
export interface MigrationState {
  readonly applied: string[];
  readonly pending: string[];
  /** Applied, but unknown to this program: by a newer one. */
  readonly unknown: string[];
}

/** The database was migrated, or a backup made, by a newer spndr; this one must not touch it. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  constructor(unknown: readonly string[], what: 'database' | 'backup' = 'database') {
    const [came, otherwise] =
      what === 'database'
        ? ['the database was migrated by', ', or set DATABASE_URL to another database']
        : ['the backup was made by', ''];
    super(
      `${came} a newer spndr (${unknown.join(', ')} is not known here): install that version or a later one${otherwise}`,
    );
  }
}

/** The table in the schema `public` that records the applied migrations. */
export const migrationTable = 'spndr_migration';

/** The advisory lock held while migrating; take it shared to keep the tables as they are. */
export const migrationLock = 0x73706d6967;

/** Reads the migration state of the database at `url`; changes nothing. Throws an Error with the remedy. */
export async function migrationState(
  url: string,
  directory = packageFile('migrations'),
): Promise<MigrationState> {
  return connected(url, (client) => readState(client, directory));
}

/**
 * Applies all pending migrations in one transaction, waiting for other processes that migrate. Returns their names.
 * Throws `NewerDatabase`, or an Error with the remedy; then nothing has changed.
 */
export async function migrateUp(
  url: string,
  report: (line: string) => void,
  directory = packageFile('migrations'),
): Promise<string[]> {
  return alone(url, directory, async (client, { pending }) =>
    // loading the migration runner takes longer than the rest of a start
    pending.length === 0 ? [] : apply(client, directory, 'up', Number.POSITIVE_INFINITY, report),
  );
}

/**
 * Rolls back the newest migration, losing the data that only it could hold. Null: there is none. Throws like
 * `migrateUp`, and if spndr is running on the database.
 */
export async function migrateDown(
  url: string,
  report: (line: string) => void,
  directory = packageFile('migrations'),
): Promise<string | null> {
  const taken = await alone(url, directory, async (client) => {
    await refuseCompany(client, 'roll back');
    return apply(client, directory, 'down', 1, report);
  });
  return taken[0] ?? null;
}

/**
 * Rolls back every migration, which drops what spndr made and nothing else, and applies them again. A newer database is
 * refused: what else its program made is unknown here. Throws like `migrateDown`.
 */
export async function resetDatabase(
  url: string,
  report: (line: string) => void,
  directory = packageFile('migrations'),
): Promise<void> {
  await alone(url, directory, async (client) => {
    await refuseCompany(client, 'reset');
    await apply(client, directory, 'down', Number.POSITIVE_INFINITY, report);
    await apply(client, directory, 'up', Number.POSITIVE_INFINITY, report);
  });
}

/**
 * Applies the next `count` migrations, or rolls back the last `count`, in the transaction open on `client`. The caller
 * holds `migrationLock` and rolls back if this throws. Returns their names.
 */
export function migrateWithin(
  client: Client,
  direction: 'up' | 'down',
  count = Number.POSITIVE_INFINITY,
  directory = packageFile('migrations'),
): Promise<string[]> {
  const inside = {
    query: async (text: string, values?: unknown[]) =>
      /^(BEGIN|COMMIT|ROLLBACK)$/.test(text) ? { rows: [] } : client.query(text, values),
  };
  return apply(inside as Client, directory, direction, count, () => {});
}

async function apply(
  client: Client,
  dir: string,
  direction: 'up' | 'down',
  count: number,
  report: (line: string) => void,
): Promise<string[]> {
  const { runner } = await import('node-pg-migrate');
  let current = '';
  const logger = {
    info: (line: string) => {
      current = /^### MIGRATION (\S+)/.exec(line)?.[1] ?? current;
    },
    warn: () => {},
    error: () => {},
  };
  try {
    const done = await runner({
      dbClient: client,
      dir,
      direction,
      count,
      schema: 'public',
      migrationsTable: migrationTable,
      singleTransaction: true,
      // the caller holds the lock already, so that nothing changes between reading the state and the run
      noLock: true,
      logger,
    });
    for (const { name } of done) report(direction === 'up' ? `applied ${name}` : `took back ${name}`);
    return done.map(({ name }) => name);
  } catch (cause) {
    const which = current === '' ? 'the migrations' : `migration ${current}`;
    const { code, message } = cause as Error & { code?: string };
    // the disk of the database is full
    const remedy = code === '53100' ? ': free some, and try again' : '';
    throw new Error(`${which} failed and was rolled back: ${message}${remedy}`, { cause });
  }
}

/** Runs `work` while no other process migrates. Throws `NewerDatabase` if the database is newer than this program. */
function alone<T>(
  url: string,
  directory: string,
  work: (client: Client, state: MigrationState) => Promise<T>,
): Promise<T> {
  return connected(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const state = await readState(client, directory);
    if (state.unknown.length > 0) throw new NewerDatabase(state.unknown);
    return work(client, state);
  });
}

/** Like `migrationState`, on an open connection. */
export async function readState(
  client: Client,
  directory = packageFile('migrations'),
): Promise<MigrationState> {
  const files = await readdir(directory);
  const known = files.filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -'.sql'.length));
  known.sort();
  const applied = await readApplied(client);
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

async function readApplied(client: Client): Promise<string[]> {
  const { rows } = await client.query('select to_regclass($1) is not null as made', [
    `public.${migrationTable}`,
  ]);
  if (rows[0]?.made !== true) return [];
  const applied = await client.query(`select name from public.${migrationTable} order by run_on, id`);
  return applied.rows.map((row: { name: string }) => row.name);
}

/** Connects to `url`; the caller ends the connection. Throws an Error with the remedy. */
export async function connect(url: string): Promise<Client> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    application_name: 'spndr',
    connectionTimeoutMillis: 10_000,
  });
  // a broken connection also fails the running query, which reports it
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    const { message, code } = cause as { message: string; code?: string };
    throw new Error(`the database cannot be reached (${message || code}): check DATABASE_URL`, { cause });
  }
  return client;
}

/** Runs `work` on a connection of its own to `url`. Throws like `connect`. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    // this also releases the advisory lock
    await client.end();
  }
}
