import { Malformed, type ReadRates } from './reading.ts';

/** In bytes; the ECB's files are less than a tenth of this. */
export const largestFile = 64 * 1024 * 1024;

/**
 * Reads a file of the European Central Bank's reference rates, CSV or XML, for one day, 90 days or all. Either all of
 * it is valid, or nothing is read.
 */
export async function readRates(bytes: Uint8Array): Promise<ReadRates> {
  try {
    const text = decode(bytes);
    const isXml = /^\s*</.test(text.slice(0, 100));
    const days = isXml ? (await import('./xml.ts')).readXml(text) : (await import('./csv.ts')).readCsv(text);
    return { ok: true, days };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, line: error.line, problem: error.message };
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > largestFile) throw new Malformed(1, 'the file is larger than 64 MiB');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw new Malformed(1, 'this is a zip archive: unzip it first');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Malformed(1, 'the file is not UTF-8 text');
  }
}
