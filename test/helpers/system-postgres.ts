import { randomUUID } from 'node:crypto';
import { chown, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import { versionOf } from '../../src/ledger/backup/program.ts';
import { type Place, preparePlace } from '../../src/ledger/embedded/account.ts';
import { type Binaries, findOldBinaries } from '../../src/ledger/embedded/binaries.ts';
import { role } from '../../src/ledger/embedded/cluster.ts';
import { run } from '../../src/ledger/embedded/run.ts';
import { readPostmaster, startServer, stopServer } from '../../src/ledger/embedded/server.ts';

export interface SystemPostgres {
  /** The `postgres` database, as its superuser with the password `secret`. */
  readonly url: string;
  readonly dataDir: string;
  readonly place: Place;
  readonly programs: Binaries;
  stop(): Promise<void>;
}

/**
 * What is missing to run the system's PostgreSQL, in this major version or by default that of its pg_dump; null:
 * nothing.
 */
export async function missingForSystemPostgres(version?: string): Promise<string | null> {
  const major = version ?? (await versionOf('pg_dump'))?.major;
  if (major === undefined) return 'there is no pg_dump on the PATH: apt-get install postgresql';
  const initdb = await stat(`/usr/lib/postgresql/${major}/bin/initdb`).catch(() => null);
  return initdb === null ? `there is no Postgres ${major} on this machine: apt-get install postgresql` : null;
}

/**
 * Starts a cluster of the system's PostgreSQL, in this major version or by default that of its pg_dump, placed like an
 * embedded one. If it is not installed, the test is skipped with the reason, or fails for the default version if
 * SPNDR_TEST_TOOLS=required, as set by .ci/run.
 */
export async function startSystemPostgres(context: TestContext, version?: string): Promise<SystemPostgres> {
  const missing = await missingForSystemPostgres(version);
  if (missing !== null) {
    if (version === undefined && process.env.SPNDR_TEST_TOOLS === 'required') throw new Error(missing);
    process.stderr.write(`skipped: "${context.task.name}": ${missing}\n`);
    return context.skip(missing);
  }
  const major = version ?? (await versionOf('pg_dump'))?.major;
  const dataDir = join(tmpdir(), randomUUID());
  const place = await preparePlace(dataDir);
  const programs = await findOldBinaries(place, String(major), null, () => {});
  const [cluster, password] = [join(dataDir, 'database'), join(dataDir, 'password')];
  await writeFile(password, 'secret');
  await mkdir(cluster, { mode: 0o700 });
  const { account } = place;
  for (const path of [cluster, password]) if (account) await chown(path, account.uid, account.gid);
  const made = await run(
    programs.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${role}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    account,
    dataDir,
  );
  expect(made.problem).toBeNull();
  await rename(password, join(cluster, 'spndr.password'));
  expect(await startServer(place, programs, null)).toBeNull();
  const port = (await readPostmaster(place))?.port;
  return {
    url: `postgres://${role}:secret@127.0.0.1:${port}/postgres`,
    dataDir,
    place,
    programs,
    stop: () => stopServer(place, programs),
  };
}
