import { expect, onTestFinished, test } from 'vitest';
import { startGivingBack } from '../../../src/daemon/process/memory.ts';
import { manualClock } from '../../helpers/manual-clock.ts';

test('garbage is collected once when it is quiet after a start, and once after each work', async () => {
  const clock = manualClock();
  let handled = 0;
  let collected = 0;
  const giving = startGivingBack({
    handled: () => handled,
    clock,
    collect: () => {
      collected += 1;
    },
  });
  onTestFinished(() => giving.stop());
  await clock.advance(15_000);
  expect(collected).toBe(0);
  await clock.advance(15_000);
  expect(collected).toBe(1);
  await clock.advance(300_000);
  expect(collected).toBe(1);
  for (; handled < 10; handled += 1) await clock.advance(15_000);
  expect(collected).toBe(1);
  await clock.advance(30_000);
  expect(collected).toBe(2);
});

test('V8 collects what nobody holds any more', async () => {
  const clock = manualClock();
  const held = new WeakRef({ bytes: new Uint8Array(1_000_000) });
  const giving = startGivingBack({ handled: () => 0, clock });
  onTestFinished(() => giving.stop());
  await clock.advance(30_000);
  await expect.poll(() => held.deref(), { timeout: 10_000 }).toBeUndefined();
});
