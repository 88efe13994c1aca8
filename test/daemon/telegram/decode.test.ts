import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, handledUpdateTypes, readIncoming, readUpdate } from '../../../src/daemon/telegram/decode.ts';

const bot = { id: 42, username: 'SpndrBot' };
const now = new Date('2026-03-01T12:00:00Z');
const ann = { id: 7, is_bot: false, first_name: 'Ann', language_code: 'de-AT' };
const alone = { id: 7, type: 'private', first_name: 'Ann' };
const group = { id: -100, type: 'supergroup', title: 'Home' };

const message = (fields: object) => ({
  message_id: 5,
  date: 1_767_225_600,
  from: ann,
  chat: alone,
  ...fields,
});
const said = (fields: object) => decode({ update_id: 1, message: message(fields) }, bot, now);
const actOf = (fields: object) => said(fields)?.act ?? null;
const inGroup = (fields: object) => actOf({ chat: group, ...fields });

test('a text message says who, where, when and what', () => {
  expect(said({ text: ' 12.50 coffee ' })).toEqual({
    chat: { id: 7, kind: 'private' },
    topicId: null,
    person: { id: 7, firstName: 'Ann', language: 'de-AT' },
    messageId: 5,
    at: new Date('2026-01-01T00:00:00Z'),
    act: { kind: 'text', text: ' 12.50 coffee ', replyTo: null },
  });
  expect(said({ text: 'x', chat: group })?.chat).toEqual({ id: -100, kind: 'group' });
  expect(said({ text: 'x', chat: { id: -5, type: 'group' } })?.chat.kind).toBe('group');
});

test('what a person may leave out', () => {
  expect(said({ text: 'x', from: { id: 7 } })?.person).toEqual({ id: 7, firstName: '', language: null });
  expect(said({ text: 'x', from: { ...ann, language_code: '../../etc' } })?.person.language).toBeNull();
  expect(said({ text: 'x', date: 0 })?.at).toEqual(now);
  expect(said({ text: 'x', date: 1e15 })?.at).toEqual(now);
});

test('a reply names the message it replies to, but not the opening of a topic', () => {
  expect(actOf({ text: 'x', reply_to_message: { message_id: 3 } })).toMatchObject({ replyTo: 3 });
  expect(actOf({ text: '/x', reply_to_message: { message_id: 3 } })).toMatchObject({ replyTo: 3 });
  expect(actOf({ text: 'x', reply_to_message: { message_id: 3, forum_topic_created: {} } })).toMatchObject({
    replyTo: null,
  });
});

test('a message, an edit and a tap name the topic they are in; a thread of replies is none', () => {
  const there = message({ text: 'x', chat: group, message_thread_id: 3, is_topic_message: true });
  const tap = { id: 't', from: ann, message: there, data: 'y' };
  for (const update of [{ message: there }, { edited_message: there }, { callback_query: tap }])
    expect(decode({ update_id: 1, ...update }, bot, now)?.topicId).toBe(3);
  expect(said({ text: 'x', chat: group, message_thread_id: 3 })?.topicId).toBeNull();
  expect(said({ text: 'x', message_thread_id: '3', is_topic_message: true })?.topicId).toBeNull();
});

test('a picture names the album it is in', () => {
  expect(said({ photo: [{}], media_group_id: '13' })?.album).toBe('13');
  expect(said({ photo: [{}] })).not.toHaveProperty('album');
});

test('what replies to the bot, or names it, is for it', () => {
  const replying = (from: object) => ({ reply_to_message: { message_id: 3, from } });
  const isForUs = (fields: object) => said({ text: 'x', chat: group, ...fields })?.isForUs ?? false;
  expect(isForUs(replying({ id: bot.id, is_bot: true }))).toBe(true);
  expect(isForUs({ text: 'hey @spndrbot, lunch' })).toBe(true);
  expect([isForUs({}), isForUs(replying(ann)), isForUs({ text: '@somebody' })]).toEqual([
    false,
    false,
    false,
  ]);
  const topic = { message_id: 3, from: { id: bot.id }, forum_topic_created: {} };
  expect(isForUs({ reply_to_message: topic })).toBe(false);
  const sticker = { sticker: {}, chat: group, ...replying({ id: bot.id }) };
  expect(said(sticker)).toMatchObject({ isForUs: true, act: { kind: 'unsupported' } });
});

