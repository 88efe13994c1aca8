import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createEvents } from '../../src/sandbox/events.ts';
import { refusal, withBot } from './bot.ts';

interface Push {
  readonly update: { readonly update_id: number; readonly message?: { readonly text: string } };
  readonly headers: IncomingHttpHeaders;
  readonly response: ServerResponse;
  readonly at: number;
}

/** A bot's webhook that answers when the test says so. */
async function listen() {
  const pushes: Push[] = [];
  const events = createEvents();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      pushes.push({ update: JSON.parse(body), headers: request.headers, response, at: performance.now() });
      events.emit({ kind: 'confirmed' });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    pushes,
    /** The push with this number, from 0. */
    push: (number: number) =>
      events.waitFor(() => pushes[number], { what: `push ${number}`, timeoutMs: 3_000 }),
  };
}

test('updates are pushed with the secret, and a 2xx confirms', async () => {
  const { sandbox, api } = await withBot();
  const hook = await listen();
  const { updateId } = sandbox.person().say('before');
  await api.setWebhook({ url: hook.url, secret_token: 'S-e_1' });
  const push = await hook.push(0);
  expect(push.update).toMatchObject({ update_id: updateId, message: { text: 'before' } });
  expect(push.headers).toMatchObject({
    'x-telegram-bot-api-secret-token': 'S-e_1',
    'content-type': 'application/json',
  });
  expect((await api.getWebhookInfo()).pending_update_count).toBe(1);
  push.response.writeHead(204).end();
  await sandbox.confirmed(updateId!);
  expect((await api.getWebhookInfo()).pending_update_count).toBe(0);
});

test('one push at a time for a chat, several chats and taps beside each other', async () => {
  const { sandbox, api } = await withBot();
  const hook = await listen();
  await api.setWebhook({ url: hook.url, max_connections: 3 });
  const ann = sandbox.person({ started: true });
  const button = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
  await api.sendMessage({ chat_id: ann.id, text: '?', reply_markup: button });
  ann.say('a1');
  ann.say('a2');
  ann.tap('Yes');
  sandbox.person().say('b1');
  sandbox.person().say('c1');
  await hook.push(2);
  const texts = () => hook.pushes.map(({ update }) => update.message?.text ?? 'tap');
  expect(texts().toSorted()).toEqual(['a1', 'b1', 'tap']);
  for (const { response } of hook.pushes) response.end();
  await hook.push(4);
  expect(texts().slice(3).toSorted()).toEqual(['a2', 'c1']);
});

test('what is not a 2xx is pushed again, later and later, and reported', async () => {
  const { sandbox, api } = await withBot({ webhook: { firstRetryMs: 40, maxRetryMs: 80 } });
  const hook = await listen();
  await api.setWebhook({ url: hook.url });
  const { updateId } = sandbox.person().say('hi');
  (await hook.push(0)).response.writeHead(500).end();
  (await hook.push(1)).response.writeHead(302, { location: '/' }).end();
  const third = await hook.push(2);
  expect(hook.pushes.every(({ update }) => update.update_id === updateId)).toBe(true);
  expect(hook.pushes[1]!.at - hook.pushes[0]!.at).toBeGreaterThan(35);
  expect(third.at - hook.pushes[1]!.at).toBeGreaterThan(75);
  expect(await api.getWebhookInfo()).toMatchObject({
    pending_update_count: 1,
    last_error_message: 'Wrong response from the webhook: 302 Found',
    last_error_date: expect.any(Number),
  });
  third.response.end();
  await sandbox.confirmed(updateId!);
});

test('Retry-After is honoured, and a dropped or late answer is a failure', async () => {
  const { sandbox, api } = await withBot({ webhook: { firstRetryMs: 5, answerTimeoutMs: 50 } });
  const hook = await listen();
  await api.setWebhook({ url: hook.url });
  sandbox.person().say('hi');
  (await hook.push(0)).response.destroy();
  await hook.push(1);
  (await hook.push(2)).response.writeHead(503, { 'retry-after': '1' }).end();
  expect((await hook.push(3)).at - hook.pushes[2]!.at).toBeGreaterThan(950);
});

