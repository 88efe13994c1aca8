import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import type { LeftOpen } from './left-open.ts';
import type { Output } from './output.ts';
import { requirePrivate } from './secrets.ts';
import { decoded } from './url-part.ts';

/** An open Postgres. */
export interface Storage {
  /** postgres:// URL, which may contain a password. */
  readonly url: string;
  /** Stops the embedded server unless another process still uses it; an external one is left alone. */
  close(): Promise<void>;
}

/**
 * Opens `DATABASE_URL`, or starts (or joins) the embedded Postgres in the data directory, registered with `left`. If
 * there is no embedded database yet, it is made, or without `make` a `Failure` thrown.
 */
export async function openStorage(
  config: Config,
  { out, left, make }: { out: Output; left: LeftOpen; make: boolean },
): Promise<Storage> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, close: async () => {} };
  return left.open(() => openEmbeddedStorage(config, out, make));
}

async function openEmbeddedStorage(config: Config, out: Output, make: boolean): Promise<Storage> {
  await requirePrivate(config.dataDir);
  const [{ openEmbedded }, { holdsCluster }] = await Promise.all([
    import('../ledger/embedded/embedded.ts'),
    import('../ledger/embedded/cluster.ts'),
  ]);
  if (!make && !(await holdsCluster(config.dataDir)))
    throw new Failure(
      `there is no database in ${config.dataDir} yet`,
      'spndr start makes one; if one is elsewhere, set SPNDR_DATA_DIR or DATABASE_URL as for the daemon',
    );
  let tell = out.note;
  const postgres = await out.working('opening the embedded database', (report) => {
    tell = report;
    return openEmbedded(config.dataDir, (line) => tell(line));
  });
  // later messages, such as about restarting the server, have no spinner to update
  tell = out.note;
  return { url: postgres.url, close: () => postgres.stop() };
}

/** Where the data is, without a password: "localhost:5432/spndr" or "the embedded database in /dir". */
export function databaseName(config: Config): string {
  if (config.databaseUrl === null) return `the embedded database in ${config.dataDir}`;
  const url = new URL(config.databaseUrl);
  return `${hostOf(url)}/${decoded(url.pathname.slice(1)) || decoded(url.username)}`;
}

/** The host and port of a URL, or its socket directory. */
export function hostOf(url: URL): string {
  return url.searchParams.get('host') ?? (decoded(url.host) || 'localhost');
}
