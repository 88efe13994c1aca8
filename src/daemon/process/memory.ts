import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Clock, untilNext } from '../clock.ts';

const lookMs = 15_000;

/**
 * Collects garbage once when no update was handled for 15 to 30 s, after the start and after each busy spell. V8 would
 * leave that to the next busy spell, so an idle daemon would hold a third more memory than it needs. `handled` counts
 * updates.
 */
export function startGivingBack(options: {
  handled: () => number;
  clock: Clock;
  /** Collects garbage; V8's collector by default. */
  collect?: () => void;
}): { stop(): Promise<void> } {
  const { handled, clock, collect = collectGarbage } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const ended = (async () => {
    let seen: number | null = null;
    let holdsGarbage = true;
    while (!signal.aborted) {
      await untilNext(lookMs, clock, signal);
      const isQuiet = seen === handled();
      seen = handled();
      if (!isQuiet) holdsGarbage = true;
      else if (holdsGarbage && !signal.aborted) {
        holdsGarbage = false;
        collect();
      }
    }
  })();
  return {
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

/** Asynchronous, so that it runs when the stack is empty: only then does V8 also return the free memory. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: (options: { type: 'major'; execution: 'async' }) => Promise<void> = runInNewContext('gc');
  void gc({ type: 'major', execution: 'async' });
}
