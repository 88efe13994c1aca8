import type { Client } from 'pg';
import { mayReadSequences, readOthers } from './catalogue.ts';
import type { Format } from './format.ts';
import { libpqOf } from './libpq.ts';
import { outputOf, ProgramFailed, type Version, versionOf } from './program.ts';

const partBytes = 1024 * 1024;
/** Without a limit, pg_dump would queue for ever behind somebody who waits for a table locked by our snapshot. */
const longestLockMs = 60_000;
const orElse = 'or leave it to spndr with --format snapshot (SPNDR_BACKUP_FORMAT=snapshot)';

/**
 * The version of the pg_dump that is to write the rows of a database; null: spndr writes them itself. Throws an Error
 * with the remedy if pg_dump is requested and cannot be used.
 */
export async function choosePgDump(client: Client, format: Format): Promise<Version | null> {
  if (format === 'snapshot') return null;
  const found = await versionOf('pg_dump');
  const problem = await problemOf(client, found);
  if (problem === null) return found;
  if (format === 'auto') return null;
  throw new Error(`${problem}, ${orElse}`);
}

async function problemOf(client: Client, found: Version | null): Promise<string | null> {
  const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
  const server: number = rows[0].major;
  if (found === null)
    return `there is no pg_dump on the PATH: install that of PostgreSQL ${server} or later (Debian: postgresql-client)`;
  if (found.major < server)
    return `pg_dump ${found.text} is too old for PostgreSQL ${server}: put that of ${server} or later on the PATH`;
  return (await mayReadSequences(client))
    ? null
    : 'the role of DATABASE_URL may not read sequences, which pg_dump does: apply `spndr db roles` again';
}

/**
 * pg_dump's output for these tables and what belongs to them (such as trigger functions), in its custom format, in
 * parts of about 1 MiB, as of the snapshot of the transaction open on `client`. Not compressed: `pack` does that.
 * Throws an Error with the remedy.
 */
export async function* dump(client: Client, tables: readonly string[]): AsyncGenerator<Buffer> {
  const { rows } = await client.query('select pg_export_snapshot() as snapshot');
  const args = [
    '--format=custom',
    '--compress=0',
    '--encoding=UTF8',
    '--no-password',
    '--no-unlogged-table-data',
    `--lock-wait-timeout=${longestLockMs}`,
    `--snapshot=${rows[0].snapshot}`,
    ...(await readOthers(client, tables)).map(({ what, name }) => `--exclude-${what}=${name}`),
  ];
  const { env, forget } = await libpqOf(client);
  let isConnected = false;
  let waiting: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of outputOf('pg_dump', args, { env })) {
      if (!isConnected) await forget();
      isConnected = true;
      waiting.push(piece);
      size += piece.length;
      if (size < partBytes) continue;
      yield Buffer.concat(waiting, size);
      [waiting, size] = [[], 0];
    }
    if (size > 0) yield Buffer.concat(waiting, size);
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw new Error(`pg_dump failed (${error.message}): mend that, ${orElse}`, { cause: error });
  } finally {
    await forget();
  }
}
