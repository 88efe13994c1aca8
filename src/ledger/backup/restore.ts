import type { Client } from 'pg';
import { refuseCompany } from '../storage/company.ts';
import {
  connected,
  migrateWithin,
  migrationLock,
  migrationTable,
  NewerDatabase,
  readState,
} from '../storage/migrate.ts';
import { quoteName } from '../storage/quote.ts';
import { readObstacles, readTables, type Table } from './catalogue.ts';
import { checkSums } from './check.ts';
import { type Members, readManifest, readMembers, readPepper, rowsReader } from './contents.ts';
import { copyIn } from './copy.ts';
import { DamagedBackup } from './damaged.ts';
import { type Manifest, sumsFolder } from './manifest.ts';
import type { TableRows } from './pg-restore.ts';
import { settle } from './settle.ts';
import { type Progress, sessionSettings } from './snapshot.ts';

/** The database is not empty, and `overwrite` was not set. */
class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/** The result of a restore. */
export interface Restored {
  readonly manifest: Manifest;
  /** Migrations newer than the backup, applied after it was loaded. */
  readonly migrated: readonly string[];
  /** Tables in the backup that no migration makes, so not spndr's; they are not restored. */
  readonly strange: readonly string[];
  /** Number of replies that were pending, now marked as failed. */
  readonly replies: number;
}

/** A backup of which only the beginning has been read. Whoever opened it closes it. */
export interface OpenBackup {
  readonly manifest: Manifest;
  readonly members: Members;
  readonly rows: () => AsyncIterable<TableRows>;
  close(): Promise<void>;
}

export interface RestoreOptions {
  readonly url: string;
  /** Whether the database's present content may be lost. */
  readonly overwrite: boolean;
  /**
   * Whether pending replies and retries go on: only if the same installation moves and nothing happened since the
   * backup.
   */
  readonly goesOn?: boolean;
  /** The directory of the migrations; by default the program's own. */
  readonly directory?: string;
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Called when everything is loaded and checked but not committed, with the pepper if the backup includes it. If it
   * throws, the restore is rolled back; the function it returns is called if the restore is rolled back after that.
   */
  readonly beforeCommit?: (manifest: Manifest, pepper: string | null) => Promise<() => Promise<void>>;
}

/**
 * Reads the beginning of the output of `snapshot`. Throws `DamagedBackup`, or an Error with the remedy; then there is
 * nothing to close.
 */
export async function openBackup(archive: AsyncIterable<Buffer>): Promise<OpenBackup> {
  const members = readMembers(archive);
  try {
    const manifest = await readManifest(members);
    return { manifest, members, rows: await rowsReader(manifest, members), close: members.close };
  } catch (error) {
    await members.close();
    throw error;
  }
}

/** Opens a backup, the output of `snapshot`, and restores it. Throws what either throws. */
export async function restore(
  options: RestoreOptions & { readonly archive: AsyncIterable<Buffer> },
): Promise<Restored> {
  const backup = await openBackup(options.archive);
  return restoreOpen(backup, options).finally(backup.close);
}

/**
 * Replaces spndr's data in the database by that of a backup, in one transaction: everything, with rows and totals
 * checked, or nothing. Tables that are not spndr's stay as they are. Throws `DamagedBackup`, `NewerDatabase`,
 * `DatabaseInUse`, or an Error with the remedy; then nothing has changed.
 */
export async function restoreOpen(
  { manifest, members: archive, rows }: OpenBackup,
  options: RestoreOptions,
): Promise<Restored> {
  return connected(options.url, async (client) => {
    let undo = async () => {};
    await client.query(`begin; ${sessionSettings}`);
    try {
      await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      const own = await prepare(client, manifest, options);
      const pepper = await readPepper(archive, manifest);
      const strange = await load(client, own, manifest, { archive, rows: rows() }, options.onProgress);
      await archive.finish();
      const migrated = await migrateWithin(client, 'up', Number.POSITIVE_INFINITY, options.directory);
      const { replies } = options.goesOn ? { replies: 0 } : await settle(client);
      undo = (await options.beforeCommit?.(manifest, pepper)) ?? undo;
      await client.query('commit');
      // so that the first queries already have statistics to be planned by
      await client.query('analyze').catch(() => {});
      return { manifest, migrated, strange, replies };
    } catch (error) {
      await client.query('rollback').catch(() => {});
      await undo();
      throw lacksRights(error)
        ? new Error(
            'the role of DATABASE_URL may not replace the tables: set it to the role that owns them, see `spndr db roles --help`',
            { cause: error },
          )
        : error;
    }
  });
}

/**
 * Whether there is anything to lose in the database. Throws `NewerDatabase`, or an Error with the remedy, if the backup
 * cannot be restored into it.
 */
