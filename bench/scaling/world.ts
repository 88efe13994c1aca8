import type { Clock } from './clock.ts';
import { createDisk, createStation, type Disk, type Station, work } from './station.ts';

/** What things take, in milliseconds. Of a message: of the CPU, and in all, however it is divided. */
export interface Costs {
  readonly daemonMs: number;
  readonly postgresMs: number;
  readonly redisMs: number;
  /** One write of a node's log to its disk, however many transactions it commits. */
  readonly commitMs: number;
  /** Of a batch, however little is in it, or of one that finds every partition locked. */
  readonly turnDaemonMs: number;
  readonly turnPostgresMs: number;
  /** Of a message whose account may be on any node: planning on the node that was asked. */
  readonly routingMs: number;
}

export interface Scenario {
  readonly bots: number;
  readonly daemonsPerBot: number;
  readonly nodes: number;
  readonly coresPerNode: number;
  /** So many cores that daemons, Postgres and Redis share; null: each daemon has one, each node its own. */
  readonly sharedCores: number | null;
  readonly redisNodes: number;
  /** Of each bot. */
  readonly partitions: number;
  /** How many of them a batch takes at most. */
  readonly together: number;
  /** Where an account is: on any node, where its chat's partition is, or where its bot is. */
  readonly placement: 'anywhere' | 'by-partition' | 'by-bot';
  /** How many updates of a bot Telegram leaves unconfirmed. */
  readonly inHand: number;
  /** There and back. */
  readonly telegramMs: number;
  /** There and back between daemons, Postgres and Redis. */
  readonly networkMs: number;
  /** Replies a second of each bot, shared out among its daemons; 0: no limit. */
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

/** The machines of a scenario, and the time on them. */
export interface World {
  readonly clock: Clock;
  readonly costs: Costs;
  readonly scenario: Scenario;
  readonly nodes: readonly Node[];
  readonly redis: readonly Station[];
  /** A daemon's thread, with the cores that it needs. */
  newThread(): readonly Station[];
  /** Works on the Redis node of a partition, one way of the network included. */
  askRedis(partition: number, ms: number, then: () => void): void;
  /** The backends of a session that is new, by node: one a node, each with the node's cores. */
  newBackends(): (node: number) => readonly Station[];
  /** Commits on these nodes: at once on one; on several in two phases, by way of the node that was asked. */
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
