import { readlink, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { UsageError } from './failure.ts';

/** As many symlinks as Linux follows. */
const mostLinks = 40;

/**
 * Where to put a file that is to replace `file`: there or, if it is a symlink, at its target, which need not exist.
 * Throws `UsageError` if that is a directory or a device; `otherwise` is the remedy for people who want to write to a
 * device.
 */
export async function targetOf(file: string, otherwise: string): Promise<string> {
  const there = await stat(file).catch(() => null);
  if (there === null) return endOfLinks(file);
  if (there.isDirectory()) throw new UsageError(`${file} is a directory`, 'name a file in it');
  if (!there.isFile()) throw new UsageError(`${file} is not an ordinary file`, otherwise);
  return realpath(file);
}

async function endOfLinks(file: string): Promise<string> {
  let path = file;
  for (let links = 0; links < mostLinks; links += 1) {
    const next = await readlink(path).catch(() => null);
    if (next === null) return path;
    // not `join`, which would drop `link/..`
    path = isAbsolute(next) ? next : `${dirname(path)}/${next}`;
  }
  throw new UsageError(`the symlink ${file} leads to no file`, 'name another file');
}
