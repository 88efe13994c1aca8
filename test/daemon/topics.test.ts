import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Group } from '../../src/sandbox/groups.ts';
import type { Person } from '../../src/sandbox/people.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';
import { quickHashing } from '../helpers/quick-hashing.ts';

/** A group with topics: what is asked in one is answered there. */

let url: string;
let ann: Person;
let group: Group;
let food: number;
beforeEach(async () => {
  const fresh = await freshDatabase();
  url = fresh.url;
  const sandbox = await startSandbox();
  const env = {
    ...quickHashing,
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: url,
  };
  const daemon = spawnDaemon({ mode: 'polling', env });
  onTestFinished(async () => {
    expect(await daemon.stop()).toBe(0);
    await sandbox.stop();
    await fresh.drop();
  });
  await daemon.logged('running');
  ann = sandbox.person({ firstName: 'Ann', languageCode: 'en' });
  for (const said of ['hi', 'y', '2', 'ann@example.com']) await ann.ask(said);
  ann.say('correct horse');
  await ann.waitFor(({ text }) => text.includes('is ready'));
  group = sandbox.group({ people: [ann] });
  group.upgrade();
  food = group.openTopic(ann, 'Food');
});

test('entries, dialogues, taps, pictures and files are answered in their topic', async () => {
  const there = group.person(ann, food);
  const recorded = await there.ask('12.50 coffee');
  expect(recorded).toMatchObject({ topicId: food, kind: 'text' });
  expect(recorded.text).toContain('coffee');
  expect((await there.ask('/new')).text).toMatch(/^What did you buy\?/);
  const question = await there.ask('tea');
  expect(question).toMatchObject({ topicId: food, text: 'What did tea cost?' });
  expect((await there.ask('/cancel')).topicId).toBe(food);
  expect(await there.ask('/month')).toMatchObject({ topicId: food, kind: 'photo' });
  expect((await there.ask('/export csv')).topicId).toBe(food);
  await there.waitFor(({ kind, topicId }) => kind === 'document' && topicId === food);
  there.tap(recorded.id, 'Undo');
  expect(await there.waitFor(({ id, edits }) => id === recorded.id && edits > 0)).toMatchObject({
    topicId: food,
  });
});

test('what is said outside of topics, or in reply there, is answered there', async () => {
  const outside = group.person(ann);
  const recorded = await outside.ask('12.50 coffee');
  expect(recorded.topicId).toBeNull();
  outside.reply(recorded.id, '13');
  const corrected = await outside.waitFor(({ text, id }) => id > recorded.id && text.includes('13.00'));
  expect(corrected.topicId).toBeNull();
});

test('what comes of a topic that is closed or gone meanwhile is said in the group', async () => {
  const there = group.person(ann, food);
  group.closeTopic(food);
  expect(await there.ask('12.50 coffee')).toMatchObject({ topicId: null });
  there.say('13 tea');
  group.deleteTopic(food);
  const answer = await there.waitFor(({ from, text }) => from?.isBot === true && text.includes('tea'));
  expect(answer.topicId).toBeNull();
});

test('a recurring purchase and a summary remember the topic', async () => {
  const there = group.person(ann, food);
  await there.ask('/recurring rent 800 monthly');
  const settings = await there.ask('/settings');
  const tapped = async (button: string) => {
    const { length } = there.chat.log;
    there.tap(settings.id, button);
    await there.waitFor((shown) => shown.id === settings.id && there.chat.log.indexOf(shown) >= length);
  };
  await tapped('Reminders and summaries');
  await tapped('✓ weekly summary');
  expect(
    await query(url, 'select topic_id::int from recurring union all select topic_id::int from digest'),
  ).toEqual([{ topic_id: food }, { topic_id: food }]);
});
