import type { Clock } from './clock.ts';
import { createDisk, createStation, type Disk, type Station, work } from './station.ts';

/** Costs in milliseconds. Those per message are CPU time, in total. */
export interface Costs {
  readonly daemonMs: number;
  readonly postgresMs: number;
  readonly redisMs: number;
  /** One write of a node's log to disk, however many transactions it commits. */
  readonly commitMs: number;
  /** Per batch, however small, and even if it finds every partition locked. */
  readonly turnDaemonMs: number;
  readonly turnPostgresMs: number;
  /** Per message whose account may be on any node: planning on the node that is asked. */
  readonly routingMs: number;
}

export interface Scenario {
  readonly bots: number;
  readonly daemonsPerBot: number;
  readonly nodes: number;
  readonly coresPerNode: number;
  /** The number of cores that daemons, Postgres and Redis share; null: each daemon has one, each node its own. */
  readonly sharedCores: number | null;
  readonly redisNodes: number;
  /** Per bot. */
  readonly partitions: number;
  /** The most partitions in one batch. */
  readonly together: number;
  /** Where an account is: on any node, on that of its chat's partition, or on that of its bot. */
  readonly placement: 'anywhere' | 'by-partition' | 'by-bot';
  /** The most updates that a bot may leave unconfirmed at Telegram. */
  readonly inHand: number;
  /** Round trip. */
  readonly telegramMs: number;
  /** Round trip between daemons, Postgres and Redis. */
  readonly networkMs: number;
  /** Replies per second and bot, divided among its daemons; 0: no limit. */
  readonly sendLimit: number;
}

export interface Message {
  readonly bornMs: number;
  readonly partition: number;
  readonly node: number;
}

/** A node of Postgres. */
interface Node {
  readonly cores: Station;
  readonly disk: Disk;
}

/** The machines of a scenario, and their clock. */
export interface World {
  readonly clock: Clock;
  readonly costs: Costs;
  readonly scenario: Scenario;
  readonly nodes: readonly Node[];
  readonly redis: readonly Station[];
  /** A daemon's thread, with the cores it needs. */
  newThread(): readonly Station[];
  /** Works on the Redis node of a partition, including one way of the network. */
  askRedis(partition: number, ms: number, then: () => void): void;
  /** The backends of a new session: one per node, each with the node's cores. */
  newBackends(): (node: number) => readonly Station[];
  /** Commits on these nodes: directly on one; on several in two phases, coordinated by the node that is asked. */
  commit(touched: ReadonlySet<number>, asked: number, then: () => void): void;
}

export function createWorld(clock: Clock, costs: Costs, scenario: Scenario): World {
  const shared = scenario.sharedCores === null ? null : createStation(clock, scenario.sharedCores);
  const nodes = Array.from({ length: scenario.nodes }, () => ({
    cores: shared ?? createStation(clock, scenario.coresPerNode),
    disk: createDisk(clock, costs.commitMs),
  }));
  const redis = Array.from({ length: scenario.redisNodes }, () => createStation(clock, 1));
  const { networkMs } = scenario;

  function flush(numbers: Iterable<number>, then: () => void): void {
    let left = 0;
    for (const number of numbers) {
      left += 1;
      nodes[number]?.disk.commit(() => {
        left -= 1;
        if (left === 0) clock.after(networkMs, then);
      });
    }
  }

  return {
    clock,
    costs,
    scenario,
    nodes,
    redis,
    newThread: () => [createStation(clock, 1), ...(shared ? [shared] : [])],
    askRedis(partition, ms, then) {
      const station = redis[partition % redis.length];
      if (!station) throw new RangeError('there is no Redis');
      work(clock, [station, ...(shared ? [shared] : [])], ms, () => clock.after(networkMs / 2, then));
    },
    newBackends() {
      const backends = new Map<number, readonly Station[]>();
      return (number) => {
        const known = backends.get(number);
        if (known) return known;
        const made = [createStation(clock, 1), ...nodes.slice(number, number + 1).map(({ cores }) => cores)];
        backends.set(number, made);
        return made;
      };
    },
    commit(touched, asked, then) {
      if (touched.size === 1) flush(touched, then);
      // prepare everywhere, write down the decision, commit everywhere
      else flush(touched, () => flush([asked], () => flush(touched, then)));
    },
  };
}
