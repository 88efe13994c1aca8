import { execFile } from 'node:child_process';

/** A system account that a child process can be run as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** What became of a child process: `problem` is null when it exited with 0, else one line that says why not. */
export interface Ran {
  readonly problem: string | null;
  readonly stdout: string;
}

const longestRunMs = 330_000;

/**
 * Runs a program of the Postgres distribution to its end, as `account` (null: as we are), in `cwd`. It never throws.
 * The child sees nothing of our environment: neither secrets nor PG* variables that would change its behaviour.
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

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, '; ');
}
