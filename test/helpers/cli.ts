import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledSpndr } from './build.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How long a command may take before it counts as hanging. */
const limitMs = 90_000;

/**
 * Runs the compiled `spndr` with `args` until it ends. `env` is all of its environment besides PATH, so that nothing
 * of the machine's settings leaks in; a data directory of its own is given unless `env` names one. `input` is what
 * comes in on stdin, which is never a terminal. With `closeStdout` nobody reads what it prints. `shell` is what a shell
 * does before it becomes the command. `meanwhile` is given the process while it runs.
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
  const command = [process.execPath, compiledSpndr, ...args];
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
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const [result] = await Promise.all([ended, options.meanwhile?.(child)]);
  return result;
}

/** A path for a data directory that does not exist yet; what stands above it may be passed by every user. */
export function freshDataDir(): string {
  return join(tmpdir(), `spndr-cli-${randomUUID()}`);
}
