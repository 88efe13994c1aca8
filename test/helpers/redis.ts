import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { freePort } from './ports.ts';
import { fromDebian, onPath } from './programs.ts';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dir: string;
  /** Shuts it down and removes its directory. */
  stop(): Promise<void>;
  /** Kills it as a crash would (SIGKILL); its directory stays. */
  kill(): Promise<void>;
}

/**
 * Starts a Redis for the caller alone on the loopback interface; empty and without persistence unless `args` (options
 * of redis-server) or `dir` say otherwise. The `port` and `dir` of a killed one bring it back.
 */
export async function startRedis(
  options: { args?: readonly string[]; port?: number; dir?: string } = {},
): Promise<RedisServer> {
  const program = findRedis();
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'redis-')));
  for (let tries = 1; ; tries += 1) {
    const port = options.port ?? (await freePort());
    const child = spawn(program, [...serverArguments(port, dir), ...(options.args ?? [])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const problem = await readiness(child);
    if (problem === null) return handle(child, port, dir);
    if (tries === 5) throw new Error(`${program} does not start: ${problem}`);
  }
}

/** The URL of an empty database on the Redis that all tests share. Never use FLUSHALL there. */
export async function freshRedis(): Promise<string> {
  const url = inject('redisUrl');
  const client = new Redis(url);
  try {
    return `${url}/${await client.incr('databases-given')}`;
  } finally {
    client.disconnect();
  }
}

function serverArguments(port: number, dir: string): string[] {
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    pidfile: join(dir, 'redis.pid'),
    save: '',
    appendonly: 'no',
  };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
}

function handle(child: ChildProcess, port: number, dir: string): RedisServer {
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: child.pid!,
    dir,
    async stop() {
      await end('SIGTERM');
      await rm(dir, { recursive: true, force: true });
    },
    async kill() {
      await end('SIGKILL');
      await rm(join(dir, 'redis.pid'), { force: true });
    },
  };
}

/** Waits until the server accepts connections: null, or why it never will. */
function readiness(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4_000);
      if (said.includes('Ready to accept connections')) resolve(null);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said));
  });
}

function findRedis(): string {
  const found = onPath('redis-server') ?? onPath('valkey-server') ?? fromDebian('redis-server');
  if (found !== null) return found;
  throw new Error(
    'The tests need Redis and there is none on the PATH: install redis-server or valkey-server (on Debian: sudo apt-get install redis-server) and run them again.',
  );
}
