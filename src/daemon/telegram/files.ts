import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, TelegramApiError } from 'node-telegram-bot-api';
import type { FetchFile } from '../files/file-work.ts';
import { fetchAt } from '../rates/credentials.ts';
import { isApiError, redact, retryAfterS } from './errors.ts';
import { string } from './json.ts';

/** Telegram lets bots download no larger files. */
const largestFile = 20 * 1024 * 1024;
const downloadMs = 120_000;
/** How long to wait before each further attempt while Telegram is out of reach, or asks to wait. */
const defaultPausesMs = [500, 1_000, 2_000, 4_000, 8_000, 16_000];
/** No longer is waited, whatever a 429 says. */
const longestPauseMs = 60_000;

/**
 * Makes a function that downloads files people sent, by file id. While Telegram is out of reach it tries again, for half
 * a minute, as long as nothing of the file has come. Its errors contain neither the token nor a password.
 */
export function createFileFetcher(options: {
  readonly api: Pick<Api, 'getFile'>;
  readonly token: string;
  readonly apiRoot: string;
  readonly pausesMs?: readonly number[];
}): FetchFile {
  const { api, token, apiRoot, pausesMs = defaultPausesMs } = options;

  async function locate(fileId: string): Promise<string | 'gone' | 'too-large'> {
    try {
      const file = await api.getFile({ file_id: fileId });
      return string(file.file_path) ?? 'gone';
    } catch (error) {
      if (isApiError(error, 400)) return /too big/i.test(String(error.description)) ? 'too-large' : 'gone';
      const why = `a file cannot be found: ${redact(error)}`;
      if (!(error instanceof TelegramApiError)) throw new OutOfReach(why);
      if (error.errorCode === 429) throw new OutOfReach(why, retryAfterS(error, 0) * 1_000);
      throw error.errorCode >= 500 ? new OutOfReach(why) : new Error(why);
    }
  }

  async function fetchOnce(
    fileId: string,
    write: (bytes: Uint8Array) => Promise<void>,
  ): ReturnType<FetchFile> {
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
      throw new OutOfReach(`a file cannot be fetched: ${redact(error)}`);
    }
  }

  return async (fileId, write) => {
    for (let attempt = 0; ; attempt++) {
      let hasBegun = false;
      try {
        return await fetchOnce(fileId, (bytes) => {
          hasBegun = true;
          return write(bytes);
        });
      } catch (error) {
        const pauseMs = pausesMs[attempt];
        if (!(error instanceof OutOfReach) || hasBegun || pauseMs === undefined) throw error;
        // does not keep a daemon from ending
        await sleep(Math.min(Math.max(pauseMs, error.waitMs), longestPauseMs), undefined, { ref: false });
      }
    }
  };
}

/** Telegram is out of reach, or asks to wait this long. */
class OutOfReach extends Error {
  readonly waitMs: number;

  constructor(message: string, waitMs = 0) {
    super(message);
    this.waitMs = waitMs;
  }
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
