import { writeWhole } from '../whole-file.ts';
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

/** Backs the database up to the file at `path`, as `writeWhole` writes one. Throws like `backupTo`. */
export function backupToFile(path: string, options: BackupOptions): Promise<Made> {
  return writeWhole(path, (write) => backupTo(write, options), options.signal);
}
