import { readFileSync } from 'node:fs';
import { Cluster, Redis } from 'ioredis';
import { groupBy } from '../group.ts';
import { type Buffer, type Buffered, type Entry, partitionCount, partitionOf } from './buffer.ts';

/**
 * The buffer as Redis Streams, one stream a partition. Each key has its own hash tag and no command or transaction
 * spans two keys, so that the partitions may live on different nodes of a cluster. `url` is redis:// or rediss://,
 * with `?cluster` when what answers there is a node of a Redis Cluster, and `?ca=FILE` with a certificate authority of
 * one's own. Throws when that file cannot be read. `onError` hears of lost connections.
 */
export function openRedisBuffer(options: {
  url: string;
  botId: number;
  onError: (error: Error) => void;
}): Buffer {
  const redis = connect(options.url);
  redis.on('error', options.onError);
  const key = (partition: number) => `spndr:{${options.botId}:${partition}}:updates`;

  return {
    async push(updates) {
      const ids = new Map<Buffered, string>();
      await Promise.all(
        [...groupBy(updates, (update) => partitionOf(update.chatId))].map(async ([partition, share]) => {
          // All or nothing: were one XADD refused (out of memory) and a later one not, the order would be lost.
          const transaction = redis.multi();
          for (const update of share) transaction.xadd(key(partition), '*', ...toFields(update));
          const results = (await transaction.exec()) ?? [];
          share.forEach((update, index) => {
            const [error, id] = results[index] ?? [new Error('Redis discarded the transaction'), null];
            if (error) throw error;
            ids.set(update, String(id));
          });
        }),
      );
      return updates.map((update) => ids.get(update) ?? '');
    },

    async read(partition, limit) {
      const rows = await redis.xrange(key(partition), '-', '+', 'COUNT', limit);
      return rows.map(([id, fields]) => toEntry(id, fields));
    },

    async remove(partition, ids) {
      if (ids.length > 0) await redis.xdel(key(partition), ...ids);
    },

    async standing(partition, ids) {
      const found = await Promise.all(ids.map((id) => redis.xrange(key(partition), id, id)));
      return new Set(ids.filter((_, index) => found[index]?.length));
    },

    async backlog() {
      const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);
      return Promise.all(partitions.map((partition) => redis.xlen(key(partition))));
    },

    async close() {
      redis.disconnect();
    },
  };
}

function connect(address: string): Redis | Cluster {
  const connection = {
    // With the offline queue a command on a dead connection waits for tens of seconds; intake and processing
    // have their own back-off and want to know at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 3_000,
    connectTimeout: 3_000,
    connectionName: 'spndr',
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
    // A certificate names hosts: they must not be looked up before it is checked.
    ...(tls
      ? { dnsLookup: (host: string, found: (error: null, host: string) => void) => found(null, host) }
      : {}),
  });
}

function toFields(update: Buffered): string[] {
  return [
    'update',
    String(update.updateId),
    'chat',
    String(update.chatId),
    'trace',
    update.trace,
    'received',
    String(update.receivedAt.getTime()),
    'payload',
    update.payload,
  ];
}

function toEntry(id: string, fields: readonly string[]): Entry {
  const value = new Map<string, string>();
  for (let index = 0; index + 1 < fields.length; index += 2)
    value.set(fields[index] ?? '', fields[index + 1] ?? '');
  return {
    id,
    updateId: Number(value.get('update')),
    chatId: Number(value.get('chat')),
    trace: value.get('trace') ?? '',
    receivedAt: new Date(Number(value.get('received'))),
    payload: value.get('payload') ?? '',
  };
}
