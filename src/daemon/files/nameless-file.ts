import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file on disk without a name: however this process ends, nothing of it is left. */
export interface NamelessFile {
  append(bytes: string | Uint8Array): Promise<void>;
  /** In bytes. */
  size(): number;
  /** Its content, from the start each time. */
  read(): AsyncGenerator<Uint8Array>;
  /** May be called more than once. */
  dispose(): Promise<void>;
}

/** Bytes per piece read: others get their turn between pieces, so a piece that is costly to process must be short. */
const pieceLength = 16 * 1024;

/** Opens an empty one, which the caller must dispose of. Rejects when there is no folder for temporary files. */
export async function openNameless(): Promise<NamelessFile> {
  const file = await openAndUnlink();
  let size = 0;
  return {
    async append(given) {
      const bytes = typeof given === 'string' ? Buffer.from(given) : given;
      await file.appendFile(bytes);
      size += bytes.length;
    },
    size: () => size,
    async *read() {
      for (let position = 0; ; ) {
        const piece = await file.read(Buffer.allocUnsafe(pieceLength), 0, pieceLength, position);
        if (piece.bytesRead === 0) return;
        position += piece.bytesRead;
        yield piece.buffer.subarray(0, piece.bytesRead);
      }
    },
    dispose: () => file.close(),
  };
}

/** Unlinks it while it is still empty. */
async function openAndUnlink(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'spndr-file-')).catch((error: NodeJS.ErrnoException) => {
    // elsewhere ENOENT is taken for a database whose socket is missing: an outage
    if (error.code !== 'ENOENT') throw error;
    throw new Error('there is no folder for temporary files: make it, or set TMPDIR to another');
  });
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
