import { expect, test } from 'vitest';
import { refusal, withBot } from './bot.ts';

const keyboard = (...rows: object[][]) => ({ inline_keyboard: rows }) as never;

test('a chat must exist and have been opened by the person', async () => {
  const { sandbox, api, call } = await withBot();
  const ann = sandbox.person();
  const send = (chat_id: number | string) => refusal(api.sendMessage({ chat_id, text: 'x' }));
  expect(await send(1)).toBe('Bad Request: chat not found');
  expect(await send(ann.id)).toBe('Bad Request: chat not found');
  expect((await call('sendMessage', { text: 'x' })).description).toBe('Bad Request: chat_id is empty');
  ann.say('hi');
  expect(await send(ann.id)).toBe('it was not refused');
});

test('text is counted in UTF-16 code units after the tags are taken out', async () => {
  const { sandbox, api } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const send = (text: string) => refusal(api.sendMessage({ chat_id, text, parse_mode: 'HTML' }));
  expect(await send(`<b>${'x'.repeat(4096)}</b>`)).toBe('it was not refused');
  expect(await send('x'.repeat(4097))).toBe('Bad Request: message is too long');
  expect(await send('&amp;'.repeat(4096))).toBe('it was not refused');
  expect(await send('💶'.repeat(2049))).toBe('Bad Request: message is too long');
});

test.each([
  ['', 'message text is empty'],
  ['   ', 'text must be non-empty'],
  ['\n\n', 'text must be non-empty'],
  ['<b></b>', 'text must be non-empty'],
  ['<i> </i>', 'text must be non-empty'],
  [`${'<b>x</b>'.repeat(4_096)}x`, 'text is too long'],
])('%.20j: %s', async (text, why) => {
  const { sandbox, call } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const { description } = await call('sendMessage', { chat_id, text, parse_mode: 'HTML' });
  expect(description).toBe(`Bad Request: ${why}`);
});

test('control characters become spaces and the end is trimmed, with entities moved along', async () => {
  const { sandbox, api } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const { text, entities } = await api.sendMessage({
    chat_id,
    text: '\n \na\0b\r\nc <b>d  \n</b> ',
    parse_mode: 'HTML',
  });
  expect(text).toBe('a b\nc d');
  expect(entities).toEqual([{ type: 'bold', offset: 6, length: 1 }]);
});

test('an unknown parse_mode is refused, and bad reply_markup', async () => {
  const { sandbox, call } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const send = async (more: object) =>
    (await call('sendMessage', { chat_id, text: 'x', ...more })).description;
  expect(await send({ parse_mode: 'XML' })).toBe('Bad Request: unsupported parse_mode');
  expect(await send({ reply_markup: '{' })).toBe(
    "Bad Request: can't parse reply keyboard markup JSON object",
  );
  expect(await send({ reply_markup: [] })).toBe('Bad Request: object expected as reply markup');
});

test('button data is 1 to 64 bytes of UTF-8', async () => {
  const { sandbox, api } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const send = (callback_data: string) =>
    refusal(api.sendMessage({ chat_id, text: 'x', reply_markup: keyboard([{ text: 'b', callback_data }]) }));
  expect(await send('x'.repeat(64))).toBe('it was not refused');
  expect(await send('é'.repeat(32))).toBe('it was not refused');
  expect(await send('é'.repeat(33))).toBe('Bad Request: BUTTON_DATA_INVALID');
  expect(await send('')).toContain('Text buttons are unallowed');
});

test('keyboards have at most 8 buttons in a row and 100 in all, each with a text and something to do', async () => {
  const { sandbox, api } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const send = (reply_markup: never) => refusal(api.sendMessage({ chat_id, text: 'x', reply_markup }));
  const button = { text: 'b', callback_data: 'd' };
  const rows = (count: number, length: number) => Array(count).fill(Array(length).fill(button));
  expect(await send(keyboard(...rows(12, 8)))).toBe('it was not refused');
  expect(await send(keyboard(...rows(13, 8)))).toBe('Bad Request: reply markup is too long');
  expect(await send(keyboard(...rows(1, 9)))).toBe('Bad Request: reply markup is too long');
  expect(await send(keyboard([{ text: ' ', callback_data: 'd' }]))).toContain('BUTTON_TEXT_INVALID');
  expect(await send(keyboard([{ text: 'b' }]))).toContain('Text buttons are unallowed');
  expect(await send(keyboard([{ text: 'b', url: 'nonsense' }]))).toContain('Wrong HTTP URL');
});

test('an edit changes text and buttons; without buttons it takes them away', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person({ started: true });
  const buttons = keyboard([{ text: 'Yes', callback_data: 'y' }]);
  const { message_id } = await api.sendMessage({ chat_id: ann.id, text: 'a', reply_markup: buttons });
  await api.editMessageText({ chat_id: ann.id, message_id, text: '<i>b</i>', parse_mode: 'HTML' });
  expect(ann.chat.messages).toMatchObject([{ id: message_id, html: '<i>b</i>', edits: 1, buttons: [] }]);
  await api.editMessageReplyMarkup({ chat_id: ann.id, message_id, reply_markup: buttons });
  expect(ann.chat.messages).toMatchObject([{ edits: 1, buttons: [[{ label: 'Yes', data: 'y' }]] }]);
});

