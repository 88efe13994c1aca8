import { TelegramApiError } from 'node-telegram-bot-api';
import { expect, test } from 'vitest';
import type { Renderer } from '../../../src/chat/locales/render.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { Unavailable } from '../../../src/daemon/ports.ts';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { createMessenger } from '../../../src/daemon/telegram/send.ts';
import { answerJson, serveHttp, serveRaw, token } from './servers.ts';

/** Words are not the matter here. */
const renderer: Renderer = {
  html: (text, locale) => `<b>${locale}</b> ${text.map(({ key }) => key).join('\n')}`,
  plain: ({ key }) => {
    if (key === 'broken') throw new RangeError('lunch for 12.50');
    return key;
  },
};

const log = { error: () => undefined, warn: () => undefined };
const noPictures = () => Promise.reject(new Error('there is nothing to draw'));

const say: Reply = { do: 'say', text: [{ key: 'hello' }] };
const edit: Reply = { do: 'edit', messageId: 5, text: [{ key: 'page-2' }] };
const answer: Reply = { do: 'answer', tapId: '99' };
const never = new AbortController().signal;

type Respond = (method: string, calls: Call[]) => unknown;
type Call = Record<string, unknown>;

/** A messenger against a server that answers with what `respond` returns (status = its error code). */
async function messengerAt(respond: Respond) {
  const calls: Call[] = [];
  const root = await serveHttp((request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    calls.push({ method, ...Object.fromEntries(request.body) });
    const value = respond(method, calls);
    if (typeof value === 'string') return response.end(value);
    const code = (value as { error_code?: unknown })?.error_code;
    return answerJson(response, value, typeof code === 'number' ? code : 200);
  });
  return { calls, send: (reply: Reply) => sendWith(createApi(token, root), reply) };
}

const noFiles = {
  api: { sendDocument: () => Promise.reject(new Error('no file')) },
  make: () => Promise.reject(new Error('no file')),
};

async function sendWith(api: ReturnType<typeof createApi>, reply: Reply, signal = never) {
  const { prepare } = createMessenger({ api, renderer, draw: noPictures, files: noFiles, log });
  const attempt = await prepare(7, reply, 'de', 1);
  return attempt(signal);
}

const refusal = (code: number, description: string, parameters?: object) => ({
  ok: false,
  error_code: code,
  description,
  ...(parameters && { parameters }),
});

async function outcomeOf(answered: unknown, reply: Reply = say) {
  const { send } = await messengerAt(() => answered);
  return send(reply);
}

test('a reply is sent with its buttons, as HTML, without a preview', async () => {
  const { send, calls } = await messengerAt(() => ({ ok: true, result: { message_id: 31 } }));
  const buttons = [[{ label: { key: 'yes' }, data: 'y:1' }], [{ label: { key: 'no' }, data: 'n:1' }]];
  expect(await send({ ...say, buttons })).toEqual({ kind: 'delivered', messageId: 31 });
  expect(calls).toEqual([
    {
      method: 'sendMessage',
      chat_id: '7',
      text: '<b>de</b> hello',
      parse_mode: 'HTML',
      link_preview_options: '{"is_disabled":true}',
      reply_markup:
        '{"inline_keyboard":[[{"text":"yes","callback_data":"y:1"}],[{"text":"no","callback_data":"n:1"}]]}',
    },
  ]);
});

test.each([
  'message thread not found',
  'message thread is not a forum topic thread',
  'TOPIC_CLOSED',
  'TOPIC_DELETED',
])('what is meant for a topic is said in none after %s, in the same attempt', async (why) => {
  const { send, calls } = await messengerAt((_, [...made]) =>
    made.at(-1)?.message_thread_id === undefined
      ? { ok: true, result: { message_id: 33 } }
      : refusal(400, `Bad Request: ${why}`),
  );
  expect(await send({ ...say, topicId: 12 })).toEqual({ kind: 'delivered', messageId: 33 });
  expect(calls.map(({ method, message_thread_id }) => [method, message_thread_id])).toEqual([
    ['sendMessage', '12'],
    ['sendMessage', undefined],
  ]);
});

