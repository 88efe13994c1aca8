import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { urlToHttpOptions } from 'node:url';
import { RequestNotSent, redact } from './errors.ts';
import { readAll } from './read-all.ts';

/** What the Bot API library passes to `fetch`. The body is URL-encoded, or a stream when it contains a file. */
export interface Init {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

/** What the Bot API library reads of a `Response`. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  text(): Promise<string>;
}

export interface FetchLimits {
  /** Longer answers are refused. */
  readonly answerBytes: number;
  /** How long an idle connection is kept for the next request. */
  readonly idleMs: number;
  readonly connections: number;
}

const defaultLimits: FetchLimits = { answerBytes: 20 * 1024 * 1024, idleMs: 4_000, connections: 256 };

/**
 * By how much the server's keep-alive time must exceed ours, or it might close a connection just as we send a request.
 */
const idleMarginMs = 1_000;

/**
 * A minimal `fetch` for the Bot API client, on keep-alive connections. It costs a fraction of the global one, limits
 * the size of the answer, and makes a distinction that one does not: it rejects with `RequestNotSent` when no
 * connection was made (refused, DNS, TLS handshake, aborted before), and with any other error once the request may have
 * been sent. An abort after that rejects with the signal's reason. Redirects are not followed. A proxy's page that says
 * "too large" or "too many requests" becomes an answer like Telegram's.
 */
export function createFetch(limits: Partial<FetchLimits> = {}): (url: string, init: Init) => Promise<Answer> {
  const { answerBytes, idleMs, connections } = { ...defaultLimits, ...limits };
  const options = {
    keepAlive: true,
    // applies to idle connections; a request in flight is limited by its signal alone
    timeout: idleMs,
    maxSockets: connections,
    // with the default of 250 ms, a host with a dead IPv6 address and a slow IPv4 one cannot be reached
    autoSelectFamilyAttemptTimeout: 1_000,
  };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  /** Request options by URL. There is one URL per method, and parsing it would be a large part of a request's cost. */
  const targets = new Map<string, http.RequestOptions>();

  function targetOf(url: string): http.RequestOptions {
    const known = targets.get(url);
    if (known) return known;
    const place = urlToHttpOptions(new URL(url));
    const target = { ...place, method: 'POST', agent: place.protocol === 'https:' ? secure : plain };
    targets.set(url, target);
    return target;
  }

  return (url, init) =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      const { headers, send } = outgoing(init);
      let mayHaveLeft = false;
      const fail = (error: unknown) => {
        signal?.removeEventListener('abort', abort);
        reject(mayHaveLeft ? error : new RequestNotSent(`not connected: ${redact(error)}`));
      };
      const abort = () => {
        fail(signal?.reason);
        request?.destroy();
      };
      let request: http.ClientRequest | undefined;
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });

      const target = targetOf(url);
      const tls = target.protocol === 'https:';
      request = (tls ? https : http).request({ ...target, headers });
      request.on('error', fail);
      request.on('socket', (socket) => {
        if (request?.reusedSocket || isConnected(socket)) mayHaveLeft = true;
        else
          socket.once(tls ? 'secureConnect' : 'connect', () => {
            mayHaveLeft = true;
          });
      });
      request.on('response', (response) => {
        if (request && closesSoon(response, idleMs)) request.shouldKeepAlive = false;
        readAll(response, answerBytes).then(
          (body) => {
            if (body === null) {
              fail(new Error(`the answer is longer than ${answerBytes} bytes`));
              request?.destroy();
              return;
            }
            signal?.removeEventListener('abort', abort);
            if (!request?.writableFinished) request?.destroy();
            const status = response.statusCode ?? 0;
            const text = refusalByProxy(response, body) ?? body.toString();
            resolve({ status, ok: status >= 200 && status < 300, text: async () => text });
          },
          (error: unknown) => {
            fail(error);
            request?.destroy();
          },
        );
      });
      send(request, fail);
    });
}

/**
 * In Telegram's form, the refusal on a page of a proxy that certainly passed nothing on: the request is too large for it,
 * or there are too many. Null: the answer is none of these.
 */
function refusalByProxy({ statusCode, headers }: http.IncomingMessage, body: Buffer): string | null {
  if ((statusCode !== 413 && statusCode !== 429) || body.toString().trimStart().startsWith('{')) return null;
  const [description, seconds] = [http.STATUS_CODES[statusCode], Number(headers['retry-after'])];
  const parameters = seconds > 0 ? { retry_after: seconds } : {};
  return JSON.stringify({ ok: false, error_code: statusCode, description, parameters });
}

/** Whether the socket is connected already, taken over from another request. */
function isConnected(socket: Socket): boolean {
  return !socket.connecting && !socket.destroyed;
}

/** Whether the server says that it closes idle connections too soon for us to reuse them safely. */
function closesSoon(response: http.IncomingMessage, idleMs: number): boolean {
  const hint = /timeout=(\d+)/i.exec(String(response.headers['keep-alive'] ?? ''))?.[1];
  return hint !== undefined && Number(hint) * 1_000 < idleMs + idleMarginMs;
}

interface Outgoing {
  readonly headers: http.OutgoingHttpHeaders;
  readonly send: (request: http.ClientRequest, fail: (error: unknown) => void) => void;
}

function outgoing({ headers = {}, body }: Init): Outgoing {
  if (body instanceof ReadableStream) {
    const source = Readable.fromWeb(body as WebStream);
    return { headers: { ...headers }, send: (request, fail) => void pipeline(source, request).catch(fail) };
  }
  if (typeof body === 'string' || body instanceof URLSearchParams) {
    const text = body.toString();
    const length = Buffer.byteLength(text);
    return { headers: { ...headers, 'content-length': length }, send: (request) => request.end(text) };
  }
  throw new TypeError('a request body must be text, URLSearchParams or a stream');
}
