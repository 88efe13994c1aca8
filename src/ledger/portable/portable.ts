import type { Details } from '../purchases/purchase.ts';

/** A purchase as files contain it. */
export interface PortablePurchase extends Details {
  /** A UUID in lower case that identifies the purchase in every ledger it is copied to. */
  readonly uid: string;
}

/** A part of a file that cannot be imported: the line it begins on, from 1, and a key for what is wrong. */
export interface FileProblem {
  readonly line: number;
  readonly problem: string;
  /** The text it is about, at most 100 characters. */
  readonly words: string;
}

/** What reading a file yields, in its order. `uid` is null if the file has none. */
export type FileRow =
  | {
      readonly line: number;
      readonly purchase: Omit<PortablePurchase, 'uid'> & { readonly uid: string | null };
    }
  | FileProblem;

/** A file format for purchases. Reading and writing hold no more of a file in memory than they must. */
export interface FileFormat {
  /** Gives the file's text in pieces. `purchases` must be sorted by day. */
  write(purchases: AsyncIterable<PortablePurchase>, options: WriteOptions): AsyncIterable<string>;
  /**
   * Reads what `write` wrote, and as much as possible of what other programs write. Never throws because of the text.
   */
  read(text: AsyncIterable<string>, options: ReadOptions): AsyncIterable<FileRow>;
}

export interface WriteOptions {
  /** The account's own, ISO 4217. */
  readonly currency: string;
}

export interface ReadOptions {
  /** The currency of amounts that name none, ISO 4217. */
  readonly currency: string;
}
