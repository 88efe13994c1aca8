const elsewhere = 'or set SPNDR_DATA_DIR to';
const forbidden = 'run spndr as the owner of SPNDR_DATA_DIR, or name a place that you may use';
const inTheWay = 'a file is where a directory should be: move it, or set SPNDR_DATA_DIR to another place';
const full = `no space is left there: free some, ${elsewhere} a larger file system`;

/** Remedies for file system errors that the operator can solve. */
const remedies: ReadonlyMap<unknown, string> = new Map([
  ['EACCES', forbidden],
  ['EPERM', forbidden],
  ['EROFS', `that file system is read-only: mount it for writing, ${elsewhere} another`],
  ['ENOSPC', full],
  ['EDQUOT', full],
  ['ENOTDIR', inTheWay],
  ['EEXIST', inTheWay],
  // what Node makes of EROFS when it makes a directory and those above it
  ['ENOENT', `see that its file system is there and mounted for writing, ${elsewhere} another place`],
]);

/** Those that count only when making a directory: code that opens files handles them itself. */
const ofDirectories: ReadonlySet<unknown> = new Set(['EEXIST', 'ENOENT']);

/** The problem and its remedy if `error` comes from the file system; null for any other error. */
export function fileTrouble(error: unknown): { readonly wrong: string; readonly remedy: string } | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const remedy = remedies.get(code);
  // failing to start a program is not about the data's location
  if (remedy === undefined || syscall === undefined || syscall.startsWith('spawn')) return null;
  if (ofDirectories.has(code) && syscall !== 'mkdir') return null;
  // a copy finds no room where it is made
  if (remedy === full && dest !== undefined) return { wrong: `${dest} cannot be used (${code})`, remedy };
  if (path !== undefined) return { wrong: `${path} cannot be used (${code})`, remedy };
  return remedy === full ? { wrong: `a file cannot be written (${code})`, remedy } : null;
}
