import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A database that exists only for one demo. */
export interface DemoDatabase {
  /** postgres:// URL, with a password. */
  readonly url: string;
  /**
   * Fulfils with true once the update's effect is committed and every reply was sent; with false if that takes longer
   * than `timeoutMs` or `signal` aborts.
   */
  settled(updateId: number, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  /** Drops the database. Nothing else may be connected to it any more. */
  drop(): Promise<void>;
}

const prefix = 'demo_';
const lookAgainMs = 15;

/**
 * Creates an empty database on the server at `url`, next to those of other demos. Drops databases that killed demos
 * left behind: a running demo has a connection named after its database.
 */
export async function createDemoDatabase(url: string): Promise<DemoDatabase> {
  const { default: pg } = await import('pg');
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  const keeper = new pg.Client({ connectionString: url, application_name: name });
  // without the server there is nothing to keep
  keeper.on('error', () => undefined);
  await keeper.connect();
  const { rows: left } = await keeper.query<{ name: string }>(
    `select datname as name from pg_database
     where starts_with(datname, $1) and datname not in (select application_name from pg_stat_activity)`,
    [prefix],
  );
  for (const database of left) await keeper.query(`drop database if exists ${database.name} with (force)`);
  await keeper.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const watcher = new pg.Client({ connectionString: own.href, application_name: 'spndr demo' });
  watcher.on('error', () => undefined);
  await watcher.connect();
  return {
    url: own.href,
    settled: async (updateId, timeoutMs, signal) => {
      const deadline = Date.now() + timeoutMs;
      while (Date.now() < deadline && !signal.aborted) {
        const { rows } = await watcher.query<{ settled: boolean }>(
          `select exists (select from handled_update where update_id = $1)
             and not exists (select from outbox where state <> 'failed') as settled`,
          [updateId],
        );
        if (rows[0]?.settled) return true;
        await sleep(lookAgainMs);
      }
      return false;
    },
    drop: async () => {
      await watcher.end();
      await keeper.query(`drop database if exists ${name} with (force)`);
      await keeper.end();
    },
  };
}
