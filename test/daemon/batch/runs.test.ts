import { expect, it } from 'vitest';
import { createRuns } from '../../../src/daemon/batch/runs.ts';
import { manualClock } from '../../helpers/manual-clock.ts';

/** Runs of these sizes, in their order, as far as they are large enough; each ends when it is told to. */
function runsOf(...sizes: readonly number[]) {
  const clock = manualClock();
  const begun: (() => void)[] = [];
  const runs = createRuns(clock, (least) => {
    const size = sizes[begun.length] ?? 0;
    if (size < least) return null;
    return { size, run: () => new Promise((end) => begun.push(end)) };
  });
  runs.begin();
  return { clock, begun, runs };
}

it('begins two at once, but nothing smaller beside much', async () => {
  const { clock, begun } = runsOf(2, 1, 1);
  expect(begun).toHaveLength(2);
  begun[0]?.();
  await clock.advance(0);
  expect(begun).toHaveLength(3);

  expect(runsOf(8, 8, 8).begun).toHaveLength(2);

  const much = runsOf(8, 7, 1);
  expect(much.begun).toHaveLength(1);
  much.begun[0]?.();
  await much.clock.advance(0);
  expect(much.begun).toHaveLength(2);
});

it('lets nobody wait for one that takes long, up to as many as there are connections', async () => {
  const { clock, begun, runs } = runsOf(16, ...Array(20).fill(1));
  await clock.advance(49);
  expect(begun).toHaveLength(1);
  await clock.advance(2);
  expect(begun).toHaveLength(3);
  await clock.advance(1_000);
  expect(begun).toHaveLength(8);
  let stopped = false;
  const stop = runs.stop().then(() => {
    stopped = true;
  });
  for (const end of begun.slice(1)) end();
  await clock.advance(0);
  expect([stopped, begun.length]).toEqual([false, 8]);
  begun[0]?.();
  await stop;
});
