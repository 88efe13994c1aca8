import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';
import { quickHashing } from '../helpers/quick-hashing.ts';

/** Groups: what is asked in a topic is answered there, and a bot that hears little in a group can be talked to. */

/** A daemon, and Ann with an account. */
async function start(options: SandboxOptions = {}) {
  const { url, drop } = await freshDatabase();
  const sandbox = await startSandbox(options);
  const env = {
    ...quickHashing,
    SPNDR_BOT_TOKEN: sandbox.token,
    SPNDR_TELEGRAM_API: sandbox.url,
    DATABASE_URL: url,
  };
  const daemon = spawnDaemon({ mode: 'polling', env });
  await daemon.logged('running');
  const ann = sandbox.person({ firstName: 'Ann', languageCode: 'en' });
  for (const said of ['hi', 'y', '2', 'ann@example.com']) await ann.ask(said);
  ann.say('correct horse');
  await ann.waitFor(({ text }) => text.includes('is ready'));
  const stop = async () => {
    expect(await daemon.stop()).toBe(0);
    await sandbox.stop();
    await drop();
  };
  return { url, sandbox, ann, stop };
}

let hearsAll: Awaited<ReturnType<typeof start>>;
let isPrivate: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  [hearsAll, isPrivate] = await Promise.all([start(), start({ groupPrivacy: true })]);
});
afterAll(() => Promise.all([hearsAll.stop(), isPrivate.stop()]));

/** One more group with Ann in it. */
function openGroup({ sandbox, ann }: typeof hearsAll) {
  const group = sandbox.group({ people: [ann] });
  group.upgrade();
  return { ann, group };
}

/** One more group with a topic. */
function withTopic() {
  const { ann, group } = openGroup(hearsAll);
  const food = group.openTopic(ann, 'Food');
  return { ann, group, food, there: group.person(ann, food) };
}

test('entries, dialogues, taps, pictures and files are answered in their topic', async () => {
  const { there, food } = withTopic();
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
  const { ann, group } = withTopic();
  const outside = group.person(ann);
  const recorded = await outside.ask('12.50 coffee');
  expect(recorded.topicId).toBeNull();
  outside.reply(recorded.id, '13');
  const corrected = await outside.waitFor(({ text, id }) => id > recorded.id && text.includes('13.00'));
  expect(corrected.topicId).toBeNull();
});

test('what comes of a topic that is closed or gone meanwhile is said in the group', async () => {
  const { there, group, food } = withTopic();
  group.closeTopic(food);
  expect(await there.ask('12.50 coffee')).toMatchObject({ topicId: null });
  there.say('13 tea');
  group.deleteTopic(food);
  const answer = await there.waitFor(({ from, text }) => from?.isBot === true && text.includes('tea'));
  expect(answer.topicId).toBeNull();
});

test('what comes of a topic after the group has topics no more is said in the group', async () => {
  const { there, group } = withTopic();
  group.endTopics();
  expect(await there.ask('12.50 coffee')).toMatchObject({ topicId: null });
});

test('a tap on a message that was deleted meanwhile is answered with a new message', async () => {
  const { sandbox, ann } = hearsAll;
  const there = openGroup(hearsAll).group.person(ann);
  const shown = await there.ask('12.50 coffee');
  const undo = shown.buttons.flat().find(({ data }) => data !== null);
  expect(there.chat.remove(shown.id)).toBe(true);
  const { length } = there.chat.log;
  const tap = there.tapData(shown.id, undo?.data ?? '');
  await tap.note();
  const answer = await there.waitFor((said) => there.chat.log.indexOf(said) >= length);
  expect(answer).toMatchObject({ change: 'new', from: { id: sandbox.bot.id } });
});

test('a recurring purchase and a summary remember the topic', async () => {
  const { there, food } = withTopic();
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
    await query(
      hearsAll.url,
      'select topic_id::int from recurring union all select topic_id::int from digest',
    ),
  ).toEqual([{ topic_id: food }, { topic_id: food }]);
});

test('with privacy mode on, questions prompt whom they are for, and what replies to them answers them', async () => {
  const { ann, group } = openGroup(isPrivate);
  const there = group.person(ann);
  const item = await there.ask('/new');
  expect(item).toMatchObject({ text: expect.stringMatching(/^What did you buy\?/), promptFor: ann.id });
  const answer = async (to: number, words: string) => {
    const { sequence } = there.chat.log.at(-1) ?? { sequence: 0 };
    there.reply(to, words);
    return there.waitFor((shown) => shown.sequence > sequence && shown.from?.isBot === true);
  };
  const price = await answer(item.id, 'tea');
  expect(price).toMatchObject({ text: 'What did tea cost?', promptFor: ann.id });
  const vendor = await answer(price.id, '3.50');
  expect(vendor.text).toMatch(/^Where/);
  // what has buttons is tapped
  expect(await there.ask('/cancel')).toMatchObject({ promptFor: null, buttons: [[{}, {}]] });
  there.tap('Yes');
  await there.waitFor(({ text }) => text === 'Stopped. Nothing was recorded.');
  expect((await there.ask('/new 12.50 coffee')).text).toContain('coffee · $12.50');
});

test('in a private chat nothing prompts for a reply', async () => {
  expect(await hearsAll.ann.ask('/new')).toMatchObject({ promptFor: null, replyTo: null });
});
