import { writeWhole } from '../storage/whole-file.ts';
import type { Manifest } from './manifest.ts';
import { pack } from './pack.ts';
import { type SnapshotOptions, snapshot } from './snapshot.ts';

/** Options of a backup; `passphrase` null: not encrypted. */
export interface BackupOptions extends Omit<SnapshotOptions, 'includePepper' | 'onManifest'> {
  readonly passphrase: string | null;
  /** Aborts the backup, which rejects with the signal's reason; no file is left. */
  readonly signal?: AbortSignal;
}

/** A finished backup, and its size in bytes. */
export interface Made {
  readonly manifest: Manifest;
  readonly bytes: number;
}

/**
 * Backs up the database to `write`, which gets one piece after another and is awaited. The pepper is included only in
 * encrypted backups. Throws what the database or `write` throws.
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

/** Backs up the database to the file at `path`, written like `writeWhole`. Throws like `backupTo`. */
export function backupToFile(path: string, options: BackupOptions): Promise<Made> {
  return writeWhole(path, (write) => backupTo(write, options), options.signal);
}
