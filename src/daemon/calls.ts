import type { AlarmClock } from './clock.ts';
import { createStop } from './process/lifecycle.ts';

/** Calls to other systems, each with a time limit and all of them cancellable. */
export interface Calls {
  /** Runs `call` and settles as it does. Its signal is aborted after `ms`, or on `giveUp`. */
  within<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Settles as `promise` does, or fulfils with null on `giveUp`. */
  unlessGivenUp<T>(promise: Promise<T>): Promise<T | null>;
  /** Cancels the calls in flight and all later ones. */
  giveUp(): void;
}

/** No call is in flight yet. */
export function createCalls(clock: AlarmClock): Calls {
  const givenUp = createStop();
  const { signal } = givenUp;
  const open = new Set<AbortController>();
  /** Controllers of calls that ended in time, for reuse: creating one costs more than the rest of a call. */
  const spare: AbortController[] = [];
  return {
    async within(ms, call) {
      const controller = spare.pop() ?? new AbortController();
      if (signal.aborted) controller.abort();
      open.add(controller);
      const cancel = clock.after(ms, () => controller.abort());
      try {
        return await call(controller.signal);
      } finally {
        cancel();
        open.delete(controller);
        if (!controller.signal.aborted) spare.push(controller);
      }
    },
    async unlessGivenUp(promise) {
      let stop: () => void = () => undefined;
      const stopped = new Promise<null>((resolve) => {
        stop = () => resolve(null);
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
      });
      return Promise.race([promise, stopped]).finally(() => signal.removeEventListener('abort', stop));
    },
    giveUp() {
      givenUp.abort();
      for (const controller of open) controller.abort();
    },
  };
}