describe('the words below a picture', () => {
  const caption = '12.50 lunch';
  const text = { kind: 'text', text: caption, replyTo: null };
  const image = { file_id: 'f', file_name: 'receipt.png', mime_type: 'image/png' };

  test.each([
    ['photo', { photo: [] }],
    ['animation', { animation: {}, document: { file_id: 'f', mime_type: 'video/mp4' } }],
    ['video', { video: {} }],
    ['voice message', { voice: {} }],
    ['picture that was sent as a file', { document: image }],
  ])('a %s: they are read like a text, and so are edits of them', (_, content) => {
    expect(actOf({ ...content, caption })).toEqual(text);
    expect(actOf({ ...content, caption, reply_to_message: { message_id: 3 } })).toEqual({
      ...text,
      replyTo: 3,
    });
    expect(actOf({ ...content, caption: '/new tea' })).toMatchObject({ kind: 'command', argument: 'tea' });
    const edited_message = message({ ...content, caption });
    expect(decode({ update_id: 1, edited_message }, bot, now)?.act).toEqual({ kind: 'edit', text: caption });
  });

  test('a file is what counts, not the words below it', () => {
    const document = { file_id: 'f', file_name: 'bank.csv', mime_type: 'text/csv' };
    expect(actOf({ document, caption })).toEqual({ kind: 'file', id: 'f', name: 'bank.csv', size: null });
    const edited_message = message({ document, caption });
    expect(decode({ update_id: 1, edited_message }, bot, now)).toBeNull();
  });

  test('those of a forwarded picture, and none at all, are nobody’s words', () => {
    const photo = { kind: 'unsupported', what: 'photo' };
    for (const fields of [{ caption, forward_date: 1 }, { caption: ' \n' }, { caption: 5 }, {}])
      expect(actOf({ photo: [], ...fields })).toEqual(photo);
    const edited_message = message({ photo: [] });
    expect(decode({ update_id: 1, edited_message }, bot, now)).toBeNull();
  });

  test('may name the bot', () => {
    expect(said({ photo: [], chat: group, caption: '@spndrbot lunch' })?.isForUs).toBe(true);
  });
});

