import type { Clock } from './clock.ts';

/** Work that goes on beside other work. */
export interface Runs {
  /** Begins what there is to be begun, as far as there is room. */
  begin(): void;
  /** Fulfils when all that was begun has ended; nothing else begins. */
  stop(): Promise<void>;
}

/** Two at once keep this process and Postgres busy; one that takes longer than this keeps no other waiting. */
const usualRuns = 2;
const usualMs = 50;
/** Each needs a connection. */
const mostRuns = 8;

/** `next` gives the next run, null when there is nothing to do; it is asked again whenever there is room. */
export function createRuns(clock: Clock, next: () => (() => Promise<void>) | null): Runs {
  /** The runs in hand, with when they began. */
  const running = new Map<Promise<void>, number>();
  const stopped = new AbortController();
  let looksLater = false;

  function begin(): void {
    while (!stopped.signal.aborted && hasRoom()) {
      const run = next();
      if (run === null) return;
      const ended = run().finally(() => {
        running.delete(ended);
        begin();
      });
      running.set(ended, clock.monotonicMs());
    }
  }

  function hasRoom(): boolean {
    const usualSince = clock.monotonicMs() - usualMs;
    const usual = [...running.values()].filter((beganMs) => beganMs > usualSince).length;
    if (usual >= usualRuns) lookLater();
    return usual < usualRuns && running.size < mostRuns;
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
