import { createLine, type Line, type Station, work } from './station.ts';
import type { Message, World } from './world.ts';

/** What the daemons of a bot share: the buffer, by partition, and the partition locks. */
export interface Lanes {
  readonly standing: readonly Line<Message>[];
  readonly locked: Set<number>;
}

export function createLanes(partitions: number): Lanes {
  return { standing: Array.from({ length: partitions }, () => createLine<Message>()), locked: new Set() };
}

/** As in src/daemon: runs.ts, processing.ts, answering.ts. */
const usualRuns = 2;
const little = 2;
const usualMs = 50;
const mostRuns = 8;
const lockedElsewhereMs = 20;
const sweepMs = 1_000;
const batchLimit = 50;

/** Sequential round trips of a batch: lock, read, the five statements of an entry, the end, the commit. */
const roundTripsABatch = 9;

/** The share of a message's costs that arises while answering; the rest is intake and delivery. */
export const answerShare = { daemon: 0.5, postgres: 0.9 } as const;

interface Lane {
  busy: boolean;
  again: boolean;
}

/** The processing loop of one daemon; `asked` is the node it is connected to. */
export function startProcessing(options: {
  world: World;
  lanes: Lanes;
  thread: readonly Station[];
  asked: number;
  onCommitted: (messages: readonly Message[]) => void;
}): { wake(partition: number): void } {
  const { world, lanes, thread, asked, onCommitted } = options;
  const { clock, costs, scenario } = world;
  const own: readonly Lane[] = lanes.standing.map(() => ({ busy: false, again: false }));
  const running = new Set<{ readonly size: number; readonly beganMs: number }>();
  let looksLater = false;

  function wake(partition: number): void {
    const lane = own[partition];
    if (lane) lane.again = true;
    begin();
  }

  function begin(): void {
    while (hasRoom()) {
      const inHand = usual().reduce((sum, { size }) => sum + size, 0);
      const together = next(inHand > little ? inHand : 1);
      if (together.length === 0) return;
      const run = { size: together.length, beganMs: clock.nowMs() };
      running.add(run);
      runBatch(together, () => {
        running.delete(run);
        begin();
      });
    }
  }

  function hasRoom(): boolean {
    if (running.size > 0 && !looksLater) {
      looksLater = true;
      clock.after(usualMs, () => {
        looksLater = false;
        begin();
      });
    }
    return usual().length < usualRuns && running.size < mostRuns;
  }

  /** The runs that have not taken long yet. */
  function usual() {
    const since = clock.nowMs() - usualMs;
    return [...running].filter(({ beganMs }) => beganMs > since);
  }

  /** All waiting partitions, if there are at least `least`; with placement by partition, only those of one node. */
  function next(least: number): readonly number[] {
    const ready = own.flatMap(({ busy, again }, number) => (again && !busy ? [number] : []));
    const node = (ready[0] ?? 0) % scenario.nodes;
    const together =
      scenario.placement === 'by-partition'
        ? ready.filter((number) => number % scenario.nodes === node)
        : ready;
    const taken = together.slice(0, scenario.together);
    if (taken.length < Math.min(least, scenario.together)) return [];
    for (const number of taken) Object.assign(own[number] ?? {}, { busy: true, again: false });
    return taken;
  }

  function leave(partition: number, again: boolean): void {
    const lane = own[partition];
    if (!lane) return;
    lane.busy = false;
    if (again) lane.again = true;
  }

  function runBatch(together: readonly number[], done: () => void): void {
    const backendOf = world.newBackends();
    work(clock, thread, costs.turnDaemonMs, () => {
      work(clock, backendOf(asked), costs.turnPostgresMs, () => {
        const ours = together.filter((number) => !lanes.locked.has(number));
        for (const number of ours) lanes.locked.add(number);
        for (const number of together) if (!ours.includes(number)) rest(number);
        if (ours.length === 0) {
          done();
          return;
        }
        const heads = ours.flatMap((number) => take(number));
        answer(heads, backendOf, () => {
          for (const number of ours) lanes.locked.delete(number);
          onCommitted(heads);
          remove(heads, () => {
            for (const number of ours) leave(number, (lanes.standing[number]?.length ?? 0) > 0);
            done();
          });
        });
      });
    });
  }

  function rest(partition: number): void {
    clock.after(lockedElsewhereMs, () => {
      leave(partition, true);
      begin();
    });
  }

  function take(partition: number): readonly Message[] {
    const line = lanes.standing[partition];
    const head: Message[] = [];
    while (line && line.length > 0 && head.length < batchLimit) {
      const message = line.shift();
      if (message) head.push(message);
    }
    return head;
  }

  /**
   * Answers messages, each on the daemon's thread and then on its account's node, with one backend per node and batch;
   * then commits all of them.
   */
  function answer(
    heads: readonly Message[],
    backendOf: (node: number) => readonly Station[],
    then: () => void,
  ): void {
    if (heads.length === 0) {
      then();
      return;
    }
    const routed = scenario.placement === 'anywhere' && scenario.nodes > 1;
    let left = heads.length;
    const answered = () => {
      left -= 1;
      if (left > 0) return;
      const touched = new Set(heads.map(({ node }) => node));
      clock.after(roundTripsABatch * scenario.networkMs, () => world.commit(touched, asked, then));
    };
    for (const { node } of heads) {
      const inNode = () => work(clock, backendOf(node), costs.postgresMs * answerShare.postgres, answered);
      work(clock, thread, costs.daemonMs * answerShare.daemon, () =>
        routed ? work(clock, backendOf(asked), costs.routingMs, inNode) : inNode(),
      );
    }
  }

  function remove(heads: readonly Message[], then: () => void): void {
    if (heads.length === 0) {
      then();
      return;
    }
    let left = heads.length;
    for (const { partition } of heads)
      world.askRedis(partition, costs.redisMs / 2, () => {
        left -= 1;
        if (left === 0) then();
      });
  }

  /** Finds messages pushed by other daemons. */
  function sweep(): void {
    lanes.standing.forEach((line, number) => {
      if (line.length > 0) wake(number);
    });
    clock.after(sweepMs, sweep);
  }

  sweep();
  return { wake };
}
