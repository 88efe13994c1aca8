import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createSeal, openReply, sealReply } from '../../src/daemon/secrets/seal.ts';
import { createOutbox } from '../../src/daemon/sending/outbox.ts';
import { createStore } from '../../src/daemon/store.ts';
import { readIncoming } from '../../src/daemon/telegram/decode.ts';
import { type Database, openDatabase } from '../../src/ledger/storage/database.ts';
import { appendReplies } from '../../src/ledger/updates/outbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';
import { quickHashing } from '../helpers/quick-hashing.ts';

/** A group becomes a supergroup, with another id, in the middle of something. */

let url: string;
let database: Database;
beforeEach(async () => {
  const fresh = await freshDatabase();
  url = fresh.url;
  ({ database } = openDatabase(url, { connections: 2, onIdleError: () => undefined }));
  onTestFinished(async () => {
    await database.destroy();
    await fresh.drop();
  });
});

test('a question that was asked in the group is answered in the supergroup', async () => {
  const sandbox = await startSandbox();
  const daemon = spawnDaemon({
    mode: 'polling',
    env: {
      ...quickHashing,
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: url,
    },
  });
  onTestFinished(async () => {
    expect(await daemon.stop()).toBe(0);
    await sandbox.stop();
  });
  await daemon.logged('running');
  const ann = sandbox.person({ firstName: 'Ann', languageCode: 'en' });
  for (const said of ['hi', 'y', '2', 'ann@example.com']) await ann.ask(said);
  ann.say('correct horse');
  await ann.waitFor(({ text }) => text.includes('is ready'));

  const group = sandbox.group({ people: [ann] });
  const question = await group.person(ann).ask('/new');
  expect(question.text).toMatch(/^What did you buy\?/);
  group.upgrade();
  const next = await group.person(ann).ask('coffee');
  expect(next.text).toBe('What did coffee cost?');
});

const botId = 7;
const [old, now] = [-500, -1_000_000_000_500];
const ann = { id: 1, is_bot: false, first_name: 'Ann', language_code: 'en' };
const seal = createSeal('a secret');

/** Answers messages of Ann's account, in these chats, in one batch. */
async function openStore() {
  await query(
    url,
    `with made as (
       insert into account (email, password_hash, locale, currency, time_zone)
       values ('ann@example.com', '-', 'en', 'USD', 'UTC') returning id)
     insert into link (bot_id, person_id, account_id) select $1, 1, id from made`,
    [botId],
  );
  const store = createStore({
    database,
    botId,
    rules: { botName: 'spndr_bot', signUp: 'open', allowed: null, approval: false },
    decode: (payload) => readIncoming(JSON.parse(payload), { id: botId, username: 'spndr_bot' }),
    seal,
    now: () => new Date(),
  });
  let updateId = 0;
  const batch = (...messages: readonly (readonly [chatId: number, content: object])[]) => {
    const updates = messages.map(([chatId, content]) => {
      updateId += 1;
      const chat = { id: chatId, type: chatId === old ? 'group' : 'supergroup' };
      const message = { message_id: updateId, date: 1_790_000_000, chat, from: ann, ...content };
      const payload = JSON.stringify({ update_id: updateId, message });
      return { updateId, chatId, trace: 't', receivedAt: new Date(), payload };
    });
    return store.inPartitions([0], updates, async (open) => {
      for (const update of updates) await open.answer(update, null);
    });
  };
  /** Where there are conversations. */
  const chats = async () => {
    const rows = await database.selectFrom('conversation').select('chat_id').orderBy('chat_id').execute();
    return rows.map(({ chat_id }) => Number(chat_id));
  };
  return { batch, chats };
}

const begun = [old, { text: '/new' }] as const;
const left = [old, { migrate_to_chat_id: now }] as const;
const arrived = [now, { migrate_from_chat_id: old }] as const;
const coffee = [now, { text: 'coffee' }] as const;

test.each([
  ['both tell of it', [left, arrived]],
  ['only the group tells of it', [left]],
  ['only the supergroup tells of it', [arrived]],
  ['the supergroup tells of it first, and both again', [arrived, left, arrived, left]],
])('what one batch said and began before is taken along: %s', async (_, told) => {
  const { batch, chats } = await openStore();
  await batch(begun, ...told, coffee);
  expect(await chats()).toEqual([now]);
  const rows = await database.selectFrom('outbox').selectAll().orderBy('id').execute();
  const said = rows.map((row) => ({ chat: Number(row.chat_id), reply: openReply(seal, { ...row, botId }) }));
  expect(said).toMatchObject([
    { chat: now, reply: { text: [{ key: 'new-item' }] } },
    { chat: now, reply: { text: [{ key: 'new-price' }] } },
  ]);
});

test('what is said in the group after the supergroup has told of it is taken along, too', async () => {
  const { batch, chats } = await openStore();
  await batch(arrived);
  await batch(begun);
  expect(await chats()).toEqual([old]);
  await batch(left);
  expect(await chats()).toEqual([now]);
});

test('what is begun in the supergroup stays', async () => {
  const { batch, chats } = await openStore();
  await batch(begun);
  await batch([now, { text: '/new' }], coffee);
  const standing = await query(url, 'select state from conversation where chat_id = $1', [now]);
  await batch(arrived, left);
  expect(await chats()).toEqual([now, old]);
  expect(await query(url, 'select state from conversation where chat_id = $1', [now])).toEqual(standing);
});

test('a reply that is being sent when the chat moves is sent once; refused, it is due at once', async () => {
  const { batch } = await openStore();
  const daemons = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  const [one, other] = daemons.map((daemon) => createOutbox({ database, botId, daemon, seal }));
  await batch(begun, begun);
  const [sending] = await one!.claim(10, [], true);
  await batch(left, arrived);
  expect(await other!.claim(10, [], true)).toEqual([]);
  await one!.settle([{ id: sending!.id, to: 'moved', chatId: old, newChatId: now }]);
  const again = { id: sending!.id, chatId: now, attempts: 1 };
  expect(await other!.claim(10, [], true)).toMatchObject([again]);
});

test('a change of a message of the group is no change of the one with its number in the supergroup', async () => {
  const { batch } = await openStore();
  await batch(begun);
  const about = { chatId: old, personId: 1, locale: 'en', trace: 't', receivedAt: new Date() };
  const text = [{ key: 'new-item' }];
  const reply = [
    { do: 'edit', messageId: 5, text },
    { do: 'delete', messageId: 6 },
    { do: 'say', text, promptFor: 7 },
  ];
  const sealed = reply.map((one) => ({
    ...about,
    reply: sealReply(seal, { botId, trace: 't', reply: one }),
  }));
  await database.transaction().execute((ledger) => appendReplies(ledger, botId, sealed));
  await batch(left);
  const outbox = createOutbox({ database, botId, daemon: '00000000-0000-4000-8000-000000000001', seal });
  const said: unknown[] = [];
  for (let looks = 0; looks < 4; looks++) {
    const [due] = await outbox.claim(10, [], true);
    if (!due) continue;
    said.push([due.chatId, due.reply]);
    await outbox.settle([{ id: due.id, to: 'delivered', messageId: null, receivedAt: new Date() }]);
  }
  expect(said).toEqual([
    [now, expect.objectContaining({ do: 'say' })],
    [now, { do: 'say', text }],
    [now, { do: 'say', text }],
  ]);
});
