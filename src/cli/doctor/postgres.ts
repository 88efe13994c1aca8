import { sql } from 'kysely';
import { type Database, openDatabase } from '../../ledger/storage/database.ts';
import { migrationState } from '../../ledger/storage/migrate.ts';
import {
  countBuffered,
  countWaiting,
  type DaemonRow,
  runningDaemons,
  type Waiting,
} from '../../ledger/updates/daemons.ts';
import { age } from '../age.ts';
import { countOf } from '../count.ts';
import { named } from '../ledger.ts';
import { backupVerdict } from './backups.ts';
import { skewVerdict } from './clock.ts';
import { type Check, ok, skipped, type Verdict, warn, wrong } from './finding.ts';

/** What the ledger says about the daemons. */
export interface Chart {
  /** The running daemons of the bot. */
  readonly daemons: readonly DaemonRow[];
  readonly waiting: Waiting;
}

/** The checks of a database, and what they find out for others. `chart` is null if the ledger cannot be read. */
export interface PostgresChecks {
  readonly checks: readonly Check[];
  readonly chart: Promise<Chart | null>;
  close(): Promise<void>;
}

const oldestVersion = 14;
const outOfReach = skipped('the database cannot be asked');
const unmigrated = skipped('the database is not migrated');

/**
 * Checks of the Postgres at `url`, for bot `botId` or all bots (null); `backups` is the cron expression for scheduled
 * backups (null: the settings name no directory). The caller closes them.
 */
export function postgresChecks(url: string, botId: number | null, backups: string | null): PostgresChecks {
  const { database } = openDatabase(url, { connections: 3, onIdleError: () => {} });
  const reached = versionOf(database);
  const migrations = reached.then(() => migrationState(url));
  const isMigrated = migrations.then(
    ({ pending, unknown }) => pending.length + unknown.length === 0,
    () => null,
  );
  const chart = isMigrated.then(async (migrated): Promise<Chart | null> => {
    if (!migrated) return null;
    const daemons = (await runningDaemons(database)).filter(
      (daemon) => botId === null || daemon.botId === BigInt(botId),
    );
    return { daemons, waiting: await countWaiting(database, botId) };
  });
  reached.catch(() => {});
  migrations.catch(() => {});
  chart.catch(() => {});

  const whenReached = (name: string, look: () => Promise<Verdict>): Check => ({
    name,
    run: async () =>
      (await reached.then(
        () => true,
        () => false,
      ))
        ? look()
        : outOfReach,
  });
  const whenMigrated = (name: string, look: () => Promise<Verdict>): Check => ({
    name,
    async run() {
      const migrated = await isMigrated;
      if (migrated === null) return outOfReach;
      return migrated ? look() : unmigrated;
    },
  });
  const whenCharted = (name: string, read: (chart: Chart) => Verdict): Check =>
    whenMigrated(name, async () => {
      const known = await chart;
      return known ? read(known) : unmigrated;
    });

  return {
    chart: chart.catch(() => null),
    close: () => database.destroy(),
    checks: [
      { name: 'database', run: () => reached.then(versionVerdict, unreachable) },
      whenReached('database safety', () => safety(database)),
      whenReached('clock (database)', () => clockVerdict(database)),
      whenReached('migrations', async () => migrationVerdict(await migrations)),
      whenMigrated('database rights', () => rights(database)),
      whenCharted('daemons', daemonVerdict),
      whenMigrated('backlog', () => backlogVerdict(database)),
      whenCharted('outbox', ({ waiting }) => outboxVerdict(waiting)),
      whenCharted('dead letters', ({ waiting }) => letterVerdict(waiting)),
      whenMigrated('backups', () => backupVerdict(url, backups)),
    ],
  };
}

/** The server_version_num of the server, like 160004. */
async function versionOf(database: Database): Promise<number> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version_num') as version`.execute(database);
  return Number(rows[0]?.version);
}

