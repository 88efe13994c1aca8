import { setMaxListeners } from 'node:events';

/** Closes things in the reverse order of opening. */
export interface Closers {
  /** Registers how to close something that was just opened. */
  add(close: () => Promise<void> | void): void;
  /** Runs every closer once, last added first, even if some fail; rejects with the first error. */
  closeAll(): Promise<void>;
}

/** Nothing is registered yet. */
export function createClosers(): Closers {
  const closers: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    const errors: unknown[] = [];
    for (let next = closers.pop(); next; next = closers.pop()) {
      try {
        await next();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  return {
    add: (closer) => closers.push(closer),
    closeAll: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The end of a loop that runs until `stopped` is aborted: `stop` aborts it, and fulfils when the loop has ended. */
export function endOf(stopped: AbortController, loop: Promise<void>): { stop(): Promise<void> } {
  return {
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

/** An AbortController whose signal may have any number of listeners without a warning. */
export function createStop(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}
