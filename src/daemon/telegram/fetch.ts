import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { urlToHttpOptions } from 'node:url';
import { RequestNotSent, redact } from './errors.ts';
import { readAll } from './read-all.ts';

/** What the library's transport gives to `fetch`. The body is urlencoded, or a stream when it holds a file. */
export interface Init {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

/** What the library's transport reads of a `Response`. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  text(): Promise<string>;
}

export interface FetchLimits {
  /** An answer longer than this is refused. */
  readonly answerBytes: number;
  /** How long an idle connection is kept for the next request. */
  readonly idleMs: number;
  readonly connections: number;
}

const defaultLimits: FetchLimits = { answerBytes: 20 * 1024 * 1024, idleMs: 4_000, connections: 256 };

/** How much longer than we do a server must keep an idle connection, lest it closes it under our request. */
const idleMarginMs = 1_000;

/**
 * A `fetch` of just what the Bot API client needs, on keep-alive connections. It costs a fraction of the global
 * one, bounds the answer, and tells apart what the global one does not: it rejects with `RequestNotSent` when no
 * connection was made (refused, DNS, TLS handshake, aborted or timed out before), and with anything else once the
 * request may have left. An abort after that rejects with the signal's reason. Redirects are not followed.
 */
export function createFetch(limits: Partial<FetchLimits> = {}): (url: string, init: Init) => Promise<Answer> {
  const { answerBytes, idleMs, connections } = { ...defaultLimits, ...limits };
  const options = {
    keepAlive: true,
    // how long an idle connection lives; a request in hand is bounded by its signal alone
    timeout: idleMs,
    maxSockets: connections,
    // a name with a dead IPv6 address and a slow IPv4 one fails within the default 250 ms
    autoSelectFamilyAttemptTimeout: 1_000,
  };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  /** By URL, of which there is one a method: reading one takes as long as much of a request. */
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
            resolve({ status, ok: status >= 200 && status < 300, text: async () => body.toString() });
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

/** True for a connection taken over from another request; a failed one was never connected or is of no use. */
function isConnected(socket: Socket): boolean {
  return !socket.connecting && !socket.destroyed;
}

/** Whether the server announces that it closes idle connections before we would. */
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
