import { setImmediate as macrotask } from 'node:timers/promises';
import type { AlarmClock } from '../../src/daemon/clock.ts';

/** Seeded random numbers (mulberry32). */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0 and below `bound`. */
  below(bound: number): number;
  chance(probability: number): boolean;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    chance: (probability) => next() < probability,
  };
}

/**
 * Fulfils when all promises have come to rest, which is cheaper than a turn of the event loop: the simulated wait for
 * nothing but promises and events of the scheduler.
 */
function allReactions(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/** Everything one process waits for; when it is killed, none of it ever happens. */
export interface ProcessLife {
  killed: boolean;
}

/**
 * Virtual time. Everything that takes time in the simulation is an event here; events of the same instant happen in
 * an order drawn from the seed. Nothing runs at the same time as anything else, so a seed always replays.
 */
export class Scheduler {
  readonly random: Random;
  nowMs = 0;
  #events: { atMs: number; tie: number; run: () => void }[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  /** Runs `run` after `ms`, unless `life` ended before. */
  after(ms: number, life: ProcessLife | null, run: () => void): void {
    const event = {
      atMs: this.nowMs + ms,
      tie: this.random.next(),
      run: () => {
        if (!life?.killed) run();
      },
    };
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#events[middle]!;
      if (other.atMs < event.atMs || (other.atMs === event.atMs && other.tie < event.tie)) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
  }

  /** Fulfils after `ms`; never, when `life` ended before. */
  delay(ms: number, life: ProcessLife | null): Promise<void> {
    return new Promise((resolve) => this.after(ms, life, resolve));
  }

  /** After a turn of the event loop, lets events happen one by one until `done` says so; false when `untilMs` comes first or nothing is left. */
  async run(untilMs: number, done: () => boolean): Promise<boolean> {
    await macrotask();
    for (;;) {
      await allReactions();
      if (done()) return true;
      const event = this.#events[0];
      if (!event || event.atMs > untilMs) return false;
      this.#events.shift();
      this.nowMs = event.atMs;
      event.run();
    }
  }

  now(): Date {
    return new Date(1_800_000_000_000 + this.nowMs);
  }

  /** The clock of one process. */
  clockOf(life: ProcessLife): AlarmClock {
    return {
      monotonicMs: () => this.nowMs,
      now: () => this.now(),
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return resolve();
          const end = () => {
            signal?.removeEventListener('abort', end);
            resolve();
          };
          signal?.addEventListener('abort', end, { once: true });
          this.after(ms, life, end);
        }),
      after: (ms, act) => {
        let cancelled = false;
        this.after(ms, life, () => cancelled || act());
        return () => {
          cancelled = true;
        };
      },
    };
  }
}
