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
  // the one of node:timers/promises makes an error with its stack for each sleep that is cut short: most of ours are
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      // a timer counts whole milliseconds, from the beginning of the one in which it was set
      const timer = setTimeout(wake, Math.ceil(ms) + 1);
      signal?.addEventListener('abort', wake, { once: true });
    }),
};

/**
 * The next full `everyMs` after `nowMs` (monotonic). Loops with nothing to do look then, so that they wake up together and
 * not one after the other: a process that does nothing should hardly wake up.
 */
export function nextFull(everyMs: number, nowMs: number): number {
  return nowMs + everyMs - (nowMs % everyMs);
}

/** Sleeps until then. */
export function untilNext(everyMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const nowMs = clock.monotonicMs();
  return clock.sleep(nextFull(everyMs, nowMs) - nowMs, signal);
}
