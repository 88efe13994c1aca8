import { Redis } from 'ioredis';
import { type RedisServer, startRedis } from '../helpers/redis.ts';

/** A Redis of the harness's own, without persistence, which may be treated badly. */
export interface RedisBox {
  readonly url: string;
  /** SIGKILL. */
  crash(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** To the running process: SIGSTOP, SIGCONT. */
  signal(name: NodeJS.Signals): void;
  command(name: string, ...args: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a Redis that keeps its files in `dir`. */
export async function startRedisBox(dir: string): Promise<RedisBox> {
  let server: RedisServer | null = await startRedis({ dir });
  const { url, port } = server;
  return {
    url,
    async crash() {
      await server?.kill();
      server = null;
    },
    async start() {
      server ??= await startRedis({ dir, port });
    },
    signal: (name) => {
      if (server) process.kill(server.pid, name);
    },
    async command(name, ...args) {
      const client = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
      client.on('error', () => undefined);
      try {
        return await client.call(name, ...args);
      } finally {
        client.disconnect();
      }
    },
    async stop() {
      await server?.stop();
      server = null;
    },
  };
}
