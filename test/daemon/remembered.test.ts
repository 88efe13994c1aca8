import { beforeEach, expect, it } from 'vitest';
import {
  type Buffer,
  type Buffered,
  type Entry,
  partitionCount,
  partitionOf,
} from '../../src/daemon/buffer/buffer.ts';
import { rememberBuffer } from '../../src/daemon/buffer/remembered.ts';

/** What a daemon has pushed itself is not read again, as long as nothing else stands beside it. */

const chatId = 42;
const partition = partitionOf(chatId);

let stands: Entry[];
let reads: number;
let broken: boolean;
let mine: Buffer;
let others: Buffer;

beforeEach(() => {
  stands = [];
  reads = 0;
  broken = false;
  let last = 0;
  const counting: Buffer = {
    push: async (updates) => {
      const places = updates.map((update) => {
        const id = String(++last);
        stands.push({ ...update, id });
        return id;
      });
      if (broken) throw new Error('out of reach');
      return places.map((id) => ({ id, count: stands.length }));
    },
    read: async (_, limit) => {
      reads += 1;
      return stands.slice(0, limit);
    },
    remove: async (_, ids) => {
      stands = stands.filter(({ id }) => !ids.includes(id));
    },
    standing: async () => new Set(),
    backlog: async () =>
      Array.from({ length: partitionCount }, (_, number) => (number === partition ? stands.length : 0)),
    close: async () => undefined,
  };
  [mine, others] = [rememberBuffer(counting), rememberBuffer(counting)];
});

const update = (updateId: number): Buffered => ({
  updateId,
  chatId,
  trace: `trace ${updateId}`,
  receivedAt: new Date(0),
  payload: `payload ${updateId}`,
});
const read = async (buffer: Buffer, limit = 10) =>
  (await buffer.read(partition, limit)).map(({ updateId }) => updateId);
const readOnceRemoved = async (updateId: number) => {
  const { id } = stands.find((entry) => entry.updateId === updateId) as Entry;
  await mine.remove(partition, [id]);
  return read(mine);
};

it('is not read where nothing but its own stands, whatever is pushed and removed meanwhile', async () => {
  await mine.push([update(1), update(2)]);
  expect(await mine.read(partition, 1)).toEqual([{ ...update(1), id: '1' }]);
  await mine.push([update(3)]);
  expect(await read(mine)).toEqual([1, 2, 3]);
  expect(await readOnceRemoved(2)).toEqual([1, 3]);
  await mine.push([update(4)]);
  expect(await read(mine)).toEqual([1, 3, 4]);
  expect(reads).toBe(0);
});

it('is read where others pushed before, until nothing of theirs stands any more', async () => {
  await others.push([update(1)]);
  await mine.push([update(2)]);
  expect(await read(mine)).toEqual([1, 2]);
  expect(await readOnceRemoved(1)).toEqual([2]);
  expect(await readOnceRemoved(2)).toEqual([]);
  const before = reads;
  await mine.push([update(3)]);
  expect(await read(mine)).toEqual([3]);
  expect(reads).toBe(before);
});

it('is read again once a push or the backlog tells of what others pushed or removed', async () => {
  await mine.push([update(1)]);
  await others.push([update(2)]);
  expect(await read(mine)).toEqual([1]);
  await mine.push([update(3)]);
  expect(await read(mine)).toEqual([1, 2, 3]);

  [mine, others] = [others, mine];
  for (const { id } of [...stands]) await mine.remove(partition, [id]);
  await mine.push([update(4)]);
  await others.remove(partition, [stands[0]?.id ?? '']);
  expect(await read(mine)).toEqual([4]);
  await mine.backlog();
  expect(await read(mine)).toEqual([]);
});

it('is read when it is not known what came of a push, and when it lost everything', async () => {
  await mine.push([update(1)]);
  broken = true;
  await expect(mine.push([update(2)])).rejects.toThrow('out of reach');
  broken = false;
  expect(await read(mine)).toEqual([1, 2]);
  expect(reads).toBe(1);
  stands = [];
  await mine.push([update(3)]);
  expect(await read(mine)).toEqual([3]);
  expect(reads).toBe(1);
});

it('counts what is on its way when the backlog is asked for', async () => {
  await mine.push([update(1)]);
  const [, backlog] = await Promise.all([mine.push([update(2)]), mine.backlog()]);
  expect(backlog[partition]).toBe(2);
  expect(await read(mine)).toEqual([1, 2]);
  expect(reads).toBe(0);
});

it('is always read where it does not count', async () => {
  const silent = rememberBuffer({
    ...mine,
    push: async (updates) => (await mine.push(updates)).map(({ id }) => ({ id, count: null })),
    read: async () => [],
  });
  await silent.push([update(1)]);
  expect(await read(silent)).toEqual([]);
});
