import { expect, test } from 'vitest';
import { refusal, withBot } from './bot.ts';

const yesNo = {
  inline_keyboard: [
    [
      { text: 'Yes', callback_data: 'y' },
      { text: 'No', callback_data: 'n' },
    ],
  ],
};

test('a message says who wrote it, where, when, and holds the entities', async () => {
  const { sandbox, api } = await withBot({ now: () => new Date(1.7e12) });
  const ann = sandbox.person({ firstName: 'Ann', username: 'ann_x', languageCode: 'de' });
  ann.say('/new coffee');
  const [update] = await api.getUpdates();
  expect(update).toMatchObject({
    message: {
      message_id: 1,
      from: { id: ann.id, is_bot: false, first_name: 'Ann', username: 'ann_x', language_code: 'de' },
      chat: { id: ann.id, type: 'private', first_name: 'Ann' },
      date: 1.7e9,
      text: '/new coffee',
      entities: [{ type: 'bot_command', offset: 0, length: 4 }],
    },
  });
});

test('edits, replies and other kinds of message', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const { messageId } = ann.say('coffee');
  ann.edit(messageId, 'tea');
  ann.reply(messageId, 'green');
  ann.send({ sticker: { file_id: 'x', emoji: '☕' } });
  ann.send({ document: { name: 'a.csv', type: 'text/csv', bytes: Buffer.from('a') }, caption: 'mine' });
  expect(await api.getUpdates()).toMatchObject([
    { message: { text: 'coffee' } },
    { edited_message: { message_id: messageId, text: 'tea', edit_date: expect.any(Number) } },
    { message: { text: 'green', reply_to_message: { message_id: messageId, text: 'tea' } } },
    { message: { sticker: { emoji: '☕' } } },
    { message: { document: { file_name: 'a.csv' }, caption: 'mine' } },
  ]);
  expect(ann.chat.messages).toMatchObject([
    { text: 'tea', edits: 1 },
    { text: 'green', replyTo: messageId },
    { kind: 'sticker' },
    { kind: 'document', text: 'mine' },
  ]);
});

test('a text is sent exactly as given, but not beyond what Telegram takes', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  ann.say(' a\0b ');
  expect(await api.getUpdates()).toMatchObject([{ message: { text: ' a\0b ' } }]);
  expect(() => ann.say('x'.repeat(4097))).toThrow('at most 4096 characters');
  expect(() => ann.say('')).toThrow('empty');
});

test('a tap carries message and data, waits for its answer, and is answered once', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person({ started: true });
  const { message_id } = await api.sendMessage({ chat_id: ann.id, text: '?', reply_markup: yesNo });
  const tap = ann.tap(message_id, 'No');
  const [update] = await api.getUpdates();
  expect(update).toMatchObject({
    callback_query: { id: tap.tapId, data: 'n', from: { id: ann.id }, message: { message_id, text: '?' } },
  });
  const answer = () => api.answerCallbackQuery({ callback_query_id: tap.tapId, text: 'Fine.' });
  await answer();
  expect(await tap.note()).toBe('Fine.');
  const expired = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
  expect(await refusal(answer())).toBe(expired);
  expect(await refusal(api.answerCallbackQuery({ callback_query_id: '1' }))).toBe(expired);
});

test('taps expire', async () => {
  let seconds = 0;
  const { sandbox, api } = await withBot({
    now: () => new Date(1.7e12 + seconds * 1000),
    tapExpiryMs: 10_000,
  });
  const ann = sandbox.person({ started: true });
  await api.sendMessage({ chat_id: ann.id, text: '?', reply_markup: yesNo });
  const { tapId } = ann.tap('Yes');
  seconds = 11;
  expect(await refusal(api.answerCallbackQuery({ callback_query_id: tapId }))).toMatch('query is too old');
});

test('a button that is not there cannot be tapped, but data can be forged', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person({ started: true });
  const { message_id } = await api.sendMessage({ chat_id: ann.id, text: '?', reply_markup: yesNo });
  expect(() => ann.tap('Maybe')).toThrow('there is no button "Maybe"; there is "Yes", "No"');
  ann.tapData(message_id, 'forged');
  ann.tapData(99, 'on a message that is no more');
  expect(await api.getUpdates()).toMatchObject([
    { callback_query: { data: 'forged' } },
    { callback_query: { message: { message_id: 99, date: 0, chat: { id: ann.id } } } },
  ]);
});

test('answers are read in order, messages and edits', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person({ started: true });
  const asked = ann.ask('hi');
  const { message_id } = await api.sendMessage({ chat_id: ann.id, text: 'a' });
  await api.sendMessage({ chat_id: ann.id, text: 'b' });
  await api.editMessageText({ chat_id: ann.id, message_id, text: 'a2' });
  expect((await asked).text).toBe('a');
  expect((await ann.nextAnswer()).text).toBe('b');
  expect(await ann.nextAnswer()).toMatchObject({ id: message_id, text: 'a2', change: 'edited' });
  await expect(ann.nextAnswer(5)).rejects.toThrow(
    'waited 5 ms for an answer to Person 1; the chat ends with ["Person 1: hi","spndr: a2","spndr: b"]',
  );
  expect((await ann.waitFor(({ text }) => text === 'b')).change).toBe('new');
});

test('with privacy mode the bot hears only commands and replies to it in a group', async () => {
  const { sandbox, api } = await withBot({ groupPrivacy: true });
  const ann = sandbox.person({ firstName: 'Ann' });
  const group = sandbox.group({ title: 'Home', people: [ann] });
  const there = group.person(ann);
  expect(await api.getMe()).toMatchObject({ can_read_all_group_messages: false });
  const { messageId: own, updateId } = there.say('12.50 coffee');
  expect(updateId).toBeNull();
  there.edit(own, '12.50 tea');
  there.reply(own, 'and milk');
  there.say('/new@other_bot');
  there.say('/new');
  const asked = await api.sendMessage({ chat_id: group.chat.wire.id, text: 'What did you buy?' });
  there.reply(asked.message_id, 'coffee');
  ann.say('alone');
  const heard = await api.getUpdates();
  expect(heard).toMatchObject(['/new', 'coffee', 'alone'].map((text) => ({ message: { text } })));
});

test('only members speak in a group', async () => {
  const { sandbox } = await withBot();
  const [ann, bob, eve] = [sandbox.person(), sandbox.person(), sandbox.person()];
  const group = sandbox.group({ people: [ann, bob] });
  group.person(ann).say('a');
  group.person(bob).say('b');
  expect(group.chat.messages.map(({ from }) => from?.id)).toEqual([ann.id, bob.id]);
  expect(() => group.person(eve)).toThrow('is not in chat');
});

test('memory is bounded: only the last messages, calls and updates are kept', async () => {
  const { sandbox, call } = await withBot({ keepMessages: 5 });
  const ann = sandbox.person();
  for (let count = 0; count < 30; count++) {
    ann.say(`m${count}`);
    await call('getMe');
  }
  expect(ann.chat.messages.map(({ text }) => text)).toEqual(['m25', 'm26', 'm27', 'm28', 'm29']);
  expect(ann.chat.log.length).toBeLessThanOrEqual(10);
  expect(sandbox.calls.length).toBeLessThanOrEqual(10);
  expect(sandbox.sent).toEqual({ getMe: 30 });
});
