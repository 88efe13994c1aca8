import { InputFile } from 'node-telegram-bot-api';
import { expect, test } from 'vitest';
import { refusal, withBot } from './bot.ts';

/** A PNG of this size, as far as anybody looks. */
function picture(width = 2, height = 3): InputFile {
  const png = Buffer.alloc(64);
  png.writeUInt32BE(0x89504e47, 0);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return new InputFile(png, { filename: 'chart.png', contentType: 'image/png' });
}

const photo = (media = picture()) => ({
  type: 'photo' as const,
  media,
  caption: '<b>May</b>',
  parse_mode: 'HTML',
});
const keyboard = { inline_keyboard: [[{ text: 'Back', callback_data: 'b' }]] };

async function withPerson() {
  const bot = await withBot();
  const person = bot.sandbox.person({ started: true });
  return { ...bot, person, chat_id: person.id };
}

test('a picture is replaced together with its caption and buttons', async () => {
  const { api, person, chat_id } = await withPerson();
  const { message_id } = await api.sendPhoto({
    chat_id,
    photo: picture(),
    caption: 'April',
    reply_markup: keyboard,
  });
  await api.editMessageMedia({ chat_id, message_id, media: photo(picture(5, 6)) });
  expect(person.chat.messages).toMatchObject([
    { kind: 'photo', html: '<b>May</b>', buttons: [], edits: 1, file: { width: 5, height: 6 } },
  ]);
});

test('a message of text may become a picture, and a picture a document, but nothing becomes text', async () => {
  const { api, person, chat_id } = await withPerson();
  const { message_id } = await api.sendMessage({ chat_id, text: 'April', reply_markup: keyboard });
  await api.editMessageMedia({ chat_id, message_id, media: photo(), reply_markup: keyboard });
  expect(person.chat.messages).toMatchObject([
    { kind: 'photo', text: 'May', buttons: [[{ label: 'Back' }]] },
  ]);
  await expect(api.editMessageText({ chat_id, message_id, text: 'x' })).rejects.toThrow(
    'Bad Request: there is no text in the message to edit',
  );
  await api.editMessageMedia({ chat_id, message_id, media: { type: 'document', media: picture() } });
  expect(person.chat.messages).toMatchObject([{ kind: 'document', text: '', buttons: [] }]);
});

test('an edit that changes nothing is refused, also of a caption', async () => {
  const { api, chat_id } = await withPerson();
  const sent = await api.sendPhoto({ chat_id, photo: picture(), caption: 'May' });
  const { message_id } = sent;
  const media = { type: 'photo' as const, media: sent.photo![0]!.file_id, caption: 'May' };
  expect(await refusal(api.editMessageMedia({ chat_id, message_id, media }))).toMatch(
    'message is not modified',
  );
  const caption = (text: string) => refusal(api.editMessageCaption({ chat_id, message_id, caption: text }));
  expect(await caption('May')).toMatch('message is not modified');
  expect(await caption('June')).toBe('it was not refused');
  expect(await caption('')).toBe('it was not refused');
});

test('a caption has at most 1,024 UTF-16 units after its tags are taken out, wherever it is given', async () => {
  const { api, chat_id } = await withPerson();
  const fits = `<b>${'x'.repeat(1_024)}</b>`;
  const tooLong = '💶'.repeat(513);
  const send = (caption: string) => api.sendPhoto({ chat_id, photo: picture(), caption, parse_mode: 'HTML' });
  const { message_id } = await send(fits);
  const edit = (caption: string) =>
    refusal(api.editMessageMedia({ chat_id, message_id, media: { ...photo(), caption } }));
  expect(await edit(`${fits}<i></i>`)).toBe('it was not refused');
  const answers = [
    await refusal(send(tooLong)),
    await edit(tooLong),
    await refusal(api.editMessageCaption({ chat_id, message_id, caption: tooLong })),
  ];
  expect(new Set(answers)).toEqual(new Set(['Bad Request: message caption is too long']));
});

test('what is no picture, or none to show, is refused in an edit too', async () => {
  const { api, call, chat_id } = await withPerson();
  const { message_id } = await api.sendPhoto({ chat_id, photo: picture() });
  const edit = (media: InputFile) =>
    refusal(api.editMessageMedia({ chat_id, message_id, media: photo(media) }));
  expect(await edit(new InputFile(Buffer.from('words'), { filename: 'x.png' }))).toMatch(
    'IMAGE_PROCESS_FAILED',
  );
  expect(await edit(picture(9_000, 1_001))).toMatch('PHOTO_INVALID_DIMENSIONS');
  expect(await edit(picture(10, 201))).toMatch('PHOTO_INVALID_DIMENSIONS');
  const raw = async (media?: object | string) =>
    (await call('editMessageMedia', { chat_id, message_id, media })).description;
  expect(await raw()).toBe('Bad Request: parameter "media" is required');
  expect(await raw('{')).toBe("Bad Request: can't parse input media JSON object");
  expect(await raw({ media: 'x' })).toMatch("can't parse InputMedia");
  expect(await raw({ type: 'photo' })).toBe("Bad Request: can't parse InputMedia: media not found");
  expect(await raw({ type: 'photo', media: 'attach://nowhere' })).toMatch('media not found');
  expect(await raw({ type: 'photo', media: 'x' })).toMatch('wrong file identifier');
});

test('only a message of the bot that is there can be given a picture, and only one with a file a caption', async () => {
  const { api, person, chat_id } = await withPerson();
  const media = photo();
  const said = person.say('hi');
  expect(await refusal(api.editMessageMedia({ chat_id, message_id: 99, media }))).toMatch(
    'message to edit not found',
  );
  const others = api.editMessageMedia({ chat_id, message_id: said.messageId, media });
  expect(await refusal(others)).toMatch("message can't be edited");
  const { message_id } = await api.sendMessage({ chat_id, text: 'x' });
  expect(await refusal(api.editMessageCaption({ chat_id, message_id, caption: 'y' }))).toMatch(
    'there is no caption in the message to edit',
  );
});
