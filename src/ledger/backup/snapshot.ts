import type { Client } from 'pg';
import { connect, migrationLock, readState } from '../storage/migrate.ts';
import { quoteName } from '../storage/quote.ts';
import { accountSums, readSequences, readTables, type Sequence, type Table } from './catalogue.ts';
import { copyOut } from './copy.ts';
import type { Format } from './format.ts';
import {
  checksumLine,
  dumpFolder,
  fingerprintOf,
  type Manifest,
  members,
  partName,
  sumsFolder,
  tableFolder,
} from './manifest.ts';
import { choosePgDump, dump } from './pg-dump.ts';
import { tarEnd, tarMember } from './tar.ts';

/** What a snapshot is to contain, and callbacks. */
export interface SnapshotOptions {
  readonly url: string;
  /** The version of this program. */
  readonly version: string;
  /** The secret that the passwords depend on; null: not at hand. */
  readonly pepper: string | null;
  /** Whether to include the pepper itself: only if the file will be encrypted. */
  readonly includePepper: boolean;
  /** What writes the rows; by default spndr itself. */
  readonly format?: Format;
  /** Called as each table begins, unless pg_dump writes the rows. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called once, with the manifest. */
  readonly onManifest?: (manifest: Manifest) => void;
}

/** The table being processed, and how many rows of how many in all are done. */
export interface Progress {
  readonly table: string;
  readonly rows: number;
  readonly of: number;
}

/** Session settings for both making and restoring a backup, so that every server writes values alike. */
export const sessionSettings = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
  set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local client_encoding = 'UTF8'; set local statement_timeout = 0; set local lock_timeout = 0;
  set local idle_in_transaction_session_timeout = 0; set local search_path = public`;

/**
 * The archive of a backup: every table of spndr in the database at `url` as of one moment, read in one transaction
 * while others go on writing. Needs about 2 MiB of memory, however large the database. Throws an Error with the remedy
 * if the database has no tables of spndr.
 */
export async function* snapshot(options: SnapshotOptions): AsyncGenerator<Buffer> {
  const client = await connect(options.url);
  try {
    await beginSnapshot(client);
    yield* archive(client, options);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** Begins the transaction of a snapshot while nobody migrates, and keeps others from migrating until it ends. */
async function beginSnapshot(client: Client): Promise<void> {
  for (;;) {
    await client.query(
      `begin; ${sessionSettings}; select pg_advisory_xact_lock_shared(${migrationLock}); commit`,
    );
    await client.query('begin transaction isolation level repeatable read, read only');
    await client.query(sessionSettings);
    const { rows } = await client.query('select pg_try_advisory_xact_lock_shared($1) as got', [
      migrationLock,
    ]);
    if (rows[0]?.got === true) return;
    await client.query('rollback');
  }
}

async function* archive(client: Client, options: SnapshotOptions): AsyncGenerator<Buffer> {
  const { applied } = await readState(client);
  const tables = await readTables(client);
  const kept = tables.filter(({ unlogged }) => !unlogged);
  if (applied.length === 0)
    throw new Error('the database has no tables of spndr: run `spndr db migrate`, or check DATABASE_URL');
  const pgDump = await choosePgDump(client, options.format ?? 'snapshot');
  const manifest = await describe(client, tables, applied, pgDump?.text ?? null, options);
  options.onManifest?.(manifest);
  const { madeAt } = manifest;
  let checksums = '';
  const member: MakeMember = (name, bytes) => {
    checksums += checksumLine(name, bytes);
    return tarMember({ name, bytes }, new Date(madeAt));
  };

  const told = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  yield member(members.manifest, told);
  yield member(members.manifestChecksum, Buffer.from(checksumLine(members.manifest, told)));
  if (manifest.pepperIncluded)
    yield member(members.secrets, Buffer.from(`${JSON.stringify({ pepper: options.pepper })}\n`));
  if (pgDump === null) yield* rowsOf(client, manifest, options, member);
  else
    yield* parts(
      dump(
        client,
        tables.map(({ name }) => name),
      ),
      dumpFolder,
      member,
    );
  const sums = `copy (${accountSums(kept)} order by 1, 2, 3, 4) to stdout`;
  yield* parts(copyOut(client, sums), sumsFolder, member);
  yield tarMember({ name: members.checksums, bytes: Buffer.from(checksums) }, new Date(madeAt));
  yield tarEnd;
}

type MakeMember = (name: string, bytes: Buffer) => Buffer;

async function* rowsOf(
  client: Client,
  manifest: Manifest,
  { onProgress }: SnapshotOptions,
  member: MakeMember,
): AsyncGenerator<Buffer> {
  const of = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const { name, columns, rows } of manifest.tables) {
    onProgress?.({ table: name, rows: done, of });
    const source = `public.${quoteName(name)} (${columns.map(quoteName).join(', ')})`;
    yield* parts(copyOut(client, `copy ${source} to stdout`), tableFolder(name), member);
    done += rows;
  }
}

async function* parts(
  bytes: AsyncIterable<Buffer>,
  folder: string,
  member: MakeMember,
): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const part of bytes) {
    number += 1;
    yield member(partName(folder, number), part);
  }
}

async function describe(
  client: Client,
  tables: readonly Table[],
  migrations: string[],
  pgDump: string | null,
  { version, pepper, includePepper }: SnapshotOptions,
): Promise<Manifest> {
  const { rows } = await client.query(
    `select current_setting('server_version') as postgres, now() as at, count(*)::int as accounts from account`,
  );
  const counted: Manifest['tables'] = [];
  for (const { name, columns } of tables.filter(({ unlogged }) => !unlogged)) {
    const count = await client.query(`select count(*)::float8 as count from public.${quoteName(name)}`);
    counted.push({ name, columns: [...columns], rows: count.rows[0]?.count });
  }
  const sequences: Sequence[] = await readSequences(client, tables);
  return {
    format: pgDump === null ? 1 : 2,
    spndr: version,
    postgres: rows[0].postgres,
    pgDump,
    madeAt: (rows[0].at as Date).toISOString(),
    migrations,
    tables: counted,
    leftOut: tables.filter(({ unlogged }) => unlogged).map(({ name }) => name),
    sequences,
    accounts: rows[0].accounts,
    pepper: pepper === null ? null : fingerprintOf(pepper),
    pepperIncluded: includePepper && pepper !== null,
  };
}
