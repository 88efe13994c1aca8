import { type Entry, partitionCount } from './buffer/buffer.ts';

/** A partition as this daemon knows it. */
export interface Partition {
  readonly number: number;
  /** A batch of it is in hand, or it rests. */
  busy: boolean;
  /** It may hold something that the batch in hand has not seen. */
  again: boolean;
  /** A batch failed that it had together with others: the next one it has by itself. */
  apart: boolean;
  /**
   * Ids of entries that may have ended a process or failed a batch: each is taken alone, its attempt counted first. null
   * after a start: all that stand then.
   */
  suspects: Set<string> | null;
  /** How many entries are read from its head. */
  window: number;
  /** How often in a row the database or the buffer was out of reach. */
  outages: number;
}

/** How many entries are looked at; more when all of them wait, so that they hide nobody else's for long. */
const usualWindow = 250;
export const widestWindow = 16_000;

/** All partitions, as they are known at a start. */
export function createPartitions(): readonly Partition[] {
  return Array.from({ length: partitionCount }, (_, number) => ({
    number,
    busy: false,
    again: false,
    apart: false,
    suspects: null,
    window: usualWindow,
    outages: 0,
  }));
}

/**
 * Whether more can stand behind the entries that were `read`, of which so many are `done`. When all of that waits, the
 * next look reaches further.
 */
export function lookFurther(partition: Partition, read: number, done: number): boolean {
  const full = read >= partition.window;
  if (done > 0) partition.window = usualWindow;
  else if (full && partition.window < widestWindow) partition.window *= 2;
  else return false;
  return full;
}

/** From now on these entries are suspects, too. */
export function suspect(partition: Partition, entries: readonly Entry[]): void {
  partition.suspects = new Set([...(partition.suspects ?? []), ...entries.map(({ id }) => id)]);
}

/** Forgets the suspects that are not among the entries that were read, where those are all that stand. */
export function forgetGone({ suspects, window }: Partition, read: readonly Entry[]): void {
  if (!suspects || read.length >= window) return;
  const standing = new Set(read.map(({ id }) => id));
  for (const id of suspects) if (!standing.has(id)) suspects.delete(id);
}
