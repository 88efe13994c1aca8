import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedSpndr } from './build.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How long a command may take. */
const limitMs = 90_000;

/**
 * Runs the compiled `spndr` with `args` until it ends. `env` is its whole environment except PATH, so that no settings
 * of the machine leak in; it gets a fresh data directory unless `env` names one. `input` is its stdin, which is never a
 * terminal. `closeStdout`: nobody reads its output. `shell`: shell commands to run first, in the same process.
 * `meanwhile` gets the process while it runs.
 */
export async function runCli(
  args: readonly string[],
  options: {
    env?: Record<string, string>;
    input?: string;
    closeStdout?: boolean;
    shell?: string;
    meanwhile?: (child: ChildProcess) => Promise<void>;
  } = {},
): Promise<CliResult> {
  const command = [process.execPath, shippedSpndr, ...args];
  const [program = '', ...rest] =
    options.shell === undefined
      ? command
      : ['/bin/sh', '-c', `${options.shell}; exec "$@"`, 'sh', ...command];
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH, SPNDR_DATA_DIR: freshDataDir(), ...options.env },
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  if (options.closeStdout) child.stdout.destroy();
  // a command that does not read its input may be gone before it is written
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const [result] = await Promise.all([ended, options.meanwhile?.(child)]);
  return result;
}

/** A path for a data directory that does not exist yet, below one that every user may pass through. */
export function freshDataDir(): string {
  return join(tmpdir(), `spndr-cli-${randomUUID()}`);
}
