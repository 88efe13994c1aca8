import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip, type Gunzip, type Gzip } from 'node:zlib';
import { DamagedBackup } from './damaged.ts';
import { decrypt, encrypt, following, isEncrypted } from './envelope.ts';

/** How to open a backup; `passphrase` is called only if it is encrypted. */
export interface Opening {
  readonly passphrase: () => Promise<string>;
}

/** Compresses an archive, and encrypts it unless `passphrase` is null. */
export function pack(archive: AsyncIterable<Buffer>, passphrase: string | null): AsyncIterable<Buffer> {
  const compressed = through(archive, createGzip());
  return passphrase === null ? compressed : encrypt(compressed, passphrase);
}

/**
 * The archive in a backup file. Throws `DamagedBackup` for one that is no backup or incomplete, `WrongPassphrase`, and
 * what `passphrase` throws.
 */
export async function* unpack(file: AsyncIterable<Buffer>, { passphrase }: Opening): AsyncGenerator<Buffer> {
  const { start, whole } = await peek(file);
  if (isEncrypted(start)) yield* gunzip(decrypt(whole, await passphrase()));
  else if (start[0] === 0x1f && start[1] === 0x8b) yield* gunzip(whole);
  else if (start.length === 0) throw new DamagedBackup('is an empty file');
  else throw new DamagedBackup('is not one that spndr made');
}

/**
 * The first bytes of a file, at least 64 if it has that many, and the whole of it, which is read only once, since it
 * may be a pipe.
 */
export async function peek(
  file: AsyncIterable<Buffer>,
): Promise<{ readonly start: Buffer; readonly whole: AsyncIterable<Buffer> }> {
  const iterator = file[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    start = Buffer.concat([start, next.value]);
    if (start.length >= 64) break;
  }
  return { start, whole: following(start, iterator) };
}

async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* through(source, createGunzip());
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!code.startsWith('Z_')) throw error;
    throw new DamagedBackup(code === 'Z_BUF_ERROR' ? 'ends too early' : 'is damaged', { cause: error });
  }
}

/** Pipes `source` through `step`; whoever reads the result gets the errors of both. */
async function* through(source: AsyncIterable<Buffer>, step: Gzip | Gunzip): AsyncGenerator<Buffer> {
  pipeline(Readable.from(source), step, () => {});
  yield* step as AsyncIterable<Buffer>;
}
