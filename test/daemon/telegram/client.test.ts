import { createServer as createTlsServer } from 'node:https';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { RequestNotSent, redact, wasNotSent } from '../../../src/daemon/telegram/errors.ts';
import { createFetch } from '../../../src/daemon/telegram/fetch.ts';
import { answerJson, deferred, opened, selfSigned, serveHttp, serveRaw, token } from './servers.ts';

const ok = (response: Parameters<typeof answerJson>[0]) => answerJson(response, { ok: true, result: true });

/** The error of a call to `root`, proved free of the token. */
async function failureOf(root: string, options: Parameters<typeof createApi>[2] = {}): Promise<unknown> {
  const error = await createApi(token, root, options)
    .sendMessage({ chat_id: 1, text: 'lunch' })
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token);
  expect(redact(error)).not.toMatch(/[\r\n]/);
  return error;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createTlsServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

test('a call is one POST with an urlencoded body, and connections are kept', async () => {
  const seen: string[] = [];
  const ports = new Set<number | undefined>();
  const root = await serveHttp((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.body.get('text')}`);
    ports.add(request.socket.remotePort);
    answerJson(response, { ok: true, result: { message_id: 7 } });
  });
  const api = createApi(token, root);
  for (const text of ['a&b=ü 😀', '%s $1']) {
    expect(await api.sendMessage({ chat_id: 1, text })).toEqual({ message_id: 7 });
  }
  expect(seen).toEqual([`POST /bot${token}/sendMessage a&b=ü 😀`, `POST /bot${token}/sendMessage %s $1`]);
  expect(ports.size).toBe(1);
});

test('a root with a path, and a token or root that cannot be right', async () => {
  const root = await serveHttp((request, response) =>
    answerJson(response, { ok: true, result: request.url }),
  );
  expect(await createApi(token, `${root}/api/`).getMe()).toBe(`/api/bot${token}/getMe`);
  for (const bad of ['', 'a b', 'x/../y', 'a\nb']) {
    expect(() => createApi(bad, root)).toThrow(/BotFather/);
  }
  for (const bad of ['', 'localhost', 'ftp://x', 'http://x?y', 'http://x#y', 'http://']) {
    expect(() => createApi(token, bad)).toThrow(/SPNDR_TELEGRAM_API/);
  }
});

test('a refused connection is known to be unsent', async () => {
  const error = await failureOf(`http://127.0.0.1:${await freePort()}`);
  expect(wasNotSent(error)).toBe(true);
  expect(redact(error)).toContain('ECONNREFUSED');
});

test('a name with several dead addresses is known to be unsent', async () => {
  const error = await failureOf(`http://localhost:${await freePort()}`);
  expect(wasNotSent(error)).toBe(true);
  expect(redact(error)).toContain('ECONNREFUSED');
});

test('a failed TLS handshake is known to be unsent', async () => {
  const port = await serveRaw((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')));
  expect(wasNotSent(await failureOf(`https://127.0.0.1:${port}`))).toBe(true);
});

test('a certificate that is not trusted is known to be unsent, and the server saw nothing', async () => {
  let requests = 0;
  const server = createTlsServer(selfSigned, () => {
    requests += 1;
  });
  server.on('tlsClientError', () => {});
  const port = await opened(server);
  onTestFinished(() => void server.close());
  const error = await failureOf(`https://localhost:${port}`);
  expect(wasNotSent(error)).toBe(true);
  expect(redact(error)).toMatch(/certificate/i);
  expect(requests).toBe(0);
});

test('a TLS handshake that never ends is known to be unsent', async () => {
  const port = await serveRaw(() => {});
  expect(wasNotSent(await failureOf(`https://127.0.0.1:${port}`, { timeoutMs: 100 }))).toBe(true);
});

const afterConnecting: Record<string, (socket: import('node:net').Socket) => unknown> = {
  'closed before reading': (socket) => socket.destroy(),
  'reset after reading': (socket) => socket.once('data', () => socket.resetAndDestroy()),
  'closed after reading': (socket) => socket.once('data', () => socket.end()),
  'no answer at all': () => {},
  'an answer that stops in its head': (socket) => socket.once('data', () => socket.write('HTTP/1.1 200')),
  'an answer that stops in its body': (socket) =>
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":')),
  'an answer cut in its body': (socket) =>
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":true,"result":1}'),
    ),
  'an answer that is not HTTP': (socket) =>
    socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')),
  'a page instead of JSON': (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>')),
  'null instead of an envelope': (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull')),
  'a gateway error page': (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>')),
};

test.each(Object.entries(afterConnecting))('%s: the outcome is not known', async (_, behaviour) => {
  const port = await serveRaw(behaviour);
  expect(wasNotSent(await failureOf(`http://127.0.0.1:${port}`, { timeoutMs: 150 }))).toBe(false);
});

test('a kept connection that breaks under a request leaves the outcome unknown', async () => {
  let requests = 0;
  const port = await serveRaw((socket) =>
    socket.on('data', () => {
      requests += 1;
      if (requests > 1) return socket.resetAndDestroy();
      return socket.write('HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":1}');
    }),
  );
  const api = createApi(token, `http://127.0.0.1:${port}`);
  await api.getMe();
  const error = await api.getMe().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(wasNotSent(error)).toBe(false);
});

test('a request that waited for a connection and broke on it leaves the outcome unknown', async () => {
  let requests = 0;
  const port = await serveRaw((socket) =>
    socket.on('data', () => {
      requests += 1;
      if (requests > 1) return socket.resetAndDestroy();
      return socket.write('HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":1}');
    }),
  );
  const api = createApi(token, `http://127.0.0.1:${port}`, { limits: { connections: 1 } });
  const [first, second] = await Promise.allSettled([api.getMe(), api.getMe()]);
  expect(first.status).toBe('fulfilled');
  expect(second.status).toBe('rejected');
  expect(wasNotSent((second as PromiseRejectedResult).reason)).toBe(false);
});

test('a request that never got a connection of its own is known to be unsent', async () => {
  const abort = new AbortController();
  const port = await serveRaw((socket) => socket.once('data', () => abort.abort()));
  const api = createApi(token, `http://127.0.0.1:${port}`, { timeoutMs: 500, limits: { connections: 1 } });
  const first = api.getMe().catch((error: unknown) => error);
  const second = api.getMe(abort.signal).catch((error: unknown) => error);
  expect(wasNotSent(await second)).toBe(true);
  expect(wasNotSent(await first)).toBe(false);
});

test('an abort ends a call at once', async () => {
  const abort = new AbortController();
  const port = await serveRaw((socket) => socket.once('data', () => abort.abort()));
  const api = createApi(token, `http://127.0.0.1:${port}`);
  await expect(api.getMe(abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(api.getMe(abort.signal)).rejects.toBeInstanceOf(RequestNotSent);
});

test('an endless answer is cut off', async () => {
  let written = 0;
  const root = await serveHttp((_, response) => {
    const chunk = Buffer.alloc(64 * 1024, 32);
    const more = () => {
      while (!response.destroyed && written < 300e6) {
        written += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on('drain', more);
    more();
  });
  const error = await failureOf(root, { limits: { answerBytes: 1_000_000 } });
  expect(redact(error)).toContain('longer than 1000000 bytes');
  expect(written).toBeLessThan(50e6);
});

test('an idle connection is given up before the server does so', async () => {
  const ports: (number | undefined)[] = [];
  const root = await serveHttp((request, response) => {
    ports.push(request.socket.remotePort);
    response.setHeader('keep-alive', 'timeout=2');
    ok(response);
  });
  const api = createApi(token, root);
  await api.getMe();
  // long before the server would close it, or Node's agent by the same hint
  await new Promise(setImmediate);
  await api.getMe();
  expect(new Set(ports).size).toBe(2);
});

test('idle connections end by themselves', { timeout: 3_000 }, async () => {
  const closed = deferred();
  const root = await serveHttp(
    (_, response) => ok(response),
    (server) => {
      server.keepAliveTimeout = 0; // neither closes them nor hints at it, which Node's agent would follow
      server.on('connection', (socket) => socket.once('close', closed.resolve));
    },
  );
  await createApi(token, root, { limits: { idleMs: 50 } }).getMe();
  await closed.promise;
});

test('a stream is sent as it comes', async () => {
  const root = await serveHttp((request, response) => response.end(`${request.method} ${request.text}`));
  const body = new ReadableStream({
    start(controller) {
      for (const part of ['one ', 'two']) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  const answer = await createFetch()(`${root}/x`, { method: 'POST', headers: {}, body });
  expect([answer.status, answer.ok, await answer.text()]).toEqual([200, true, 'POST one two']);
});

test('redact makes one harmless line of anything', () => {
  const cause = new Error(`POST https://api.telegram.org/bot${token}/getMe\nfailed`);
  expect(redact(new Error('Network request failed: getMe', { cause }))).toBe(
    'Network request failed: getMe: POST https://api.telegram.org/bot<token>/getMe failed',
  );
  expect(redact(new Error(`no "${'my "secret" lunch'}" tag`))).toBe('no "…" tag');
  expect(redact(`token ${token}`)).toBe('token <token>');
  expect(redact('GET http://ann:s3cretpw@127.0.0.1:1/x failed')).toBe(
    'GET http://<credentials>@127.0.0.1:1/x failed',
  );
  expect(redact(new Error('x'.repeat(10_000))).length).toBeLessThan(400);
  for (const odd of [null, undefined, 42, {}, '', Object.create(null)])
    expect(redact(odd)).toBe('unknown error');
  const circular = new Error('round');
  circular.cause = circular;
  expect(redact(circular)).toBe('round');
});

test('credentials in the root are sent with each call, as Basic ones', async () => {
  const root = await serveHttp((request, response) =>
    answerJson(response, { ok: true, result: request.headers.authorization ?? null }),
  );
  const api = createApi(token, root.replace('//', '//ann:open%20sesame@'));
  for (let call = 0; call < 2; call += 1)
    expect(await api.getMe()).toBe(`Basic ${Buffer.from('ann:open sesame').toString('base64')}`);
});