test('a later message of the chat waits for the one that fails', async () => {
  const { sandbox, api } = await withBot({ webhook: { firstRetryMs: 5 } });
  const hook = await listen();
  await api.setWebhook({ url: hook.url });
  const ann = sandbox.person();
  ann.say('a1');
  ann.say('a2');
  (await hook.push(0)).response.writeHead(503).end();
  (await hook.push(1)).response.end();
  (await hook.push(2)).response.end();
  expect(hook.pushes.map(({ update }) => update.message?.text)).toEqual(['a1', 'a1', 'a2']);
});

test('deleting the webhook stops the pushes and keeps what is pending, unless told to drop it', async () => {
  const { sandbox, api, call } = await withBot();
  const hook = await listen();
  await api.setWebhook({ url: hook.url });
  const ann = sandbox.person();
  ann.say('hi');
  await hook.push(0);
  expect(await call('deleteWebhook')).toMatchObject({ result: true, description: 'Webhook was deleted' });
  expect(await call('deleteWebhook')).toMatchObject({ description: 'Webhook is already deleted' });
  expect((await api.getWebhookInfo()).url).toBe('');
  expect(await api.getUpdates()).toHaveLength(1);
  await api.deleteWebhook({ drop_pending_updates: true });
  expect(sandbox.pendingCount).toBe(0);
});

test('a refused connection is reported, and nothing beyond this machine is called', async () => {
  const { sandbox, api } = await withBot();
  sandbox.person().say('hi');
  const lastError = async (url: string) => {
    await api.setWebhook({ url });
    for (let look = 0; look < 100; look++) {
      const { last_error_message } = await api.getWebhookInfo();
      if (last_error_message) return last_error_message;
    }
    return null;
  };
  expect(await lastError('http://127.0.0.1:9/')).toBe('Connection refused');
  expect(await lastError('https://bot.example.com/')).toMatch('Connection refused (the sandbox');
});

test.each([
  ['http://bot.example.com/', 'bad webhook: An HTTPS URL must be provided for webhook'],
  ['https://bot.example.com:9443/', 'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'],
  ['https://bot/', 'bad webhook: Failed to resolve host: Name or service not known'],
  ['https://', 'invalid webhook URL specified'],
  ['https://bot.example.com:8443/x', null],
  ['http://localhost:1234/x', null],
])('setWebhook to %s: %s', async (url, problem) => {
  const { api } = await withBot();
  expect(await refusal(api.setWebhook({ url }))).toBe(
    problem === null ? 'it was not refused' : `Bad Request: ${problem}`,
  );
});

test('the secret has 1 to 256 of A-Z, a-z, 0-9, _ and -', async () => {
  const { api } = await withBot();
  const set = (secret_token: string) =>
    refusal(api.setWebhook({ url: 'https://bot.example.com', secret_token }));
  expect(await set('a b')).toBe('Bad Request: secret token contains unallowed characters');
  expect(await set('x'.repeat(257))).toBe('Bad Request: secret token is too long');
  expect(await set('x'.repeat(256))).toBe('it was not refused');
});

test('getWebhookInfo shows what was set; setting the same again says so', async () => {
  const { api, call } = await withBot();
  const webhook = { url: 'https://bot.example.com/hook', max_connections: 500, allowed_updates: ['message'] };
  expect(await call('setWebhook', webhook)).toMatchObject({ result: true, description: 'Webhook was set' });
  expect(await call('setWebhook', webhook)).toMatchObject({ description: 'Webhook is already set' });
  expect(await api.getWebhookInfo()).toEqual({
    url: webhook.url,
    has_custom_certificate: false,
    pending_update_count: 0,
    max_connections: 100,
    allowed_updates: ['message'],
  });
});
