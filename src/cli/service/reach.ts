import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Folders that the units hide from the daemon (ProtectHome). */
const hidden = ['/home', '/root', '/run/user'];

/**
 * The folder or file that keeps a service's own account from using the file at `path`: a home directory, or one that
 * only its owner may enter or read. Null: it can be used.
 */
export async function obstacle(path: string): Promise<string | null> {
  const home = hidden.find((folder) => path.startsWith(`${folder}/`));
  if (home !== undefined) return home;
  if (((await stat(path)).mode & 0o004) === 0) return path;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}
