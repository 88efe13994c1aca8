import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file on the disk that has no name: however this process ends, nothing of it is left. */
export interface NamelessFile {
  append(bytes: string | Uint8Array): Promise<void>;
  /** In bytes. */
  size(): number;
  /** What it holds, from the start each time. */
  read(): AsyncGenerator<Uint8Array>;
  /** May be called again. */
  dispose(): Promise<void>;
}

/** Between two pieces others have their turn: a piece that is costly to read keeps them waiting no longer. */
const pieceLength = 16 * 1024;

/** An empty one. It is the caller's to dispose. */
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

/** It loses its name while it is still empty. */
async function openAndUnlink(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'spndr-file-')).catch((error: NodeJS.ErrnoException) => {
    // ENOENT is what a database says, too, whose socket is not there
    if (error.code !== 'ENOENT') throw error;
    throw new Error('there is no folder for temporary files: make it, or set TMPDIR to another');
  });
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
