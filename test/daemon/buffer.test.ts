import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  type Buffer,
  type Buffered,
  type Entry,
  partitionCount,
  partitionOf,
} from '../../src/daemon/buffer/buffer.ts';
import { openPostgresBuffer } from '../../src/daemon/buffer/postgres.ts';
import { openRedisBuffer } from '../../src/daemon/buffer/redis.ts';
import { type Database, openDatabase } from '../../src/ledger/storage/database.ts';
import { freshDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { freshRedis, type RedisServer, startRedis } from '../helpers/redis.ts';

const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);

let lastUpdateId = 0;
function updateOf(chatId: number, payload = `{"of":${chatId}}`): Buffered {
  const updateId = ++lastUpdateId;
  return {
    updateId,
    chatId,
    trace: `trace ${updateId}`,
    receivedAt: new Date('2025-03-05T12:00:00.123Z'),
    payload,
  };
}

function withoutId({ id: _, ...update }: Entry): Buffered {
  return update;
}

async function idsOf(buffer: Buffer, updates: readonly Buffered[]): Promise<readonly string[]> {
  return (await buffer.push(updates)).map(({ id }) => id);
}

/** What stands in all partitions, oldest first within each. */
async function readAll(buffer: Buffer): Promise<Entry[]> {
  const read = await Promise.all(partitions.map((partition) => buffer.read(partition, 10_000)));
  return read.flat();
}

async function empty(buffer: Buffer): Promise<void> {
  for (const partition of partitions)
    await buffer.remove(
      partition,
      (await buffer.read(partition, 10_000)).map(({ id }) => id),
    );
}

/** Opens a buffer and waits until it answers; it is closed with the test file. */
async function openRedis(url: string, botId: number): Promise<Buffer> {
  const buffer = openRedisBuffer({ url, botId, onError: () => undefined });
  await answers(buffer);
  return buffer;
}

async function answers(buffer: Buffer): Promise<void> {
  for (const deadline = Date.now() + 10_000; ; await delay(10)) {
    const error = await buffer.backlog().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return;
    if (Date.now() > deadline) throw error;
  }
}

