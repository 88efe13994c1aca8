import { execFile } from 'node:child_process';

/** A system account to run a child process as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The result of a child process: `problem` is null if it exited with 0, else one line saying why not. */
export interface Ran {
  readonly problem: string | null;
  readonly stdout: string;
}

const longestRunMs = 330_000;

/**
 * Runs a program of the Postgres distribution to its end, as `account` (null: the current one), in `cwd`. Never
 * rejects. The child gets nothing of our environment but PATH: neither secrets nor PG* variables that would change its
 * behaviour.
 */
export function run(
  file: string,
  args: readonly string[],
  account: Account | null,
  cwd: string,
): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      {
        cwd,
        env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' },
        timeout: longestRunMs,
        windowsHide: true,
        ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
      },
      (error, stdout, stderr) => {
        const said = oneLine(stderr) || oneLine(stdout);
        resolve({ problem: error === null ? null : said || oneLine(error.message), stdout });
      },
    );
  });
}

/** What is wrong and what to do if Postgres, which said this, has met a full disk; null: it has not. */
export function fullDisk(said: string): string | null {
  return /No space left on device|Disk quota exceeded|Check free disk space/.test(said)
    ? 'no space is left there: free some, or set SPNDR_DATA_DIR to a larger file system'
    : null;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, '; ');
}
