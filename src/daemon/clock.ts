/** The loops' only source of time, so that a simulation can replace it. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never goes back, whatever is done to the system clock. */
  monotonicMs(): number;
  /** The system clock's time, for people and logs. */
  now(): Date;
  /** Fulfils after `ms`, or at once when `signal` is or becomes aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A clock with timers that are cheap to cancel, for waits that mostly end early. */
export interface AlarmClock extends Clock {
  /** Calls `act` after `ms`, unless the returned function is called first. */
  after(ms: number, act: () => void): () => void;
}

export const systemClock: AlarmClock = {
  monotonicMs: () => performance.now(),
  now: () => new Date(),
  // node:timers/promises creates an error with a stack for each sleep that is aborted, and most of ours are
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, wholeMs(ms));
      signal?.addEventListener('abort', wake, { once: true });
    }),
  after(ms, act) {
    const timer = setTimeout(act, wholeMs(ms));
    return () => clearTimeout(timer);
  },
};

/**
 * A timer counts whole milliseconds from the start of the one it was set in: rounded up, so that it never fires early.
 */
const wholeMs = (ms: number): number => Math.ceil(ms) + 1;

/** What a loop waits on until there is something to do. */
export interface Alarm {
  /** Ends the current wait or, if nobody is waiting, the next one. */
  ring(): void;
  /** Forgets past rings, so that the next wait really waits. */
  heard(): void;
  /** Fulfils when it rings or has rung, at the latest after `ms`. */
  wait(ms: number): Promise<void>;
}

/** An alarm that has not rung, for a single waiter. */
export function createAlarm(clock: AlarmClock): Alarm {
  let rung = false;
  let end: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      end?.();
    },
    heard() {
      rung = false;
    },
    wait: (ms) =>
      new Promise((resolve) => {
        if (rung) return resolve();
        const cancel = clock.after(ms, () => end?.());
        end = () => {
          cancel();
          end = null;
          resolve();
        };
      }),
  };
}

/**
 * The first multiple of `everyMs` after `nowMs` (both monotonic). Idle loops look then, all at the same moment, so that
 * an idle process wakes up as rarely as possible.
 */
export function nextFull(everyMs: number, nowMs: number): number {
  return nowMs + everyMs - (nowMs % everyMs);
}

/** Sleeps until `nextFull`, or until `signal` is aborted. */
export function untilNext(everyMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const nowMs = clock.monotonicMs();
  return clock.sleep(nextFull(everyMs, nowMs) - nowMs, signal);
}
