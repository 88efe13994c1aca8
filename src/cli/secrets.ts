import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory } from '../ledger/storage/make-directory.ts';
import type { Config } from './config.ts';
import { codeOf, Failure } from './failure.ts';

/**
 * A secret that is generated once and kept in the data directory, readable by its owner only: 43 characters of A-Z a-z
 * 0-9 - _ (256 bits). Concurrent processes get the same one. Throws `Failure` if the directory cannot be used, or
 * others can read it.
 */
export async function keptSecret(dataDir: string, name: 'webhook-secret' | 'pepper'): Promise<string> {
  const file = join(dataDir, name);
  await requirePrivate(dataDir);
  try {
    return (await readSecret(file)) ?? (await createSecret(dataDir, file));
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof Failure || code === null) throw error;
    throw new Failure(
      `cannot keep a secret in ${file} (${code})`,
      'run spndr as the owner of that directory or set SPNDR_DATA_DIR to one you can write',
      { cause: error },
    );
  }
}

/** Throws `Failure` if other users of the machine can read or change the data directory. */
export async function requirePrivate(dataDir: string): Promise<void> {
  // Windows has no such modes
  if (process.platform === 'win32') return;
  const found = await stat(dataDir).catch(() => null);
  if (!found?.isDirectory() || !isOpenToOthers(found.mode)) return;
  throw new Failure(`the data directory ${dataDir} is open to others`, `run chmod go-rw ${dataDir}`);
}

/** Whether others can read or change a directory with this mode; passing through it reveals nothing. */
export function isOpenToOthers(mode: number): boolean {
  return (mode & 0o066) !== 0;
}

/**
 * The secret key for password digests and for sealing queued data: the setting, or the one kept in the data directory.
 */
export async function pepperOf(config: Pick<Config, 'pepper' | 'dataDir'>): Promise<string> {
  return config.pepper ?? (await keptSecret(config.dataDir, 'pepper'));
}

/** Like `pepperOf`, but generates none; null: there is none. */
export async function existingPepper(config: Pick<Config, 'pepper' | 'dataDir'>): Promise<string | null> {
  return config.pepper ?? (await readSecret(join(config.dataDir, 'pepper')));
}

/**
 * Replaces the pepper kept in the data directory; the old one stays as pepper.before-restore. Returns a function that
 * undoes it.
 */
export async function replacePepper(dataDir: string, pepper: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'pepper');
  const aside = `${file}.before-restore`;
  const old = await readSecret(file);
  if (old === pepper) return async () => {};
  if (old !== null) await rename(file, aside);
  const undo = async () => {
    if (old === null) await unlink(file);
    else await rename(aside, file);
  };
  try {
    await createSecret(dataDir, file, pepper);
  } catch (error) {
    await undo().catch(() => {});
    throw error;
  }
  return undo;
}

async function readSecret(file: string): Promise<string | null> {
  let secret: string;
  try {
    secret = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  if (secret === '') throw new Failure(`${file} is empty`, 'delete it and a new secret is made');
  return secret;
}

/** Writes a draft and links it into place: the file is complete or absent, and the first of several processes wins. */
async function createSecret(
  dataDir: string,
  file: string,
  content = randomBytes(32).toString('base64url'),
): Promise<string> {
  // as root it can be passed through, because the embedded Postgres runs as another user below it
  await makeDirectory(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${content}\n`);
      await giveToOwner(handle, dataDir);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await unlink(draft).catch(() => {});
  }
  const secret = await readSecret(file);
  if (secret === null) throw new Failure(`${file} vanished while it was made`, 'run the command again');
  return secret;
}

/** Gives a file that root made to the owner of the data directory, who could not read it otherwise. */
async function giveToOwner(made: FileHandle, dataDir: string): Promise<void> {
  if (process.geteuid?.() !== 0) return;
  const owner = await stat(dataDir);
  // a file system with a single owner has set it already, and refuses chown
  if ((await made.stat()).uid !== owner.uid) await made.chown(owner.uid, owner.gid);
}
