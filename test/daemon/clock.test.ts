import { expect, test } from 'vitest';
import { systemClock } from '../../src/daemon/clock.ts';

test('a sleep is never shorter than it was asked to be', async () => {
  const slept: number[] = [];
  for (let index = 0; index < 60; index += 1) {
    const asked = 1 + (index % 7) * 0.37;
    const beganMs = systemClock.monotonicMs();
    await systemClock.sleep(asked);
    slept.push(systemClock.monotonicMs() - beganMs - asked);
  }
  expect(Math.min(...slept)).toBeGreaterThanOrEqual(0);
});
