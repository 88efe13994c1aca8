import { expect, onTestFinished, test } from 'vitest';
import type { Picture } from '../../../src/chat/picture.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { createMessenger } from '../../../src/daemon/telegram/send.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { monthPicture, pictureRenderer, words } from '../../helpers/made-pictures.ts';

/** Replies with a picture, against the strict Bot API. */

const never = new AbortController().signal;
const picture = monthPicture('light');
const renderer = await pictureRenderer();

/** The head of a PNG: as much as anybody looks at. */
const png = Buffer.alloc(64);
png.writeUInt32BE(0x89504e47, 0);
png.writeUInt32BE(1_080, 16);
png.writeUInt32BE(2_000, 20);

async function withChat(draw: (picture: Picture, locale: string) => Promise<Uint8Array> = async () => png) {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const person = sandbox.person({ started: true });
  const warnings: string[] = [];
  const log = {
    error: () => undefined,
    warn: (...said: unknown[]) => void warnings.push(String(said.at(-1))),
  };
  const api = createApi(sandbox.token, sandbox.url);
  const files = { api, make: () => Promise.reject(new Error('no file')) };
  const { prepare } = createMessenger({ api, renderer, draw, files, log });
  return {
    sandbox,
    warnings,
    chat: person.chat,
    person,
    send: async (reply: Reply, attempts = 1, to = person.id) =>
      (await prepare(to, reply, 'en', attempts))(never),
    methods: () => sandbox.calls.map(({ method }) => method),
  };
}

const text = (said: string) => [words(said)];
const buttons = [[{ label: words('Back'), data: 'b' }]];

test('a picture is sent with its words as caption, and with buttons', async () => {
  const { send, chat } = await withChat();
  const outcome = await send({ do: 'say', text: text('a < b'), buttons, picture });
  expect(outcome).toEqual({ kind: 'delivered', messageId: 1 });
  expect(chat.messages).toMatchObject([
    { kind: 'photo', text: 'a < b', buttons: [[{ label: 'Back', data: 'b' }]], file: { width: 1_080 } },
  ]);
});

test('an edit replaces picture, words and buttons', async () => {
  const { send, chat, methods } = await withChat();
  await send({ do: 'say', text: text('March'), buttons, picture });
  const before = chat.messages[0]!.file!.file_id;
  const edit = { do: 'edit' as const, messageId: 1, text: text('April'), picture };
  expect(await send(edit)).toEqual({ kind: 'delivered', messageId: 1 });
  expect(chat.messages).toMatchObject([{ kind: 'photo', text: 'April', buttons: [], edits: 1 }]);
  expect(chat.messages[0]!.file!.file_id).not.toBe(before);
  expect(methods()).toEqual(['sendPhoto', 'editMessageMedia']);
});

test('a message of text is given a picture', async () => {
  const { send, chat } = await withChat();
  await send({ do: 'say', text: text('March') });
  await send({ do: 'edit', messageId: 1, text: text('April'), picture });
  expect(chat.messages).toMatchObject([{ id: 1, kind: 'photo', text: 'April' }]);
});

test('an edit of a picture that is no more is sent as a new one', async () => {
  const { send, chat } = await withChat();
  expect(await send({ do: 'edit', messageId: 9, text: text('April'), picture })).toEqual({
    kind: 'delivered',
    messageId: 1,
  });
  expect(chat.messages).toMatchObject([{ id: 1, kind: 'photo', text: 'April' }]);
});

test('words that are to replace a picture are sent as a new message', async () => {
  const { send, chat, methods } = await withChat();
  await send({ do: 'say', text: text('March'), picture });
  const outcome = await send({ do: 'edit', messageId: 1, text: text('April'), buttons });
  expect(outcome).toEqual({ kind: 'delivered', messageId: 2 });
  expect(chat.messages).toMatchObject([
    { id: 1, kind: 'photo' },
    { id: 2, kind: 'text', text: 'April', buttons: [[{ label: 'Back' }]] },
  ]);
  expect(methods()).toEqual(['sendPhoto', 'editMessageText', 'sendMessage']);
});

test('where no picture can be drawn the words are sent without it, and the log says so', async () => {
  const { send, chat, warnings } = await withChat(() => Promise.reject(new Error('the thread fell over')));
  await send({ do: 'say', text: text('March'), buttons, picture });
  await send({ do: 'edit', messageId: 1, text: text('April'), picture });
  expect(chat.messages).toMatchObject([{ id: 1, kind: 'text', text: 'April', edits: 1 }]);
  expect(warnings).toEqual(Array(2).fill('a picture cannot be drawn: its words are sent without it'));
});