export async function isInUse(
  client: Client,
  { migrations }: Manifest,
  directory?: string,
): Promise<boolean> {
  const { applied, pending, unknown } = await readState(client, directory);
  if (unknown.length > 0) throw new NewerDatabase(unknown);
  const known = [...applied, ...pending].sort();
  const strange = migrations.filter((name) => !known.includes(name));
  if (strange.length > 0) throw new NewerDatabase(strange, 'backup');
  if (migrations.some((name, index) => name !== known[index]))
    throw new Error(
      'the backup was made by a spndr with other migrations than this one: restore it with the spndr that made it',
    );
  await refuseCompany(client, 'restore');
  return (await tablesInUse(client)).length > 0;
}

/** Names of spndr's tables that hold rows, except the migration table. */
async function tablesInUse(client: Client): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await readTables(client)) {
    if (name === migrationTable) continue;
    const { rowCount } = await client.query(`select from public.${quoteName(name)} limit 1`);
    if (rowCount === 1) found.push(name);
  }
  return found;
}

/**
 * Recreates the tables as they were at the time of the backup, empty except for what migrations insert. Returns them,
 * without tables of others that have the same owner.
 */
async function prepare(
  client: Client,
  manifest: Manifest,
  { overwrite, directory }: RestoreOptions,
): Promise<Table[]> {
  if ((await isInUse(client, manifest, directory)) && !overwrite)
    throw new DatabaseInUse('the database is not empty: nothing was restored');
  await migrateWithin(client, 'down', Number.POSITIVE_INFINITY, directory);
  const others = (await readTables(client)).map(({ name }) => name).filter((name) => name !== migrationTable);
  await migrateWithin(client, 'up', manifest.migrations.length, directory);
  return (await readTables(client)).filter(({ name }) => !others.includes(name));
}

/** Loads and checks these tables. Returns the names of tables in the backup that are not among them. */
async function load(
  client: Client,
  tables: readonly Table[],
  manifest: Manifest,
  { archive, rows }: { archive: Members; rows: AsyncIterable<TableRows> },
  onProgress: RestoreOptions['onProgress'],
): Promise<string[]> {
  const obstacles = await readObstacles(client);
  for (const sql of obstacles.down) await client.query(sql);
  await client.query(`truncate ${tables.map(({ name }) => `public.${quoteName(name)}`).join(', ')}`);
  const of = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const strange: string[] = [];
  const missing = new Map(manifest.tables.map((table) => [table.name, table]));
  for await (const { name, columns, parts } of rows) {
    const told = missing.get(name);
    if (told === undefined) throw new DamagedBackup(`says nothing of the table ${name} that it holds`);
    missing.delete(name);
    onProgress?.({ table: name, rows: done, of });
    const table = tables.find((one) => one.name === name);
    if (table === undefined) {
      strange.push(name);
      for await (const _ of parts);
    } else {
      if ([told, table].some((one) => one.columns.toString() !== columns.toString()))
        throw new DamagedBackup(`has another table ${name}`);
      const into = `public.${quoteName(name)} (${columns.map(quoteName).join(', ')})`;
      const loaded = await copyInto(client, `copy ${into} from stdin`, parts);
      if (loaded !== told.rows)
        throw new DamagedBackup(`says ${told.rows} rows of ${name} and holds ${loaded}`);
    }
    done += told.rows;
  }
  for (const name of missing.keys())
    throw new DamagedBackup(`says that it holds a table ${name} and does not`);
  await setSequences(client, tables, manifest);
  await checkSums(client, tables, (sql) => copyInto(client, sql, archive.parts(sumsFolder)));
  for (const sql of obstacles.up) await client.query(sql);
  return strange;
}

function lacksRights(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code === '42501' || (cause instanceof Error && lacksRights(cause));
}

/** Like `copyIn`; if the server refuses a row, the backup is damaged, as a server wrote the row. */
async function copyInto(client: Client, sql: string, parts: AsyncIterable<Buffer>): Promise<number> {
  try {
    return await copyIn(client, sql, parts);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    // class 22: invalid value; class 23: constraint violated
    if (/^2[23]...$/.test(code)) throw new DamagedBackup('is damaged', { cause: error });
    throw error;
  }
}

async function setSequences(client: Client, tables: readonly Table[], manifest: Manifest): Promise<void> {
  for (const { table, column, last } of manifest.sequences) {
    if (last === null || !tables.some(({ name }) => name === table)) continue;
    await client.query(
      `select setval(pg_get_serial_sequence($1, attname::text)::regclass, $2::bigint)
       from pg_attribute where attrelid = to_regclass($1) and attname = $3`,
      [`public.${quoteName(table)}`, last, column],
    );
  }
}
