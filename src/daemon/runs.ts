import type { Clock } from './clock.ts';

/** Work that goes on beside other work. */
export interface Runs {
  /** Begins what there is to be begun, as far as there is room. */
  begin(): void;
  /** Fulfils when all that was begun has ended; nothing else begins. */
  stop(): Promise<void>;
}

/** Work to be begun. `size`: what it is about. */
export interface Run {
  readonly size: number;
  run(): Promise<void>;
}

/** Two at once keep this process and Postgres busy; one that takes longer than this keeps no other waiting. */
const usualRuns = 2;
const usualMs = 50;
/** Beside more than this nothing smaller begins: one run about much costs less than two about little. */
const little = 2;
/** Each needs a connection. */
const mostRuns = 8;

/**
 * `next` gives the next run if there is one of at least this size, null when there is none; it is asked again whenever
 * there is room.
 */
export function createRuns(clock: Clock, next: (leastSize: number) => Run | null): Runs {
  /** The runs in hand. */
  const running = new Map<Promise<void>, { readonly size: number; readonly beganMs: number }>();
  const stopped = new AbortController();
  let looksLater = false;

  function begin(): void {
    while (!stopped.signal.aborted && hasRoom()) {
      const begun = next(leastSize());
      if (begun === null) {
        if (leastSize() > 1) lookLater();
        return;
      }
      const ended = begun.run().finally(() => {
        running.delete(ended);
        begin();
      });
      running.set(ended, { size: begun.size, beganMs: clock.monotonicMs() });
    }
  }

  function hasRoom(): boolean {
    const isUsual = usual().length < usualRuns;
    if (!isUsual) lookLater();
    return isUsual && running.size < mostRuns;
  }

  function leastSize(): number {
    const inHand = usual().reduce((sum, { size }) => sum + size, 0);
    return inHand > little ? inHand : 1;
  }

  /** Those that have not taken long yet. */
  function usual() {
    const since = clock.monotonicMs() - usualMs;
    return [...running.values()].filter(({ beganMs }) => beganMs > since);
  }

  /** A run that takes long gives room to another one before it ends. */
  function lookLater(): void {
    if (looksLater) return;
    looksLater = true;
    void clock.sleep(usualMs, stopped.signal).then(() => {
      looksLater = false;
      begin();
    });
  }

  return {
    begin,
    async stop() {
      stopped.abort();
      await Promise.all(running.keys());
    },
  };
}
