import type { Clock } from '../../src/daemon/clock.ts';

/** A clock whose sleeps end when the test says so. */
export function testClock(start: string): {
  readonly clock: Clock;
  /**
   * Ends the next sleep, waiting for one to begin if need be, and moves the time accordingly; fulfils with its length
   * in ms.
   */
  pass(): Promise<number>;
  set(now: string): void;
} {
  const sleeps: { ms: number; end: () => void }[] = [];
  const waiters: (() => void)[] = [];
  let now = Date.parse(start);
  let monotonicMs = 0;
  return {
    clock: {
      monotonicMs: () => monotonicMs,
      now: () => new Date(now),
      sleep: (ms, signal) =>
        new Promise<void>((end) => {
          if (signal?.aborted) return end();
          signal?.addEventListener('abort', () => end(), { once: true });
          sleeps.push({ ms, end });
          waiters.shift()?.();
        }),
    },
    async pass() {
      if (sleeps.length === 0) await new Promise<void>((wake) => waiters.push(wake));
      const { ms, end } = sleeps.shift()!;
      monotonicMs += ms;
      now += ms;
      end();
      return ms;
    },
    set(moment) {
      now = Date.parse(moment);
    },
  };
}
