import { expect, onTestFinished, test } from 'vitest';
import { phrase, type Reply } from '../../../src/chat/reply.ts';
import { openDatabase } from '../../../src/ledger/storage/database.ts';
import { appendReplies } from '../../../src/ledger/updates/outbox.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../../helpers/daemon.ts';
import { categoriesChart } from '../../helpers/made-pictures.ts';
import { freshDatabase } from '../../helpers/postgres.ts';

test('the daemon draws the pictures in its outbox, and sends what it cannot draw in words', async () => {
  const sandbox = await startSandbox();
  const fresh = await freshDatabase();
  const { database } = openDatabase(fresh.url, { connections: 1, onIdleError: () => undefined });
  const daemon = spawnDaemon({
    mode: 'polling',
    env: { SPNDR_BOT_TOKEN: sandbox.token, SPNDR_TELEGRAM_API: sandbox.url, DATABASE_URL: fresh.url },
  });
  onTestFinished(async () => {
    expect(await daemon.stop()).toBe(0);
    await database.destroy();
    await sandbox.stop();
    await fresh.drop();
  });
  await daemon.logged('running');

  const { id: chatId, chat } = sandbox.person({ started: true });
  const title = phrase('picture-no-category');
  const chart = { ...categoriesChart(['Food', 1_250n], [null, 100n]), title };
  const say = (currency: string): Reply => ({
    do: 'say',
    text: [phrase('picture-nothing')],
    picture: { theme: 'dark', title, charts: [{ ...chart, currency }] },
  });
  const common = { chatId, personId: chatId, locale: 'en', trace: 'test', receivedAt: new Date() };
  const replies = [say('EUR'), say('no currency')].map((reply) => ({ ...common, reply }));
  await database.transaction().execute((ledger) => appendReplies(ledger, sandbox.bot.id, replies));
  await sandbox.events.waitFor(() => (chat.messages.length === 2 ? true : null), {
    what: 'both replies',
    timeoutMs: 30_000,
  });
  expect(chat.messages).toMatchObject([
    { kind: 'photo', text: 'Nothing spent', file: { width: 810 } },
    { kind: 'text', text: 'Nothing spent' },
  ]);
  await daemon.logged('a picture cannot be drawn: its words are sent without it');
});
