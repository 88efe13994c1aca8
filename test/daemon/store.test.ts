import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Incoming } from '../../src/chat/incoming.ts';
import { createSeal } from '../../src/daemon/seal.ts';
import { createStore } from '../../src/daemon/store.ts';
import { type Database, openDatabase } from '../../src/ledger/database.ts';
import { freshDatabase } from '../helpers/postgres.ts';

let database: Database;
/** Answers what people say, each an update, in one batch; who says nothing else is person 1. Updates may come again. */
let batch: (
  said: readonly (string | readonly [person: number, text: string])[],
  from?: number,
) => Promise<void>;
let updates = 0;

beforeEach(async () => {
  const fresh = await freshDatabase();
  ({ database } = openDatabase(fresh.url, { connections: 2, onIdleError: () => undefined }));
  onTestFinished(async () => {
    await database.destroy();
    await fresh.drop();
  });
  const store = createStore({
    database,
    botId: 7,
    rules: { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false },
    decode: (payload) => ({ ...JSON.parse(payload), at: new Date() }) as Incoming,
    seal: createSeal('a secret'),
    now: () => new Date(),
  });
  updates = 0;
  batch = async (said, from = updates + 1) => {
    const all = said.map((one, place) => {
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
    updates = Math.max(updates, from + said.length - 1);
    await store.inPartitions([0], all, async (open) => {
      for (const update of all)
        if (await open.answer(update, null))
          await open.answer(update, { kind: 'hash-password', hash: 'hash' });
    });
  };
  for (const text of ['hi', 'y', '2', 'ann@example.com', 'correct horse']) await batch([text]);
});

async function purchases() {
  return database.selectFrom('purchase').select(['item', 'category']).orderBy('number').execute();
}

test('an entry knows the names of those before it in its batch, and of those in earlier ones', async () => {
  await batch(['4 tea #drinks', '3 coffee drinks', '30 shoes #clothes']);
  await batch(['25 shirt clothes', '2 juice drinks']);
  expect(await purchases()).toEqual([
    { item: 'tea', category: 'drinks' },
    { item: 'coffee', category: 'drinks' },
    { item: 'shoes', category: 'clothes' },
    { item: 'shirt', category: 'clothes' },
    { item: 'juice', category: 'drinks' },
  ]);
});

test('what is undone in a batch is no name any more in what follows, whoever shares the account', async () => {
  await batch(['4 tea #drinks']);
  const { id } = await database.selectFrom('account').select('id').executeTakeFirstOrThrow();
  await database.insertInto('link').values({ bot_id: 7, person_id: 2, account_id: id }).execute();
  await batch(['/undo', [2, '3 coffee drinks']]);
  expect(await purchases()).toEqual([
    { item: 'tea', category: 'drinks' },
    { item: 'coffee drinks', category: null },
  ]);
});

test('an entry whose mark was lost is not made a second time, and is answered as before', async () => {
  await batch(['4 tea #drinks']);
  const said = () => database.selectFrom('outbox').select('about').orderBy('id', 'desc').limit(1).execute();
  const before = await said();
  await database.deleteFrom('handled_update').where('update_id', '=', BigInt(updates)).execute();
  await batch(['4 tea #drinks'], updates);
  expect(await purchases()).toEqual([{ item: 'tea', category: 'drinks' }]);
  expect(await said()).toEqual(before);
  expect(before[0]?.about).toHaveLength(1);
});
