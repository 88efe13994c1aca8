import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of `message`; null, and reading stops, as soon as it exceeds `limit` bytes. Rejects when the
 * connection breaks. Async iteration would take several times as long.
 */
export function readAll(message: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        message.removeAllListeners('data').pause();
        resolve(null);
      }
    });
    message.once('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)),
    );
    message.on('error', reject);
    message.once('close', () => reject(new Error('the connection was closed in the middle')));
  });
}