test('an edit that changes nothing is refused as Telegram words it', async () => {
  const { sandbox, api } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const { message_id } = await api.sendMessage({ chat_id, text: 'a' });
  const words =
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a ' +
    'current content and reply markup of the message';
  expect(await refusal(api.editMessageText({ chat_id, message_id, text: 'a ' }))).toBe(words);
  expect(await refusal(api.editMessageReplyMarkup({ chat_id, message_id }))).toBe(words);
});

test("only the bot's own messages that exist can be edited", async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const { messageId } = ann.say('mine');
  const edit = (message_id: number) =>
    refusal(api.editMessageText({ chat_id: ann.id, message_id, text: 'x' }));
  expect(await edit(messageId)).toBe("Bad Request: message can't be edited");
  expect(await edit(99)).toBe('Bad Request: message to edit not found');
  expect(await edit(0)).toBe('Bad Request: message to edit not found');
});

test('messages are deleted for everybody, within 48 hours', async () => {
  let hours = 0;
  const { sandbox, api } = await withBot({ now: () => new Date(1.7e12 + hours * 3_600_000) });
  const ann = sandbox.person({ started: true });
  const ids = [];
  for (const text of ['a', 'b']) ids.push((await api.sendMessage({ chat_id: ann.id, text })).message_id);
  await api.deleteMessage({ chat_id: ann.id, message_id: ids[0]! });
  expect(ann.chat.messages.map(({ text }) => text)).toEqual(['b']);
  const remove = (message_id: number) => refusal(api.deleteMessage({ chat_id: ann.id, message_id }));
  expect(await remove(ids[0]!)).toBe('Bad Request: message to delete not found');
  expect(await remove(0)).toBe('Bad Request: message identifier is not specified');
  hours = 49;
  expect(await remove(ids[1]!)).toBe("Bad Request: message can't be deleted");
});

test('replies need their target unless told otherwise', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const { messageId } = ann.say('hi');
  const send = (message_id: number, more = {}) =>
    api.sendMessage({ chat_id: ann.id, text: 'x', reply_parameters: { message_id, ...more } });
  expect((await send(messageId)).reply_to_message?.text).toBe('hi');
  expect(await refusal(send(77))).toBe('Bad Request: message to be replied not found');
  expect((await send(77, { allow_sending_without_reply: true })).reply_to_message).toBeUndefined();
});

test('a message prompts all for a reply, or the writer of what it replies to, and cannot be edited then', async () => {
  const { sandbox, api } = await withBot();
  const [ann, bob] = [sandbox.person(), sandbox.person()];
  const group = sandbox.group({ people: [ann, bob] });
  const { messageId } = group.person(ann).say('/new');
  const { id: chat_id } = group.chat.wire;
  const reply_parameters = { message_id: messageId };
  const prompt = { force_reply: true as const, selective: true };
  const send = (more: object) => api.sendMessage({ chat_id, text: 'What?', ...more });
  await send({ reply_markup: prompt, reply_parameters });
  await send({ reply_markup: { force_reply: true } });
  const { message_id } = await send({ reply_markup: prompt });
  const plain = await send({ reply_parameters });
  expect(group.chat.messages.slice(1).map(({ promptFor }) => promptFor)).toEqual([ann.id, 'all', null, null]);
  const edit = (id: number, more: object = {}) =>
    refusal(api.editMessageText({ chat_id, message_id: id, text: 'x', ...more }));
  expect(await edit(messageId + 1)).toBe("Bad Request: message can't be edited");
  expect(await edit(message_id)).toBe('it was not refused');
  const withPrompt = { reply_markup: prompt } as object;
  expect(await edit(plain.message_id, withPrompt)).toBe('Bad Request: inline keyboard expected');
});

test('a person who blocked the bot, is gone, or deleted the chat cannot be written to', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person({ started: true });
  const send = () => refusal(api.sendMessage({ chat_id: ann.id, text: 'x' }));
  ann.block();
  expect(await send()).toBe('Forbidden: bot was blocked by the user');
  ann.unblock();
  expect(await send()).toBe('it was not refused');
  const updates = await api.getUpdates();
  expect(updates).toMatchObject([
    { my_chat_member: { new_chat_member: { status: 'kicked' } } },
    { my_chat_member: { new_chat_member: { status: 'member' } } },
  ]);
  ann.deactivate();
  expect(await send()).toBe('Forbidden: user is deactivated');
  ann.deleteChat();
  expect(await send()).toBe('Bad Request: chat not found');
});