describe.each(['redis', 'postgres'] as const)('the buffer in %s', (kind) => {
  let mine: Buffer;
  /** The same buffer as another daemon of the bot sees it. */
  let mineToo: Buffer;
  let anotherBots: Buffer;
  let fresh: TestDatabase | null = null;
  let database: Database | null = null;

  beforeAll(async () => {
    if (kind === 'redis') {
      const url = await freshRedis();
      [mine, mineToo, anotherBots] = (await Promise.all([1, 1, 2].map((bot) => openRedis(url, bot)))) as [
        Buffer,
        Buffer,
        Buffer,
      ];
      return;
    }
    fresh = await freshDatabase();
    const opened = openDatabase(fresh.url, { connections: 4, onIdleError: () => undefined }).database;
    database = opened;
    [mine, mineToo, anotherBots] = [1, 1, 2].map((botId) =>
      openPostgresBuffer({ database: opened, botId }),
    ) as [Buffer, Buffer, Buffer];
  });
  afterAll(async () => {
    await Promise.all([mine, mineToo, anotherBots].map((buffer) => buffer.close()));
    await database?.destroy();
    await fresh?.drop();
  });
  afterEach(() => Promise.all([empty(mine), empty(anotherBots)]));

  it('gives back what was pushed, as it was', async () => {
    const update = updateOf(-1_001_234_567_890);
    const [place] = await mine.push([update]);
    expect(await mineToo.read(partitionOf(update.chatId), 10)).toEqual([{ ...update, id: place?.id }]);
  });

  it('keeps the order within each partition, over many pushes', async () => {
    const pushed: Buffered[] = [];
    for (let times = 0; times < 10; times++) {
      const updates = Array.from({ length: 100 }, (_, index) => updateOf((index * 7) % 40));
      await mine.push(updates);
      pushed.push(...updates);
    }
    for (const partition of partitions) {
      const entries = await mine.read(partition, 10_000);
      expect(entries.map(withoutId)).toEqual(
        pushed.filter(({ chatId }) => partitionOf(chatId) === partition),
      );
    }
  });

  it('names its entries in the order in which they were given', async () => {
    const updates = Array.from({ length: 200 }, (_, index) => updateOf(index));
    const ids = await idsOf(mine, updates);
    const read = new Map((await readAll(mine)).map((entry) => [entry.id + entry.chatId, entry.updateId]));
    expect(updates.map(({ chatId }, index) => read.get(ids[index]! + chatId))).toEqual(
      updates.map(({ updateId }) => updateId),
    );
  });

  it('keeps the order of each of two that push at the same time', async () => {
    const share = () => Array.from({ length: 50 }, () => updateOf(42));
    const [ones, others] = [share(), share()];
    await Promise.all([mine.push(ones), mineToo.push(others)]);
    const read = (await mine.read(partitionOf(42), 1_000)).map(({ updateId }) => updateId);
    const onlyOf = (updates: Buffered[]) =>
      read.filter((id) => updates.some(({ updateId }) => updateId === id));
    expect(read).toHaveLength(100);
    expect(onlyOf(ones)).toEqual(ones.map(({ updateId }) => updateId));
    expect(onlyOf(others)).toEqual(others.map(({ updateId }) => updateId));
  });

  it('reads from the head, no more than asked for', async () => {
    const updates = Array.from({ length: 5 }, () => updateOf(42));
    await mine.push(updates);
    const partition = partitionOf(42);
    const head = await mine.read(partition, 2);
    expect(head.map(withoutId)).toEqual(updates.slice(0, 2));
    await mine.remove(partition, [head[0]!.id]);
    expect((await mine.read(partition, 2)).map(withoutId)).toEqual(updates.slice(1, 3));
  });

  it('removes what it is told and nothing else, once or twice', async () => {
    const partition = partitionOf(42);
    const ids = await idsOf(mine, [updateOf(42), updateOf(42), updateOf(42)]);
    const neighbour = partitions.map((one) => one + 1_000).find((chat) => partitionOf(chat) !== partition)!;
    await mine.push([updateOf(neighbour)]);
    for (let times = 0; times < 2; times++) {
      await mine.remove(partition, [ids[1]!]);
      expect((await mine.read(partition, 10)).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    }
    await mine.remove(partition, []);
    expect(await readAll(mine)).toHaveLength(3);
  });

  it('knows what still stands', async () => {
    const partition = partitionOf(42);
    const ids = await idsOf(mine, [updateOf(42), updateOf(42), updateOf(42)]);
    expect(await mineToo.standing(partition, ids)).toEqual(new Set(ids));
    await mine.remove(partition, [ids[0]!]);
    expect(await mineToo.standing(partition, ids)).toEqual(new Set(ids.slice(1)));
    expect(await mineToo.standing(partition, [])).toEqual(new Set());
  });

  it('counts its backlog', async () => {
    expect(await mine.backlog()).toEqual(partitions.map(() => 0));
    const ids = await idsOf(mine, [updateOf(42), updateOf(42), updateOf(43)]);
    const counts = partitions.map(() => 0);
    counts[partitionOf(42)]! += 2;
    counts[partitionOf(43)]! += 1;
    expect(await mineToo.backlog()).toEqual(counts);
    await mine.remove(partitionOf(42), ids.slice(0, 2));
    counts[partitionOf(42)]! -= 2;
    expect(await mineToo.backlog()).toEqual(counts);
  });

  it('keeps a payload of a megabyte in every script there is', async () => {
    const characters = Array.from({ length: 0x1_1000 }, (_, point) => String.fromCodePoint(point));
    const faces = Array.from({ length: 0x100 }, (_, index) => String.fromCodePoint(0x1_f600 + index));
    const text = [...characters, ...faces, '\u{10ffff}'].join('').repeat(5);
    const update = updateOf(42, JSON.stringify({ text, [text.slice(0, 100)]: null }));
    expect(update.payload.length).toBeGreaterThan(350_000);
    expect(new TextEncoder().encode(update.payload).length).toBeGreaterThan(1_000_000);
    await mine.push([update, updateOf(42)]);
    const [entry] = await mine.read(partitionOf(42), 1);
    expect(entry!.payload === update.payload).toBe(true);
    expect((JSON.parse(entry!.payload) as { text: string }).text === text).toBe(true);
  });

  it('takes a push of none, and of very many', async () => {
    expect(await mine.push([])).toEqual([]);
    const updates = Array.from({ length: 3_000 }, (_, index) => updateOf(index));
    expect(await mine.push(updates)).toHaveLength(3_000);
    expect((await mine.backlog()).reduce((sum, count) => sum + count)).toBe(3_000);
  });

  it('keeps two bots apart', async () => {
    const partition = partitionOf(42);
    const [ours, theirs] = [updateOf(42), updateOf(42)];
    const [ourId] = await idsOf(mine, [ours]);
    const [theirId] = await idsOf(anotherBots, [theirs]);
    expect(await mine.read(partition, 10)).toEqual([{ ...ours, id: ourId }]);
    expect(await anotherBots.read(partition, 10)).toEqual([{ ...theirs, id: theirId }]);
    expect(await anotherBots.backlog()).toEqual(await mine.backlog());
    await mine.remove(partition, [ourId!, theirId!]);
    expect(await anotherBots.read(partition, 10)).toEqual([{ ...theirs, id: theirId }]);
    expect(await anotherBots.standing(partition, [theirId!])).toEqual(new Set([theirId]));
  });
});

describe('a partition', () => {
  it('is the same for ever', () => {
    const known = [
      [0, 0],
      [1, 3],
      [42, 0],
      [-42, 14],
      [100_200_300, 15],
      [7_000_000_001, 13],
      [-1_001_234_567_890, 12],
      [4_503_599_627_370_496, 11],
      [-4_503_599_627_370_497, 3],
      [9_007_199_254_740_991, 3],
    ] as const;
    expect(known.map(([chatId]) => [chatId, partitionOf(chatId)])).toEqual(known);
  });

  it.each([
    ['ids one after the other', (index: number) => index + 1],
    ['ids far apart', (index: number) => index * 65_536 + 7],
    ['even ids', (index: number) => 7_000_000_000 + 2 * index],
    ['groups', (index: number) => -1 - index],
    ['supergroups', (index: number) => -1_000_000_000_000 - index * 977],
    ['the largest ids', (index: number) => Number.MAX_SAFE_INTEGER - index * 4_294_967_296],
  ])('gets its share of %s', (_, chatIdOf) => {
    const shares = partitions.map(() => 0);
    const chats = 16_000;
    for (let index = 0; index < chats; index++) shares[partitionOf(chatIdOf(index))]! += 1;
    const fair = chats / partitionCount;
    for (const share of shares) {
      expect(share).toBeGreaterThan(fair * 0.85);
      expect(share).toBeLessThan(fair * 1.15);
    }
  });
});

describe('a Redis in trouble', () => {
  let server: RedisServer;
  let buffer: Buffer;
  let operator: Redis;

  async function start(): Promise<void> {
    server = await startRedis();
    buffer = await openRedis(server.url, 1);
    operator = new Redis(server.url);
    operator.on('error', () => undefined);
    onTestFinished(async () => {
      operator.disconnect();
      await buffer.close();
      await server.stop();
    });
  }

  it('that is out of memory takes a push whole or not at all', { timeout: 30_000 }, async () => {
    await start();
    const room = async (bytes: number) => {
      const used = Number(/used_memory:(\d+)/.exec(await operator.info('memory'))?.[1]);
      await operator.config('SET', 'maxmemory', used + bytes);
    };
    await operator.config('SET', 'maxmemory-policy', 'noeviction');
    const payload = JSON.stringify('x'.repeat(50_000));
    const partition = partitionOf(42);
    const expected: number[] = [];
    const outcomes = new Set<string>();
    for (let bytes = -100_000; bytes <= 2_500_000; bytes += 100_000) {
      await room(bytes);
      const share = Array.from({ length: 20 }, () => updateOf(42, payload));
      const outcome = await buffer.push(share).then(
        () => 'pushed',
        () => 'refused',
      );
      outcomes.add(outcome);
      if (outcome === 'pushed') expected.push(...share.map(({ updateId }) => updateId));
      expect((await buffer.read(partition, 1_000)).map(({ updateId }) => updateId)).toEqual(expected);
    }
    expect(outcomes).toEqual(new Set(['pushed', 'refused']));
    await room(-100_000);
    const ids = (await buffer.read(partition, 1_000)).map(({ id }) => id);
    await buffer.remove(partition, ids);
    expect(await buffer.backlog()).toEqual(partitions.map(() => 0));
  });

  const calls = {
    push: () => buffer.push([updateOf(42), updateOf(43)]),
    read: () => buffer.read(partitionOf(42), 1),
    remove: () => buffer.remove(partitionOf(42), ['1-1']),
    standing: () => buffer.standing(partitionOf(42), ['1-1', '1-2']),
    backlog: () => buffer.backlog(),
  };

  /** Makes every call there is; gives how long the slowest took to be rejected. */
  async function slowestRejectionMs(): Promise<number> {
    const began = performance.now();
    const outcomes = await Promise.allSettled(Object.values(calls).map((call) => call()));
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'));
    return performance.now() - began;
  }

  it('that hangs lets every call fail after 3 s, and is used again when it goes on', async () => {
    await start();
    process.kill(server.pid, 'SIGSTOP');
    onTestFinished(() => void process.kill(server.pid, 'SIGCONT'));
    expect(await slowestRejectionMs()).toBeLessThan(4_500);
    process.kill(server.pid, 'SIGCONT');
    await answers(buffer);
    expect(await buffer.push([updateOf(44)])).toHaveLength(1);
  });

  it('that is gone lets every call fail at once, and is used again when it is back, empty', async () => {
    await start();
    await buffer.push([updateOf(42)]);
    await server.kill();
    expect(await slowestRejectionMs()).toBeLessThan(1_000);
    expect(await slowestRejectionMs()).toBeLessThan(1_000);
    server = await startRedis({ port: server.port, dir: server.dir });
    await answers(buffer);
    expect(await readAll(buffer)).toEqual([]);
    expect(await buffer.push([updateOf(42)])).toHaveLength(1);
  });
});
