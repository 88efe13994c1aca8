import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4_096);
let used = pool.length;

/**
 * `count` cryptographically random bytes (at most 4,096), each given out once. They come from a pool, because asking
 * the system for a few bytes costs as much as asking for all of it.
 */
export function randomBytes(count: number): Buffer {
  if (count > pool.length) throw new RangeError(`${count} random bytes at once`);
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}
