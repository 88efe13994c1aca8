import { execFile, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** A PostgreSQL program on the PATH. */
export type ProgramName = 'pg_dump' | 'pg_restore';

/** A version of PostgreSQL or one of its programs, such as 15 and '15.18'. */
export interface Version {
  readonly major: number;
  readonly text: string;
}

/** A program failed; the message is the first line of its error output. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
}

const longestVersionMs = 20_000;
const longestSaid = 2000;

/**
 * All that a program gets of our environment: no secret, and no PG* variable that would change what it does. Debian's
 * wrapper of these programs picks the newest installed version only if a host is given.
 */
const bare = { PGHOST: 'localhost', LC_ALL: 'C', TZ: 'UTC' };

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { PATH, SystemRoot, ...bare, ...more };
}

/** The version of the program on the PATH; null: there is none that works. */
export function versionOf(program: ProgramName): Promise<Version | null> {
  return new Promise((resolve) => {
    const options = { env: environment({}), timeout: longestVersionMs, windowsHide: true };
    execFile(program, ['--version'], options, (error, stdout) => {
      const [, text, major] = /\(PostgreSQL\) ((\d+)\S*)/.exec(stdout) ?? [];
      resolve(error !== null || text === undefined ? null : { text, major: Number(major) });
    });
  });
}

/**
 * The program's output as it comes, while it reads `input` if given. All of `input` is read, even if the program takes
 * only part of it. Throws what `input` throws, else `ProgramFailed`. Stopping early kills the program.
 */
export async function* outputOf(
  program: ProgramName,
  args: readonly string[],
  { env = {}, input }: { env?: Readonly<Record<string, string>>; input?: AsyncIterable<Buffer> },
): AsyncGenerator<Buffer> {
  const child = spawn(program, args, { env: environment(env), windowsHide: true });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(0, longestSaid);
  });
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? null : firstLine(said) || `it ended with ${signal ?? code}`),
    );
  });
  const leaving = new AbortController();
  const feeding = feed(input ?? [], child.stdin, leaving.signal);
  // awaited below, but may reject earlier
  feeding.catch(() => {});
  try {
    yield* child.stdout as Readable & AsyncIterable<Buffer>;
    await feeding;
    const problem = await ended;
    if (problem !== null) throw new ProgramFailed(problem);
  } finally {
    leaving.abort();
    child.kill();
    await ended;
  }
}

function firstLine(said: string): string {
  const [line = ''] = said.trim().split('\n');
  return line.replace(/^pg_\w+: (error: )?/, '');
}

/** Writes all of `input` to the program; goes on reading when the program takes no more. */
async function feed(
  input: AsyncIterable<Buffer> | Iterable<Buffer>,
  stdin: Writable,
  leaving: AbortSignal,
): Promise<void> {
  // a program that ends before its input does reports why by its exit
  stdin.on('error', () => {});
  try {
    for await (const piece of input) {
      if (leaving.aborted) return;
      if (stdin.writable && !stdin.write(piece)) await drained(stdin);
    }
    stdin.end();
  } catch (error) {
    stdin.destroy();
    throw error;
  }
}

function drained(stdin: Writable): Promise<void> {
  return new Promise((resolve) => {
    const events = ['drain', 'close', 'error'];
    const done = () => {
      for (const event of events) stdin.off(event, done);
      resolve();
    };
    for (const event of events) stdin.on(event, done);
    if (stdin.destroyed) done();
  });
}