test('a topic is named once, and what is refused in it for another reason is not said elsewhere', async () => {
  const { send, calls } = await messengerAt(() => refusal(400, 'Bad Request: message is too long'));
  expect(await send({ ...say, topicId: 12 })).toMatchObject({ kind: 'rejected' });
  expect(calls).toEqual([expect.objectContaining({ message_thread_id: '12' })]);
});

test('a question in a group comes below the message of the person whose answer it prompts', async () => {
  const { send, calls } = await messengerAt((_, [...made]) =>
    made.at(-1)?.message_thread_id === undefined
      ? { ok: true, result: { message_id: 33 } }
      : refusal(400, 'Bad Request: TOPIC_CLOSED'),
  );
  await send({ ...say, promptFor: 5 });
  await send({ ...say, promptFor: 5, topicId: 12 });
  const prompting = { reply_markup: '{"force_reply":true,"selective":true}' };
  const below = { reply_parameters: '{"message_id":5,"allow_sending_without_reply":true}' };
  expect(calls).toEqual([
    expect.objectContaining({ ...prompting, ...below }),
    expect.objectContaining({ ...prompting, ...below, message_thread_id: '12' }),
    // below that message it would be in the topic again
    expect.not.objectContaining(below),
  ]);
});

test('an edit names no topic, but what is said in place of it does; so does an apology', async () => {
  const { send, calls } = await messengerAt((method) =>
    method === 'sendMessage'
      ? { ok: true, result: { message_id: 32 } }
      : refusal(400, 'Bad Request: message to edit not found'),
  );
  await send({ ...edit, topicId: 12 });
  await send({ ...say, buttons: [[{ label: { key: 'broken' }, data: 'x' }]], topicId: 12 });
  expect(calls.map(({ method, message_thread_id, text }) => [method, message_thread_id, text])).toEqual([
    ['editMessageText', undefined, '<b>de</b> page-2'],
    ['sendMessage', '12', '<b>de</b> page-2'],
    ['sendMessage', '12', '<b>de</b> sorry-failed'],
  ]);
});

test('an edit replaces text and buttons of its message', async () => {
  const { send, calls } = await messengerAt(() => ({ ok: true, result: true }));
  expect(await send(edit)).toEqual({ kind: 'delivered', messageId: 5 });
  expect(calls).toEqual([
    expect.objectContaining({
      method: 'editMessageText',
      chat_id: '7',
      message_id: '5',
      text: '<b>de</b> page-2',
    }),
  ]);
  expect(calls[0]).not.toHaveProperty('reply_markup');
});

test('a tap is answered, with a note that fits', async () => {
  const { send, calls } = await messengerAt(() => ({ ok: true, result: true }));
  expect(await send(answer)).toEqual({ kind: 'delivered', messageId: null });
  await send({ ...answer, note: { key: '😀'.repeat(200) } });
  expect(calls[0]).toEqual({ method: 'answerCallbackQuery', callback_query_id: '99' });
  expect(calls[1]!.text).toBe(`${'😀'.repeat(99)}…`);
});

test('an edit of a message that is no more is sent as a new one', async () => {
  for (const gone of ['message to edit not found', "message can't be edited", 'MESSAGE_ID_INVALID']) {
    const { send, calls } = await messengerAt((method) =>
      method === 'sendMessage'
        ? { ok: true, result: { message_id: 32 } }
        : refusal(400, `Bad Request: ${gone}`),
    );
    expect(await send(edit)).toEqual({ kind: 'delivered', messageId: 32 });
    expect(calls.map(({ method }) => method)).toEqual(['editMessageText', 'sendMessage']);
  }
});

test.each([
  [
    refusal(400, 'Bad Request: message is not modified: specified new message content'),
    edit,
    { messageId: 5 },
  ],
  [
    refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
    answer,
    { messageId: null },
  ],
  [{ ok: true, result: true }, say, { messageId: null }],
  [
    refusal(500, "Internal Server Error: sent message was immediately deleted and can't be returned"),
    say,
    { messageId: null },
  ],
])('%j leaves nothing to do', async (answered, reply, expected) => {
  expect(await outcomeOf(answered, reply as Reply)).toEqual({ kind: 'delivered', ...expected });
});

