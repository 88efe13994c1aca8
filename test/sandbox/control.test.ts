import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { withBot } from './bot.ts';

/** A caller in another process, or the chat page. */
const control = (url: string) => ({
  post: async (name: string, body: object = {}) => {
    const response = await fetch(`${url}/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { ...answer, status: response.status } as Record<string, unknown>;
  },
  get: async (name: string) =>
    (await fetch(`${url}/control/${name}`)).json() as Promise<Record<string, unknown>>,
});

test('another process can play a person', async () => {
  const { sandbox, api } = await withBot();
  const { post, get } = control(sandbox.url);
  const { id } = await post('person', { firstName: 'Ann' });
  const said = await post('say', { person: id, text: 'hi' });
  await post('edit', { person: id, message: said.messageId, text: 'ho' });
  const answer = post('wait', { person: id, since: 0 });
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
  await api.sendMessage({ chat_id: Number(id), text: 'Hello', reply_markup });
  expect(await answer).toMatchObject({ status: 200, shown: [{ text: 'Hello', change: 'new' }] });
  expect(await post('tap', { person: id, button: 'Yes' })).toMatchObject({ tapId: expect.any(String) });
  expect(await api.getUpdates()).toMatchObject([
    { update_id: said.updateId, message: { text: 'hi' } },
    { edited_message: { text: 'ho' } },
    { callback_query: { data: 'y' } },
  ]);
  const { sequence } = await get(`messages?person=${id}`);
  await api.sendMessage({ chat_id: Number(id), text: 'later' });
  expect(await get(`messages?person=${id}&since=${sequence}`)).toMatchObject({ shown: [{ text: 'later' }] });
  expect(await get(`messages?person=${id}`)).toMatchObject({
    shown: [{ text: 'ho' }, { text: 'Hello' }, { text: 'later' }],
  });
  expect(await get('state')).toMatchObject({ pending: 3, sent: { sendMessage: 2 }, people: [id] });
  expect(await get('calls?method=getUpdates')).toMatchObject({ calls: [{ status: 200 }] });
});

test('it can make calls fail, and send updates again', async () => {
  const { sandbox, call } = await withBot();
  const { post } = control(sandbox.url);
  await post('fail', { method: 'getMe', with: { status: 500 } });
  expect(await call('getMe')).toMatchObject({ httpStatus: 500 });
  const { updateId } = await post('say', { text: 'to the first person' });
  await call('getUpdates', { offset: Number(updateId) + 1 });
  expect(await post('redeliver', { updateId })).toEqual({ status: 200, updateId });
  expect(await post('confirmed', { updateId, timeoutMs: 5 })).toMatchObject({
    status: 400,
    error: expect.stringContaining('waited 5 ms'),
  });
});

test('what is wrong with a call is said', async () => {
  const { sandbox } = await withBot();
  const { post } = control(sandbox.url);
  expect(await post('say', { text: 5 })).toEqual({ status: 400, error: '"text" must be a string' });
  expect(await post('say', { person: 5, text: 'x' })).toEqual({ status: 404, error: 'there is no person 5' });
  expect(await post('dance')).toMatchObject({ status: 404 });
});

test('other sites and other names for this machine are refused', async () => {
  const { sandbox } = await withBot();
  const call = async (headers: Record<string, string>) => {
    const outgoing = request(`${sandbox.url}/control/state`, { headers }).end();
    const [response] = await once(outgoing, 'response');
    response.resume();
    return response.statusCode;
  };
  const { host } = new URL(sandbox.url);
  expect(await call({ host })).toBe(200);
  expect(await call({ host, origin: `http://${host}` })).toBe(200);
  expect(await call({ host: 'evil.example' })).toBe(403);
  expect(await call({ host, origin: 'https://evil.example' })).toBe(403);
  const form = await fetch(`${sandbox.url}/control/say`, { method: 'POST', body: '{"text":"x"}' });
  expect(form.status).toBe(400);
});

test('the page loads nothing from elsewhere and runs only its own script', async () => {
  const { sandbox } = await withBot();
  const response = await fetch(sandbox.url);
  const html = await response.text();
  const nonce = /<script nonce="([^"]+)">/.exec(html)?.[1];
  expect(response.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}'`);
  expect(html.match(/(?:src|href)="(?!data:)[^"]*"/g)).toBeNull();
  expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
});

test('the page is told the chat as it is and what happens in it, with the words of people escaped', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  ann.say('<img src=x onerror=alert(1)>');
  const stream = await fetch(`${sandbox.url}/control/events?person=${ann.id}`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => reader.cancel());
  const next = async () => {
    const { value } = await reader.read();
    const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(value!)!;
    return { event, data: JSON.parse(data!) };
  };
  expect(await next()).toMatchObject({
    event: 'snapshot',
    data: { me: ann.id, messages: [{ html: '&lt;img src=x onerror=alert(1)&gt;' }] },
  });
  const { message_id } = await api.sendMessage({
    chat_id: ann.id,
    text: '<b>"a" & b',
    parse_mode: '' as never,
  });
  expect(await next()).toMatchObject({
    event: 'shown',
    data: { change: 'new', html: '&lt;b&gt;&quot;a&quot; &amp; b' },
  });
  await api.deleteMessage({ chat_id: ann.id, message_id });
  expect(await next()).toMatchObject({ event: 'shown', data: { change: 'deleted', id: message_id } });
});

test('a file that could be a page is only ever downloaded', async () => {
  const { sandbox } = await withBot();
  const ann = sandbox.person();
  const bytes = Buffer.from('<script>alert(1)</script>');
  ann.send({ document: { name: 'page.html', type: 'text/html', bytes } });
  const response = await fetch(`${sandbox.url}/control/file/${ann.chat.messages[0]!.file!.file_id}`);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
});

test('it runs as a process of its own until it is told to end', async () => {
  const program = fileURLToPath(new URL('../../dist/src/sandbox/serve.js', import.meta.url));
  const child = spawn(process.execPath, [program, '--token', '7:own', '--keep-messages', '10']);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const { url, token } = JSON.parse(line);
  expect(token).toBe('7:own');
  expect(await (await fetch(`${url}/bot7:own/getMe`)).json()).toMatchObject({ ok: true });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
