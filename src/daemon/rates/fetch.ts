import { largestFile, readRates } from '../../ledger/rates/read.ts';
import type { ReadRates } from '../../ledger/rates/reading.ts';
import { fetchAt } from './credentials.ts';

const timeoutMs = 60_000;

/**
 * Makes a function that fetches and reads the rates at an http(s) URL; it gives up after a minute or 64 MiB. Its errors
 * name only the host, since the rest of the URL may be secret.
 */
export function ratesAt(url: string): (signal: AbortSignal) => Promise<ReadRates> {
  const { host } = new URL(url);
  return async (signal) => {
    let bytes: Uint8Array;
    try {
      bytes = await download(url, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    } catch (error) {
      throw new Error(`${host} did not give the rates (${reasonOf(error)}): check SPNDR_RATES_URL`);
    }
    return readRates(bytes);
  };
}

async function download(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetchAt(url, {
    signal,
    headers: { accept: 'application/xml, text/csv, */*;q=0.1' },
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largestFile) throw new Error('the answer is larger than 64 MiB');
  }
  return Buffer.concat(chunks);
}

/** Why a fetch failed: the code of its cause if there is one, else a message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