test('words that are too long for a caption are sent without the picture, and none of them is lost', async () => {
  const { send, chat, warnings } = await withChat();
  const fits = '&'.repeat(1_024);
  const tooLong = '💶'.repeat(513);
  await send({ do: 'say', text: text(fits), picture });
  await send({ do: 'say', text: text(tooLong), picture });
  await send({ do: 'edit', messageId: 1, text: text(tooLong), picture });
  expect(chat.messages).toMatchObject([
    { kind: 'photo', text: fits },
    { kind: 'text', text: tooLong },
    { kind: 'text', text: tooLong },
  ]);
  expect(warnings.length).toBe(2);
});

test('a reply that has failed again and again goes without its picture', async () => {
  const { send, chat } = await withChat();
  await send({ do: 'say', text: text('third'), picture }, 3);
  await send({ do: 'say', text: text('fourth'), picture }, 4);
  expect(chat.messages).toMatchObject([
    { kind: 'photo', text: 'third' },
    { kind: 'text', text: 'fourth' },
  ]);
});

const leftOut = 'a picture is refused: its words are sent without it';

test('in a group that takes no photos the words come without the picture, in the same attempt', async () => {
  const { sandbox, send, person, warnings, methods } = await withChat();
  const group = sandbox.group({ people: [person] });
  const { id } = group.chat.wire;
  await send({ do: 'say', text: text('March'), picture }, 1, id);
  group.forbidPhotos();
  const april = { do: 'say' as const, text: text('April'), buttons, picture };
  expect(await send(april, 1, id)).toEqual({ kind: 'delivered', messageId: 2 });
  const edit = (messageId: number) => ({ do: 'edit' as const, messageId, text: text('May'), picture });
  expect(await send(edit(2), 1, id)).toEqual({ kind: 'delivered', messageId: 2 });
  expect(await send(edit(1), 1, id)).toEqual({ kind: 'delivered', messageId: 3 });
  expect(group.chat.messages).toMatchObject([
    { id: 1, kind: 'photo', text: 'March' },
    { id: 2, kind: 'text', text: 'May', edits: 1 },
    { id: 3, kind: 'text', text: 'May' },
  ]);
  expect(warnings).toEqual(Array(3).fill(leftOut));
  expect(methods().slice(1)).toEqual([
    ...['sendPhoto', 'sendMessage'],
    ...['editMessageMedia', 'editMessageText'],
    ...['editMessageMedia', 'editMessageText', 'sendMessage'],
  ]);
});

test('an edit of what is no more, where no photos are taken, is sent as words', async () => {
  const { sandbox, send, person } = await withChat();
  const group = sandbox.group({ people: [person] });
  group.forbidPhotos();
  const edit = { do: 'edit' as const, messageId: 9, text: text('April'), picture };
  expect(await send(edit, 1, group.chat.wire.id)).toEqual({ kind: 'delivered', messageId: 1 });
  expect(group.chat.messages).toMatchObject([{ id: 1, kind: 'text', text: 'April' }]);
});

test.each([
  'IMAGE_PROCESS_FAILED',
  'PHOTO_INVALID_DIMENSIONS',
  'CHAT_SEND_MEDIA_FORBIDDEN',
  'not enough rights to send photos to the chat',
  'file is too big',
])('a picture that is refused with %s is left out', async (what) => {
  const { send, chat, sandbox } = await withChat();
  const body = { ok: false, error_code: 400, description: `Bad Request: ${what}` };
  sandbox.failNext('sendPhoto', { with: { status: 400, body } });
  expect(await send({ do: 'say', text: text('March'), buttons, picture })).toEqual({
    kind: 'delivered',
    messageId: 1,
  });
  expect(chat.messages).toMatchObject([{ kind: 'text', text: 'March', buttons: [[{ label: 'Back' }]] }]);
});

test('what is refused for another reason is not sent again', async () => {
  const { send, sandbox, methods } = await withChat();
  const body = { ok: false, error_code: 400, description: 'Bad Request: chat not found' };
  sandbox.failNext('sendPhoto', { with: { status: 400, body } });
  expect(await send({ do: 'say', text: text('March'), picture })).toMatchObject({ kind: 'unreachable' });
  expect(methods()).toEqual(['sendPhoto']);
});

test('a call that fails is one call, and the outcome is that of any other', async () => {
  const { send, sandbox, methods } = await withChat();
  sandbox.failNext('sendPhoto', { with: { status: 500 } });
  expect(await send({ do: 'say', text: text('March'), picture })).toMatchObject({ kind: 'unknown' });
  expect(methods()).toEqual(['sendPhoto']);
});
