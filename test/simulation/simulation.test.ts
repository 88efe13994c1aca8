import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulate, type Verdict } from './simulate.ts';
import type { Flaws } from './world.ts';

const seeds = 2_000;

// Thousands of errors are thrown on purpose, and nobody asks where.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

test(`${seeds} seeds: nothing lost, nothing twice, in order`, { timeout: 300_000 }, async () => {
  const failed: Verdict[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const verdict = await simulate(seed);
    if (verdict.problems.length > 0) failed.push(verdict);
  }
  expect(failed).toEqual([]);
});

const controls: [string, Flaws][] = [
  ['confirming before the commit', { confirmBeforeCommit: true }],
  ['without the handled mark', { noHandledMark: true }],
  ['without the partition lock', { noPartitionLock: true }],
];

test.each(controls)('the simulation sees what goes wrong %s', { timeout: 300_000 }, async (_, flaws) => {
  let found: Verdict | null = null;
  for (let seed = 1; seed <= 500 && !found; seed++) {
    const verdict = await simulate(seed, flaws);
    if (verdict.problems.length > 0) found = verdict;
  }
  expect(found?.problems).not.toBe(undefined);
});

test('a seed replays', async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
});
