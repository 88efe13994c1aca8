import { NetworkError } from 'node-telegram-bot-api';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/faults.ts';
import { withBot } from './bot.ts';

async function failing(fault: Fault) {
  const { sandbox, api, call } = await withBot();
  const ann = sandbox.person({ started: true });
  sandbox.failNext('sendMessage', { with: fault });
  return {
    sandbox,
    ann,
    send: (signal?: AbortSignal) => api.sendMessage({ chat_id: ann.id, text: 'x' }, signal),
    call: () => call('sendMessage', { chat_id: ann.id, text: 'x' }),
  };
}

test('a status with its envelope, and only as often as asked', async () => {
  const { call, ann } = await failing({ status: 429, retryAfter: 7 });
  expect(await call()).toEqual({
    httpStatus: 429,
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  });
  expect(ann.chat.messages).toEqual([]);
  expect(await call()).toMatchObject({ ok: true });
});

test('a status with a body of one’s own', async () => {
  const { call } = await failing({ status: 500, body: { ok: false, description: 'odd' } });
  expect(await call()).toEqual({ httpStatus: 500, ok: false, description: 'odd' });
});

test('a reset before the call took effect', async () => {
  const { send, ann } = await failing('reset-before');
  await expect(send()).rejects.toThrow(NetworkError);
  expect(ann.chat.messages).toEqual([]);
});

test('a reset after it', async () => {
  const { send, ann, sandbox } = await failing('reset-after');
  await expect(send()).rejects.toThrow(NetworkError);
  expect(ann.chat.messages).toHaveLength(1);
  expect(sandbox.calls).toMatchObject([{ status: null, error: 'fault: reset-after' }]);
  expect(sandbox.sent).toEqual({ sendMessage: 1 });
});

test("a proxy's page instead of JSON", async () => {
  const { sandbox, ann } = await failing('html');
  const response = await fetch(`${sandbox.url}/bot${sandbox.token}/sendMessage?chat_id=${ann.id}&text=x`);
  expect(response.status).toBe(502);
  expect(await response.text()).toMatch(/^<html>/);
  expect(ann.chat.messages).toEqual([]);
});

test.each([
  ['hang', 0],
  ['timeout-after', 1],
] as const)('%s: never answered, done %i times', async (fault, times) => {
  const { send, ann, sandbox } = await failing(fault);
  const caller = new AbortController();
  const sending = send(caller.signal);
  await sandbox.events.waitFor(() => sandbox.calls[0], { what: 'the call', timeoutMs: 1_000 });
  caller.abort();
  await expect(sending).rejects.toThrow();
  expect(ann.chat.messages).toHaveLength(times);
});

test('a method can be slow, any method can fail, and all of it ends', async () => {
  const { sandbox, call } = await withBot();
  sandbox.delay('getMe', 60);
  const begin = performance.now();
  await call('getMe');
  expect(performance.now() - begin).toBeGreaterThan(55);
  sandbox.failNext('*', { times: 5, with: { status: 503 } });
  expect(await call('getMe')).toMatchObject({ httpStatus: 503, error_code: 503 });
  sandbox.clearFaults();
  expect(await call('getMe')).toMatchObject({ ok: true });
});
