import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, type Ledger, openDatabase } from '../../../src/ledger/storage/database.ts';
import { writeBatch } from '../../../src/ledger/updates/batch.ts';
import { moveChat } from '../../../src/ledger/updates/move-chat.ts';
import {
  appendReplies,
  claimReplies,
  failChat,
  failReply,
  releaseReply,
  removeDelivered,
  renewClaims,
} from '../../../src/ledger/updates/outbox.ts';
import { freshDatabase, query, type TestDatabase } from '../../helpers/postgres.ts';

const botId = 7_000_000_001;
const one = randomUUID();
const other = randomUUID();

let fresh: TestDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({ database } = openDatabase(fresh.url, { connections: 8, onIdleError: () => undefined }));
});
beforeEach(() => query(fresh.url, 'truncate outbox, unreachable_chat, conversation restart identity'));
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

function inLedger<Result>(body: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  return database.transaction().execute(body);
}

/** Appends a reply to each of these chats, in this order; each says how many came before it. */
async function say(...chatIds: number[]): Promise<void> {
  const replies = chatIds.map((chatId, index) => ({
    chatId,
    personId: chatId,
    reply: { do: 'say', text: [{ key: 'reply', args: { index } }] },
    locale: 'en',
    trace: `trace ${index}`,
    receivedAt: new Date('2025-03-05T12:00:00Z'),
  }));
  await inLedger((ledger) => appendReplies(ledger, botId, replies));
}

/** What a daemon claims, as [id, chat] pairs. */
async function claim(
  daemon: string,
  options: Partial<Parameters<typeof claimReplies>[1]> = {},
): Promise<[id: number, chat: number][]> {
  const rows = await claimReplies(database, {
    botId,
    daemon,
    limit: 100,
    claimMs: 60_000,
    exceptChats: [],
    exceptReplies: [],
    lapsedToo: true,
    ...options,
  });
  return rows.map((row) => [Number(row.id), Number(row.chat_id)]);
}

const release = (daemon: string, id: number, counted: boolean) =>
  inLedger((ledger) => releaseReply(ledger, { daemon, id: BigInt(id), counted }));

const settle = (...ids: number[]) =>
  inLedger((ledger) =>
    removeDelivered(
      ledger,
      ids.map((id) => ({ id: BigInt(id), messageId: null })),
    ),
  );

const setClaimedUntil = (sql: string, id?: number) =>
  query(fresh.url, `update outbox set claimed_until = ${sql} where id = coalesce($1, id)`, [id ?? null]);

function rows() {
  return query(fresh.url, 'select id::int, chat_id::int as chat, state, attempts from outbox order by id');
}

