import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Buffer, type Placed, partitionCount } from '../../../src/daemon/buffer/buffer.ts';
import { startDelivery } from '../../../src/daemon/delivery.ts';
import { createIntake } from '../../../src/daemon/intake.ts';
import type { Store } from '../../../src/daemon/ports.ts';
import { createPulse } from '../../../src/daemon/process/pulse.ts';
import { startProcessing } from '../../../src/daemon/processing.ts';
import { createLimiter } from '../../../src/daemon/sending/limiter.ts';
import { poll } from '../../../src/daemon/telegram/polling.ts';
import { inTurn } from '../../../src/daemon/turn.ts';
import { createProgress } from '../../../src/daemon/watch/progress.ts';
import { manualClock } from '../../helpers/manual-clock.ts';

const log = pino({ level: 'silent' });
const hang = () => new Promise<never>(() => undefined);
const fail = () => Promise.reject(new Error('out of reach'));
const minute = 60_000;

function setUp() {
  const clock = manualClock();
  const pulse = createPulse(clock);
  return { clock, pulse, log };
}

describe('a turn', () => {
  test('that neither goes on nor ends is stuck', () => {
    const { clock, pulse } = setUp();
    expect(pulse.stuck(1)).toEqual([]);
    pulse.begin('intake');
    pulse.begin('delivery').end();
    expect(pulse.stuck(0)).toEqual(['intake']);
    expect(clock.monotonicMs()).toBe(0);
  });

  test('that goes on is not, whatever other turns of its loop do', async () => {
    const { clock, pulse } = setUp();
    const going = pulse.begin('processing');
    const standing = pulse.begin('processing');
    await clock.advance(minute);
    going.again();
    expect(pulse.stuck(minute)).toEqual(['processing']);
    standing.end();
    expect(pulse.stuck(minute)).toEqual([]);
  });
});

describe('what /readyz is told', () => {
  const stuckLoops = (progress: ReturnType<typeof createProgress>) =>
    progress.loops().flatMap(({ loop, stuck }) => (stuck ? [loop] : []));

  test('a loop that has not come around for longer than it ever takes is stuck until it does', async () => {
    const { clock, pulse } = setUp();
    const progress = createProgress('polling', clock, pulse);
    await clock.advance(15_000);
    expect(stuckLoops(progress)).toEqual([]);
    await clock.advance(minute);
    expect(stuckLoops(progress)).toEqual(['processing']);
    await clock.advance(minute);
    expect(stuckLoops(progress)).toEqual(['intake', 'processing', 'delivery']);
    for (const loop of ['intake', 'processing', 'delivery'] as const) progress.measure.progressed(loop);
    expect(stuckLoops(progress)).toEqual([]);
  });

  test('a webhook waits to be called, but what it was given must go on', async () => {
    const { clock, pulse } = setUp();
    const progress = createProgress('webhook', clock, pulse);
    const turn = pulse.begin('intake');
    await clock.advance(2 * minute);
    for (const loop of ['processing', 'delivery'] as const) progress.measure.progressed(loop);
    expect(stuckLoops(progress)).toEqual(['intake']);
    turn.end();
    expect(stuckLoops(progress)).toEqual([]);
  });
});

describe('delivery', () => {
  function deliver(claim: () => Promise<[]>) {
    const rig = setUp();
    startDelivery({
      ...rig,
      outbox: { claim, hasPending: async () => false, renew: async (ids) => ids, settle: async () => false },
      messenger: { prepare: hang },
      limiter: createLimiter(0),
      onUnauthorized: () => {},
    });
    return rig;
  }

  test('progresses with nothing to do, and while the database is away', async () => {
    for (const claim of [async (): Promise<[]> => [], fail]) {
      const { clock, pulse } = deliver(claim);
      await clock.advance(2 * minute);
      expect(pulse.stuck(2_000)).toEqual([]);
    }
  });

  test('stands still when the database never answers', async () => {
    const { clock, pulse } = deliver(hang);
    await clock.advance(2 * minute);
    expect(pulse.stuck(2 * minute)).toEqual(['delivery']);
  });
});

describe('processing', () => {
  function process(inPartitions: Store['inPartitions'], backlog: () => Promise<number[]>) {
    const rig = setUp();
    const entry = { id: '1', updateId: 1, chatId: 1, payload: '{}', trace: 't', receivedAt: new Date(0) };
    startProcessing({
      ...rig,
      buffer: { read: async () => [entry], remove: async () => {}, backlog } as unknown as Buffer,
      store: { inPartitions, handledAmong: async () => new Set(), countAttempt: async () => 1 },
      work: hang,
      onHandled: () => {},
    });
    return rig;
  }
  const backlog = (entries: number) => async () =>
    Array.from({ length: partitionCount }, (_, at) => (at === 3 ? entries : 0));

  test('progresses with nothing to do, and while another daemon has the partition or nothing answers', async () => {
    for (const [inPartitions, entries] of [
      [hang, backlog(0)],
      [async () => null, backlog(1)],
      [hang, fail],
    ] as const) {
      const { clock, pulse } = process(inPartitions, entries);
      await clock.advance(5_000);
      expect(pulse.stuck(2_000)).toEqual([]);
    }
  });

  test('stands still when one partition does, though the others go on', async () => {
    const { clock, pulse } = process(hang, backlog(1));
    await clock.advance(3 * minute);
    expect(pulse.stuck(2 * minute)).toEqual(['processing']);
  });
});

describe('intake', () => {
  function take(push: () => Promise<Placed[]>) {
    const rig = setUp();
    const intake = createIntake({
      ...rig,
      buffer: { push, standing: async () => new Set(), remove: async () => {} } as unknown as Buffer,
      store: { handledAmong: async () => new Set() },
      newTrace: () => 't',
      onPushed: () => {},
      deadlineMs: 10 * minute,
    });
    onTestFinished(() => intake.stop());
    void intake.offer({ updateId: 1, chatId: 1, payload: '{}' });
    return rig;
  }

  test('progresses while the buffer cannot be written, and has nothing in hand when it was', async () => {
    for (const push of [fail, async () => [{ id: '1', count: 1 }]]) {
      const { clock, pulse } = take(push);
      await clock.advance(5_000);
      expect(pulse.stuck(2_000)).toEqual([]);
    }
  });

  test('stands still when the buffer never answers', async () => {
    const { clock, pulse } = take(hang);
    await clock.advance(2 * minute);
    expect(pulse.stuck(2 * minute)).toEqual(['intake']);
  });
});

describe('the poller', () => {
  test('comes around with every getUpdates', async () => {
    const ending = new AbortController();
    let rounds = 0;
    let calls = 0;
    await poll({
      api: {
        getUpdates: async () => {
          calls += 1;
          if (calls === 3) ending.abort();
          return [];
        },
      },
      offer: hang,
      signal: ending.signal,
      log,
      onRound: () => {
        rounds += 1;
      },
    });
    expect(rounds).toBe(3);
  });

  test('comes around while another daemon polls, but not by holding the lease alone', async () => {
    for (const [taken, rounds] of [
      [false, expect.toSatisfy((times: number) => times > 50)],
      [true, 1],
    ] as const) {
      const clock = manualClock();
      const ending = new AbortController();
      let times = 0;
      const polling = inTurn({
        lease: { leaseMs: 2_000, take: async () => taken, release: async () => {} },
        work: (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
        clock,
        log,
        signal: ending.signal,
        onRound: () => {
          times += 1;
        },
      });
      await clock.advance(minute);
      expect(times).toEqual(rounds);
      ending.abort();
      await polling;
    }
  });
});
