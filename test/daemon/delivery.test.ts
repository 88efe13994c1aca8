import { pino } from 'pino';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { systemClock } from '../../src/daemon/clock.ts';
import { startDelivery } from '../../src/daemon/delivery.ts';
import {
  type Attempt,
  claimMs,
  type Outbox,
  type OutboxReply,
  type Outcome,
  type Settlement,
  Unavailable,
} from '../../src/daemon/ports.ts';
import { createLimiter } from '../../src/daemon/sending/limiter.ts';
import { manualClock } from '../helpers/manual-clock.ts';

/** Delivery of replies of which some take long to be made ready. */

/** Fulfils when somebody calls `open`. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const reply = (chatId: number, key: string): OutboxReply => ({
  id: BigInt(chatId),
  chatId,
  reply: { do: 'say', text: [{ key }] },
  locale: 'en',
  trace: 'test',
  receivedAt: new Date(),
  attempts: 1,
});

function keyOf(given: Reply): string {
  return 'text' in given ? (given.text[0]?.key ?? '') : '';
}

/**
 * Delivery from an outbox with one reply a chat; replies of the key 'slow' are made ready when `ready` opens, and every
 * call ends as `outcome`.
 */
function deliver(
  replies: OutboxReply[],
  outcome: Outcome = { kind: 'delivered', messageId: 1 },
  clock = systemClock,
  call: Attempt = async () => outcome,
) {
  const ready = gate();
  const settlements: Settlement[] = [];
  const renewed: bigint[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const outbox: Outbox = {
    claim: async (limit, except) => {
      const due = replies.filter(({ chatId }) => !except.includes(chatId)).slice(0, limit);
      replies = replies.filter((one) => !due.includes(one));
      return due;
    },
    hasPending: async () => false,
    renew: async (ids) => {
      renewed.push(...ids);
      changed();
      return ids;
    },
    settle: async (settled) => {
      settlements.push(...settled);
      changed();
      return false;
    },
  };
  const delivery = startDelivery({
    outbox,
    messenger: {
      prepare: async (_chatId, given) => {
        if (keyOf(given) === 'slow') await ready.opened;
        return call;
      },
    },
    limiter: createLimiter(0),
    clock,
    log: pino({ level: 'silent' }),
    onUnauthorized: () => undefined,
  });
  onTestFinished(async () => {
    ready.open();
    await delivery.stop(1_000);
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (condition()) resolve();
      };
      listeners.add(look);
      look();
    });
  return { delivery, ready, settlements, renewed, until };
}

test('pictures that are drawn keep nobody else waiting, however many they are', async () => {
  const slow = Array.from({ length: 150 }, (_, index) => reply(index + 1, 'slow'));
  const { ready, settlements, until } = deliver([...slow, reply(1_000, 'quick')]);
  await until(() => settlements.length === 1);
  expect(settlements).toMatchObject([{ id: 1_000n, to: 'delivered', messageId: 1 }]);
  ready.open();
  await until(() => settlements.length === 151);
});

test('a reply that takes long to be made ready stays claimed', async () => {
  const { ready, settlements, renewed, until } = deliver([reply(1, 'slow')]);
  await until(() => renewed.filter((id) => id === 1n).length >= 2);
  expect(settlements).toEqual([]);
  ready.open();
  await until(() => settlements.length === 1);
});

test('what is not ready when delivery has to end was not sent, and is due again', async () => {
  const { delivery, settlements, renewed, until } = deliver([reply(1, 'slow')]);
  await until(() => renewed.length > 0);
  await delivery.stop(1);
  expect(settlements).toEqual([{ id: 1n, to: 'pending', counted: false }]);
});

test('what is made ready too late is let go of, without a call', async () => {
  let calls = 0;
  const disposed = gate();
  const attempt: Attempt = Object.assign(
    async (): Promise<Outcome> => {
      calls += 1;
      return { kind: 'delivered', messageId: 1 };
    },
    { dispose: async () => disposed.open() },
  );
  const { delivery, ready, renewed, until } = deliver([reply(1, 'slow')], undefined, systemClock, attempt);
  await until(() => renewed.length > 0);
  await delivery.stop(1);
  ready.open();
  await disposed.opened;
  expect(calls).toBe(0);
});

