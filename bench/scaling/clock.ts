/** Simulated time in milliseconds, with scheduled events; events due at the same time happen in the order scheduled. */
export interface Clock {
  nowMs(): number;
  /** Schedules `happen` for `ms` from now. */
  after(ms: number, happen: () => void): void;
  /** Runs every event due until then. */
  runUntil(endMs: number): void;
}

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly happen: () => void;
}

export function createClock(): Clock {
  let nowMs = 0;
  let asked = 0;
  /** A binary heap with the earliest event first. */
  const heap: Due[] = [];

  const isBefore = (one: Due, other: Due) =>
    one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);

  function push(due: Due): void {
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(due, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = due;
  }

  function pop(): Due | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      if (!left) break;
      const child = right && isBefore(right, left) ? right : left;
      if (!isBefore(child, last)) break;
      heap[place] = child;
      place = 2 * place + (child === left ? 1 : 2);
    }
    heap[place] = last;
    return first;
  }

  return {
    nowMs: () => nowMs,
    after(ms, happen) {
      asked += 1;
      push({ atMs: nowMs + ms, order: asked, happen });
    },
    runUntil(endMs) {
      for (let next = heap[0]; next && next.atMs <= endMs; next = heap[0]) {
        pop();
        nowMs = next.atMs;
        next.happen();
      }
      nowMs = endMs;
    },
  };
}
