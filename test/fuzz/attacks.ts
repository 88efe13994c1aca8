import { connect, type Socket } from 'node:net';
import type { Random } from '../simulation/scheduler.ts';

/** The port under attack. */
export interface Target {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
}

/** What one sender does to the port. Fulfils when it is over, at the latest after a few seconds; never rejects. */
type Attack = (target: Target, random: Random) => Promise<void>;

const longestMs = 3_000;

/** A connection that sends the pieces one after the other as they can be taken, and ends when `stayMs` have passed. */
function send(port: number, pieces: Iterable<string | Buffer>, stayMs = 200): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1');
    const over = setTimeout(() => socket.destroy(), longestMs);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(over);
      resolve();
    });
    socket.resume();
    socket.once('connect', async () => {
      for (const piece of pieces) {
        if (socket.destroyed) return;
        if (!socket.write(piece))
          await new Promise((drained) => socket.once('drain', drained).once('close', drained));
      }
      setTimeout(() => socket.destroy(), stayMs);
    });
  });
}

const head = (target: Target, fields: readonly string[], method = 'POST', path = target.path) =>
  [`${method} ${path} HTTP/1.1`, 'Host: x', ...fields, '', ''].join('\r\n');
const key = ({ secret }: Target) => `X-Telegram-Bot-Api-Secret-Token: ${secret}`;
const whole = (target: Target, body: string | Buffer) =>
  Buffer.concat([
    Buffer.from(head(target, [key(target), `Content-Length: ${Buffer.byteLength(body)}`])),
    Buffer.from(body),
  ]);

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

function* repeated(piece: Buffer, times: number): Iterable<Buffer> {
  for (let time = 0; time < times; time += 1) yield piece;
}

const pick = <T>(random: Random, values: readonly T[]): T => values[random.below(values.length)] as T;

/** Values where Telegram's update objects have others. */
const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  '',
  '\u0000',
  '\ud800',
  '\u202e',
  'x'.repeat(5_000),
  [],
  [[]],
  {},
  { id: null },
  { id: 1, type: 'private' },
  { __proto__: null, constructor: 1 },
  '2026-01-01',
  1.5,
]; // prettier-ignore

/** An update like Telegram's with some of its parts replaced, doubled or taken out. */
function oddUpdate(random: Random): unknown {
  const person = {
    id: 5,
    is_bot: false,
    first_name: 'X',
    language_code: pick(random, ['en', 'xx-YY-zz', '']),
  };
  const chat = { id: 5, type: pick(random, ['private', 'group', 'supergroup', 'channel', 'else']) };
  const message = { message_id: 1, date: 1_700_000_000, from: person, chat, text: '/start', entities: [{}] };
  const update: Record<string, unknown> = {
    update_id: random.below(2 ** 31),
    [pick(random, ['message', 'edited_message', 'channel_post', 'my_chat_member', 'poll'])]: message,
    ...(random.chance(0.4)
      ? { callback_query: { id: '1', from: person, message, data: 'x'.repeat(64) } }
      : {}),
  };
  const distort = (value: unknown, depth: number): unknown => {
    if (random.chance(0.12)) return pick(random, oddities);
    if (typeof value !== 'object' || value === null || depth > 5) return value;
    if (Array.isArray(value)) return value.map((part) => distort(part, depth + 1));
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => !random.chance(0.08))
        .map(([name, part]) => [name, distort(part, depth + 1)]),
    );
  };
  return distort(update, 0);
}

/** Everything that an open port meets, by name. */
export const attacks: Readonly<Record<string, Attack>> = {
  'GET, HEAD and others': (target, random) =>
    send(target.port, [
      head(target, [key(target)], pick(random, ['GET', 'HEAD', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])),
    ]),
  'wrong path': (target, random) =>
    send(target.port, [
      head(
        target,
        [key(target)],
        'POST',
        pick(random, ['/', '/../../etc/passwd', '*', `/${'a'.repeat(7_000)}`]),
      ),
    ]),
  'wrong or missing secret': (target, random) =>
    send(target.port, [
      head(target, random.chance(0.5) ? [] : [`X-Telegram-Bot-Api-Secret-Token: ${random.next()}`]),
    ]),
  'slow headers': (target) => send(target.port, [head(target, [key(target)]).slice(0, 40)], longestMs),
  'endless headers': (target) =>
    send(target.port, repeated(Buffer.from(`POST ${target.path} HTTP/1.1\r\nA: ${'b'.repeat(900)}`), 40)),
  'slow body': (target) =>
    send(target.port, [head(target, [key(target), 'Content-Length: 500']), '{"update_id"'], longestMs),
  'dropped in the body': (target) =>
    send(target.port, [head(target, [key(target), 'Content-Length: 5000']), '{"up'], 5),
  '300 MB announced': (target) =>
    send(target.port, [
      head(target, [key(target), `Content-Length: ${300 * 2 ** 20}`]),
      ...repeated(Buffer.alloc(65_536, 120), 50),
    ]),
  '300 MB in chunks': (target) =>
    send(target.port, [
      head(target, [key(target), 'Transfer-Encoding: chunked']),
      ...repeated(
        Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 120), Buffer.from('\r\n')]),
        4_800,
      ),
    ]),
  'JSON that is no update': (target, random) =>
    send(target.port, [
      whole(
        target,
        pick(random, ['null', '[]', '""', '{', '{"update_id":null}', '0', '\ufeff{}', '{"a":1}{"b":2}']),
      ),
    ]),
  'deep JSON': (target, random) => {
    const depth = pick(random, [1_000, 50_000, 250_000]);
    return send(target.port, [
      whole(target, `{"update_id":7,"message":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    ]);
  },
  'odd updates': (target, random) =>
    send(
      target.port,
      Array.from({ length: 8 }, () => whole(target, JSON.stringify(oddUpdate(random)) ?? 'null')),
      500,
    ),
  'pipelined garbage': (target, random) =>
    send(target.port, [whole(target, 'null'), noise(random, 2_000), whole(target, '{}'), noise(random, 50)]),
  noise: (target, random) => send(target.port, [noise(random, 1 + random.below(20_000))]),
  'a TLS greeting': (target, random) =>
    send(target.port, [Buffer.from('160301020001', 'hex'), noise(random, 512)]),
  smuggling: (target) =>
    send(target.port, [
      `${head(target, [key(target), 'Content-Length: 4', 'Transfer-Encoding: chunked'])}0\r\n\r\n${head(target, [])}`,
    ]),
};

/** Opens that many connections that say nothing, and gives a way to close them. */
export function idleConnections(port: number, count: number): () => void {
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    return socket;
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}