test('a reply whose outcome stayed unknown for more than 24 hours is given up, and none before', async () => {
  const now = new Date('2026-03-02T10:00:00Z');
  const received = (chatId: number, msAgo: number) => ({
    ...reply(chatId, 'quick'),
    receivedAt: new Date(now.getTime() - msAgo),
  });
  const { settlements, until } = deliver(
    [received(1, 24 * 3_600_000), received(2, 24 * 3_600_000 + 1)],
    { kind: 'unknown', error: 'socket hang up' },
    { ...systemClock, now: () => now },
  );
  await until(() => settlements.length === 2);
  expect(settlements).toEqual([
    { id: 1n, to: 'pending', counted: true },
    { id: 2n, to: 'failed', error: 'socket hang up' },
  ]);
});

test('what cannot be made ready now keeps its chat waiting and no other, and is counted', async () => {
  const waits = (chatId: number): OutboxReply => ({ ...reply(chatId, 'file'), receivedAt: new Date(0) });
  const due = [waits(1)];
  const excepted: (readonly number[])[] = [];
  const settlements: Settlement[] = [];
  const quickIsSent = gate();
  const delivery = startDelivery({
    outbox: {
      claim: async (limit, except) => {
        excepted.push(except);
        return due.splice(0, limit);
      },
      hasPending: async () => false,
      renew: async (ids) => ids,
      settle: async (settled) => {
        settlements.push(...settled);
        if (settled.some(({ id }) => id === 1n)) due.push(reply(2, 'quick'));
        if (settled.some(({ id }) => id === 2n)) quickIsSent.open();
        return true;
      },
    },
    messenger: {
      prepare: async (chatId) => async () => {
        if (chatId === 1) return { kind: 'not-ready', error: 'a file waits for the database' };
        return { kind: 'delivered', messageId: 1 };
      },
    },
    limiter: createLimiter(0),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    onUnauthorized: () => undefined,
  });
  onTestFinished(() => delivery.stop(1));
  await quickIsSent.opened;
  expect(settlements).toMatchObject([
    { id: 1n, to: 'pending', counted: true },
    { id: 2n, to: 'delivered' },
  ]);
  expect(excepted.at(-1)).toEqual([1]);
});

test('a reply that is handed over while it is being claimed is sent once', async () => {
  const opened = reply(7, 'quick');
  let claims = 0;
  const asked = gate();
  const answer = gate();
  const sent: bigint[] = [];
  const settled = gate();
  const delivery = startDelivery({
    outbox: {
      claim: async () => {
        claims += 1;
        if (claims > 1) return [];
        asked.open();
        await answer.opened;
        return [opened];
      },
      hasPending: async () => false,
      renew: async (ids) => ids,
      settle: async () => {
        settled.open();
        return false;
      },
    },
    messenger: {
      prepare: async () => async () => {
        sent.push(opened.id);
        return { kind: 'delivered', messageId: 1 };
      },
    },
    limiter: createLimiter(0),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    onUnauthorized: () => undefined,
  });
  onTestFinished(() => delivery.stop(1_000));
  await asked.opened;
  delivery.offer(new Set([opened.chatId])).take([opened], false);
  // its claim had lapsed by the time of its commit
  answer.open();
  await settled.opened;
  expect(sent).toEqual([7n]);
});

