/** How many lanes the buffer has. A chat always goes to the same one, and one is processed by one daemon at a time. */
export const partitionCount = 16;

/** The partition of a chat: 0 to `partitionCount` - 1, the same in every daemon and for ever. */
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
  /** Names the update's whole path in the logs. */
  readonly trace: string;
  readonly receivedAt: Date;
  /** The update as JSON text. */
  readonly payload: string;
}

/** A buffered update as it stands in its partition; `id` is the buffer's own, for removing. */
export interface Entry extends Buffered {
  readonly id: string;
}

/** Where an update came to stand. */
export interface Placed {
  /** The entry's id. */
  readonly id: string;
  /** How many entries stood in its partition once its whole share of the push did; null: this buffer does not count. */
  readonly count: number | null;
}

/**
 * The FIFO between intake and processing, in partitions. It may lose what it holds (the guarantee does not rest on
 * it) but never changes the order within a partition. Every call rejects when the store behind it is out of reach.
 */
export interface Buffer {
  /**
   * Appends each update to the partition of its chat, in the given order. When the call rejects, any prefix of each
   * partition's share may stand. Fulfils with the entries' places, in the same order.
   */
  push(updates: readonly Buffered[]): Promise<readonly Placed[]>;
  /** The first `limit` entries of a partition, oldest first. */
  read(partition: number, limit: number): Promise<readonly Entry[]>;
  /** Removes entries; those already gone are fine. */
  remove(partition: number, ids: readonly string[]): Promise<void>;
  /** Which of these entries still stand. */
  standing(partition: number, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** How many entries each partition holds, by partition number. */
  backlog(): Promise<readonly number[]>;
  close(): Promise<void>;
}
