import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';

const file = (name: string) => fileURLToPath(new URL(`certificates/${name}`, import.meta.url));

/** Certificates made for these tests: `authority` signed the certificate of `tlsBefore`, which is for "localhost". */
export const certificates = { authority: file('authority.pem'), stranger: file('stranger.pem') };

const identity = { key: readFileSync(file('server.key')), cert: readFileSync(file('server.pem')) };

/**
 * A TLS proxy for a plain port on this machine. `negotiates`: TLS begins after a request for it, as in Postgres's
 * protocol.
 */
export async function tlsBefore(
  target: number,
  options: { negotiates: boolean },
): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const join = (secure: TLSSocket) => {
    const plain = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [secure, plain],
      [plain, secure],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
      socket.pipe(other);
    }
  };
  const server = options.negotiates
    ? createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.once('data', () => {
          socket.write('S');
          join(new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(identity) }));
        });
      })
    : createTlsServer(identity, join).on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
