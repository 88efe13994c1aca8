import type { AlarmClock } from './clock.ts';
import { createStop } from './lifecycle.ts';

/** Calls out of the process, none of which may take for ever. */
export interface Calls {
  /** What `call` comes to. Its signal is aborted after `ms`, and when all are given up. */
  within<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What `promise` fulfils with; null as soon as all are given up. */
  unlessGivenUp<T>(promise: Promise<T>): Promise<T | null>;
  /** Gives up those in hand and all that come later. */
  giveUp(): void;
}

/** None is in hand. */
export function createCalls(clock: AlarmClock): Calls {
  const givenUp = createStop();
  const { signal } = givenUp;
  const open = new Set<AbortController>();
  /** Of calls that ended in time, for the next ones: making one takes longer than all else about a call. */
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