describe('commands', () => {
  const command = (name: string, argument = '') => ({ kind: 'command', name, argument, replyTo: null });

  test.each([
    ['/new', command('new')],
    ['/NEW', command('new')],
    [' /show ', command('show')],
    ['\n/show', command('show')],
    ['/new coffee 3.50', command('new', 'coffee 3.50')],
    ['/new\ncoffee\n3.50 ', command('new', 'coffee\n3.50')],
    ['/new@SpndrBot', command('new')],
    ['/New@spndrbot  tea', command('new', 'tea')],
    ['/new@bot', command('new')],
    ['/foo_1', command('foo_1')],
  ])('%j', (text, expected) => expect(actOf({ text })).toEqual(expected));

  test.each([
    '/',
    '//',
    '/ new',
    'new',
    'a /new',
    '/new!',
    '/new@',
    '/5.50 coffee',
    '/é',
    '/new\u200b',
    '\u202e/new',
    '／new',
    '/nеw', // a Cyrillic е
    '/new@SpndrBоt', // a Cyrillic о
    `/${'x'.repeat(33)}`,
  ])('%j is a text', (text) => expect(actOf({ text })).toEqual({ kind: 'text', text, replyTo: null }));

  test('in a group, those for another bot are not ours', () => {
    expect(inGroup({ text: '/new@OtherBot tea' })).toBeNull();
    expect(inGroup({ text: '/new@SPNDRBOT tea' })).toEqual(command('new', 'tea'));
    expect(inGroup({ text: '/new tea' })).toEqual(command('new', 'tea'));
  });

  test('a forwarded one is a text', () => {
    const text = '/delete';
    for (const mark of [{ forward_origin: { type: 'user' } }, { forward_date: 1 }, { via_bot: { id: 9 } }]) {
      expect(actOf({ text, ...mark })).toEqual({ kind: 'text', text, replyTo: null });
    }
  });

  test('are found in the text, whatever entities say of it', () => {
    const lie = (offset: number, length: number) => ({ entities: [{ type: 'bot_command', offset, length }] });
    // offsets count UTF-16 units: the picture takes two
    expect(actOf({ text: '😀 /delete', ...lie(3, 7) })).toMatchObject({ kind: 'text' });
    expect(actOf({ text: '😀 /delete', ...lie(0, 10) })).toMatchObject({ kind: 'text' });
    expect(actOf({ text: '/new 😀 tea', ...lie(5, 2) })).toEqual(command('new', '😀 tea'));
    expect(actOf({ text: '/new@SpndrBot 😀', ...lie(-1, 1e9) })).toEqual(command('new', '😀'));
    expect(actOf({ text: '5 tea', ...lie(0, 5) })).toMatchObject({ kind: 'text', text: '5 tea' });
    expect(actOf({ text: '/new', entities: [{ type: 'code', offset: 0, length: 4 }] })).toEqual(
      command('new'),
    );
  });

  test('of anonymous administrators, of channels and of chats are nobody’s', () => {
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
    const channelBot = { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };
    const telegram = { id: 777_000, is_bot: false, first_name: 'Telegram' };
    const channel = { id: -1_001, type: 'channel', title: 'News' };
    for (const sender of [
      { from: anonymous, sender_chat: group, author_signature: 'admin' },
      { from: channelBot, sender_chat: channel },
      { from: telegram, sender_chat: channel, is_automatic_forward: true },
      { from: ann, sender_chat: group },
      { from: undefined, sender_chat: group },
    ]) {
      for (const text of ['/delete', '5 tea']) {
        const fields = { chat: group, text, ...sender };
        expect(said(fields)).toBeNull();
        expect(
          decode({ update_id: 1, edited_message: message({ edit_date: 1, ...fields }) }, bot),
        ).toBeNull();
      }
    }
  });
});

test('an edit brings the new text; edits of anything else are not answered', () => {
  const edited = (fields: object) =>
    decode({ update_id: 1, edited_message: message({ edit_date: 1, ...fields }) }, bot, now);
  expect(edited({ text: '13 coffee' })).toMatchObject({
    at: now,
    messageId: 5,
    act: { kind: 'edit', text: '13 coffee' },
  });
  expect(edited({ location: {} })).toBeNull();
  expect(edited({ text: '/new@OtherBot', chat: group })).toBeNull();
});

describe('a tap', () => {
  const tap = (fields: object) =>
    decode(
      {
        update_id: 1,
        callback_query: { id: '99', from: ann, data: 'show:2', message: message({}), ...fields },
      },
      bot,
      now,
    );

  test('brings its data, from whoever tapped', () => {
    expect(tap({ message: message({ from: { ...bot, is_bot: true } }) })).toEqual({
      chat: { id: 7, kind: 'private' },
      topicId: null,
      person: { id: 7, firstName: 'Ann', language: 'de-AT' },
      messageId: 5,
      at: now,
      act: { kind: 'button', data: 'show:2', tapId: '99' },
    });
    expect(tap({ message: { message_id: 5, date: 0, chat: group } })).toMatchObject({
      chat: { id: -100 },
      messageId: 5,
    });
  });

  test.each([
    [{ data: undefined }],
    [{ message: undefined }],
    [{ id: '' }],
    [{ from: null }],
    [{ message: { chat: 1 } }],
  ])('without what is needed is nothing: %j', (fields) => expect(tap(fields)).toBeNull());
});

