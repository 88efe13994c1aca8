import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { partitionCount, type Buffer as UpdateBuffer } from '../../../src/daemon/buffer/buffer.ts';
import { sealBuffer } from '../../../src/daemon/buffer/sealed.ts';
import { systemClock } from '../../../src/daemon/clock.ts';
import { createSeal, openReply, sealReply } from '../../../src/daemon/secrets/seal.ts';
import { createOutbox } from '../../../src/daemon/sending/outbox.ts';
import { openDatabase } from '../../../src/ledger/storage/database.ts';
import { appendReplies } from '../../../src/ledger/updates/outbox.ts';
import { freshDatabase } from '../../helpers/postgres.ts';

const { seal, open } = createSeal('one secret');

test('what was sealed can be opened, and no word of it can be read', () => {
  const text = 'correct horse 🐎 battery';
  const sealed = seal(text, 'update 1');
  expect(sealed).toMatch(/^sealed\.1\.[A-Za-z0-9+/=]+$/);
  expect(Buffer.from(sealed.slice('sealed.1.'.length), 'base64').toString('latin1')).not.toContain('horse');
  expect(open(sealed, 'update 1')).toBe(text);
  expect(seal(text, 'update 1')).not.toBe(sealed);
});

test('nothing opens with another secret, elsewhere, or changed', () => {
  const sealed = seal('lunch', 'update 1');
  expect(createSeal('another secret').open(sealed, 'update 1')).toBeNull();
  expect(open(sealed, 'update 2')).toBeNull();
  for (let at = 'sealed.1.'.length; at < sealed.length; at += 1) {
    const other = sealed[at] === 'A' ? 'B' : 'A';
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
    const same = Buffer.from(changed.slice(9), 'base64').equals(Buffer.from(sealed.slice(9), 'base64'));
    if (!same) expect(open(changed, 'update 1')).toBeNull();
  }
  expect(open('sealed.1.AAAA', 'update 1')).toBeNull();
});

test('what was sealed with the secret before can be opened, and nothing is sealed with that', () => {
  const now = createSeal('another secret', 'one secret');
  expect(now.open(seal('lunch', 'update 1'), 'update 1')).toBe('lunch');
  expect(open(now.seal('lunch', 'update 1'), 'update 1')).toBeNull();
});

test('of a sealed reply only that it asks for a file can be told', () => {
  const about = { botId: 9, trace: 'a trace' };
  const file = { name: 'lunch.csv' };
  const kept = sealReply({ seal, open }, { ...about, reply: { do: 'say', text: [], file } });
  expect(kept).toEqual({ sealed: expect.stringMatching(/^sealed\.1\./), file: true });
  expect(openReply({ seal, open }, { ...about, reply: kept })).toEqual({ do: 'say', text: [], file });
  expect(openReply({ seal, open }, { ...about, trace: 'another', reply: kept })).toBeNull();
  expect(Object.keys(sealReply({ seal, open }, { ...about, reply: { do: 'menu' } }))).toEqual(['sealed']);
  expect(openReply({ seal, open }, { ...about, reply: { do: 'menu' } })).toEqual({ do: 'menu' });
});

test('a reply that cannot be opened fails and is kept; those behind it are sent', async () => {
  const fresh = await freshDatabase();
  const { database } = openDatabase(fresh.url, { connections: 1, onIdleError: () => undefined });
  onTestFinished(async () => {
    await database.destroy();
    await fresh.drop();
  });
  const waiting = (secret: string, trace: string) => ({
    chatId: 42,
    personId: 42,
    reply: sealReply(createSeal(secret), { botId: 9, trace, reply: { do: 'say', text: [{ key: trace }] } }),
    locale: 'en',
    trace,
    receivedAt: new Date(),
  });
  const replies = [waiting('gone', 'first'), waiting('one secret', 'second')];
  await database.transaction().execute((ledger) => appendReplies(ledger, 9, replies));
  const outbox = createOutbox({ database, botId: 9, daemon: randomUUID(), seal: { seal, open } });
  expect(await outbox.claim(10, [], true)).toEqual([]);
  expect(await outbox.claim(10, [], true)).toMatchObject([
    { reply: { do: 'say', text: [{ key: 'second' }] } },
  ]);
  expect(
    await database.selectFrom('outbox').select(['trace', 'state', 'error']).orderBy('id').execute(),
  ).toEqual([
    { trace: 'first', state: 'failed', error: expect.stringContaining('another SPNDR_PEPPER') },
    { trace: 'second', state: 'sending', error: null },
  ]);
});

test('what an earlier version kept is read as it is', () => {
  expect(open('{"update_id":1}', 'update 1')).toBe('{"update_id":1}');
});

test('what stands behind many entries that cannot be opened is read as well', async () => {
  const entryOf = (id: number, secret: string) => ({
    id: String(id),
    updateId: id,
    chatId: 1,
    trace: '',
    receivedAt: new Date(),
    payload: createSeal(secret).seal(`update ${id}`, `update 9 ${id}`),
  });
  const others = Array.from({ length: 30 }, (_, index) => entryOf(index, 'another secret'));
  const entries = [
    ...others,
    entryOf(30, 'one secret'),
    entryOf(31, 'one secret'),
    entryOf(32, 'one secret'),
  ];
  const sealed = sealBuffer({
    buffer: {
      push: async () => [],
      read: async (_, limit) => entries.slice(0, limit),
      remove: async () => undefined,
      standing: async () => new Set(),
      backlog: async () => [],
      close: async () => undefined,
    },
    seal: { seal, open },
    botId: 9,
    clock: systemClock,
    onUnreadable: () => undefined,
  });
  const read = async (limit: number) => (await sealed.read(3, limit)).map(({ updateId }) => updateId);
  expect(await read(2)).toEqual([30, 31]);
  expect(await read(10)).toEqual([30, 31, 32]);
});

test('a buffer leaves what another daemon sealed to it, and lets go of what nobody opens any more', async () => {
  const now = Date.now();
  const entry = (id: string, ageMs: number, secret: string) => ({
    id,
    updateId: Number(id),
    chatId: 1,
    trace: '',
    receivedAt: new Date(now - ageMs),
    payload: createSeal(secret).seal(`update ${id}`, `update 9 ${id}`),
  });
  const entries = [
    entry('1', 0, 'one secret'),
    entry('2', 60_000, 'gone'),
    entry('3', 3_600_000, 'gone'),
    entry('4', 0, 'one secret'),
  ];
  const removed: string[] = [];
  const told: number[] = [];
  const buffer: UpdateBuffer = {
    push: async () => [],
    read: async () => entries,
    remove: async (_, ids) => void removed.push(...ids),
    standing: async () => new Set(),
    backlog: async () => Array.from({ length: partitionCount }, () => 0),
    close: async () => undefined,
  };
  const sealed = sealBuffer({
    buffer,
    seal: { seal, open },
    botId: 9,
    clock: { ...systemClock, now: () => new Date(now) },
    onUnreadable: (partition) => told.push(partition),
  });
  expect((await sealed.read(3, 10)).map(({ payload }) => payload)).toEqual(['update 1', 'update 4']);
  expect(removed).toEqual(['3']);
  expect(told).toEqual([3]);
});
