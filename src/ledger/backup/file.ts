import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Manifest } from './manifest.ts';
import { pack } from './pack.ts';
import { type SnapshotOptions, snapshot } from './snapshot.ts';

/** What a backup is to be: `passphrase` null leaves it readable for whoever has the file. */
export interface BackupOptions extends Omit<SnapshotOptions, 'includePepper' | 'onManifest'> {
  readonly passphrase: string | null;
  /** Ends the backup with the signal's reason; no file is left. */
  readonly signal?: AbortSignal;
}

/** A backup that was made, its size in bytes. */
export interface Made {
  readonly manifest: Manifest;
  readonly bytes: number;
}

/**
 * Backs the database up to `write`, which is given piece after piece and waited for. The pepper goes in only when it is
 * encrypted. Throws what the database, or `write`, throws.
 */
export async function backupTo(
  write: (piece: Buffer) => Promise<unknown>,
  options: BackupOptions,
): Promise<Made> {
  let manifest: Manifest | undefined;
  let bytes = 0;
  const archive = snapshot({
    ...options,
    includePepper: options.passphrase !== null,
    onManifest(one) {
      manifest = one;
    },
  });
  for await (const piece of pack(archive, options.passphrase)) {
    options.signal?.throwIfAborted();
    await write(piece);
    bytes += piece.length;
  }
  if (manifest === undefined) throw new Error('a backup without a manifest');
  return { manifest, bytes };
}

/**
 * Backs the database up to the file at `path`, for its owner only. It is written beside and put in place when it is
 * whole and on disk; what stood there before stays until then. Throws like `backupTo`.
 */
export async function backupToFile(path: string, options: BackupOptions): Promise<Made> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    let made: Made;
    try {
      made = await backupTo((piece) => file.writeFile(piece), options);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncDirectory(dirname(path));
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes a rename last through a power cut, where the system can. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
