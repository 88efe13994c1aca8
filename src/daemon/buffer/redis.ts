import type { ChainableCommander, Cluster, Redis } from 'ioredis';
import { groupBy } from '../../ledger/group.ts';
import {
  type Buffer,
  type Buffered,
  type Entry,
  type Placed,
  partitionCount,
  partitionOf,
} from './buffer.ts';
import { connectRedis } from './redis-connection.ts';

/**
 * The buffer as Redis Streams, one per partition. Each key has its own hash tag, and no command or transaction spans
 * two keys, so the partitions may live on different nodes of a cluster. For `url`, and what is thrown, see
 * `connectRedis`. `onError` is called for each lost connection and each failed attempt to connect, `onReady` for each
 * connection made.
 */
export function openRedisBuffer(options: {
  url: string;
  botId: number;
  onError: (error: Error) => void;
  onReady?: () => void;
}): Buffer {
  const redis = connectRedis(options.url);
  redis.on('error', options.onError);
  redis.on('ready', () => options.onReady?.());
  return redisBuffer(redis, options.botId);
}

/** The buffer of a bot on an open connection; closing the buffer closes the connection. */
export function redisBuffer(redis: Redis | Cluster, botId: number): Buffer {
  const key = (partition: number) => `spndr:{${botId}:${partition}}:updates`;

  /** Sent immediately, as a pipeline of its own. */
  async function pushAlone(partition: number, update: Buffered): Promise<Placed> {
    const both = redis
      .pipeline()
      .xadd(key(partition), '*', ...toFields(update))
      .xlen(key(partition));
    const [id, count] = answersOf(await both.exec());
    return { id: String(id), count: Number(count) };
  }

  /** Sent together with the commands to other partitions, by auto-pipelining. */
  async function pushBeside(partition: number, update: Buffered): Promise<Placed> {
    const added = redis.xadd(key(partition), '*', ...toFields(update));
    const [id, count] = await Promise.all([added, redis.xlen(key(partition))]);
    return { id: String(id), count };
  }

  return {
    async push(updates) {
      const places = new Map<Buffered, Placed>();
      await Promise.all(
        [...groupBy(updates, (update) => partitionOf(update.chatId))].map(async ([partition, share]) => {
          const [only, second] = share;
          if (only && !second) {
            places.set(only, await (updates.length === 1 ? pushAlone : pushBeside)(partition, only));
            return;
          }
          // All or nothing: if one XADD were refused (out of memory) and a later one accepted, the order would be lost.
          const transaction = redis.multi();
          for (const update of share) transaction.xadd(key(partition), '*', ...toFields(update));
          transaction.xlen(key(partition));
          const answers = answersOf(await transaction.exec());
          const count = Number(answers.at(-1));
          share.forEach((update, index) => {
            places.set(update, { id: String(answers[index]), count });
          });
        }),
      );
      return updates.map((update) => places.get(update) ?? { id: '', count: null });
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

/** The answers of a pipeline or transaction. Throws the error of the first command that failed. */
function answersOf(results: Awaited<ReturnType<ChainableCommander['exec']>>): unknown[] {
  if (results === null) throw new Error('Redis discarded the transaction');
  return results.map(([error, answer]) => {
    if (error) throw error;
    return answer;
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
