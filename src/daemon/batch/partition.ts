import { type Entry, partitionCount } from '../buffer/buffer.ts';

/** What this daemon knows about a partition. */
export interface Partition {
  readonly number: number;
  /** Whether a batch of it is being processed, or it is pausing. */
  busy: boolean;
  /** Whether it may hold entries that no batch has looked at yet. */
  again: boolean;
  /** Whether a batch of several partitions including it failed: its next batch holds no others. */
  apart: boolean;
  /**
   * Ids of entries that may have ended a process or failed a batch: each is answered alone, and its attempt counted
   * first. Null after a start: every entry then in the partition counts as one.
   */
  suspects: Set<string> | null;
  /** How many entries are read from its head at a time. */
  window: number;
  /** How many times in a row the database or the buffer was out of reach. */
  outages: number;
}

/** The usual `window`. It grows while all entries in it have to wait, so that they do not hide others for long. */
const usualWindow = 250;
export const widestWindow = 16_000;

/** All partitions, as known at the start: everything in them is suspect. */
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
 * Whether more entries may follow the `read` ones, of which `done` were handled. Widens the window when all of them had
 * to wait, and resets it when some were handled.
 */
export function lookFurther(partition: Partition, read: number, done: number): boolean {
  const full = read >= partition.window;
  if (done > 0) partition.window = usualWindow;
  else if (full && partition.window < widestWindow) partition.window *= 2;
  else return false;
  return full;
}

/** Adds these entries to the suspects. */
export function suspect(partition: Partition, entries: readonly Entry[]): void {
  partition.suspects = new Set([...(partition.suspects ?? []), ...entries.map(({ id }) => id)]);
}

/** Forgets suspects that have left the buffer; only where `read` is all that the partition holds. */
export function forgetGone({ suspects, window }: Partition, read: readonly Entry[]): void {
  if (!suspects || read.length >= window) return;
  const standing = new Set(read.map(({ id }) => id));
  for (const id of suspects) if (!standing.has(id)) suspects.delete(id);
}