test.each([
  [{ photo: [{}] }, 'photo'],
  [{ sticker: {} }, 'sticker'],
  [{ voice: {} }, 'voice'],
  [{ video: {} }, 'video'],
  [{ video_note: {} }, 'video'],
  [{ animation: {}, document: {} }, 'animation'],
  [{ audio: {} }, 'audio'],
  [{ location: {}, venue: {} }, 'location'],
  [{ contact: {} }, 'contact'],
  [{ poll: {} }, 'poll'],
])('%j is unsupported', (fields, what) => {
  expect(actOf(fields)).toEqual({ kind: 'unsupported', what });
  expect(inGroup(fields)).toEqual({ kind: 'unsupported', what });
});

test('what has no kind of its own is answered in a private chat only', () => {
  for (const fields of [{ dice: {} }, { story: {} }, { something_of_tomorrow: {} }, {}, { text: 5 }]) {
    expect(actOf(fields)).toEqual({ kind: 'unsupported', what: 'other' });
    expect(inGroup(fields)).toBeNull();
  }
});

test('a location is a place, also one that has a name', () => {
  const location = { latitude: -31.55, longitude: 159.08, live_period: 60 };
  const place = { kind: 'location', latitude: -31.55, longitude: 159.08 };
  expect(actOf({ location })).toEqual(place);
  expect(inGroup({ location, venue: { location, title: 'x' } })).toEqual(place);
  for (const wrong of [
    { latitude: 91, longitude: 0 },
    { latitude: 0, longitude: -181 },
    { latitude: '1', longitude: 1 },
  ]) {
    expect(actOf({ location: wrong })).toEqual({ kind: 'unsupported', what: 'location' });
  }
});

test('a document is a file, with its name where it has one', () => {
  expect(actOf({ document: { file_id: 'f', file_name: 'bank.csv', file_size: 12 } })).toEqual({
    kind: 'file',
    id: 'f',
    name: 'bank.csv',
    size: 12,
  });
  expect(actOf({ document: { file_id: 'f' }, caption: 'x' })).toEqual({
    kind: 'file',
    id: 'f',
    name: null,
    size: null,
  });
});

test.each([
  [{ text: 'x', from: undefined }],
  [{ text: 'x', from: { ...ann, is_bot: true } }],
  [{ text: 'x', sender_chat: { id: -1, type: 'channel' } }],
  [{ text: 'x', chat: { id: -1, type: 'channel' } }],
  [{ text: 'x', chat: null }],
  [{ text: 'x', message_id: 1.5 }],
  [{ text: 'x', chat: { ...alone, id: 2 ** 53 } }],
  [{ pinned_message: {} }],
  [{ new_chat_members: [] }],
  [{ left_chat_member: {} }],
  [{ group_chat_created: true }],
  [{ migrate_to_chat_id: -100 }],
  [{ message_auto_delete_timer_changed: {} }],
  [{ successful_payment: {} }],
  [{ video_chat_started: {} }],
])('nothing to answer: %j', (fields) => expect(said(fields)).toBeNull());

test.each([
  [
    { chat: { id: -5, type: 'group' }, migrate_to_chat_id: -1005 },
    { chatId: -5, newChatId: -1005 },
  ],
  [
    { chat: { id: -1005, type: 'supergroup' }, migrate_from_chat_id: -5 },
    { chatId: -5, newChatId: -1005 },
  ],
  [{ chat: { id: -5, type: 'group' }, migrate_to_chat_id: -5 }, null],
  [{ chat: { id: -5, type: 'group' }, migrate_to_chat_id: '-1005' }, null],
  [{ chat: { id: -5, type: 'group' }, migrate_from_chat_id: 2 ** 53 }, null],
  [{ chat: {}, migrate_to_chat_id: -1005 }, null],
  [{ chat: { id: -5, type: 'group' }, pinned_message: {} }, null],
])('a group has another id, whoever tells: %j', (fields, move) => {
  for (const from of [ann, { id: 1_087_968_824, is_bot: true, first_name: 'Group' }])
    expect(readIncoming({ update_id: 1, message: message({ ...fields, from }) }, bot)).toEqual(move);
});

