import { DamagedBackup } from './damaged.ts';

/** A file in a tar archive. */
export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

const block = 512;
/** Table parts are about 1 MiB plus the rest of a row, and no row of spndr comes near this size. */
const largestMember = 256 * 1024 * 1024;

/** Encodes a member. Its name is ASCII, at most 99 characters. `at` becomes its modification time. */
export function tarMember({ name, bytes }: Member, at: Date): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  header.write(name, 0, 100, 'ascii');
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(bytes.length, 12), 124);
  header.write(octal(Math.floor(at.getTime() / 1000), 12), 136);
  header.write('0', 156);
  header.write('ustar', 257);
  header.write('00', 263);
  header.write(`${octal(checksumOf(header), 7)}\0 `, 148, 'latin1');
  return Buffer.concat([header, bytes, Buffer.alloc(-bytes.length & (block - 1))]);
}

/** The end of an archive. */
export const tarEnd: Buffer = Buffer.alloc(2 * block);

/**
 * The members of an archive written with `tarMember`. Throws `DamagedBackup`, also if the end is missing, or
 * is not the end of `source`.
 */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const { take, rest, close } = reader(source);
  try {
    for (;;) {
      const header = await take(block);
      if (header.every((byte) => byte === 0)) break;
      const field = (from: number, length: number) =>
        header.toString('latin1', from, from + length).replace(/\0.*$/s, '');
      const size = Number.parseInt(field(124, 12), 8);
      if (Number.parseInt(field(148, 8), 8) !== checksumOf(header) || !(size >= 0 && size <= largestMember))
        throw new DamagedBackup('is damaged');
      const bytes = await take(size);
      await take(-size & (block - 1));
      yield { name: field(0, 100), bytes };
    }
    await take(block);
    // reading to the end makes the layers below (compression, encryption) verify that the file is complete
    if (await rest()) throw new DamagedBackup('is followed by something else');
  } finally {
    await close();
  }
}

/** The sum of a header's bytes, with the checksum field itself counted as spaces. */
function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

/** `take` gives exactly `length` bytes; `rest` reads to the end, and tells whether there was anything. */
function reader(source: AsyncIterable<Buffer>): {
  take(length: number): Promise<Buffer>;
  rest(): Promise<boolean>;
  close(): Promise<void>;
} {
  const iterator = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  return {
    async take(length) {
      while (size < length) {
        const { done, value } = await iterator.next();
        if (done) throw new DamagedBackup('ends too early');
        held.push(value);
        size += value.length;
      }
      const all = Buffer.concat(held, size);
      held = [all.subarray(length)];
      size -= length;
      return all.subarray(0, length);
    },
    async rest() {
      for (let next = await iterator.next(); !next.done; next = await iterator.next())
        size += next.value.length;
      return size > 0;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
