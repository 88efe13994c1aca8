const elsewhere = 'or set SPNDR_DATA_DIR to';
const forbidden = 'run spndr as the owner of SPNDR_DATA_DIR, or name a place that you may use';
const inTheWay =
  'a file is where a directory would have to be: move it, or set SPNDR_DATA_DIR to another place';
const full = `no space is left there: free some, ${elsewhere} a larger file system`;

/** What to do about the errors of a file system that the operator can put right. */
const remedies: ReadonlyMap<unknown, string> = new Map([
  ['EACCES', forbidden],
  ['EPERM', forbidden],
  ['EROFS', `that file system is read-only: mount it for writing, ${elsewhere} another`],
  ['ENOSPC', full],
  ['EDQUOT', full],
  ['ENOTDIR', inTheWay],
  // only of directories: a file that is there already is found by who makes it
  ['EEXIST', inTheWay],
]);

/** What is wrong, and the remedy, where `error` is the file system's own; null for every other error. */
export function fileTrouble(error: unknown): { readonly wrong: string; readonly remedy: string } | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const remedy = remedies.get(code);
  // A program that cannot be started is none of the data's places.
  if (remedy === undefined || syscall === undefined || syscall.startsWith('spawn')) return null;
  if (code === 'EEXIST' && syscall !== 'mkdir') return null;
  if (path !== undefined) return { wrong: `${path} cannot be used (${code})`, remedy };
  return remedy === full ? { wrong: `a file cannot be written (${code})`, remedy } : null;
}
