import type { Clock } from '../clock.ts';

/** One of the daemon's three loops. */
export type Loop = 'intake' | 'processing' | 'delivery';

/** A piece of a loop's activity. `again`: it has made progress; `end`: it is over. */
export interface Turn {
  again(): void;
  end(): void;
}

/** Where the loops report progress. Waiting for an outage to end counts too, because it keeps retrying. */
export interface Pulse {
  /**
   * Begins a turn. A loop that runs at intervals keeps one turn for its life; one that waits for events begins one for
   * each.
   */
  begin(loop: Loop): Turn;
}

/** The loops' progress as seen from outside. */
export interface PulseWatch extends Pulse {
  /** The loops, each once, that have a turn without progress for at least `ms`. */
  stuck(ms: number): readonly Loop[];
}

/** Longer than any turn may take: delivery waits up to a minute for an unreachable Telegram, a long poll takes 50 s. */
export const stuckAfterMs = 120_000;

/** For loops that nobody watches. */
export const unwatched: Pulse = { begin: () => ({ again: () => undefined, end: () => undefined }) };

/** No turn has begun yet. */
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
