import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../bench/scaling/bounds.ts';
import { createClock } from '../../bench/scaling/clock.ts';
import { simulate } from '../../bench/scaling/simulate.ts';
import { createDisk, createStation, work } from '../../bench/scaling/station.ts';
import type { Costs, Scenario } from '../../bench/scaling/world.ts';
import { createRandom } from '../simulation/scheduler.ts';

const costs: Costs = {
  daemonMs: 0.8,
  postgresMs: 0.7,
  redisMs: 0.03,
  commitMs: 0.5,
  turnDaemonMs: 0.2,
  turnPostgresMs: 0.15,
  routingMs: 0.2,
};

const scenario: Scenario = {
  bots: 1,
  daemonsPerBot: 1,
  nodes: 1,
  coresPerNode: 2,
  sharedCores: null,
  redisNodes: 1,
  partitions: 16,
  together: 4,
  placement: 'anywhere',
  inHand: 1_000,
  telegramMs: 2,
  networkMs: 0.2,
  sendLimit: 0,
};

/** Each is stopped by another thing first. */
const saturated: readonly (readonly [first: string, Scenario, atLeast: number])[] = [
  // nothing small begins beside a batch: where batches cost next to nothing that only leaves the thread idle
  ['daemon CPU', scenario, 0.78],
  ['Postgres CPU', { ...scenario, daemonsPerBot: 4 }, 0.9],
  ['the machine’s cores', { ...scenario, daemonsPerBot: 2, sharedCores: 2 }, 0.8],
  ['updates in hand', { ...scenario, daemonsPerBot: 4, coresPerNode: 8, inHand: 20, telegramMs: 100 }, 0.8],
  ['Telegram’s send limit', { ...scenario, sendLimit: 100 }, 0.98],
  ['daemon CPU', { ...scenario, daemonsPerBot: 2, nodes: 2, placement: 'by-partition' }, 0.9],
];

describe('what waits', () => {
  test('at one server, for a time that is known (M/D/1)', () => {
    const clock = createClock();
    const random = createRandom(1);
    const station = createStation(clock, 1);
    const [serviceMs, load] = [1, 0.7];
    let count = 0;
    let waitedMs = 0;
    const arrive = () => {
      const cameMs = clock.nowMs();
      work(clock, [station], serviceMs, () => {
        count += 1;
        waitedMs += clock.nowMs() - cameMs - serviceMs;
      });
      clock.after((-Math.log(1 - random.next()) * serviceMs) / load, arrive);
    };
    arrive();
    clock.runUntil(200_000);
    const known = (load * serviceMs) / (2 * (1 - load));
    expect(waitedMs / count / known).toBeCloseTo(1, 1);
    expect(station.shares().worked).toBeCloseTo(load, 1);
  });

  test('for one disk is committed together', () => {
    const clock = createClock();
    const disk = createDisk(clock, 1);
    const committed: number[] = [];
    for (let number = 0; number < 10; number += 1) disk.commit(() => committed.push(clock.nowMs()));
    clock.runUntil(100);
    expect(committed).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
  });
});

describe('a simulated fleet', () => {
  test.each(saturated)(
    'offered more than %s allows, carries about that and never more',
    (first, layout, atLeast) => {
      const [bound] = boundsOf(costs, layout);
      expect(bound?.what).toBe(first);
      const most = bound?.perSecond ?? 0;
      const { carried, busy, all } = simulate(costs, layout, { perSecond: 1.5 * most, seconds: 2, seed: 1 });
      expect(carried).toBeLessThan(1.03 * most);
      expect(carried).toBeGreaterThan(atLeast * most);
      expect(busy.find(({ what }) => what === first)?.share).toBeGreaterThan(atLeast);
      expect(all.sent).toBe(all.replied + all.atTelegram + all.inside);
    },
  );

  test.each(saturated)('offered half of what %s allows, carries all of it', (_, layout) => {
    const half = (boundsOf(costs, layout)[0]?.perSecond ?? 0) / 2;
    const { offered, carried, all } = simulate(costs, layout, { perSecond: half, seconds: 2, seed: 2 });
    expect(carried / offered).toBeCloseTo(1, 1);
    expect(all.sent).toBe(all.replied + all.atTelegram + all.inside);
    expect(all.atTelegram).toBe(0);
  });

  test('answers somebody who is alone in the sum of what that takes', () => {
    const { daemonMs, postgresMs, redisMs, turnDaemonMs, turnPostgresMs, commitMs } = costs;
    const { networkMs, telegramMs } = scenario;
    const inside = daemonMs + 0.9 * postgresMs + redisMs / 2 + turnDaemonMs + turnPostgresMs + commitMs;
    // to Redis, nine round trips of a batch, the commit
    const ways = telegramMs + networkMs / 2 + 9 * networkMs + networkMs;
    const { p50Ms } = simulate(costs, scenario, { perSecond: 1, seconds: 100, seed: 1 });
    expect(p50Ms).toBeCloseTo(inside + ways, 6);
  });

  test('plays the same again from the same seed', () => {
    const play = { perSecond: 900, seconds: 1, seed: 3 };
    expect(simulate(costs, scenario, play)).toEqual(simulate(costs, scenario, play));
    expect(simulate(costs, scenario, play)).not.toEqual(simulate(costs, scenario, { ...play, seed: 4 }));
  });
});
