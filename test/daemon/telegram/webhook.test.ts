import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type ListenOptions, listen } from '../../../src/daemon/telegram/webhook.ts';
import { fakeIntake, keptLog, update } from './fake-updates.ts';
import { someTurns } from './servers.ts';

const path = '/hook/abc';
const secret = 'S-3cret_token';
const body = JSON.stringify(update(10, 1));

async function setUp(options: Partial<ListenOptions> = {}) {
  const intake = fakeIntake();
  const kept = keptLog();
  const listener = await listen({
    host: '127.0.0.1',
    port: 0,
    path,
    secret,
    offer: intake.offer,
    log: kept.log,
    ...options,
  });
  onTestFinished(() => listener.stop());
  return { ...kept, intake, listener, port: listener.port };
}

const head = (fields: string[] = [], target = path, method = 'POST') =>
  [
    `${method} ${target} HTTP/1.1`,
    'Host: x',
    `X-Telegram-Bot-Api-Secret-Token: ${secret}`,
    ...fields,
    '',
    '',
  ].join('\r\n');

const whole = (content = body) => `${head([`Content-Length: ${Buffer.byteLength(content)}`])}${content}`;

/** A connection that sends `text` and keeps what comes back. */
function open(port: number, text = ''): { socket: Socket; received: () => string; closed: Promise<unknown> } {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    received += chunk;
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(text);
  onTestFinished(() => void socket.destroy());
  return { socket, received: () => received, closed };
}

/** What a connection that is closed by the listener has got. */
async function refusal(port: number, text: string): Promise<string> {
  const { received, closed } = open(port, text);
  await closed;
  return received();
}

async function answered(connection: ReturnType<typeof open>, times = 1): Promise<string[]> {
  const statuses = () =>
    [...connection.received().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status!);
  while (statuses().length < times) await once(connection.socket, 'data');
  return statuses();
}

test('an update is answered with an empty 200 once it is handled, not before', async () => {
  const { intake, port } = await setUp();
  const connection = open(port, whole());
  await intake.offered(1);
  expect([intake.ids(), connection.received()]).toEqual([[10], '']);
  intake.handle(10);
  expect(await answered(connection)).toEqual(['200']);
  expect(connection.received()).toMatch(/content-length: 0\r\n/i);
  connection.socket.write(whole(JSON.stringify(update(11, 1))));
  await intake.offered(2);
  intake.handle(11);
  expect(await answered(connection, 2)).toEqual(['200', '200']);
});

test('one that is not handled is to be sent again', async () => {
  const { intake, port, saying } = await setUp();
  const connection = open(port, whole());
  await intake.offered(1);
  intake.refuse(10);
  expect(await answered(connection)).toEqual(['503']);
  expect(connection.received()).toMatch(/retry-after: 1\r\n/i);
  expect(saying(/not handled/)).toBe(0);
});

test('an intake that fails is a 503 too, and logged', async () => {
  const { port, saying } = await setUp({ offer: () => Promise.reject(new Error('no database')) });
  expect(await answered(open(port, whole()))).toEqual(['503']);
  expect(saying(/no database/)).toBe(1);
});

test.each(['null', '[]', '{}', '', '{', '"x"', '{"update_id":-1}', '\u0000', '{"update_id":1,"x":1'])(
  '%j is no update: 200, so that it does not come again',
  async (content) => {
    const { intake, port, lines } = await setUp();
    expect(await answered(open(port, whole(content)))).toEqual(['200']);
    expect([intake.ids(), lines.length]).toEqual([[], 1]);
  },
);

test('updates that are nothing to answer are offered like any others', async () => {
  const { intake, port } = await setUp();
  const connection = open(port, whole('{"update_id":3,"my_chat_member":{}}'));
  await intake.offered(1);
  intake.handle(3);
  expect(await answered(connection)).toEqual(['200']);
});

