import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { Api } from 'node-telegram-bot-api';
import { fetchAt } from '../credentials.ts';
import type { FetchFile } from '../file-work.ts';
import { isApiError, redact } from './errors.ts';
import { string } from './json.ts';

/** Telegram lets bots download no larger files. */
const largestFile = 20 * 1024 * 1024;
const downloadMs = 120_000;

/**
 * Makes a function that downloads files people sent, by file id. Its errors contain neither the token nor a password.
 */
export function createFileFetcher(options: {
  readonly api: Pick<Api, 'getFile'>;
  readonly token: string;
  readonly apiRoot: string;
}): FetchFile {
  const { api, token, apiRoot } = options;

  async function locate(fileId: string): Promise<string | 'gone' | 'too-large'> {
    try {
      const file = await api.getFile({ file_id: fileId });
      return string(file.file_path) ?? 'gone';
    } catch (error) {
      if (!isApiError(error, 400)) throw new Error(`a file cannot be found: ${redact(error)}`);
      return /too big/i.test(String(error.description)) ? 'too-large' : 'gone';
    }
  }

  return async (fileId, write) => {
    const place = await locate(fileId);
    if (place === 'gone' || place === 'too-large') return place;
    const signal = AbortSignal.timeout(downloadMs);
    try {
      const response = await fetchAt(`${apiRoot}/file/bot${token}/${place}`, { signal, redirect: 'error' });
      if (response.status === 404) return 'gone';
      if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
      const body = Readable.fromWeb(response.body as WebStream<Uint8Array>);
      for await (const bytes of limited(body)) await write(bytes);
      return null;
    } catch (error) {
      if (error instanceof TooLarge) return 'too-large';
      throw new Error(`a file cannot be fetched: ${redact(error)}`);
    }
  };
}

class TooLarge extends Error {}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largestFile) throw new TooLarge();
    yield chunk;
  }
}
