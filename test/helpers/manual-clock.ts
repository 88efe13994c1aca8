import type { AlarmClock } from '../../src/daemon/clock.ts';

/** A clock that stands still until told to advance. */
export interface ManualClock extends AlarmClock {
  /** Lets `ms` pass; sleeps end at their time, in order, and what they wake runs before time goes on. */
  advance(ms: number): Promise<void>;
}

/** A manual clock that begins at 0. */
export function manualClock(): ManualClock {
  let nowMs = 0;
  const sleepers = new Set<{ atMs: number; wake: () => void }>();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    monotonicMs: () => nowMs,
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { atMs: nowMs + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
    after(ms, act) {
      const sleeper = {
        atMs: nowMs + ms,
        wake() {
          sleepers.delete(sleeper);
          act();
        },
      };
      sleepers.add(sleeper);
      return () => sleepers.delete(sleeper);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const [next] = [...sleepers].sort((one, other) => one.atMs - other.atMs);
        if (!next || next.atMs > untilMs) break;
        nowMs = next.atMs;
        next.wake();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}