describe('a claim', () => {
  it('gives a reply as it was appended', async () => {
    await say(42);
    const [row] = await claimReplies(database, {
      botId,
      daemon: one,
      limit: 1,
      claimMs: 60_000,
      exceptChats: [],
      exceptReplies: [],
      lapsedToo: true,
    });
    expect(row).toEqual({
      id: 1n,
      chat_id: 42n,
      reply: { do: 'say', text: [{ key: 'reply', args: { index: 0 } }] },
      locale: 'en',
      trace: 'trace 0',
      received_at: new Date('2025-03-05T12:00:00Z'),
      attempts: 1,
    });
  });

  it('takes the first of each chat, and the next when that is settled', async () => {
    await say(42, 42, 43, 42, 43);
    expect(await claim(one)).toEqual([
      [1, 42],
      [3, 43],
    ]);
    expect(await claim(one)).toEqual([]);
    expect(await claim(other)).toEqual([]);
    await settle(1);
    expect(await claim(other)).toEqual([[2, 42]]);
    await settle(2, 3);
    expect(await claim(one)).toEqual([
      [4, 42],
      [5, 43],
    ]);
  });

  it('takes the oldest ones first, no more than asked for', async () => {
    await say(45, 44, 43, 42);
    expect(await claim(one, { limit: 2 })).toEqual([
      [1, 45],
      [2, 44],
    ]);
    expect(await claim(one, { limit: 2 })).toEqual([
      [3, 43],
      [4, 42],
    ]);
  });

  it('passes over the chats and the replies that it is told to', async () => {
    await say(42, 43, 44);
    expect(await claim(one, { exceptChats: [42], exceptReplies: [2n] })).toEqual([[3, 44]]);
  });

  it('is for one bot', async () => {
    await say(42);
    expect(await claim(one, { botId: 8 })).toEqual([]);
  });

  it('goes past a failed reply', async () => {
    await say(42, 42);
    await claim(one);
    await inLedger((ledger) => failReply(ledger, 1n, '400 Bad Request'));
    expect(await claim(one)).toEqual([[2, 42]]);
    expect(await query(fresh.url, 'select state, error from outbox where id = 1')).toEqual([
      { state: 'failed', error: '400 Bad Request' },
    ]);
  });

  it('is never shared, and never two of one chat at the same time', { timeout: 30_000 }, async () => {
    const chats = [1, 2, 3, 4, 5];
    const perChat = 12;
    for (let times = 0; times < perChat; times++) await say(...chats);
    const sending = new Set<number>();
    const sent: [id: number, chat: number][] = [];
    const deliver = async (daemon: string) => {
      while (sent.length < chats.length * perChat) {
        const claimed = await claim(daemon, { limit: 3 });
        for (const [, chat] of claimed) {
          expect(sending.has(chat)).toBe(false);
          sending.add(chat);
        }
        sent.push(...claimed);
        await new Promise((resolve) => setImmediate(resolve));
        for (const [, chat] of claimed) sending.delete(chat);
        await settle(...claimed.map(([id]) => id));
      }
    };
    await Promise.all(Array.from({ length: 4 }, () => deliver(randomUUID())));
    expect(new Set(sent.map(([id]) => id)).size).toBe(chats.length * perChat);
    for (const chat of chats) {
      const ids = sent.filter(([, where]) => where === chat).map(([id]) => id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(ids).toHaveLength(perChat);
    }
    expect(await rows()).toEqual([]);
  });

  it('that lapses can be claimed again, and counts', async () => {
    await say(42, 42);
    await claim(one, { claimMs: 0 });
    expect(await claim(other)).toEqual([[1, 42]]);
    expect(await rows()).toMatchObject([{ attempts: 2, state: 'sending' }, { attempts: 0 }]);
  });

  it('holds until it lapses, longer when it is renewed by its owner', async () => {
    await say(42);
    await claim(one);
    await setClaimedUntil("now() + interval '1 ms'");
    expect(await renewClaims(database, { daemon: one, ids: [1n], claimMs: 60_000 })).toEqual([1n]);
    expect(await claim(other)).toEqual([]);
    await setClaimedUntil("now() - interval '1 ms'");
    expect(await renewClaims(database, { daemon: other, ids: [1n], claimMs: 60_000 })).toEqual([]);
    expect(await claim(other)).toEqual([[1, 42]]);
  });

  it('is renewed beside what is being settled, without waiting for that', async () => {
    await say(42, 43);
    await claim(one);
    await inLedger(async (ledger) => {
      await removeDelivered(ledger, [{ id: 1n, messageId: null }]);
      await setClaimedUntil("now() + interval '1 ms'", 2);
      await renewClaims(database, { daemon: one, ids: [1n, 2n], claimMs: 60_000 });
    });
    expect(await claim(other)).toEqual([]);
    expect(await rows()).toMatchObject([{ id: 2 }]);
  });

  it('that reaches far into the future does not hold: the clock was set back', async () => {
    await say(42);
    await claim(one, { claimMs: 2_000 });
    await setClaimedUntil("now() + interval '1 hour'");
    expect(await claim(other, { claimMs: 2_000 })).toEqual([[1, 42]]);
  });
});

describe('whoever leaves lapsed claims alone', () => {
  const leaving = { claimMs: 2_000, lapsedToo: false };

  it('claims what nobody has claimed, and what has lapsed when it no longer leaves that alone', async () => {
    await say(42, 42, 43);
    await claim(one, { claimMs: 0, limit: 1 });
    expect(await claim(other, leaving)).toEqual([[3, 43]]);
    expect(await claim(other, leaving)).toEqual([]);
    expect(await claim(other, { claimMs: 2_000 })).toEqual([[1, 42]]);
  });

  it('claims nothing whose claim reaches far into the future either', async () => {
    await say(42);
    await claim(one);
    await setClaimedUntil("now() + interval '1 year'");
    expect(await claim(other, leaving)).toEqual([]);
    expect(await claim(other, { claimMs: 2_000 })).toEqual([[1, 42]]);
  });
});

describe('a released reply', () => {
  it('is due again; the attempt counts or not, as told', async () => {
    await say(42);
    await claim(one);
    await release(one, 1, true);
    expect(await rows()).toEqual([{ id: 1, chat: 42, state: 'pending', attempts: 1 }]);
    await claim(one);
    await release(one, 1, false);
    expect(await rows()).toEqual([{ id: 1, chat: 42, state: 'pending', attempts: 1 }]);
  });

  it('is left alone when another daemon is sending it by now', async () => {
    await say(42);
    await claim(one, { claimMs: 0 });
    await claim(other);
    await release(one, 1, false);
    expect(await rows()).toEqual([{ id: 1, chat: 42, state: 'sending', attempts: 2 }]);
    expect(await claim(one)).toEqual([]);
  });
});

describe('a chat that cannot be reached', () => {
  const unreachable = () =>
    query(fresh.url, 'select bot_id::float as bot, chat_id::int as chat, reason from unreachable_chat');

  it('ends with everything in its outbox, and nobody else does', async () => {
    await say(42, 42, 43);
    await claim(one);
    await inLedger((ledger) => failChat(ledger, botId, 42, 'blocked'));
    expect((await rows()).map(({ state }) => state)).toEqual(['failed', 'failed', 'sending']);
    expect(await unreachable()).toEqual([{ bot: botId, chat: 42, reason: 'blocked' }]);
    await inLedger((ledger) => failChat(ledger, botId, 42, 'chat not found'));
    expect(await unreachable()).toEqual([{ bot: botId, chat: 42, reason: 'chat not found' }]);
    expect(await query(fresh.url, 'select error from outbox where id <= 2')).toEqual([
      { error: 'blocked' },
      { error: 'blocked' },
    ]);
  });

  it('can be reached again when somebody writes there', async () => {
    await inLedger((ledger) => failChat(ledger, botId, 42, 'blocked'));
    await inLedger((ledger) => failChat(ledger, botId, 43, 'blocked'));
    await inLedger((ledger) => failChat(ledger, 8, 42, 'blocked'));
    const conversations = [{ chatId: 42, personId: 42, state: { at: 'idle' }, step: 0 }];
    await inLedger((ledger) =>
      writeBatch(ledger, botId, { handled: [], conversations, replies: [], claim: null }),
    );
    expect(await unreachable()).toEqual([
      { bot: botId, chat: 43, reason: 'blocked' },
      { bot: 8, chat: 42, reason: 'blocked' },
    ]);
    await say(42);
    expect(await claim(one)).toEqual([[1, 42]]);
  });
});

describe('a chat that gets a new id', () => {
  const [old, now] = [-500, -1_000_000_000_500];

  const converse = (chat: number, person: number, at: string) =>
    query(fresh.url, 'insert into conversation values ($1, $2, $3, $4, 1)', [
      botId,
      chat,
      person,
      JSON.stringify({ at }),
    ]);

  const conversations = () =>
    query(
      fresh.url,
      "select chat_id::float as chat, person_id::int as person, state ->> 'at' as at from conversation order by 2, 1",
    );

  it('takes its replies along, in order', async () => {
    await say(old, old, 42);
    await inLedger((ledger) => moveChat(ledger, botId, old, now));
    expect(await claim(one, { limit: 1 })).toEqual([[1, now]]);
    await settle(1);
    expect(await claim(one, { exceptChats: [42] })).toEqual([[2, now]]);
  });

  it('leaves a reply that is being sent to its sender; the message is not one of the new chat', async () => {
    await say(old, old);
    await query(fresh.url, 'update outbox set about = array[7]');
    await claim(one);
    await inLedger((ledger) => moveChat(ledger, botId, old, now));
    expect(await claim(other)).toEqual([]);
    expect(await query(fresh.url, 'select about::text from outbox order by id')).toEqual([
      { about: '{}' },
      { about: '{7}' },
    ]);
    await settle(1);
    expect(await claim(other)).toEqual([[2, now]]);
  });

  it('has moved when it is told again', async () => {
    await say(old);
    await converse(old, 1, 'new-item');
    for (let told = 0; told < 2; told += 1) await inLedger((ledger) => moveChat(ledger, botId, old, now));
    expect(await conversations()).toEqual([{ chat: now, person: 1, at: 'new-item' }]);
    expect(await claim(one)).toEqual([[1, now]]);
  });

  it('takes its conversations along', async () => {
    await converse(old, 1, 'new-item');
    await converse(old, 2, 'delete');
    await converse(42, 1, 'idle');
    await inLedger((ledger) => moveChat(ledger, botId, old, now));
    expect(await conversations()).toEqual([
      { chat: now, person: 1, at: 'new-item' },
      { chat: 42, person: 1, at: 'idle' },
      { chat: now, person: 2, at: 'delete' },
    ]);
  });

  it('that was spoken in already keeps what was said there, and the order of the replies', async () => {
    await say(old, now, old);
    await converse(old, 1, 'new-item');
    await converse(now, 1, 'delete');
    await converse(old, 2, 'idle');
    await inLedger((ledger) => moveChat(ledger, botId, old, now));
    expect(await conversations()).toEqual(
      expect.arrayContaining([
        { chat: now, person: 1, at: 'delete' },
        { chat: now, person: 2, at: 'idle' },
      ]),
    );
    for (const id of [1, 2, 3]) {
      expect(await claim(one)).toEqual([[id, now]]);
      await settle(id);
    }
  });

  it('leaves what failed and what is another bot’s', async () => {
    await say(old);
    await inLedger((ledger) => failReply(ledger, 1n, '400'));
    await converse(old, 1, 'idle');
    await query(fresh.url, 'update conversation set bot_id = 8');
    await inLedger((ledger) => moveChat(ledger, botId, old, now));
    expect(await rows()).toMatchObject([{ chat: old, state: 'failed' }]);
    expect(await conversations()).toMatchObject([{ chat: old }]);
  });
});
