import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenReasons } from '../listen-reasons.ts';

/** The content of the admin server's pages. */
export interface AdminPages {
  /** Why the daemon is not ready, one line per reason; empty when it is. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly metrics: () => Promise<{ readonly text: string; readonly contentType: string }>;
}

export interface AdminServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves /healthz (200 while the event loop turns), /readyz (200, or 503 with the reasons) and /metrics, to anybody who
 * can reach `host` and `port` (0: any free one). Throws when it cannot listen.
 */
export async function serveAdmin(options: {
  host: string;
  port: number;
  pages: AdminPages;
}): Promise<AdminServer> {
  const { host, port, pages } = options;
  const server = createServer(
    { maxHeaderSize: 8 * 1024, headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000 },
    (request, response) => {
      void answer(request, pages)
        .catch((): Page => ({ status: 500, text: 'the page could not be made\n' }))
        .then((page) => write(response, page));
    },
  );
  server.maxConnections = 32;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = listenReasons[error.code ?? ''] ?? error.message;
      reject(
        new Error(`cannot listen on ${host}:${port}: ${why}; or set SPNDR_ADMIN_LISTEN to another host:port`),
      );
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Page {
  readonly status: number;
  readonly text: string;
  readonly contentType?: string;
}

async function answer(request: IncomingMessage, pages: AdminPages): Promise<Page> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, text: 'GET only\n' };
  switch (request.url?.split('?', 1)[0]) {
    case '/healthz':
      return { status: 200, text: 'alive\n' };
    case '/readyz': {
      const reasons = await pages.notReady();
      if (reasons.length === 0) return { status: 200, text: 'ready\n' };
      return { status: 503, text: `${reasons.join('\n')}\n` };
    }
    case '/metrics':
      return { status: 200, ...(await pages.metrics()) };
    default:
      return { status: 404, text: 'there are /healthz, /readyz and /metrics\n' };
  }
}

function write(response: ServerResponse, { status, text, contentType }: Page): void {
  response
    .writeHead(status, {
      'content-type': contentType ?? 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    })
    .end(text);
}
