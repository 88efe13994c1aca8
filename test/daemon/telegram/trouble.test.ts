import { expect, test, vi } from 'vitest';
import { followTrouble } from '../../../src/daemon/telegram/trouble.ts';
import { apiError, keptLog } from './fake-updates.ts';

const pace = {
  retryMs: 200,
  longestRetryMs: 15_000,
  conflictMs: 1_000,
  longestConflictMs: 5_000,
  calmMs: Number.POSITIVE_INFINITY,
};

/** Trouble whose waits are as long as `random` (from 0 to 1) makes them; 0.5 is the middle. */
function follow(random = 0.5) {
  vi.spyOn(Math, 'random').mockReturnValue(random);
  const trouble = followTrouble(keptLog().log, pace, () => {});
  const waits = (times: number, error: unknown) => Array.from({ length: times }, () => trouble.met(error));
  return { trouble, waits };
}

const unreachable = new Error('socket hang up');
const anotherPoller = apiError(409, 'Conflict: terminated by other getUpdates request');

test('each failure in a row doubles the wait, up to the longest; a success begins anew', () => {
  const { trouble, waits } = follow();
  expect(waits(9, unreachable)).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 12_800, 15_000, 15_000]);
  trouble.passed();
  expect(waits(2, unreachable)).toEqual([200, 400]);
});

test('conflicts have a pace of their own, which goes on while two pollers get through by turns', () => {
  const { trouble, waits } = follow();
  expect(waits(2, unreachable)).toEqual([200, 400]);
  expect(waits(2, anotherPoller)).toEqual([1_000, 2_000]);
  trouble.passed();
  expect(waits(3, anotherPoller)).toEqual([4_000, 5_000, 5_000]);
});

test('waits are scattered by a quarter', () => {
  expect(follow(0).waits(2, unreachable)).toEqual([150, 300]);
  expect(follow(1).waits(2, unreachable)).toEqual([250, 500]);
});
