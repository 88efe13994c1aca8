import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/daemon/clock.ts';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { publishMenu } from '../../../src/daemon/telegram/menu.ts';
import {
  botIdentity,
  publishCommands,
  registerWebhook,
  removeWebhook,
  TelegramRefused,
  TelegramUnavailable,
  TokenRefused,
} from '../../../src/daemon/telegram/registration.ts';
import { localeSources, strictRenderer } from '../../helpers/locales.ts';
import { testClock } from '../../helpers/test-clock.ts';
import { answerJson, serveHttp, token } from './servers.ts';

/** A client of a server that gives these answers in turn, and the calls it got. */
async function apiAnswering(...answers: unknown[]) {
  const calls: string[] = [];
  const root = await serveHttp((request, response) => {
    calls.push(`${request.url?.split('/').at(-1)} ${decodeURIComponent(request.text)}`);
    answerJson(response, answers[calls.length - 1]);
  });
  return { api: createApi(token, root), calls };
}

/** What is the same whenever a menu is published. */
const publishing = (clock: Clock) => ({
  renderer: strictRenderer(),
  locales: localeSources().keys(),
  clock,
  log: pino({ level: 'silent' }),
  signal: new AbortController().signal,
});

const result = (value: unknown) => ({ ok: true, result: value });
const refusal = (code: number, description: string) => ({ ok: false, error_code: code, description });

test('the bot tells who it is', async () => {
  const { api } = await apiAnswering(result({ id: 42, is_bot: true, username: 'SpndrBot' }));
  expect(await botIdentity(api)).toEqual({ id: 42, username: 'SpndrBot', hearsGroups: false });
});

test('a refused token, an unreachable Telegram and something that is not Telegram are told apart', async () => {
  const { api } = await apiAnswering(refusal(401, 'Unauthorized'), refusal(502, 'Bad Gateway'), result('hi'));
  await expect(botIdentity(api)).rejects.toThrow(TokenRefused);
  await expect(botIdentity(api)).rejects.toThrow(TelegramUnavailable);
  await expect(botIdentity(api)).rejects.toThrow(/not a Bot API/);
  const nowhere = botIdentity(createApi(token, 'http://127.0.0.1:1'));
  await expect(nowhere).rejects.toThrow(/cannot be reached.*ECONNREFUSED.*SPNDR_TELEGRAM_API/);
  await expect(nowhere).rejects.not.toThrow(token);
});

test('commands are published for everybody and per language', async () => {
  const { api, calls } = await apiAnswering(
    result(true),
    result(true),
    refusal(400, 'Bad Request: BOT_COMMAND_INVALID'),
  );
  const menu = [{ command: 'new', description: 'add' }];
  await publishCommands(api, null, menu);
  await publishCommands(api, 'de', menu);
  const commands = 'commands=[{"command":"new","description":"add"}]';
  expect(calls).toEqual([`setMyCommands ${commands}`, `setMyCommands ${commands}&language_code=de`]);
  await expect(publishCommands(api, 'de', menu)).rejects.toThrow(TelegramRefused);
});

test('the menu is published in every language, by the two letters that Telegram knows', async () => {
  const { api, calls } = await apiAnswering(...[...localeSources().keys()].map(() => result(true)));
  await publishMenu({ ...publishing(testClock('2026-03-01').clock), api });
  const languages = calls.map((call) => /language_code=(\w+)/.exec(call)?.[1] ?? 'everybody');
  expect(languages.sort()).toEqual(['de', 'es', 'everybody', 'fr', 'hi', 'pt', 'ru']);
  expect(calls.find((call) => call.endsWith('language_code=pt'))).toMatch(/anotar.uma.compra/);
});

test('the menu waits as long as Telegram says, and is then published whole', async () => {
  const slow = { ...refusal(429, 'Too Many Requests: retry after 7'), parameters: { retry_after: 7 } };
  const { api, calls } = await apiAnswering(
    ...[result(true), slow, refusal(502, 'Bad Gateway')],
    ...[...localeSources().keys()].map(() => result(true)),
  );
  const time = testClock('2026-03-01');
  const published = publishMenu({ ...publishing(time.clock), api });
  expect([await time.pass(), await time.pass()]).toEqual([7_000, 30_000]);
  await published;
  expect(calls).toHaveLength(localeSources().size + 2);
  expect(new Set(calls).size).toBe(localeSources().size);
});

test('the menu is given up when Telegram refuses it, or the daemon stops', async () => {
  const refused = await apiAnswering(refusal(400, 'Bad Request: BOT_COMMAND_INVALID'));
  await publishMenu({ ...publishing(testClock('2026-03-01').clock), api: refused.api });
  expect(refused.calls).toHaveLength(1);

  const { api, calls } = await apiAnswering(refusal(429, 'Too Many Requests: retry after 3600'));
  const stop = new AbortController();
  const { clock } = testClock('2026-03-01');
  const sleep = (ms: number, signal?: AbortSignal) => {
    stop.abort();
    return clock.sleep(ms, signal);
  };
  await publishMenu({ ...publishing({ ...clock, sleep }), api, signal: stop.signal });
  expect(calls).toHaveLength(1);
});

test('a webhook is registered with its secret and the types that are handled', async () => {
  const { api, calls } = await apiAnswering(
    result(true),
    refusal(400, 'Bad Request: bad webhook: HTTPS url must be provided'),
    // as to a second setWebhook within a second
    refusal(429, 'Too Many Requests: retry after 1'),
  );
  const webhook = { url: 'https://spndr.example/hook', secret: 's-1' };
  await registerWebhook(api, webhook);
  expect(calls).toEqual([
    'setWebhook url=https://spndr.example/hook&secret_token=s-1&allowed_updates=["message","edited_message","callback_query"]&max_connections=100',
  ]);
  await expect(registerWebhook(api, webhook)).rejects.toThrow(/HTTPS url must be provided/);
  const again = registerWebhook(api, webhook);
  await expect(again).rejects.toThrow(TelegramUnavailable);
  await expect(again).rejects.toThrow('Telegram takes no further request for now: try again in 1 s');
});

test('removing a webhook tells which one it was and keeps what is pending', async () => {
  const { api, calls } = await apiAnswering(
    result({ url: 'https://spndr.example/hook' }),
    result(true),
    result({ url: '' }),
  );
  expect(await removeWebhook(api)).toBe('https://spndr.example/hook');
  expect(await removeWebhook(api)).toBeNull();
  expect(calls).toEqual(['getWebhookInfo ', 'deleteWebhook drop_pending_updates=false', 'getWebhookInfo ']);
});