/** The verdict on a server's version; `version` is its server_version_num, like 160004. */
export function versionVerdict(version: number): Verdict {
  const words = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`;
  return version >= oldestVersion * 10_000
    ? ok(words)
    : wrong(
        `${words} is too old`,
        `spndr needs ${oldestVersion} or later: move the database to a newer server`,
      );
}

function unreachable(error: unknown): Verdict {
  const why = error instanceof Error ? error.message || error.name : String(error);
  return wrong(
    `cannot be reached (${why})`,
    'see that the server runs and that DATABASE_URL has its host, user and password',
  );
}

/** Whether commits are durable, on which spndr's guarantees rest. */
async function safety(database: Database): Promise<Verdict> {
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`.execute(database);
  if (rows.length === 0) return ok('a commit survives a power cut');
  const names = rows.map(({ name }) => name).join(', ');
  return warn(
    `${names} off: a power cut can lose what was committed`,
    `set ${names} to on in postgresql.conf`,
  );
}

async function clockVerdict(database: Database): Promise<Verdict> {
  const beganMs = Date.now();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database);
  return skewVerdict('the database', rows[0]?.now ?? new Date(0), beganMs, Date.now());
}

function migrationVerdict({
  applied,
  pending,
  unknown,
}: Awaited<ReturnType<typeof migrationState>>): Verdict {
  if (unknown.length > 0)
    return wrong(
      `a newer spndr has been here: ${unknown.join(', ')} is not known to this one`,
      'install that version or a later one',
    );
  if (applied.length === 0)
    return warn('none is applied yet', 'the first spndr start applies them, and so does spndr db migrate');
  if (pending.length > 0)
    return wrong(
      `${named(pending)} not applied`,
      'run spndr db migrate; spndr start does it too, unless told not to',
    );
  return ok(`all ${applied.length} applied`);
}

async function rights(database: Database): Promise<Verdict> {
  const { rows } = await sql<{ lacking: string[]; can_create: boolean }>`
    select has_schema_privilege('public', 'create') as can_create,
      coalesce(array_agg(relname::text order by relname) filter (where not (
        has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
        and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))), '{}') as lacking
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname <> 'spndr_migration'`.execute(database);
  const { lacking = [], can_create = false } = rows[0] ?? {};
  if (lacking.length > 0)
    return wrong(
      `this user may not read and write ${lacking.join(', ')}`,
      'run spndr db roles --apply as a superuser, with this user as --runtime',
    );
  return ok(
    can_create
      ? 'reads, writes and migrates'
      : 'reads and writes; migrations need the owner, and start --no-migrate',
  );
}

function daemonVerdict({ daemons }: Chart): Verdict {
  if (daemons.length === 0) return warn('none is running', 'spndr start --polling, or --webhook, starts one');
  const newest = daemons.map(({ lastError }) => lastError).find((error) => error !== null);
  const recent = newest && Date.now() - newest.at.getTime() < 10 * 60_000;
  const words = `${countOf(daemons.length, 'runs', 'run')}: ${daemons.map(({ host, pid, mode }) => `${host} ${pid} (${mode})`).join(', ')}`;
  if (!recent) return ok(words);
  return warn(
    `${words}; ${age(Date.now() - newest.at.getTime())} ago: ${newest.text}`,
    'see its log for what came before and after',
  );
}

const longBacklog = 500;

async function backlogVerdict(database: Database): Promise<Verdict> {
  const total = [...(await countBuffered(database)).values()].reduce((sum, entries) => sum + entries, 0);
  return bufferVerdict(total);
}

/** The verdict on `total` updates in the buffer. */
export function bufferVerdict(total: number): Verdict {
  const words = `${countOf(total, 'update waits', 'updates wait')} in the buffer`;
  return total <= longBacklog
    ? ok(words)
    : warn(words, 'see that a daemon runs and keeps up: spndr status --watch');
}

function outboxVerdict({ pending, sending, failed, oldestS }: Waiting): Verdict {
  const waits = countOf(pending + sending, 'reply waits', 'replies wait');
  if (oldestS !== null && oldestS > 300)
    return wrong(
      `${waits}, the oldest for ${age(oldestS * 1_000)}`,
      'see that a daemon runs and reaches Telegram; spndr outbox list --pending shows them',
    );
  if (failed > 0)
    return warn(
      `${countOf(failed, 'reply', 'replies')} failed for good`,
      'spndr outbox list --failed says why; spndr outbox retry or drop ends it',
    );
  return ok(waits);
}

function letterVerdict({ deadLetters }: Waiting): Verdict {
  if (deadLetters === 0) return ok('none');
  return warn(
    countOf(deadLetters, 'update failed every attempt', 'updates failed every attempt'),
    'spndr dead list says why; spndr dead retry or drop ends it',
  );
}
