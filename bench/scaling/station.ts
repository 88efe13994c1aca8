import type { Clock } from './clock.ts';

/** A first-in, first-out queue, at constant cost however long it is. */
export interface Line<Item> {
  readonly length: number;
  push(item: Item): void;
  shift(): Item | undefined;
}

export function createLine<Item>(): Line<Item> {
  let items: (Item | undefined)[] = [];
  let first = 0;
  return {
    get length() {
      return items.length - first;
    },
    push(item) {
      items.push(item);
    },
    shift() {
      if (first === items.length) return undefined;
      const item = items[first];
      items[first] = undefined;
      first += 1;
      if (first > 1_000 && first * 2 > items.length) {
        items = items.slice(first);
        first = 0;
      }
      return item;
    },
  };
}

/** A number of equal servers with one queue. */
export interface Station {
  readonly servers: number;
  /** Calls `begin` when a server is free, at once or later; the server is kept until `leave`. */
  enter(begin: () => void): void;
  leave(): void;
  /** Notes that a server works for `ms`, rather than being kept while something else is waited for. */
  worked(ms: number): void;
  /** The share of the servers that was kept, and that worked, since the last call. */
  shares(): { readonly kept: number; readonly worked: number };
}

export function createStation(clock: Clock, servers: number): Station {
  const waiting = createLine<() => void>();
  let taken = 0;
  let keptMs = 0;
  let workedMs = 0;
  let sinceMs = 0;
  let changedMs = 0;

  function take(change: number): void {
    keptMs += taken * (clock.nowMs() - changedMs);
    changedMs = clock.nowMs();
    taken += change;
  }

  return {
    servers,
    enter(begin) {
      if (taken === servers) {
        waiting.push(begin);
        return;
      }
      take(1);
      begin();
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else take(-1);
    },
    worked(ms) {
      workedMs += ms;
    },
    shares() {
      take(0);
      const wholeMs = servers * (clock.nowMs() - sinceMs);
      const shares = { kept: keptMs / wholeMs, worked: workedMs / wholeMs };
      keptMs = 0;
      workedMs = 0;
      sinceMs = clock.nowMs();
      return shares;
    },
  };
}

/** Takes a server of each station, in this order, works for `ms`, releases them all and calls `then`. */
export function work(clock: Clock, stations: readonly Station[], ms: number, then: () => void): void {
  const enterFrom = (index: number): void => {
    const station = stations[index];
    if (station) {
      station.enter(() => enterFrom(index + 1));
      return;
    }
    for (const taken of stations) taken.worked(ms);
    clock.after(ms, () => {
      for (const taken of stations) taken.leave();
      then();
    });
  };
  enterFrom(0);
}

/** A disk with group commit: all commits requested during a write are part of the next write. */
export interface Disk {
  readonly station: Station;
  commit(then: () => void): void;
}

export function createDisk(clock: Clock, writeMs: number): Disk {
  const station = createStation(clock, 1);
  let waiting: (() => void)[] = [];
  let writing = false;

  function write(): void {
    writing = true;
    const together = waiting;
    waiting = [];
    work(clock, [station], writeMs, () => {
      writing = false;
      if (waiting.length > 0) write();
      for (const then of together) then();
    });
  }

  return {
    station,
    commit(then) {
      waiting.push(then);
      if (!writing) write();
    },
  };
}
