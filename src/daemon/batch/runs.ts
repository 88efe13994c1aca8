import type { Clock } from '../clock.ts';

/** Runs several pieces of work concurrently. */
export interface Runs {
  /** Begins new work, as far as there is some and there is room. */
  begin(): void;
  /** Begins nothing more, and fulfils when all running work has ended. */
  stop(): Promise<void>;
}

/** A piece of work. `size`: how many partitions it covers. */
export interface Run {
  readonly size: number;
  run(): Promise<void>;
}

/**
 * Two at once keep this process and Postgres busy. A run that lasts longer than `usualMs` takes no room from others.
 */
const usualRuns = 2;
const usualMs = 50;
/**
 * While runs covering more than this are in progress, only a run of at least their size may begin: one large run costs
 * less than two small ones.
 */
const little = 2;
/** Each run needs a database connection. */
const mostRuns = 8;

/**
 * `next` is called whenever there is room, and returns the next run; null when there is none, or none large enough for
 * `leastSize`.
 */
export function createRuns(clock: Clock, next: (leastSize: number) => Run | null): Runs {
  /** The runs in progress. */
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

  /** The runs that have not lasted long yet. */
  function usual() {
    const since = clock.monotonicMs() - usualMs;
    return [...running.values()].filter(({ beganMs }) => beganMs > since);
  }

  /** Looks again later: by then a run may have lasted so long that another may begin beside it. */
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
