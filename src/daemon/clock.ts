/** Time as the loops see it; a simulation brings its own. */
export interface Clock {
  /** Milliseconds that only ever grow, whatever happens to the time of day. */
  monotonicMs(): number;
  /** The time of day, for what people and logs see. */
  now(): Date;
  /** Fulfils after `ms`, or at once when `signal` is or becomes aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** For what is mostly cut short: nothing is made for that, which costs more than the timer. */
export interface AlarmClock extends Clock {
  /** Calls `act` after `ms`, unless what it returns is called before. */
  after(ms: number, act: () => void): () => void;
}

export const systemClock: AlarmClock = {
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
      const timer = setTimeout(wake, wholeMs(ms));
      signal?.addEventListener('abort', wake, { once: true });
    }),
  after(ms, act) {
    const timer = setTimeout(act, wholeMs(ms));
    return () => clearTimeout(timer);
  },
};

/** A timer counts whole milliseconds, from the beginning of the one in which it was set: it must not end too early. */
const wholeMs = (ms: number): number => Math.ceil(ms) + 1;

/** Where a loop waits for something to do. */
export interface Alarm {
  /** Ends the wait; with nobody waiting, the next one. */
  ring(): void;
  /** What has rung until now was heard. */
  heard(): void;
  /** Fulfils when it rings, or after `ms`. */
  wait(ms: number): Promise<void>;
}

/** An alarm for one who waits. It has not rung. */
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
