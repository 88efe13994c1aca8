import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unlessAborted } from './unless-aborted.ts';

/** Takes a piece of a file; fulfils when all of it is written. */
export type Write = (piece: string | Buffer) => Promise<void>;

/**
 * Writes the file at `path`, for its owner only, and fulfils with what `body` does. It is written beside, under a name
 * that nobody can foresee, and put in place when `body` is done and all of it is on disk; what stood there before stays
 * until then. Throws what `body` or the file system throws, and the reason of `signal` as soon as it is aborted, when
 * `body` may no longer write; nothing is left beside then.
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
        // `write` of a file may write a part only, and says so to nobody who does not ask
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
