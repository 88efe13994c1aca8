import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Buffer, type Buffered, partitionCount, partitionOf } from '../../src/daemon/buffer/buffer.ts';
import { openRedisBuffer } from '../../src/daemon/buffer/redis.ts';
import { freePort } from '../helpers/ports.ts';
import { type RedisServer, startRedis } from '../helpers/redis.ts';

/** The buffer on a real Redis Cluster of three nodes, its partitions spread over them. */

const slots = 16_384;
let nodes: RedisServer[];
let buffer: Buffer;

beforeAll(async () => {
  const busPorts = await Promise.all([0, 1, 2].map(freePort));
  nodes = await Promise.all(
    busPorts.map((busPort) =>
      startRedis({ args: ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)] }),
    ),
  );
  const clients = nodes.map(({ port }) => new Redis(port));
  await Promise.all(
    clients.map(async (client, index) => {
      const first = Math.floor((slots * index) / 3);
      const last = Math.floor((slots * (index + 1)) / 3) - 1;
      await client.call('CLUSTER', 'ADDSLOTSRANGE', first, last);
      if (index > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', nodes[0]!.port, busPorts[0]!);
    }),
  );
  // Gossip spreads the slots; there is no event to wait for.
  const agreed = async () => {
    for (const client of clients)
      expect(String(await client.call('CLUSTER', 'INFO'))).toContain(`cluster_slots_ok:${slots}`);
  };
  await vi.waitFor(agreed, { timeout: 20_000, interval: 100 });
  for (const client of clients) client.disconnect();
  buffer = openRedisBuffer({ url: `${nodes[0]!.url}?cluster`, botId: 42, onError: () => undefined });
  await vi.waitFor(() => buffer.backlog(), { timeout: 10_000, interval: 50 });
});

afterAll(async () => {
  await buffer.close();
  await Promise.all(nodes.map((node) => node.stop()));
});

function updates(count: number): Buffered[] {
  return Array.from({ length: count }, (_, index) => ({
    updateId: index,
    chatId: 1 + (index % 60),
    trace: `trace ${index}`,
    receivedAt: new Date(1_700_000_000_000 + index),
    payload: JSON.stringify({ index }),
  }));
}

test('every partition keeps its order, whichever node it lives on', async () => {
  const pushed = updates(300);
  await buffer.push(pushed);
  for (let partition = 0; partition < partitionCount; partition++) {
    const read = await buffer.read(partition, 1_000);
    const share = pushed.filter(({ chatId }) => partitionOf(chatId) === partition);
    expect(read.map(({ updateId }) => updateId)).toEqual(share.map(({ updateId }) => updateId));
    const ids = read.map(({ id }) => id);
    expect(await buffer.standing(partition, ids)).toEqual(new Set(ids));
    await buffer.remove(partition, ids);
  }
  expect(await buffer.backlog()).toEqual(new Array(partitionCount).fill(0));
});

test('the partitions are really spread over the nodes', async () => {
  await buffer.push(updates(300));
  const counts = await Promise.all(
    nodes.map(async ({ port }) => {
      const client = new Redis(port);
      const keys = await client.dbsize();
      client.disconnect();
      return keys;
    }),
  );
  expect(counts.every((count) => count > 0)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(partitionCount);
});
