import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compiledSpndr } from './build.ts';
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
  /** Everything it has logged so far. */
  readonly log: readonly LogLine[];
  /** What it wrote to stderr. */
  readonly stderr: () => string;
  /** Fulfils with the first line with this message, from now or before; rejects when the process ends first. */
  logged(message: string): Promise<LogLine>;
  /** Fulfils with the exit code, or the signal's name. */
  readonly ended: Promise<number | string | null>;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM; fulfils with the exit code. */
  stop(): Promise<number | string | null>;
}

/** Those of tests that failed before they stopped theirs end with this process. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the compiled daemon with all of its environment besides PATH in `env`; does not wait for anything. `through`
 * is a line of shell that runs it with exec "$@"; `inherits` is a descriptor that it gets as its third.
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
    ['-c', through, 'sh', process.execPath, compiledSpndr, 'start', `--${mode}`, ...args],
    {
      env: {
        PATH: process.env.PATH,
        SPNDR_DATA_DIR: freshDataDir(),
        // daemons that share a database or follow each other on it open what the other sealed
        SPNDR_PEPPER: 'the pepper of all daemons in the tests',
        SPNDR_SEND_LIMIT: '0',
        // said, so that the first one to sign up is not told how to close it
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
