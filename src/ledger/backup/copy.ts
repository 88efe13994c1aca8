import type { Client, Connection } from 'pg';

/** About how much of a table is held in memory at a time. */
const partBytes = 1024 * 1024;
/** How many parts may wait for the reader before the server is paused. */
const mostWaiting = 2;

type Settle = { resolve: () => void; reject: (error: unknown) => void };

/**
 * Runs `copy ... to stdout` and gives the data in parts of whole rows, about 1 MiB each. The server is paused while
 * nobody reads. A reader that stops early loses the connection.
 */
export async function* copyOut(client: Client, sql: string): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let part: Buffer[] = [];
  let size = 0;
  let state: 'reading' | 'done' | { error: unknown } = 'reading';
  let wake = () => {};
  let connection: Connection | null = null;

  const flush = () => {
    if (size > 0) waiting.push(Buffer.concat(part, size));
    [part, size] = [[], 0];
  };
  const end = (outcome: typeof state) => {
    flush();
    state = outcome;
    wake();
  };
  client.query({
    submit(to: Connection) {
      connection = to;
      to.query(sql);
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // a copy, as the connection reuses the buffer
      part.push(Buffer.from(chunk));
      size += chunk.length;
      if (size < partBytes) return;
      flush();
      if (waiting.length >= mostWaiting) connection?.stream.pause();
      wake();
    },
    handleCommandComplete() {},
    handleReadyForQuery: () => end(typeof state === 'string' ? 'done' : state),
    handleError(error: unknown) {
      state = { error };
      wake();
    },
  });
  const stream = () => (connection as Connection | null)?.stream;
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        stream()?.resume();
        yield next;
      } else if (state !== 'reading') break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    // after an early stop the rest of the data is still to come, so the connection is of no more use
    if (state === 'reading') stream()?.destroy();
  }
  if (typeof state === 'object') throw (state as { error: unknown }).error;
}

/**
 * Runs `copy ... from stdin` with the data in `parts`, and fulfils with the number of rows. Rejects with the error of
 * `parts` or of the server; the transaction is then aborted.
 */
export async function copyIn(client: Client, sql: string, parts: AsyncIterable<Buffer>): Promise<number> {
  let rows = 0;
  let failed: { error: unknown } | null = null;
  let settle: Settle = { resolve() {}, reject() {} };
  const finished = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  client.query({
    submit: (connection: Connection) => connection.query(sql),
    handleCopyInResponse(connection: Connection) {
      const isRefused = () => failed !== null;
      send(connection as CopyConnection, parts, isRefused).catch((error: unknown) => {
        failed ??= { error };
        (connection as CopyConnection).sendCopyFail('the backup cannot be read');
      });
    },
    handleCommandComplete({ text }: { text: string }) {
      rows = Number(text.split(' ')[1] ?? 0);
    },
    handleReadyForQuery: () => settle.resolve(),
    handleError(error: unknown) {
      // if reading the parts failed, this error only echoes our `sendCopyFail`
      failed ??= { error };
      settle.reject(failed.error);
    },
  });
  await finished;
  return rows;
}

/** A pg connection with the methods its types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

async function send(
  connection: CopyConnection,
  parts: AsyncIterable<Buffer>,
  isRefused: () => boolean,
): Promise<void> {
  for await (const part of parts) {
    if (isRefused()) return;
    connection.sendCopyFromChunk(part);
    if (connection.stream.writableNeedDrain) await drained(connection);
  }
  if (!isRefused()) connection.endCopyFrom();
}

function drained({ stream }: Connection): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stream.on(event, done);
  });
}
