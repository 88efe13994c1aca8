import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { DamagedBackup } from './damaged.ts';

/** The backup was encrypted with another passphrase. */
class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
  constructor() {
    super('this is not the passphrase of this backup: give the one it was encrypted with');
  }
}

/** An encrypted backup begins with this line; a line of JSON follows, then the chunks. */
const mark = 'spndr backup, encrypted\n';
const algorithm = 'aes-256-gcm';
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const longestHeader = 512;

/** The scrypt parameters: about one second and 64 MiB on a small machine. */
const cost = { N: 2 ** 16, r: 8, p: 2 };
/** A file with larger parameters is not one of ours. */
const mostCost = { N: 2 ** 20, r: 16, p: 16 };

interface Header {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  /** Base64; distinguishes a wrong passphrase from a damaged file. */
  readonly check: string;
}

/**
 * Encrypts a stream: scrypt derives a key from `passphrase` and a fresh salt; AES-256-GCM seals chunks of 64 KiB, with
 * the chunk number and a last-chunk flag in the nonce, so that no chunk can be changed, dropped, moved or cut off.
 */
export async function* encrypt(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const { key, check } = await keysOf(passphrase, salt, cost);
  const header = Buffer.from(
    `${mark}${JSON.stringify({ ...cost, salt: salt.toString('base64'), check: check.toString('base64') })}\n`,
  );
  yield header;
  let number = 0;
  for await (const { bytes, isLast } of chunks(source, chunkBytes)) {
    const cipher = createCipheriv(algorithm, key, nonceOf(number, isLast)).setAAD(header);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** Whether a file with this beginning was made by `encrypt`. */
export function isEncrypted(start: Buffer): boolean {
  return start.subarray(0, mark.length).equals(Buffer.from(mark));
}

/** Decrypts what `encrypt` made. Throws `WrongPassphrase` or `DamagedBackup`; chunks given out before are authentic. */
export async function* decrypt(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]();
  const { header, rest } = await readHeader(iterator);
  const told = parseHeader(header);
  const { key, check } = await keysOf(passphrase, Buffer.from(told.salt, 'base64'), told);
  const expected = Buffer.from(told.check, 'base64');
  if (expected.length !== check.length || !timingSafeEqual(expected, check)) throw new WrongPassphrase();
  let number = 0;
  for await (const { bytes, isLast } of chunks(following(rest, iterator), chunkBytes + tagBytes)) {
    if (bytes.length < tagBytes) throw new DamagedBackup('ends too early');
    const at = bytes.length - tagBytes;
    const decipher = createDecipheriv(algorithm, key, nonceOf(number, isLast), { authTagLength: tagBytes })
      .setAAD(header)
      .setAuthTag(bytes.subarray(at));
    const opened = decipher.update(bytes.subarray(0, at));
    try {
      decipher.final();
    } catch (cause) {
      throw new DamagedBackup(isLast ? 'ends too early or is damaged' : 'is damaged', { cause });
    }
    yield opened;
    number += 1;
  }
}

async function keysOf(
  passphrase: string,
  salt: Buffer,
  { N, r, p }: typeof cost,
): Promise<{ key: Buffer; check: Buffer }> {
  const secret = await new Promise<Buffer>((resolve, reject) => {
    const maxmem = 256 * N * r + 1024 * 1024;
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
  const derived = (what: string) => Buffer.from(hkdfSync('sha256', secret, '', `spndr backup: ${what}`, 32));
  return { key: derived('content'), check: derived('check').subarray(0, 16) };
}

/** Each file has its own key, so the chunk number makes a unique nonce. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Cuts a stream into pieces of `size` bytes; the last one may be shorter, even empty, and is always there. */
async function* chunks(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    held = Buffer.concat([held, piece]);
    while (held.length > size) {
      yield { bytes: held.subarray(0, size), isLast: false };
      held = held.subarray(size);
    }
  }
  yield { bytes: held, isLast: true };
}

async function readHeader(iterator: AsyncIterator<Buffer>): Promise<{ header: Buffer; rest: Buffer }> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = held.indexOf('\n', mark.length);
    if (held.length > mark.length && end !== -1)
      return { header: held.subarray(0, end + 1), rest: held.subarray(end + 1) };
    const { done, value } = await iterator.next();
    if (done || held.length > longestHeader) throw new DamagedBackup('is damaged');
    held = Buffer.concat([held, value]);
  }
}

function parseHeader(header: Buffer): Header {
  try {
    const told = JSON.parse(header.toString('utf8', mark.length)) as Header;
    const fits = (['N', 'r', 'p'] as const).every(
      (name) => Number.isInteger(told[name]) && told[name] > 0 && told[name] <= mostCost[name],
    );
    const isPower = Number.isInteger(Math.log2(told.N)) && told.N > 1;
    if (fits && isPower && typeof told.salt === 'string' && typeof told.check === 'string') return told;
  } catch {
    // thrown below
  }
  throw new DamagedBackup('is damaged');
}

/** The pieces of a stream of which `first` was already read. */
export async function* following(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}