test.each([
  ['unreachable', refusal(403, 'Forbidden: bot was blocked by the user')],
  ['unreachable', refusal(403, 'Forbidden: user is deactivated')],
  ['unreachable', refusal(403, 'Forbidden: bot was kicked from the supergroup chat')],
  ['unreachable', refusal(403, "Forbidden: bot can't initiate conversation with a user")],
  ['unreachable', refusal(400, 'Bad Request: chat not found')],
  ['unreachable', refusal(400, 'Bad Request: PEER_ID_INVALID')],
  ['unauthorized', refusal(401, 'Unauthorized')],
  ['unauthorized', refusal(404, 'Not Found')],
  ['rejected', refusal(404, 'Not Found: method not found')],
  ['rejected', refusal(400, 'Bad Request: can\'t parse entities: unsupported start tag "lunch"')],
  ['rejected', refusal(400, 'Bad Request: message is too long')],
  ['rejected', refusal(400, 'Bad Request: not enough rights to send text messages to the chat')],
  ['rejected', refusal(413, 'Request Entity Too Large')],
  ['unknown', refusal(500, 'Internal Server Error')],
  ['unknown', refusal(502, 'Bad Gateway')],
  ['unknown', { ok: false }],
  ['unknown', { ok: false, error_code: 'x', description: 5 }],
  ['unknown', null],
  ['unknown', []],
  ['unknown', '<html>nginx</html>'],
  ['unknown', ''],
])('%s: %j', async (kind, answered) => {
  const outcome = await outcomeOf(answered);
  expect(outcome.kind).toBe(kind);
  expect(JSON.stringify(outcome)).not.toMatch(/lunch|AAtest|\\n/);
});

test('a 429 says how long to wait, also where Telegram does not', async () => {
  const description = 'Too Many Requests';
  expect(await outcomeOf(refusal(429, description, { retry_after: 17 }))).toMatchObject({
    kind: 'slow-down',
    retryAfterMs: 17_000,
  });
  expect(await outcomeOf(refusal(429, `${description}: retry after 9`))).toMatchObject({
    retryAfterMs: 9_000,
  });
  expect(await outcomeOf(refusal(429, description))).toMatchObject({ retryAfterMs: 5_000 });
  expect(await outcomeOf(refusal(429, description, { retry_after: 'x' }))).toMatchObject({
    retryAfterMs: 5_000,
  });
  expect(await outcomeOf(refusal(429, description, { retry_after: 0 }))).toMatchObject({
    retryAfterMs: 1_000,
  });
});

test("a proxy's page is a refusal only where the proxy certainly passed nothing on", async () => {
  const page = async (status: number, headers = {}) => {
    const root = await serveHttp((_, response) => response.writeHead(status, headers).end('<html>nginx'));
    return sendWith(createApi(token, root), say);
  };
  expect(await page(413)).toMatchObject({ kind: 'rejected' });
  expect(await page(429, { 'retry-after': 7 })).toMatchObject({ kind: 'slow-down', retryAfterMs: 7_000 });
  expect(await page(429)).toMatchObject({ kind: 'slow-down', retryAfterMs: 5_000 });
  for (const status of [400, 401, 403, 404, 408, 500, 502, 503, 504])
    expect(await page(status)).toMatchObject({ kind: 'unknown' });
});

test('a group that became a supergroup has moved', async () => {
  const moved = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1009,
  });
  expect(await outcomeOf(moved)).toEqual({ kind: 'moved', chatId: -1009 });
});