test.each([
  ['another path', head([], '/'), 404],
  ['a longer path', head([], `${path}/`), 404],
  ['a path in capitals', head([], path.toUpperCase()), 404],
  ['an absolute one', head([], `http://x${path}`), 404],
  ['GET', head([], path, 'GET'), 404],
  ['HEAD', head([], path, 'HEAD'), 404],
  ['OPTIONS', head([], path, 'OPTIONS'), 404],
  ['no secret', `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n`, 401],
  ['a wrong secret', head(['Content-Length: 5']).replace(secret, 'S-3cret_tokeN'), 401],
  ['a longer secret', head(['Content-Length: 5']).replace(secret, `${secret}x`), 401],
  ['two secrets', head([`X-Telegram-Bot-Api-Secret-Token: ${secret}`, 'Content-Length: 5']), 401],
  ['a long body', head(['Content-Length: 1048577']), 413],
  ['pure noise', 'hello\r\n\r\n', 400],
  ['a request smuggled by two lengths', head(['Content-Length: 5', 'Transfer-Encoding: chunked']), 400],
  ['an endless header', `POST ${path} HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, 431],
])('%s is refused unread, and the connection closed', async (_, text, status) => {
  const { intake, port } = await setUp();
  expect(await refusal(port, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(intake.ids()).toEqual([]);
});

test('a query behind the path does not matter', async () => {
  const { port } = await setUp({ offer: async () => {} });
  expect(await answered(open(port, whole().replace(path, `${path}?x=1`)))).toEqual(['200']);
});

test('guessing the secret does not fill the log', async () => {
  const { port, lines } = await setUp();
  for (let guess = 0; guess < 20; guess += 1) await refusal(port, head().replace(secret, `guess${guess}`));
  expect(lines.length).toBe(1);
  expect(lines[0]).not.toContain(secret);
});

test('300 MB are not read, whether announced or not', async () => {
  const { intake, port } = await setUp();
  const before = process.memoryUsage().rss;
  for (const length of ['Content-Length: 300000000', 'Transfer-Encoding: chunked']) {
    const { socket, closed, received } = open(port, head([length]));
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    let written = 0;
    const flood = () => {
      while (!socket.destroyed && written < 300e6) {
        written += chunk.length;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', flood);
    flood();
    await closed;
    expect(received()).toMatch(/^(HTTP\/1\.1 413 |$)/); // a reset may overtake the answer
    expect(written).toBeLessThan(50e6);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  expect(intake.ids()).toEqual([]);
});

test('a body of just the cap is read', async () => {
  const { intake, port } = await setUp({ limits: { bodyBytes: 1_000 } });
  const filler = (length: number) => JSON.stringify({ update_id: 1, x: 'x'.repeat(length) });
  const room = 1_000 - filler(0).length;
  expect(await refusal(port, whole(filler(room + 1)))).toMatch(/^HTTP\/1\.1 413/);
  const connection = open(port, whole(filler(room)));
  await intake.offered(1);
  intake.handle(1);
  expect(await answered(connection)).toEqual(['200']);
});

test('a sender that goes away in the middle, or before the answer, leaves no trace', async () => {
  const { intake, port, lines } = await setUp();
  const half = open(port, whole().slice(0, -5));
  await once(half.socket, 'connect');
  half.socket.resetAndDestroy();
  const impatient = open(port, whole());
  await intake.offered(1);
  impatient.socket.destroy();
  await impatient.closed;
  intake.handle(10);
  const connection = open(port, whole(JSON.stringify(update(11, 1))));
  await intake.offered(2);
  intake.handle(11);
  expect(await answered(connection)).toEqual(['200']);
  expect([intake.ids(), lines]).toEqual([[10, 11], []]);
});

test('a body that trickles, a head that never ends and an idle connection are cut off', async () => {
  const { port, intake } = await setUp({
    offer: async () => {},
    limits: { headersMs: 60, requestMs: 100, idleMs: 50, checkMs: 20 },
  });
  expect(await refusal(port, head().slice(0, -2))).toMatch(/^HTTP\/1\.1 408/);
  expect(await refusal(port, whole().slice(0, -1))).toMatch(/^HTTP\/1\.1 408/);
  expect(await refusal(port, whole())).toMatch(/^HTTP\/1\.1 200/);
  await open(port).closed;
  expect(intake.ids()).toEqual([]);
});

test('requests behind one another are all answered; noise behind them ends the connection', async () => {
  const { intake, port } = await setUp();
  const connection = open(port, `${whole()}${whole(JSON.stringify(update(11, 1)))}`);
  await intake.offered(2);
  intake.handle(10, 11);
  expect(await answered(connection, 2)).toEqual(['200', '200']);
  connection.socket.write('rubbish\r\n\r\n');
  await connection.closed;
  expect((await answered(connection, 3)).at(2)).toBe('400');
});

test('more than it can hold is told to come again', async () => {
  const { intake, port } = await setUp({ limits: { inHand: 1 } });
  const first = open(port, whole());
  await intake.offered(1);
  expect(await answered(open(port, whole()))).toEqual(['503']);
  intake.handle(10);
  expect(await answered(first)).toEqual(['200']);
});

test('more connections than allowed are dropped', async () => {
  const { intake, port } = await setUp({ limits: { connections: 1 } });
  const first = open(port, whole());
  await intake.offered(1);
  expect(await refusal(port, whole())).toBe('');
  intake.handle(10);
  expect(await answered(first)).toEqual(['200']);
});

test('idle connections give way to those that know the secret', async () => {
  const { intake, port } = await setUp({ limits: { connections: 3 } });
  const idle = [open(port), open(port), open(port, 'POST /hook')];
  await Promise.all(idle.map(({ socket }) => once(socket, 'connect')));
  const first = open(port, whole());
  const second = open(port, whole(JSON.stringify(update(11, 1))));
  await intake.offered(2);
  await Promise.all(idle.slice(0, 2).map(({ closed }) => closed));
  intake.handle(10);
  intake.handle(11);
  expect(await answered(first)).toEqual(['200']);
  expect(await answered(second)).toEqual(['200']);
});

test('100-continue is said only to whoever knows the secret', async () => {
  const { port } = await setUp({ offer: async () => {} });
  const post = (key: string) => {
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      path,
      method: 'POST',
      headers: {
        expect: '100-continue',
        'content-length': body.length,
        'x-telegram-bot-api-secret-token': key,
      },
    });
    request.on('error', () => {});
    request.flushHeaders();
    return request;
  };
  const friend = post(secret);
  await once(friend, 'continue');
  friend.end(body);
  const [welcome] = (await once(friend, 'response')) as [IncomingMessage];
  const stranger = post('wrong');
  stranger.once('continue', () => expect.unreachable());
  const [refused] = (await once(stranger, 'response')) as [IncomingMessage];
  expect([welcome.statusCode, refused.statusCode]).toEqual([200, 401]);
  friend.destroy();
  stranger.destroy();
});

test('stopping lets the requests in hand finish and closes everything else', async () => {
  const { intake, port, listener } = await setUp();
  const silent = open(port);
  const half = open(port, head().slice(0, 30));
  const idle = open(port, whole('null'));
  await answered(idle);
  const busy = open(port, whole());
  await intake.offered(1);
  const stopped = listener.stop();
  expect(listener.stop()).toBe(stopped);
  let ended = false;
  void stopped.then(() => {
    ended = true;
  });
  await Promise.all([silent.closed, half.closed, idle.closed]);
  const late = open(port, whole());
  await late.closed;
  expect([late.received(), busy.received()]).toEqual(['', '']);
  await someTurns();
  expect(ended).toBe(false);
  intake.handle(10);
  await Promise.all([stopped, busy.closed]);
  expect(busy.received()).toMatch(/^HTTP\/1\.1 200 .*connection: close/is);
});

test('a port that is taken, or cannot be, is one clear sentence', async () => {
  const { port } = await setUp();
  await expect(setUp({ port })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: another program already does, stop it; or set SPNDR_WEBHOOK_LISTEN`,
  );
  await expect(setUp({ host: '192.0.2.1' })).rejects.toThrow(/this machine has no such address/);
});

test('an inherited socket that is none is said to be so', async () => {
  await expect(setUp({ fd: 9_999 })).rejects.toThrow(
    /^cannot listen on the inherited socket \(E\w+\): check the socket unit$/,
  );
});
