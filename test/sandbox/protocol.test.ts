import { InputFile } from 'node-telegram-bot-api';
import { expect, test } from 'vitest';
import { withBot } from './bot.ts';

test('a wrong token is refused with 401, a malformed one and an unknown method with 404', async () => {
  const { call } = await withBot();
  expect(await call('getMe', {}, '12345:wrong')).toEqual({
    httpStatus: 401,
    ok: false,
    error_code: 401,
    description: 'Unauthorized',
  });
  expect(await call('getMe', {}, 'malformed')).toMatchObject({ httpStatus: 404, error_code: 404 });
  expect(await call('getMood')).toEqual({
    httpStatus: 404,
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  });
});

test('getMe gives the bot whose id begins the token', async () => {
  const { api } = await withBot({ token: '4242:secret', botUsername: 'a_bot' });
  expect(await api.getMe()).toMatchObject({ id: 4242, is_bot: true, username: 'a_bot' });
});

test('urlencoded, JSON, multipart and query parameters mean the same; method names have no case', async () => {
  const { sandbox, api, call } = await withBot();
  const { id, chat } = sandbox.person({ started: true });
  await api.sendMessage({ chat_id: id, text: 'form & more' });
  expect(await call('SENDMESSAGE', { chat_id: id, text: 'json' })).toMatchObject({ ok: true });
  const form = new FormData();
  form.set('chat_id', String(id));
  form.set('text', 'multipart');
  await fetch(`${sandbox.url}/bot${sandbox.token}/sendMessage`, { method: 'POST', body: form });
  await fetch(`${sandbox.url}/bot${sandbox.token}/sendMessage?chat_id=${id}&text=query`);
  expect(chat.messages.map(({ text }) => text)).toEqual(['form & more', 'json', 'multipart', 'query']);
});

test('a body that cannot be read is a 400', async () => {
  const { sandbox } = await withBot();
  const response = await fetch(`${sandbox.url}/bot${sandbox.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  expect(response.status).toBe(400);
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEklEQVR42mNk+M9QzwAEjFAGAAsPAgGmVtBtAAAAAElFTkSuQmCC',
  'base64',
);

test('a picture and a document can be sent, sent again by id, and downloaded', async () => {
  const { sandbox, api } = await withBot();
  const { id, chat } = sandbox.person({ started: true });
  const photo = new InputFile(png, { filename: 'chart.png', contentType: 'image/png' });
  const sent = await api.sendPhoto({ chat_id: id, photo, caption: '<b>May</b>', parse_mode: 'HTML' });
  expect(sent.photo).toMatchObject([{ width: 2, height: 3, file_size: png.length }]);
  await api.sendPhoto({ chat_id: id, photo: sent.photo![0]!.file_id });
  await api.sendDocument({
    chat_id: id,
    document: new InputFile(Buffer.from('a,b'), { filename: 'purchases.csv', contentType: 'text/csv' }),
  });
  expect(chat.messages).toMatchObject([
    { kind: 'photo', html: '<b>May</b>' },
    { kind: 'photo', text: '' },
    { kind: 'document', file: { file_name: 'purchases.csv', mime_type: 'text/csv' } },
  ]);
  const file = await api.getFile({ file_id: sent.photo![0]!.file_id });
  const download = await fetch(`${sandbox.url}/file/bot${sandbox.token}/${file.file_path}`);
  expect(Buffer.from(await download.arrayBuffer())).toEqual(png);
  expect((await fetch(`${sandbox.url}/file/bot1:x/${file.file_path}`)).status).toBe(404);
});

test('what is no picture is no photo', async () => {
  const { sandbox, api, call } = await withBot();
  const { id } = sandbox.person({ started: true });
  const photo = new InputFile(Buffer.from('no picture'), { filename: 'x.png' });
  await expect(api.sendPhoto({ chat_id: id, photo })).rejects.toThrow('IMAGE_PROCESS_FAILED');
  expect((await call('sendPhoto', { chat_id: id })).description).toBe(
    'Bad Request: there is no photo in the request',
  );
  expect((await call('getFile', { file_id: 'x' })).description).toBe('Bad Request: invalid file_id');
});

test('commands are checked and kept by language and scope', async () => {
  const { sandbox, api, call } = await withBot();
  const menu = [{ command: 'new', description: 'Record a purchase' }];
  await api.setMyCommands({ commands: menu });
  await api.setMyCommands({ commands: [{ command: 'new', description: 'Kauf' }], language_code: 'de' });
  expect(await api.getMyCommands()).toEqual(menu);
  expect(await api.getMyCommands({ language_code: 'de' })).toMatchObject([{ description: 'Kauf' }]);
  expect(await api.getMyCommands({ scope: { type: 'all_private_chats' } })).toEqual([]);
  expect(sandbox.menu(sandbox.person({ languageCode: 'de-AT' }))).toMatchObject([{ description: 'Kauf' }]);
  expect(sandbox.menu(sandbox.person({ languageCode: 'fr' }))).toEqual(menu);
  await api.deleteMyCommands({ language_code: 'de' });
  expect(await api.getMyCommands({ language_code: 'de' })).toEqual([]);
  const refused = async (command: string, description: string) =>
    (await call('setMyCommands', { commands: [{ command, description }] })).description;
  for (const command of ['New', 'a-b', 'é'])
    expect(await refused(command, 'x')).toBe('Bad Request: BOT_COMMAND_INVALID');
  expect(await refused('/', 'x')).toBe('Bad Request: command must be non-empty');
  expect(await refused('x'.repeat(33), 'x')).toBe('Bad Request: command length must not exceed 32');
  expect(await refused('x', ' ')).toBe('Bad Request: command description must be non-empty');
  expect(await refused('x', 'x'.repeat(257))).toBe(
    'Bad Request: command description length must not exceed 256',
  );
  const scope = { type: 'chat', chat_id: 1 };
  expect(await call('setMyCommands', { commands: menu, scope })).toMatchObject({
    description: 'Bad Request: chat not found',
  });
});

test('every call is remembered with its outcome, and those that took effect are counted', async () => {
  const { sandbox, call } = await withBot();
  const { id } = sandbox.person({ started: true });
  await call('sendMessage', { chat_id: id, text: 'x' });
  await call('sendMessage', { chat_id: id, text: '' });
  expect(sandbox.calls).toMatchObject([
    { method: 'sendMessage', params: { text: 'x' }, status: 200, error: null },
    { method: 'sendMessage', status: 400, error: 'Bad Request: message text is empty' },
  ]);
  expect(sandbox.sent).toEqual({ sendMessage: 1 });
});
