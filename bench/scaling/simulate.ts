import { createRandom } from '../../test/simulation/scheduler.ts';
import { createClock } from './clock.ts';
import { createDelivery } from './delivery.ts';
import { answerShare, createLanes, startProcessing } from './processing.ts';
import { createStation, type Station, work } from './station.ts';
import { type Costs, createWorld, type Message, type Scenario } from './world.ts';

/** The result of a simulation, measured after its first quarter. */
export interface Outcome {
  /** Messages per second. */
  readonly offered: number;
  /** Replies per second that arrived. */
  readonly carried: number;
  /** From a message's arrival at Telegram to that of its reply. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How busy each resource was, from 0 to 1, busiest first; the average if there are several. */
  readonly busy: readonly { readonly what: string; readonly share: number }[];
  /** Over the whole time: the messages sent, and where they are at the end. */
  readonly all: {
    readonly sent: number;
    readonly replied: number;
    readonly atTelegram: number;
    readonly inside: number;
  };
}

/**
 * Simulates a scenario with messages that arrive at random, `perSecond` on average. The same seed gives the same
 * result.
 */
export function simulate(
  costs: Costs,
  scenario: Scenario,
  play: { readonly perSecond: number; readonly seconds: number; readonly seed: number },
): Outcome {
  const clock = createClock();
  const world = createWorld(clock, costs, scenario);
  const random = createRandom(play.seed);
  const measuredFromMs = (play.seconds * 1_000) / 4;
  const endMs = play.seconds * 1_000;
  const latencies: number[] = [];
  const all = { sent: 0, taken: 0, replied: 0 };
  let offered = 0;

  const bots = Array.from({ length: scenario.bots }, (_, bot) => createBot(bot));

  function createBot(bot: number) {
    const lanes = createLanes(scenario.partitions);
    const door = createStation(clock, scenario.inHand);
    const daemons = Array.from({ length: scenario.daemonsPerBot }, (_, index) => {
      const thread = world.newThread();
      const asked = scenario.placement === 'by-bot' ? bot % scenario.nodes : (bot + index) % scenario.nodes;
      const perSecond = scenario.sendLimit / scenario.daemonsPerBot;
      const delivery = createDelivery({ world, thread, asked, perSecond, onReplied });
      const onCommitted = (messages: readonly Message[]) => {
        for (const message of messages) {
          clock.after(scenario.telegramMs / 2, door.leave);
          delivery.deliver(message);
        }
      };
      const { wake } = startProcessing({ world, lanes, thread, asked, onCommitted });
      return { thread, delivery, wake };
    });
    return { bot, lanes, door, daemons };
  }

  function onReplied({ bornMs }: Message): void {
    all.replied += 1;
    if (clock.nowMs() >= measuredFromMs) latencies.push(clock.nowMs() - bornMs);
  }

  function arrive(): void {
    const to = bots[random.below(bots.length)];
    const partition = random.below(scenario.partitions);
    const place = {
      anywhere: random.below(scenario.nodes),
      'by-partition': partition,
      'by-bot': to?.bot ?? 0,
    };
    const node = place[scenario.placement] % scenario.nodes;
    const message = { bornMs: clock.nowMs(), partition, node };
    all.sent += 1;
    if (clock.nowMs() >= measuredFromMs) offered += 1;
    to?.door.enter(() => {
      all.taken += 1;
      clock.after(scenario.telegramMs / 2, () => takeIn(to, message));
    });
    clock.after((-Math.log(1 - random.next()) * 1_000) / play.perSecond, arrive);
  }

  /** Intake, in any of the bot's daemons. */
  function takeIn({ lanes, daemons }: ReturnType<typeof createBot>, message: Message): void {
    const { partition } = message;
    const daemon = daemons[random.below(daemons.length)];
    if (!daemon) return;
    work(clock, daemon.thread, (costs.daemonMs * (1 - answerShare.daemon)) / 2, () =>
      world.askRedis(partition, costs.redisMs / 2, () => {
        lanes.standing[partition]?.push(message);
        daemon.wake(partition);
      }),
    );
  }

  const stations: Readonly<
    Record<string, { readonly all: readonly Station[]; readonly by: 'kept' | 'worked' }>
  > = {
    'daemon CPU': {
      all: bots.flatMap(({ daemons }) => daemons.flatMap(({ thread }) => thread[0] ?? [])),
      by: 'worked',
    },
    [scenario.sharedCores === null ? 'Postgres CPU' : 'the machine’s cores']: {
      all: [...new Set(world.nodes.map(({ cores }) => cores))],
      by: 'worked',
    },
    commits: { all: world.nodes.map(({ disk }) => disk.station), by: 'worked' },
    Redis: { all: world.redis, by: 'worked' },
    'updates in hand': { all: bots.map(({ door }) => door), by: 'kept' },
    'calls in flight': {
      all: bots.flatMap(({ daemons }) => daemons.map(({ delivery }) => delivery.calls)),
      by: 'kept',
    },
  };
  const shares = () =>
    Object.entries(stations).map(([what, { all: alike, by }]) => {
      const each = alike.map((station) => station.shares()[by]);
      return { what, share: each.reduce((sum, one) => sum + one, 0) / each.length };
    });

  arrive();
  clock.runUntil(measuredFromMs);
  shares();
  clock.runUntil(endMs);
  const seconds = (endMs - measuredFromMs) / 1_000;
  const carried = latencies.length / seconds;
  const busy = shares();
  if (scenario.sendLimit > 0)
    busy.push({ what: 'Telegram’s send limit', share: carried / (scenario.sendLimit * scenario.bots) });
  latencies.sort((one, other) => one - other);
  const quantile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    offered: offered / seconds,
    carried,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    busy: busy.sort((one, other) => other.share - one.share),
    all: {
      sent: all.sent,
      replied: all.replied,
      atTelegram: all.sent - all.taken,
      inside: all.taken - all.replied,
    },
  };
}
