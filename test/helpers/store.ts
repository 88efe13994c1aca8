import { sql } from 'kysely';
import type { Incoming } from '../../src/chat/incoming.ts';
import { createSeal, openReply } from '../../src/daemon/secrets/seal.ts';
import { createStore } from '../../src/daemon/store.ts';
import { type Database, openDatabase } from '../../src/ledger/storage/database.ts';

/**
 * Answers texts in one batch, each as an update; a text without a person is from person 1. `from`: the first update's
 * id, which may repeat an earlier one.
 */
export type Batch = (
  said: readonly (string | readonly [person: number, text: string])[],
  from?: number,
) => Promise<void>;

interface Waiting {
  readonly chatId: number;
  readonly reply: unknown;
}

export interface StoreOnTrial {
  readonly database: Database;
  readonly batch: Batch;
  /** Makes a text of person 1 a dead letter; fulfils with what is then to be said, in order. */
  bury(text: string): Promise<readonly unknown[]>;
  /** What is to be said, in order. */
  waiting(): Promise<readonly Waiting[]>;
  /** The highest update id so far. */
  updates(): number;
  close(): Promise<void>;
}

/** The store of bot 7 on a migrated database, with one connection and an account for person 1. */
export async function openTestStore(url: string): Promise<StoreOnTrial> {
  const { database } = openDatabase(url, { connections: 1, onIdleError: () => undefined });
  const seal = createSeal('a secret');
  const store = createStore({
    database,
    botId: 7,
    rules: { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false },
    decode: (payload) => ({ ...JSON.parse(payload), at: new Date() }) as Incoming,
    seal,
    now: () => new Date(),
  });
  let updates = 0;
  const updatesOf = (said: Parameters<Batch>[0], from: number) =>
    said.map((one, place) => {
      const [person, text] = typeof one === 'string' ? [1, one] : one;
      const [, name, argument = ''] = /^\/(\w+) ?(.*)$/.exec(text) ?? [];
      const act = name ? { kind: 'command', name, argument } : { kind: 'text', text };
      const payload = JSON.stringify({
        chat: { id: person, kind: 'private' },
        person: { id: person, firstName: 'Ann', language: 'en' },
        messageId: from + place,
        act: { ...act, replyTo: null },
      });
      return { updateId: from + place, chatId: person, trace: 't', receivedAt: new Date(), payload };
    });
  const batch: Batch = async (said, from = updates + 1) => {
    const all = updatesOf(said, from);
    updates = Math.max(updates, from + said.length - 1);
    await store.inPartitions([0], all, async (open) => {
      for (const update of all)
        if (await open.answer(update, null))
          await open.answer(update, { kind: 'hash-password', hash: 'hash' });
    });
  };
  const waiting = async () => {
    const rows = await database
      .selectFrom('outbox')
      .select(['chat_id', 'trace', 'reply'])
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      chatId: Number(row.chat_id),
      reply: openReply(seal, { ...row, botId: 7 }),
    }));
  };
  const bury = async (text: string) => {
    await sql`delete from outbox`.execute(database);
    updates += 1;
    const all = updatesOf([text], updates);
    await store.inPartitions([0], all, async (open) => {
      for (const update of all) await open.bury(update, 5, 'it fails');
    });
    return (await waiting()).map(({ reply }) => reply);
  };
  for (const text of ['hi', 'y', '2', 'ann@example.com', 'correct horse']) await batch([text]);
  return { database, batch, bury, waiting, updates: () => updates, close: () => database.destroy() };
}

/** Seeds Postgres so that the next purchase is the one in sixteen that joins the totals of its day (migration 0017). */
export async function joinTotals(database: Database): Promise<void> {
  for (let seed = 0; seed < 1; seed += 0.001) {
    await sql`select setseed(${seed})`.execute(database);
    const { rows } = await sql<{ joins: boolean }>`select random() < 1.0 / 16 as joins`.execute(database);
    if (!rows[0]?.joins) continue;
    await sql`select setseed(${seed})`.execute(database);
    return;
  }
  throw new Error('no seed does it');
}
