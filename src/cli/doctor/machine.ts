import { readFile, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packagedPostgres } from '../../ledger/embedded/binaries.ts';
import type { Config } from '../config.ts';
import { codeOf } from '../failure.ts';
import { isOpenToOthers } from '../secrets.ts';
import { type Check, ok, skipped, type Verdict, warn, wrong } from './finding.ts';

const oldestNode = [20, 11] as const;

/** Checks whether spndr supports this Node.js; `version` is like 20.11.0. */
export function nodeCheck(version: string): Check {
  return {
    name: 'Node.js',
    async run() {
      const [major = 0, minor = 0] = version.split('.').map(Number);
      const [needMajor, needMinor] = oldestNode;
      const old = major < needMajor || (major === needMajor && minor < needMinor);
      if (old)
        return wrong(
          `${version} is too old`,
          `install Node.js ${oldestNode.join('.')} or later from nodejs.org`,
        );
      if (major % 2 === 1)
        return warn(`${version} is a version without long-term support`, 'install the latest even version');
      return ok(version);
    },
  };
}

const warnBytes = 1024 ** 3;
const wrongBytes = 100 * 1024 ** 2;

/** Checks for free space in the file system of the data directory; `free` gives the free bytes. */
export function diskCheck(dataDir: string, free: (path: string) => Promise<number> = freeBytes): Check {
  return {
    name: 'disk',
    async run() {
      const bytes = await free(await existing(dataDir));
      const words = `${Math.floor(bytes / 1024 ** 2).toLocaleString('en')} MiB free at ${dataDir}`;
      const remedy = 'free some, or set SPNDR_DATA_DIR to a larger file system';
      if (bytes < wrongBytes) return wrong(words, remedy);
      return bytes < warnBytes ? warn(words, remedy) : ok(words);
    },
  };
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** The nearest folder that exists: `path` or one above it. */
async function existing(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((await modeOf(folder)) !== null || folder === dirname(folder)) return folder;
  }
}

/** Checks that other users cannot read secrets. `secretFiles` are further files that hold secrets. */
export function modesCheck(dataDir: string, secretFiles: readonly string[]): Check {
  return {
    name: 'file modes',
    async run() {
      const files = [...secretFiles, join(dataDir, 'pepper'), join(dataDir, 'webhook-secret')];
      const problems: string[] = [];
      const remedies: string[] = [];
      for (const file of files) {
        const mode = await modeOf(file);
        if (mode === null || (mode & 0o077) === 0) continue;
        problems.push(`${file} can be read by others (${octal(mode)})`);
        remedies.push(`chmod 600 ${file}`);
      }
      const folder = await modeOf(dataDir);
      if (folder !== null && isOpenToOthers(folder)) {
        problems.push(`${dataDir} is open to others (${octal(folder)})`);
        remedies.push(`chmod go-rw ${dataDir}`);
      }
      if (problems.length > 0) return wrong(problems.join('; '), remedies.join('; '));
      return ok('nobody else can read the secrets');
    },
  };
}

/** The permission bits; null: there is no such file. */
async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

/** The verdict on the embedded database. `usable`: there is a database, embedded or not, to examine. */
export async function embeddedState(config: Config): Promise<Verdict & { readonly usable: boolean }> {
  if (config.databaseUrl !== null)
    return { ...skipped('DATABASE_URL is set: nothing is embedded'), usable: true };
  const { version } = await packagedPostgres();
  const packaged = version.split('.')[0] ?? version;
  const cluster = join(config.dataDir, 'database');
  let made: string;
  try {
    made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR')
      return {
        ...wrong(
          `${cluster} cannot be read (${codeOf(error)})`,
          'run spndr doctor as the user that runs spndr',
        ),
        usable: false,
      };
    return { ...ok(`none in ${config.dataDir} yet; the first start makes it`), usable: false };
  }
  if (made === packaged) return { ...ok(`PostgreSQL ${version} for the data of ${cluster}`), usable: true };
  return {
    ...wrong(
      `the data in ${cluster} is from PostgreSQL ${made}, and this spndr brings ${packaged}`,
      Number(made) < Number(packaged)
        ? 'run spndr db upgrade, which keeps the old one too'
        : 'go back to the spndr that made it, or a newer one',
    ),
    usable: false,
  };
}