test.each([
  [null],
  [[]],
  [{}],
  [42],
  ['x'],
  [{ message: [] }],
  [{ update_id: 1, channel_post: message({ text: 'x' }) }],
  [{ update_id: 1, my_chat_member: { chat: alone, from: ann } }],
  [{ update_id: 1, inline_query: { id: '1', from: ann, query: 'x' } }],
])('no person did anything: %j', (raw) => expect(decode(raw, bot)).toBeNull());

describe('reading an update', () => {
  test('keeps it word for word', () => {
    const raw = { update_id: 12, message: message({ text: 'ü\u0000\ud800 "x"' }) };
    const update = readUpdate(raw);
    expect(update).toMatchObject({ updateId: 12, chatId: 7 });
    expect(JSON.parse(update!.payload)).toEqual(raw);
    expect(update!.payload).not.toContain('\u0000');
  });

  test.each([
    [{ message: message({ chat: group }) }, -100],
    [{ edited_message: message({ chat: group }) }, -100],
    [{ callback_query: { id: '1', from: ann, message: { message_id: 1, date: 0, chat: group } } }, -100],
    [{ callback_query: { id: '1', from: ann, inline_message_id: 'x' } }, 7],
    [{ my_chat_member: { chat: group, from: ann } }, -100],
    [{ inline_query: { from: ann } }, 7],
    [{ poll: { id: '1' } }, 0],
    [{}, 0],
    [{ message: { chat: { id: 'x' } } }, 0],
  ])('%j belongs to %d', (fields, chatId) =>
    expect(readUpdate({ update_id: 0, ...fields })?.chatId).toBe(chatId),
  );

  test.each([
    [null],
    [[]],
    [{}],
    [{ update_id: -1 }],
    [{ update_id: '1' }],
    [{ update_id: 1.5 }],
    [{ update_id: 2 ** 60 }],
  ])('%j is none', (raw) => expect(readUpdate(raw)).toBeNull());

  test('one nested too deep to be written again is none', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(readUpdate(JSON.parse(`{"update_id":1,"x":${deep}}`))).toBeNull();
  });
});

test('nothing throws, whatever comes', () => {
  const survives = (raw: unknown) => {
    readUpdate(raw);
    decode(raw, bot, now);
  };
  fc.assert(fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), survives));
  fc.assert(fc.property(fc.jsonValue(), survives));
  // real updates with some of their values replaced by others
  const field = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(message({ text: '/x@y z' }), ann, group, 1e300, -0, ''),
  );
  const mutated = fc.dictionary(
    fc.constantFrom(
      'from',
      'chat',
      'text',
      'date',
      'message_id',
      'message',
      'data',
      'id',
      'document',
      'reply_to_message',
    ),
    field,
  );
  const kind = fc.constantFrom(...handledUpdateTypes, 'channel_post', 'poll');
  fc.assert(
    fc.property(kind, mutated, (type, fields) =>
      survives({ update_id: 1, [type]: { ...message({}), ...fields } }),
    ),
    { numRuns: 500 },
  );
});

test('a decoded update is always well-formed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      for (const fields of [
        { text },
        { text, from: value },
        { text, chat: value },
        { text, date: value },
        { document: value },
      ]) {
        const incoming = said(fields);
        if (!incoming) continue;
        expect([incoming.chat.id, incoming.person.id, incoming.messageId].every(Number.isSafeInteger)).toBe(
          true,
        );
        expect(Number.isNaN(incoming.at.getTime())).toBe(false);
        expect(incoming.person.firstName).toBeTypeOf('string');
      }
    }),
  );
});