describe('after an outage that outlasts the claims', () => {
  /** Two daemons' view of one outbox with a reply that the first has claimed; all calls fail in an outage. */
  function shared() {
    const clock = manualClock();
    const state = { outage: false, settled: false, claimedBy: 'A', claimedUntilMs: claimMs, attempts: 1 };
    const sent: string[] = [];
    const reach = async () => {
      if (state.outage) throw new Unavailable('the database is down');
    };
    const daemon = (name: string, calls: Partial<Outbox> = {}, ready = Promise.resolve()) => {
      const delivery = startDelivery({
        outbox: {
          async claim(_limit, _except, lapsedToo) {
            await reach();
            const isDue = !state.settled && lapsedToo && state.claimedUntilMs < clock.monotonicMs();
            if (!isDue || state.claimedBy === name) return [];
            state.claimedBy = name;
            state.claimedUntilMs = clock.monotonicMs() + claimMs;
            return [{ ...reply(1, 'quick'), attempts: ++state.attempts }];
          },
          hasPending: async () => false,
          async renew(ids) {
            await reach();
            if (state.claimedBy !== name || state.settled) return [];
            state.claimedUntilMs = clock.monotonicMs() + claimMs;
            return ids;
          },
          async settle(settlements) {
            await reach();
            if (settlements.some(({ to }) => to === 'delivered')) state.settled = true;
            return false;
          },
          ...calls,
        },
        messenger: {
          prepare: async () => {
            await ready;
            return async () => {
              sent.push(name);
              return { kind: 'delivered', messageId: 1 };
            };
          },
        },
        limiter: createLimiter(0),
        clock,
        log: pino({ level: 'silent' }),
        onUnauthorized: () => undefined,
      });
      onTestFinished(async () => {
        const stopped = delivery.stop(1);
        await clock.advance(1_000);
        await stopped;
      });
      return delivery;
    };
    return { clock, state, sent, daemon };
  }

  it('a reply that was sent is left to the daemon that sent it, which settles it', async () => {
    const { clock, state, sent, daemon } = shared();
    // looks at each full second, and the other one tries again 50 ms before and 150 ms after it
    daemon('B');
    await clock.advance(100);
    const sender = daemon('A');
    await clock.advance(50);
    state.outage = true;
    sender.offer(new Set([1])).take([reply(1, 'quick')], false);
    await clock.advance(3_810);
    expect(sent).toEqual(['A']);
    state.outage = false;
    await clock.advance(2 * claimMs);
    expect(state.settled).toBe(true);
    expect(sent).toEqual(['A']);
  });

  it('a reply whose daemon is gone is sent by another one, a claim’s time later', async () => {
    const { clock, state, sent, daemon } = shared();
    daemon('B');
    await clock.advance(50);
    state.outage = true;
    await clock.advance(claimMs + 1_000);
    state.outage = false;
    // its last look that failed was at 3 s
    await clock.advance(1_900);
    expect(sent).toEqual([]);
    await clock.advance(100);
    expect(sent).toEqual(['B']);
    expect(state.settled).toBe(true);
  });

  it('a reply that was long in the making is left to the daemon that has claimed it meanwhile', async () => {
    const { clock, state, sent, daemon } = shared();
    const ready = gate();
    const held = daemon('A', { renew: () => Promise.reject(new Unavailable('too slow')) }, ready.opened);
    held.offer(new Set([1])).take([reply(1, 'slow')], false);
    await clock.advance(claimMs + 100);
    daemon('B');
    await clock.advance(1_000);
    expect(sent).toEqual(['B']);
    expect(state.settled).toBe(true);
    ready.open();
    await clock.advance(1_000);
    expect(sent).toEqual(['B']);
  });

  it('is known from a renewal that failed, too', async () => {
    const { clock, daemon } = shared();
    const ready = gate();
    const looks: boolean[] = [];
    const delivery = daemon(
      'B',
      {
        claim: async (_limit, _except, lapsedToo) => {
          looks.push(lapsedToo);
          return [];
        },
        renew: async (ids) => {
          if (clock.monotonicMs() < 600) throw new Unavailable('the database is down');
          return ids;
        },
      },
      ready.opened,
    );
    await clock.advance(0);
    delivery.offer(new Set([1])).take([reply(1, 'slow')], false);
    await clock.advance(3_500);
    ready.open();
    // at 0, and each second
    expect(looks).toEqual([true, false, false, true]);
  });
});
