import type { Database } from '../ledger/storage/database.ts';
import { migrationState, NewerDatabase } from '../ledger/storage/migrate.ts';
import { codeOf, Failure } from './failure.ts';
import type { CommandIo } from './io.ts';

/**
 * Opens the ledger of the settings for `work`, with so many connections; a daemon may be running on it. Throws
 * `Failure` or `NewerDatabase` if its tables are not those of this program, and `Failure` if others keep them locked.
 */
export async function withLedger<Result>(
  io: CommandIo,
  work: (database: Database) => Promise<Result>,
  connections = 1,
): Promise<Result> {
  const config = await io.readConfig();
  return io.withDatabase(config, async (url) => {
    const { pending, unknown } = await migrationState(url);
    if (unknown.length > 0) throw new NewerDatabase(unknown);
    requireMigrated(pending);
    const { openDatabase } = await import('../ledger/storage/database.ts');
    const { database } = openDatabase(url, { connections, onIdleError: () => {} });
    try {
      return await work(database);
    } catch (cause) {
      // lock_not_available
      if (codeOf(cause) !== '55P03') throw cause;
      throw new Failure(
        'the database is busy with something that takes long, such as a restore or an import',
        'run the command again when that is done',
        { cause },
      );
    } finally {
      await database.destroy();
    }
  });
}

/** Throws `Failure` if migrations are pending. */
export function requireMigrated(pending: readonly string[], remedy = 'run `spndr db migrate`'): void {
  if (pending.length > 0) throw new Failure(`the database lacks ${named(pending)}`, remedy);
}

/** The names of migrations; of many, only the first and the last. */
export function named(migrations: readonly string[]): string {
  if (migrations.length <= 3) return migrations.join(', ');
  return `${migrations[0]} to ${migrations.at(-1)} (${migrations.length} migrations)`;
}