test('what never left is unsent, what may have left is unknown', async () => {
  const attempt = async (root: string, signal = never) =>
    (await sendWith(createApi(token, root, { timeoutMs: 100 }), say, signal)).kind;
  const abort = new AbortController();
  const reset = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const silent = await serveRaw(() => {});
  const aborting = await serveRaw((socket) => socket.once('data', () => abort.abort()));
  expect(await attempt(`http://127.0.0.1:${reset}`)).toBe('unknown');
  expect(await attempt(`http://127.0.0.1:${silent}`)).toBe('unknown');
  expect(await attempt(`https://127.0.0.1:${silent}`)).toBe('unsent');
  expect(await attempt('http://127.0.0.1:1')).toBe('unsent');
  expect(await attempt(`http://127.0.0.1:${aborting}`, abort.signal)).toBe('unknown');
  expect(await attempt(`http://127.0.0.1:${silent}`, abort.signal)).toBe('unsent');
});

test('exactly one request is made, whatever becomes of it', async () => {
  for (const answered of [refusal(500, 'x'), refusal(429, 'x'), refusal(400, 'x'), '<html>']) {
    const { send, calls } = await messengerAt(() => answered);
    await send(say);
    expect(calls.length).toBe(1);
  }
});

test('in place of a reply that cannot be put into words an apology is sent', async () => {
  const { send, calls } = await messengerAt(() => ({ ok: true, result: { message_id: 9 } }));
  const outcome = await send({ ...say, buttons: [[{ label: { key: 'broken' }, data: 'x' }]] });
  expect(outcome).toEqual({ kind: 'delivered', messageId: 9 });
  expect(calls).toMatchObject([{ text: expect.stringContaining('sorry-failed') }]);
});

test('the list of commands is shown in one chat, in its language', async () => {
  const { send, calls } = await messengerAt(() => ({ ok: true, result: true }));
  expect(await send({ do: 'menu' })).toEqual({ kind: 'delivered', messageId: null });
  expect(calls).toMatchObject([{ method: 'setMyCommands', scope: '{"type":"chat","chat_id":7}' }]);
  expect(JSON.parse(String(calls[0]?.commands))).toContainEqual({
    command: 'new',
    description: 'command-new',
  });
});

test.each([
  { size: 12, sent: ['sendDocument'] },
  { size: 50 * 1024 * 1024 + 1, sent: ['sendMessage: <b>de</b> export-too-large'] },
])(
  'a file of $size bytes is sent, or a sentence in its place; either way it is cleared away',
  async (made) => {
    const sent: string[] = [];
    let disposed = 0;
    const api = {
      sendMessage: async ({ text }: { text: string }) => sent.push(`sendMessage: ${text}`),
      sendDocument: async () => sent.push('sendDocument'),
    };
    const make = async () => ({
      size: made.size,
      open: () => new ReadableStream<Uint8Array>(),
      dispose: async () => {
        disposed += 1;
      },
    });
    const { prepare } = createMessenger({
      api: api as never,
      renderer,
      draw: () => Promise.reject(new Error('no picture')),
      files: { api, make } as never,
      log,
    });
    const file = { accountId: '1', name: 'spndr.csv', format: 'csv', from: null, to: null };
    await (await prepare(7, { ...say, file }, 'de', 1))(never);
    expect({ sent, disposed }).toEqual({ sent: made.sent, disposed: 1 });
  },
);

test('a file whose reply is given up before it is sent is cleared away', async () => {
  let disposed = 0;
  const make = async () => ({
    size: 12,
    open: () => new ReadableStream<Uint8Array>(),
    dispose: async () => {
      disposed += 1;
    },
  });
  const { prepare } = createMessenger({
    api: {} as never,
    renderer,
    draw: noPictures,
    files: { ...noFiles, make },
    log,
  });
  const file = { accountId: '1', name: 'spndr.csv', format: 'csv', from: null, to: null };
  await (await prepare(7, { ...say, file }, 'de', 1)).dispose?.();
  await (await prepare(7, say, 'de', 1)).dispose?.();
  expect(disposed).toBe(1);
});

