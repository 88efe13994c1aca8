import type { Details } from '../purchase.ts';

/** A purchase as files carry it. */
export interface PortablePurchase extends Details {
  /** A UUID in lower case that stays with the purchase wherever it is taken. */
  readonly uid: string;
}

/** What a file says that cannot be taken: the line it begins on, from 1, and a key of what is wrong with it. */
export interface FileProblem {
  readonly line: number;
  readonly problem: string;
  /** The words it is about, at most 100 characters. */
  readonly words: string;
}

/** What a file's reader meets, in the file's order. `uid` is null where the file carries none. */
export type FileRow =
  | {
      readonly line: number;
      readonly purchase: Omit<PortablePurchase, 'uid'> & { readonly uid: string | null };
    }
  | FileProblem;

/** A file format of purchases. Neither way holds more of the file in memory than it must. */
export interface FileFormat {
  /** The file's text, in pieces. `purchases` come in the order of their days. */
  write(purchases: AsyncIterable<PortablePurchase>, options: WriteOptions): AsyncIterable<string>;
  /** Reads what `write` wrote, and as much as possible of what other programs write in this format. Never throws on text. */
  read(text: AsyncIterable<string>, options: ReadOptions): AsyncIterable<FileRow>;
}

export interface WriteOptions {
  /** ISO 4217: the account's own. */
  readonly currency: string;
}

export interface ReadOptions {
  /** For amounts that name none. */
  readonly currency: string;
}
