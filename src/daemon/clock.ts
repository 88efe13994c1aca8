import { setTimeout as delay } from 'node:timers/promises';

/** Time as the loops see it; a simulation brings its own. */
export interface Clock {
  /** Milliseconds that only ever grow, whatever happens to the time of day. */
  monotonicMs(): number;
  /** The time of day, for what people and logs see. */
  now(): Date;
  /** Fulfils after `ms`, or at once when `signal` is or becomes aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  now: () => new Date(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};
