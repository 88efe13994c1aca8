import { partitionCount } from './buffer/buffer.ts';

/** A partition as this daemon knows it. */
export interface Partition {
  readonly number: number;
  running: boolean;
  /** It may hold something that the run in hand has not seen. */
  again: boolean;
  /** Its entries are taken alone, each attempt counted first: after a start or a failure. */
  careful: boolean;
  /** How many entries are read from its head. */
  window: number;
}

/** How many entries are looked at; more when all of them wait, so that they hide nobody else's for long. */
const usualWindow = 250;
const widestWindow = 16_000;

/** All partitions, as they are known at a start. */
export function createPartitions(): readonly Partition[] {
  return Array.from({ length: partitionCount }, (_, number) => ({
    number,
    running: false,
    again: false,
    careful: true,
    window: usualWindow,
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
