import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unlessAborted } from './unless-aborted.ts';

/** Appends a piece to a file; fulfils when it is written. */
export type Write = (piece: string | Buffer) => Promise<void>;

/**
 * Writes the file at `path`, readable by its owner only, and fulfils with the result of `body`. It is written next to
 * it under an unpredictable name and moved into place once complete and on disk; an existing file stays until then.
 * Throws what `body` or the file system throws, and the reason of `signal` as soon as that is aborted; `write` then
 * throws too, and no temporary file is left.
 */
export async function writeWhole<Result>(
  path: string,
  body: (write: Write) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    let result: Result;
    try {
      const write: Write = async (piece) => {
        signal?.throwIfAborted();
        // unlike `file.write`, this never writes only a part
        await file.writeFile(piece);
      };
      result = await unlessAborted(body(write), signal);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncDirectory(dirname(path));
    return result;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes a rename durable, where the system can. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
