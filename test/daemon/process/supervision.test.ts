import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createPulse } from '../../../src/daemon/process/pulse.ts';
import { supervise } from '../../../src/daemon/process/supervision.ts';
import { manualClock } from '../../helpers/manual-clock.ts';

function setUp(watchdogMs: number | null = 90_000) {
  const clock = manualClock();
  const pulse = createPulse(clock);
  const told: string[] = [];
  const progress = { handled: 0, waiting: 0 };
  const supervision = supervise({
    manager: { watchdogMs, tell: async (...assignments) => void told.push(assignments.join(' ')) },
    pulse,
    progress: () => progress,
    mode: 'polling',
    clock,
    log: pino({ level: 'silent' }),
  });
  const heard = () => told.splice(0);
  return { clock, pulse, progress, supervision, heard };
}

test('it is ready at once, then fed three times as often as it must be', async () => {
  const { clock, progress, heard } = setUp();
  expect(heard()).toEqual(['READY=1 STATUS=polling']);
  progress.handled = 6;
  await clock.advance(30_000);
  expect(heard()).toEqual(['WATCHDOG=1 STATUS=polling, 12 updates a minute, nothing waits']);
  progress.handled = 7;
  progress.waiting = 3;
  await clock.advance(60_000);
  expect(heard()).toEqual([
    'WATCHDOG=1 STATUS=polling, 2 updates a minute, 3 waiting',
    'WATCHDOG=1 STATUS=polling, 0 updates a minute, 3 waiting',
  ]);
});

test.each(['intake', 'processing', 'delivery'] as const)(
  'a loop that stands still ends the feeding, and nothing else: %s',
  async (loop) => {
    const { clock, pulse, heard } = setUp();
    const turn = pulse.begin(loop);
    await clock.advance(119_000);
    expect(heard().filter((line) => line.startsWith('WATCHDOG=1'))).toHaveLength(3);
    await clock.advance(600_000);
    expect(new Set(heard())).toEqual(new Set([`STATUS=stuck: ${loop}`]));
    turn.again();
    await clock.advance(30_000);
    expect(heard()).toEqual([expect.stringMatching(/^WATCHDOG=1 STATUS=polling/)]);
  },
);

test('without a watchdog it still says once a minute how it fares', async () => {
  const { clock, heard } = setUp(null);
  await clock.advance(120_000);
  expect(heard()).toHaveLength(3);
});

test('when it stops it says so, once and last', async () => {
  const { clock, supervision, heard } = setUp();
  await supervision.stop();
  await clock.advance(600_000);
  expect(heard().slice(1)).toEqual(['STOPPING=1 STATUS=stopping']);
});
