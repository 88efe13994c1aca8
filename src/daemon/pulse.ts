import type { Clock } from './clock.ts';

/** One of the daemon's three loops. */
export type Loop = 'intake' | 'processing' | 'delivery';

/** Something that a loop is at: it goes on when it is taken up again, and is over when it ends. */
export interface Turn {
  again(): void;
  end(): void;
}

/** Where the loops say that they progress. Waiting for an outage to end is progress, too: it ends in tries. */
export interface Pulse {
  /** A loop that always comes around holds one turn for its life; one that waits for events begins one for each. */
  begin(loop: Loop): Turn;
}

/** What can be told of the loops from outside. */
export interface PulseWatch extends Pulse {
  /** The loops with a turn that has neither gone on nor ended for `ms`, each once. */
  stuck(ms: number): readonly Loop[];
}

/** Longer than any turn may take: delivery waits for an unreachable Telegram for a minute, a long poll lasts 50 s. */
export const stuckAfterMs = 120_000;

/** For loops that nobody watches. */
export const unwatched: Pulse = { begin: () => ({ again: () => undefined, end: () => undefined }) };

/** Nothing has begun yet. */
export function createPulse(clock: Clock): PulseWatch {
  const turns = new Map<Turn, { readonly loop: Loop; sinceMs: number }>();
  return {
    begin(loop) {
      const state = { loop, sinceMs: clock.monotonicMs() };
      const turn: Turn = {
        again() {
          state.sinceMs = clock.monotonicMs();
        },
        end() {
          turns.delete(turn);
        },
      };
      turns.set(turn, state);
      return turn;
    },
    stuck(ms) {
      const nowMs = clock.monotonicMs();
      const standing = [...turns.values()].filter(({ sinceMs }) => nowMs - sinceMs >= ms);
      return [...new Set(standing.map(({ loop }) => loop))];
    },
  };
}
