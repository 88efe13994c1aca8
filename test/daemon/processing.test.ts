import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Work, WorkResult } from '../../src/chat/converse.ts';
import { type Buffer, type Entry, partitionCount } from '../../src/daemon/buffer/buffer.ts';
import { systemClock } from '../../src/daemon/clock.ts';
import type { Batch, Store } from '../../src/daemon/ports.ts';
import { startProcessing } from '../../src/daemon/processing.ts';
import { createSlowWork } from '../../src/daemon/slow-work.ts';

const hash: Work = { kind: 'hash-password', password: 'correct horse' };

/** One update that needs `work`, with what outlives a daemon. */
function oneUpdate(work: Work) {
  const entry: Entry = {
    id: '1',
    updateId: 7,
    chatId: 1,
    payload: '{}',
    trace: 'trace',
    receivedAt: new Date(),
  };
  const became: string[] = [];
  let attempts = 0;
  const batch: Batch = {
    answer: async (_, done) => {
      if (done === null) return work;
      became.push('answered');
      return null;
    },
    uncountAttempt: async () => {
      attempts -= 1;
    },
    bury: async () => {
      became.push('buried');
    },
  };
  const store: Store = {
    inPartitions: (numbers, _, body) => body(batch, new Set(numbers), new Set()),
    handledAmong: async () => new Set(),
    countAttempt: async () => ++attempts,
  };
  const entries = [entry];
  const buffer = {
    read: async (partition: number) => (partition === 0 ? [...entries] : []),
    remove: async () => void entries.splice(0),
    backlog: async () => Array.from({ length: partitionCount }, (_, at) => (at === 0 ? entries.length : 0)),
  } as unknown as Buffer;
  return { buffer, store, became };
}

/** A daemon's life; `work` is what it is asked to work out, `handled` fulfils when the update is. */
function live(
  { buffer, store }: ReturnType<typeof oneUpdate>,
  work: (work: Work) => Promise<WorkResult>,
): { handled: Promise<void>; stop: () => Promise<void> } {
  let handle: () => void = () => undefined;
  const handled = new Promise<void>((resolve) => {
    handle = resolve;
  });
  const processing = startProcessing({
    buffer,
    store,
    work,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    onHandled: () => handle(),
  });
  processing.wake([0]);
  return { handled, stop: () => processing.stop() };
}

test('a hash that ends with its daemon again and again is made in the end', async () => {
  const update = oneUpdate(hash);
  for (let killed = 0; killed < 25; killed += 1) {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const life = live(update, () => {
      begin();
      return new Promise(() => undefined);
    });
    await Promise.race([begun, life.handled]);
    await life.stop();
    expect(update.became).toEqual([]);
  }
  const { handled, stop } = live(update, async () => ({ kind: 'hash-password', hash: 'hashed' }));
  await handled;
  await stop();
  expect(update.became).toEqual(['answered']);
});

test('a hundred wait for a hash at most, one is made at a time, and who comes later gets theirs, too', async () => {
  const people = Array.from({ length: 250 }, (_, at) => at);
  let [atOnce, most] = [0, 0];
  const slowWork = createSlowWork(
    async () => {
      most = Math.max(most, ++atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return { kind: 'hash-password', hash: 'hashed' };
    },
    async () => undefined,
  );
  const waiting = () => people.filter((id) => slowWork.isRunning(id)).length;
  // what was not begun is looked at again when something ended, as processing does
  await new Promise<void>((resolve) => {
    const look = () => {
      const left = people.filter((id) => slowWork.result(id) === null);
      if (left.length === 0) resolve();
      for (const id of left.filter((id) => !slowWork.isRunning(id))) slowWork.begin(id, hash, look);
      expect(waiting()).toBeLessThanOrEqual(100);
    };
    look();
    expect(waiting()).toBe(100);
  });
  expect(most).toBe(1);
});

test('however many files wait, there is room for a password', async () => {
  const slowWork = createSlowWork(
    (work) =>
      work.kind === 'hash-password'
        ? Promise.resolve({ kind: 'hash-password', hash: 'hashed' })
        : new Promise(() => undefined),
    async () => undefined,
  );
  const file = { kind: 'import-file', accountId: 1n, fileId: 'a', name: '', map: null, as: null } as const;
  for (let id = 0; id < 150; id += 1) slowWork.begin(id, file, () => undefined);
  const error = await new Promise((ended) => slowWork.begin(1_000, hash, ended));
  expect({ error, result: slowWork.result(1_000) }).toMatchObject({
    error: null,
    result: { hash: 'hashed' },
  });
});

test('an update whose work finds no room is looked at now and then, not all the time', async () => {
  const update = oneUpdate(hash);
  let looks = 0;
  const { buffer } = update;
  const counting = {
    ...buffer,
    read: (partition: number, limit: number) => {
      looks += 1;
      return buffer.read(partition, limit);
    },
  };
  // as many others as there is room for
  const others = Array.from({ length: 100 }, (_, index) => ({
    id: `other ${index}`,
    updateId: 1_000 + index,
    chatId: 1_000 + index,
    payload: '{}',
    trace: 'trace',
    receivedAt: new Date(),
  }));
  const crowded = {
    ...counting,
    read: async (partition: number, limit: number) => [
      ...(partition === 0 ? others : []),
      ...(await counting.read(partition, limit)),
    ],
  };
  const { stop } = live({ ...update, buffer: crowded }, () => new Promise(() => undefined));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await stop();
  expect(looks).toBeLessThan(400);
  expect(update.became).toEqual([]);
});
