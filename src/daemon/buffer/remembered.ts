import { groupBy } from '../../ledger/group.ts';
import {
  type Buffer,
  type Buffered,
  type Entry,
  type Placed,
  partitionCount,
  partitionOf,
} from './buffer.ts';

/**
 * Wraps `buffer` so that a partition is not read while this process pushed everything in it. The counts that pushes
 * return prove that; a count that does not fit means others pushed or removed entries too, and the partition is read
 * until it holds none but ours again. A buffer that does not count is always read.
 */
export function rememberBuffer(buffer: Buffer): Buffer {
  /** Everything each partition holds, oldest first; null: not known. */
  const known: (readonly Entry[] | null)[] = Array.from({ length: partitionCount }, () => null);
  /** How many entries are being pushed to each partition. */
  const leaving = new Uint32Array(partitionCount);

  /** How many entries the partition must hold once all pushes in flight are done; null: not known. */
  const expected = (partition: number): number | null => {
    const standing = known[partition];
    return standing ? standing.length + (leaving[partition] ?? 0) : null;
  };

  function settle(
    partition: number,
    pushed: readonly Entry[],
    count: number | null,
    wanted: number | null,
  ): void {
    const before = known[partition];
    if (before && count === wanted) known[partition] = [...before, ...pushed];
    else known[partition] = count === pushed.length ? pushed : null;
  }

  return {
    ...buffer,

    async push(updates) {
      const shares = [...groupBy(updates, ({ chatId }) => partitionOf(chatId))].map(([partition, share]) => {
        leaving[partition] = (leaving[partition] ?? 0) + share.length;
        return { partition, share, wanted: expected(partition) };
      });
      let placed: ReadonlyMap<Buffered, Placed> | null = null;
      try {
        const places = await buffer.push(updates);
        placed = new Map(updates.map((update, index) => [update, places[index] as Placed]));
        return places;
      } finally {
        for (const { partition, share, wanted } of shares) {
          leaving[partition] = (leaving[partition] ?? 0) - share.length;
          const entries = share.flatMap((update) => {
            const place = placed?.get(update);
            return place ? [entryOf(update, place.id)] : [];
          });
          const [first] = share;
          const count = (first && placed?.get(first)?.count) ?? null;
          // after a failed push it is unknown which entries are there
          settle(partition, entries, placed ? count : null, wanted);
        }
      }
    },

    async read(partition, limit) {
      const standing = known[partition];
      return standing && standing.length > 0 ? standing.slice(0, limit) : buffer.read(partition, limit);
    },

    async remove(partition, ids) {
      const gone = new Set(ids);
      known[partition] = known[partition]?.filter(({ id }) => !gone.has(id)) ?? null;
      await buffer.remove(partition, ids);
    },

    async backlog() {
      const wanted = known.map((_, partition) => expected(partition));
      const counts = await buffer.backlog();
      for (const [partition, count] of counts.entries())
        if (count !== wanted[partition]) known[partition] = null;
      return counts;
    },
  };
}

function entryOf({ updateId, chatId, trace, receivedAt, payload }: Buffered, id: string): Entry {
  return { id, updateId, chatId, trace, receivedAt, payload };
}