test('a group that became a supergroup says where it went', async () => {
  const { sandbox, api, call } = await withBot();
  const ann = sandbox.person({ firstName: 'Ann' });
  const group = sandbox.group({ title: 'Home', people: [ann] });
  group.person(ann).say('hi all');
  const old = group.chat.wire.id;
  const moved = group.upgrade();
  expect(await call('sendMessage', { chat_id: old, text: 'x' })).toMatchObject({
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: moved.wire.id },
  });
  await api.sendMessage({ chat_id: moved.wire.id, text: 'here' });
  expect(moved.messages.map(({ text }) => text)).toEqual(['', 'here']);
  expect(await api.getUpdates()).toMatchObject([
    { message: { text: 'hi all', chat: { type: 'group', title: 'Home' } } },
    { message: { migrate_to_chat_id: moved.wire.id } },
    { message: { migrate_from_chat_id: old } },
  ]);
  group.removeBot();
  expect(await refusal(api.getChat({ chat_id: moved.wire.id }))).toBe(
    'Forbidden: bot was kicked from the supergroup chat',
  );
});

test('the messages of a group that became a supergroup can still be changed, but nothing else is done there', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const group = sandbox.group({ people: [ann] });
  const old = group.chat;
  const at = { chat_id: old.wire.id };
  const { message_id } = await api.sendMessage({ ...at, text: 'a' });
  group.upgrade();
  await api.editMessageText({ ...at, message_id, text: 'b' });
  expect(old.messages[0]).toMatchObject({ text: 'b' });
  const menu = { commands: [], scope: { type: 'chat' as const, ...at } };
  for (const call of [api.deleteMessage({ ...at, message_id }), api.setMyCommands(menu)])
    expect(await refusal(call)).toBe('Bad Request: group chat was upgraded to a supergroup chat');
});

test('a topic of a group holds what is written there, and what is sent there until it is closed or gone', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const group = sandbox.group({ people: [ann] });
  expect(() => group.openTopic(ann, 'Food')).toThrow('only a supergroup has topics');
  const chat = group.upgrade();
  const [food, rent] = [group.openTopic(ann, 'Food'), group.openTopic(ann, 'Rent')];
  const there = group.person(ann, food);
  const { messageId } = there.say('hi');
  const send = (more: object) => api.sendMessage({ chat_id: chat.wire.id, text: 'x', ...more });
  const standing = { message_thread_id: food, is_topic_message: true };
  expect(await send({ message_thread_id: food })).toMatchObject(standing);
  const answer = await send({ reply_parameters: { message_id: messageId } });
  expect(answer).toMatchObject({ ...standing, chat: { is_forum: true } });
  there.reply(answer.message_id, 'thanks');
  const opening = { forum_topic_created: {} };
  expect((await api.getUpdates()).slice(-2)).toMatchObject([
    { message: { ...standing, text: 'hi', reply_to_message: opening } },
    { message: { ...standing, text: 'thanks', reply_to_message: { text: 'x' } } },
  ]);
  expect(await refusal(send({ message_thread_id: messageId }))).toBe('Bad Request: message thread not found');
  expect(await refusal(send({ message_thread_id: 1 }))).toBe('Bad Request: message thread not found');
  group.closeTopic(food);
  expect(await refusal(send({ message_thread_id: food }))).toBe('Bad Request: TOPIC_CLOSED');
  group.deleteTopic(rent);
  expect(await refusal(send({ message_thread_id: rent }))).toBe('Bad Request: message thread not found');
  expect(await send({})).not.toHaveProperty('is_topic_message');
  const last = group.openTopic(ann, 'Last');
  group.endTopics();
  const endedWords = 'Bad Request: message thread is not a forum topic thread';
  expect(await refusal(send({ message_thread_id: last }))).toBe(endedWords);
});

test('a reply in a supergroup has a thread that is no topic', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const group = sandbox.group({ people: [ann] });
  const { id: chat_id } = group.upgrade().wire;
  const { message_id } = await api.sendMessage({ chat_id, text: 'x' });
  group.person(ann).reply(message_id, 'y');
  const [last] = (await api.getUpdates()).slice(-1);
  expect(last).toMatchObject({ message: { text: 'y', message_thread_id: message_id } });
  expect(JSON.stringify(last)).not.toContain('is_topic_message');
  const into = api.sendMessage({ chat_id, text: 'z', message_thread_id: message_id });
  expect(await refusal(into)).toBe('Bad Request: message thread not found');
});

test('chat actions are known ones', async () => {
  const { sandbox, api, call } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  await api.sendChatAction({ chat_id, action: 'typing' });
  expect((await call('sendChatAction', { chat_id, action: 'dancing' })).description).toBe(
    'Bad Request: wrong parameter action in request',
  );
});

test('with limits on, floods are answered with 429 and the seconds to wait', async () => {
  const { sandbox, call } = await withBot({ limits: true, now: () => new Date(1.7e12) });
  const { id: chat_id } = sandbox.person({ started: true });
  for (let count = 0; count < 20; count++) await call('sendMessage', { chat_id, text: 'x' });
  expect(await call('sendMessage', { chat_id, text: 'x' })).toEqual({
    httpStatus: 429,
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
});
