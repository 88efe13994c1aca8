import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultNamed } from './catalog.ts';
import { isAsItMust, type Row, runRound } from './round.ts';
import { type Servers, startServers } from './servers.ts';

/**
 * The short form of `npm run faults`: real daemons, Redis and Postgres, which die while people write. Two lanes, each
 * with servers of its own, go at the same time.
 */

const seed = Math.floor(Math.random() * 1_000_000);

/** Slower than in the long form: the other tests want to go on, too. */
const paceMs = 160;

const lanes: readonly (readonly [fault: string, times: number])[][] = [
  [
    ['kill-webhook-redis', 6],
    ['redis-kill', 2],
    ['redis-flush', 3],
    ['sends', 20],
    ['duplicates', 40],
  ],
  [
    ['kill-webhook-table', 6],
    ['postgres-stop-table', 2],
    ['backends', 8],
    ['several-2-webhook', 2],
    ['control-no-mark', 20],
  ],
];

describe.concurrent.each(lanes.map((rounds, index) => ({ lane: index + 1, rounds })))(
  'lane $lane',
  ({ rounds }) => {
    let servers: Servers;

    beforeAll(async () => {
      servers = await startServers({ durable: false });
    });

    afterAll(() => servers.stop());

    describe.sequential('one fault after the other', () => {
      test.each(rounds)('%s, %i times', { timeout: 300_000 }, async (name, times) => {
        const fault = faultNamed(name);
        const setup = { ...fault.setup, signUp: false, paceMs };
        const row = await runRound(servers, { ...fault, setup }, { seed, times });
        const replay = `npm run faults -- --fault ${name} --seed ${seed} --times ${times}`;
        expect(isAsItMust(row), `${replay}\n${wordsOf(row)}`).toBe(true);
        expect(row.updates).toBeGreaterThan(20);
      });
    });
  },
);

function wordsOf({ fault: _, recoveriesMs: __, problems, ...counts }: Row): string {
  return [JSON.stringify(counts), ...problems].join('\n');
}
