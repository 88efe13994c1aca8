import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Clock, untilNext } from './clock.ts';

const lookMs = 15_000;

/**
 * Has garbage collected once, when nothing was handled for 15 to 30 s after a start or some work. V8 leaves that to the
 * next work, and an idle daemon would go on holding a third more memory than it needs. `handled` counts updates.
 */
export function startGivingBack(options: {
  handled: () => number;
  clock: Clock;
  /** Collects garbage; V8's own where it is left out. */
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

/** From the event loop, where nothing is in hand: then V8 gives what is free back, too. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: (options: { type: 'major'; execution: 'async' }) => Promise<void> = runInNewContext('gc');
  void gc({ type: 'major', execution: 'async' });
}
