import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export const token = '123456789:AAtestTokenThatMustNeverBeSeenAnywhere';

/** An HTTP server on loopback for one test. `handle` gets each request with its body. Returns its root URL. */
export async function serveHttp(
  handle: (
    request: IncomingMessage & { body: URLSearchParams; text: string },
    response: ServerResponse,
  ) => unknown,
  tune: (server: ReturnType<typeof createServer>) => void = () => {},
): Promise<string> {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('error', () => {});
    request.on('end', () =>
      handle(Object.assign(request, { body: new URLSearchParams(text), text }), response),
    );
  });
  tune(server);
  const port = await opened(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}

/** A TCP server on loopback for one test; `handle` gets each connection. Returns its port. */
export async function serveRaw(handle: (socket: Socket) => unknown): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    handle(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return opened(server);
}

export function opened(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A promise that the test fulfils. */
export function deferred(): {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
} {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** Lets everything happen that needs nothing but turns of the event loop. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** A key and certificate that nobody trusts. */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgO5O/evJSBh+eCfUV
44+q3Lpszwo2VqGAqeKJ+zwtisahRANCAATc2luoFk9LH1KUaOYv+Z4gcw7iQI1f
GRL5S8i4+XVRPlrSWy80gigo2NIPOEBRaDa3r53S8AE079T6BoiVjuOA
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUSjdZROta7nrL6glYGr87k29tou4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEwMjAxN1oYDzIxMjYxMDI5
MTAyMDE3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATc2luoFk9LH1KUaOYv+Z4gcw7iQI1fGRL5S8i4+XVRPlrSWy80gigo
2NIPOEBRaDa3r53S8AE079T6BoiVjuOAo1MwUTAdBgNVHQ4EFgQUNUPaWJ2OzzhV
JMz4Lrm86KWzM3QwHwYDVR0jBBgwFoAUNUPaWJ2OzzhVJMz4Lrm86KWzM3QwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAIe0k4EWN38mYKqov2csy6
Lj7kEiFUd7Z+U+tf+4UjgQIhAMWo1S2Wh4TlN+3vqRlJ0doUQuW6wdPDWaG5alwF
42Mv
-----END CERTIFICATE-----`,
};