test.each([
  new Error('Connection terminated unexpectedly'),
  new Unavailable('the database is out of reach'),
  Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }),
])('a file that cannot be made for want of the database comes once it can: %s', async (outage) => {
  const sent: string[] = [];
  const api = {
    sendMessage: async ({ text }: { text: string }) => sent.push(`sendMessage: ${text}`),
    sendDocument: async () => {
      sent.push('sendDocument');
      return { message_id: 8 };
    },
  };
  let outages = 2;
  const make = async () => {
    if (outages-- > 0) throw outage;
    return { size: 12, open: () => new ReadableStream<Uint8Array>(), dispose: async () => undefined };
  };
  const { prepare } = createMessenger({
    api: api as never,
    renderer,
    draw: noPictures,
    files: { api, make } as never,
    log,
  });
  const file = { accountId: '1', name: 'spndr.csv', format: 'csv', from: null, to: null };
  const attempt = async () => (await prepare(7, { ...say, file }, 'de', 1))(never);
  for (const _ of [1, 2])
    expect(await attempt()).toEqual({ kind: 'not-ready', error: 'a file waits for the database' });
  expect(sent).toEqual([]);
  expect(await attempt()).toEqual({ kind: 'delivered', messageId: 8 });
  expect(sent).toEqual(['sendDocument']);
});

test('a file that the database does not give is not waited for without end: the person is told to ask again', async () => {
  const sent: string[] = [];
  const { prepare } = createMessenger({
    api: { sendMessage: async ({ text }: { text: string }) => sent.push(text) } as never,
    renderer,
    draw: noPictures,
    files: { ...noFiles, make: () => Promise.reject(new Unavailable('the database is out of reach')) },
    log,
  });
  const file = { accountId: '1', name: 'spndr.csv', format: 'csv', from: null, to: null };
  let attempts = 0;
  for (let waits = true; waits && attempts < 1_000; ) {
    attempts += 1;
    const outcome = await (await prepare(7, { ...say, file }, 'de', attempts))(never);
    waits = outcome.kind === 'not-ready';
  }
  expect({ attempts, sent }).toEqual({ attempts: 21, sent: ['<b>de</b> export-not-made'] });
});

test.each([
  [
    'too large for Telegram or a proxy',
    new TelegramApiError(413, 'Request Entity Too Large'),
    1,
    'export-too-large',
  ],
  [
    'sent twenty times, never known to have arrived',
    new TelegramApiError(413, 'Too Large'),
    21,
    'export-not-made',
  ],
  [
    'not allowed in this group',
    new TelegramApiError(400, 'Bad Request: not enough rights to send documents to the chat'),
    1,
    'export-forbidden',
  ],
  [
    'forbidden by the group',
    new TelegramApiError(403, 'Forbidden: CHAT_SEND_DOCS_FORBIDDEN'),
    1,
    'export-forbidden',
  ],
])('in place of a file that is %s, a message says so', async (_, refused, attempts, said) => {
  const sent: string[] = [];
  const api = {
    sendMessage: async ({ text }: { text: string }) => {
      sent.push(text);
      return { message_id: 8 };
    },
    sendDocument: () => Promise.reject(refused),
  };
  const make = async () => ({
    size: 12,
    open: () => new ReadableStream<Uint8Array>(),
    dispose: async () => undefined,
  });
  const { prepare } = createMessenger({
    api: api as never,
    renderer,
    draw: noPictures,
    files: { api, make } as never,
    log,
  });
  const file = { accountId: '1', name: 'spndr.csv', format: 'csv', from: null, to: null };
  const outcome = await (await prepare(7, { ...say, file }, 'de', attempts))(never);
  expect([outcome, sent]).toEqual([{ kind: 'delivered', messageId: 8 }, [`<b>de</b> ${said}`]]);
});

test('in place of a file that can never be made an apology is sent', async () => {
  const sent: string[] = [];
  const api = { sendMessage: async ({ text }: { text: string }) => sent.push(text) };
  const { prepare } = createMessenger({
    api: api as never,
    renderer,
    draw: noPictures,
    files: { ...noFiles, make: () => Promise.reject(new Error('there is no format abc')) },
    log,
  });
  const file = { accountId: '1', name: 'spndr.abc', format: 'abc', from: null, to: null };
  await (await prepare(7, { ...say, file }, 'de', 1))(never);
  expect(sent).toEqual(['<b>de</b> sorry-failed']);
});
