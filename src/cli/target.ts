import { readlink, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { UsageError } from './failure.ts';

/** As many as Linux follows. */
const mostLinks = 40;

/**
 * Where to write what is to be put in place at `file`: there, or where a symlink that stands there leads, which may be
 * nothing yet. Throws `UsageError` where something stands that a file must not replace, a directory or a device;
 * `otherwise` is the remedy for what was meant to be written to as it is.
 */
export async function targetOf(file: string, otherwise: string): Promise<string> {
  const there = await stat(file).catch(() => null);
  if (there === null) return endOfLinks(file);
  if (there.isDirectory()) throw new UsageError(`${file} is a directory`, 'name a file in it');
  if (!there.isFile()) throw new UsageError(`${file} is no ordinary file`, otherwise);
  return realpath(file);
}

async function endOfLinks(file: string): Promise<string> {
  let path = file;
  for (let links = 0; links < mostLinks; links += 1) {
    const next = await readlink(path).catch(() => null);
    if (next === null) return path;
    // not join, which takes `link/..` for nothing
    path = isAbsolute(next) ? next : `${dirname(path)}/${next}`;
  }
  throw new UsageError(`the symlink ${file} leads to no file`, 'name another file');
}
