import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a directory and its missing parents, all with exactly this mode, whatever the umask. Throws the error of the
 * first that cannot be made; Node's own recursive mkdir never ends where the system denies that a parent exists (/proc).
 */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  if (await isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path && !(await isThere(parent))) await makeDirectory(parent, mode);
  try {
    await mkdir(path, mode);
  } catch (error) {
    // another process may have been faster
    if (!(await isDirectory(path))) throw error;
  }
  await chmod(path, mode);
}

function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Whether there is something at a path. */
export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
