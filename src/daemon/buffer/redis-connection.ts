import { readFileSync } from 'node:fs';
import { Cluster, Redis } from 'ioredis';

/**
 * Connects to the Redis at `address`: redis:// or rediss://, with `?cluster` if it is a node of a Redis Cluster, and
 * `?ca=FILE` for a private certificate authority. Throws when that file cannot be read. Commands fail at once while
 * disconnected; it reconnects by itself.
 */
export function connectRedis(address: string): Redis | Cluster {
  const connection = {
    // With the offline queue, a command on a dead connection waits for tens of seconds; intake and processing have
    // their own back-off and need to know at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 3_000,
    connectTimeout: 3_000,
    connectionName: 'spndr',
    // Commands to several partitions issued at the same moment go out in one write.
    enableAutoPipelining: true,
  };
  const retryStrategy = (attempt: number) => Math.min(50 * 2 ** attempt, 1_000);
  const url = new URL(address);
  const authority = url.searchParams.get('ca');
  const tls = url.protocol === 'rediss:' ? { ...(authority && { ca: readFileSync(authority) }) } : null;
  if (!url.searchParams.has('cluster')) {
    return new Redis(address, { ...connection, retryStrategy, ...(tls && { tls }) });
  }
  return new Cluster([{ host: url.hostname, port: Number(url.port || 6379) }], {
    enableOfflineQueue: false,
    clusterRetryStrategy: retryStrategy,
    redisOptions: {
      ...connection,
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      ...(tls && { tls }),
    },
    // Certificates are checked against host names, so names must not be resolved to addresses first.
    ...(tls
      ? { dnsLookup: (host: string, found: (error: null, host: string) => void) => found(null, host) }
      : {}),
  });
}
