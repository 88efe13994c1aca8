import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { listenReasons } from '../listen-reasons.ts';
import { NotHandled, type Offer } from '../ports.ts';
import { readUpdate } from './decode.ts';
import { redact } from './errors.ts';
import { readAll } from './read-all.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** An inherited listening socket to use; `host` and `port` are then ignored. */
  readonly fd?: number | undefined;
  /** The path of the registered URL; a query in a request is ignored. */
  readonly path: string;
  /** What the header X-Telegram-Bot-Api-Secret-Token must contain. */
  readonly secret: string;
  readonly offer: Offer;
  readonly log: Logger;
  readonly limits?: Partial<ListenLimits>;
}

interface ListenLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** Beyond this many, the oldest connection that has not shown the secret is closed, or the new one if all have. */
  readonly connections: number;
  /** Requests being handled; further ones are answered with 503. */
  readonly inHand: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  /** How often `headersMs` and `requestMs` are checked. */
  readonly checkMs: number;
  readonly retryAfterS: number;
}

const defaultLimits: ListenLimits = {
  bodyBytes: 1024 * 1024,
  headerBytes: 8 * 1024,
  connections: 256,
  inHand: 256,
  headersMs: 10_000,
  requestMs: 30_000,
  // longer than common reverse proxies keep idle connections, or they would use one that we have closed
  idleMs: 65_000,
  checkMs: 2_000,
  retryAfterS: 1,
};

export interface Listener {
  readonly port: number;
  /** Accepts no more connections, closes idle ones, and fulfils when pending requests are answered. */
  stop(): Promise<void>;
}

/**
 * Listens for updates that Telegram pushes. Answers 200 when the update's effect is committed (or the request contains
 * nothing that could ever be handled), 503 when Telegram should send it again. No body is read before the secret is
 * verified. Throws when it cannot listen.
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { path, secret, offer, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const expected = padded(secret);
  /** All connections, oldest first, with their number of unanswered requests. */
  const connections = new Map<Socket, number>();
  /** Connections that have sent the right secret. */
  const known = new WeakSet<Socket>();
  let inHand = 0;
  let quietUntil = 0;
  let stopping: Promise<void> | null = null;

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
    expectsContinue: boolean,
  ): Promise<void> {
    const refusal = refusalOf(request);
    if (refusal !== null) return refuse(response, refusal);
    known.add(request.socket);
    if (inHand >= limits.inHand) return later(response);
    inHand += 1;
    try {
      if (expectsContinue) response.writeContinue();
      const body = await readAll(request, limits.bodyBytes);
      if (body === null) return refuse(response, 413);
      const text = body.toString();
      const update = readUpdate(parse(text), text);
      if (!update) {
        log.warn({ bytes: body.length }, 'the webhook was sent something that is not an update');
        return answer(response, 200);
      }
      await offer(update);
      answer(response, 200);
    } catch (error) {
      if (!request.complete) return; // the sender disconnected before the body was complete
      if (!(error instanceof NotHandled)) log.error({ error: redact(error) }, 'an update was not handled');
      later(response);
    } finally {
      inHand -= 1;
    }
  }

  function refusalOf(request: IncomingMessage): number | null {
    if (request.url?.split('?', 1)[0] !== path || request.method !== 'POST') return 404;
    if (
      !timingSafeEqual(padded(String(request.headers['x-telegram-bot-api-secret-token'] ?? '')), expected)
    ) {
      warnOfStranger();
      return 401;
    }
    if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) return 413;
    return null;
  }

  /** Warns the operator of a wrong secret, at most once a minute: whoever guesses must not be able to fill the log. */
  function warnOfStranger(): void {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + 60_000;
    log.warn('requests without the right webhook secret are refused');
  }

  /** Answers without reading the body, and closes the connection, whatever is still coming. */
  function refuse(response: ServerResponse, status: number): void {
    response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
  }

  function later(response: ServerResponse): void {
    response.setHeader('retry-after', limits.retryAfterS);
    answer(response, 503);
  }

  function answer(response: ServerResponse, status: number): void {
    if (stopping) response.setHeader('connection', 'close');
    response.writeHead(status, { 'content-length': 0 }).end();
  }

  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
  });
  server.on('connection', (socket) => {
    if (connections.size >= limits.connections) {
      const stranger = strangerAmong(connections, known);
      (stranger ?? socket).destroy();
      if (stranger === null) return;
      connections.delete(stranger);
    }
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  const serve = (expectsContinue: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    connections.set(socket, (connections.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (connections.get(socket) ?? 1) - 1;
      if (connections.has(socket)) connections.set(socket, left);
    });
    void handle(request, response, expectsContinue);
  };
  server.on('request', serve(false));
  server.on('checkContinue', serve(true));
  const port = await open(server, options);

  async function stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const [socket, requests] of connections) if (requests === 0) socket.destroy();
    await closed;
  }

  return {
    port,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/**
 * The oldest connection that has not shown the secret, so that idle ones cannot keep Telegram out; null when all have.
 */
function strangerAmong(connections: ReadonlyMap<Socket, number>, known: WeakSet<Socket>): Socket | null {
  for (const socket of connections.keys()) if (!known.has(socket)) return socket;
  return null;
}

async function open(server: Server, { host, port, fd }: ListenOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (fd !== undefined)
        return reject(
          new Error(`cannot listen on the inherited socket (${error.code}): check the socket unit`),
        );
      const why = listenReasons[error.code ?? ''] ?? error.message;
      reject(
        new Error(
          `cannot listen on ${host}:${port}: ${why}; or set SPNDR_WEBHOOK_LISTEN to another host:port`,
        ),
      );
    });
    if (fd === undefined) server.listen(port, host, resolve);
    else server.listen({ fd }, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The JSON value in `text`; undefined when it is not valid JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Longer than any secret may be. */
const secretRoom = 512;

/**
 * Padded to a fixed length, so that the comparison reveals nothing about the secret, not even its length. No header can
 * contain the NULs that pad it.
 */
function padded(secret: string): Buffer {
  const bytes = Buffer.alloc(secretRoom);
  bytes.write(secret);
  return bytes;
}
