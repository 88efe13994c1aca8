import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { shippedSpndr } from './build.ts';
import { freshDataDir } from './cli.ts';

/** One line of the daemon's log. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A real `spndr start` in a process of its own. */
export interface RunningDaemon {
  readonly pid: number;
  /** Everything logged so far. */
  readonly log: readonly LogLine[];
  /** What it wrote to stderr. */
  readonly stderr: () => string;
  /** Fulfils with the first line with this message, logged before or later; rejects if the process ends before. */
  logged(message: string): Promise<LogLine>;
  /** Fulfils with the exit code, or the signal's name. */
  readonly ended: Promise<number | string | null>;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM; fulfils with the exit code. */
  stop(): Promise<number | string | null>;
}

/** Daemons that a failed test did not stop are killed with this process. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the compiled daemon, with `env` as its whole environment except PATH; waits for nothing. `through` is a shell
 * line that runs it as exec "$@"; `inherits` becomes its file descriptor 3.
 */
export function spawnDaemon(options: {
  mode: 'polling' | 'webhook';
  env: Record<string, string>;
  args?: readonly string[];
  through?: string;
  inherits?: number;
}): RunningDaemon {
  const { mode, args = [], through = 'exec "$@"', inherits = 'ignore' } = options;
  const child = spawn(
    '/bin/sh',
    ['-c', through, 'sh', process.execPath, shippedSpndr, 'start', `--${mode}`, ...args],
    {
      env: {
        PATH: process.env.PATH,
        SPNDR_DATA_DIR: freshDataDir(),
        // daemons on the same database must be able to open what others sealed
        SPNDR_PEPPER: 'the pepper of all daemons in the tests',
        SPNDR_SEND_LIMIT: '0',
        // set, so that the first person to sign up is not told how to close sign-up
        SPNDR_SIGNUP: 'open',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', inherits],
    },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  const log: LogLine[] = [];
  const listeners = new Set<() => void>();
  let stderr = '';
  createInterface({ input: child.stdout! }).on('line', (text) => {
    log.push(JSON.parse(text) as LogLine);
    for (const listener of [...listeners]) listener();
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = endOf(child);
  return {
    pid: child.pid ?? 0,
    log,
    stderr: () => stderr,
    ended,
    logged: (message) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = log.find(({ msg }) => msg === message);
          if (!line) return;
          listeners.delete(look);
          resolve(line);
        };
        listeners.add(look);
        look();
        void ended.then((code) => reject(new Error(`spndr ended (${code}) before "${message}": ${stderr}`)));
      }),
    signal: (name) => child.kill(name),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
}
