/** How many partitions the buffer has. All updates of a chat go to the same one; one daemon at a time processes it. */
export const partitionCount = 16;

/** The partition of a chat: 0 to `partitionCount` - 1. Every daemon, of any version, must compute the same. */
export function partitionOf(chatId: number): number {
  // Ids may be negative and beyond 32 bits: mix both halves before reducing.
  const low = (chatId % 0x1_0000_0000) | 0;
  const high = Math.trunc(chatId / 0x1_0000_0000);
  let mixed = Math.imul(low ^ Math.imul(high, 0x9e37_79b1), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 13)) & (partitionCount - 1);
}

/** One update on its way from intake to processing. */
export interface Buffered {
  readonly updateId: number;
  readonly chatId: number;
  /** Identifies the update in every log line about it. */
  readonly trace: string;
  readonly receivedAt: Date;
  /** The update as JSON text. */
  readonly payload: string;
}

/** An update in its partition. The buffer assigns `id`, by which it is removed. */
export interface Entry extends Buffered {
  readonly id: string;
}

/** Where a pushed update is in the buffer. */
export interface Placed {
  /** The entry's id. */
  readonly id: string;
  /** How many entries its partition held right after this push; null: this buffer does not count them. */
  readonly count: number | null;
}

/**
 * The queue between intake and processing, FIFO within each partition. It may lose entries (no guarantee rests on it),
 * but never reorders a partition. Every call rejects when the store behind it is out of reach.
 */
export interface Buffer {
  /**
   * Appends each update to its chat's partition, in the given order, and fulfils with their places in that order. When
   * it rejects, each partition may hold any prefix of its share.
   */
  push(updates: readonly Buffered[]): Promise<readonly Placed[]>;
  /** The first `limit` entries of a partition, oldest first. */
  read(partition: number, limit: number): Promise<readonly Entry[]>;
  /** Removes entries; ids that are gone already are ignored. */
  remove(partition: number, ids: readonly string[]): Promise<void>;
  /** Which of these entries the partition still holds. */
  standing(partition: number, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** How many entries each partition holds, by partition number. */
  backlog(): Promise<readonly number[]>;
  close(): Promise<void>;
}
