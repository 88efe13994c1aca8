import { setMaxListeners } from 'node:events';

/** Closes what was opened, last first. */
export interface Closers {
  /** Registers how something just opened is closed again. */
  add(close: () => Promise<void> | void): void;
  /** Runs every closer once, last opened first, whatever fails; rejects with the first error. */
  closeAll(): Promise<void>;
}

/** Nothing to close yet. */
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

/** An AbortController that any number of waits may hang on. */
export function createStop(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}
