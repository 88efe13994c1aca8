import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createLimiter, type Limiter } from '../../../src/daemon/sending/limiter.ts';

const person = 42;
const group = -500;

/** Sends to one chat as fast as the limiter lets it, until `untilMs`; gives the moments (ms). */
function sendAll(limiter: Limiter, chatId: number, fromMs: number, untilMs: number): number[] {
  const moments: number[] = [];
  for (let nowMs = fromMs; nowMs <= untilMs; ) {
    if (limiter.available(nowMs) >= 1 && !limiter.waitingChats(nowMs).includes(chatId)) {
      limiter.take(chatId, nowMs);
      moments.push(nowMs);
    } else nowMs = Math.max(nowMs + 1, Math.ceil(limiter.nextChangeMs(nowMs) ?? Number.NaN));
  }
  return moments;
}

describe('a chat', () => {
  it('gets 20 at once, then one a second', () => {
    const moments = sendAll(createLimiter(1_000), person, 0, 5_500);
    expect(moments.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(moments.slice(20)).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
  });

  it('never waits while it is answered no faster than once a second, nor after a rest', () => {
    const limiter = createLimiter(1_000);
    for (let nowMs = 0; nowMs < 600_000; nowMs += 1_000) {
      expect(limiter.waitingChats(nowMs)).toEqual([]);
      limiter.take(person, nowMs);
    }
    expect(sendAll(limiter, person, 700_000, 700_000)).toHaveLength(20);
  });

  it('has a bucket of its own', () => {
    const limiter = createLimiter(1_000);
    sendAll(limiter, person, 0, 0);
    expect(limiter.waitingChats(0)).toEqual([person]);
    expect(sendAll(limiter, 43, 0, 0)).toHaveLength(20);
  });

  it('that is a group gets 20 at once, then 20 a minute', () => {
    const moments = sendAll(createLimiter(1_000), group, 0, 120_000);
    expect(moments.slice(0, 20)).toEqual(Array(20).fill(0));
    const later = moments.slice(20);
    expect(later).toHaveLength(40);
    for (const [index, moment] of later.entries()) {
      expect(moment).toBeGreaterThanOrEqual((index + 1) * 3_000);
      expect(moment).toBeLessThan((index + 1) * 3_000 + 10);
    }
  });
});

describe('all chats together', () => {
  it('get no more than the overall rate, however many they are', () => {
    const limiter = createLimiter(30);
    let sent = 0;
    for (let nowMs = 0; nowMs <= 10_000; nowMs += 10)
      for (let room = limiter.available(nowMs); room > 0; room--) limiter.take(sent++, nowMs);
    // a second's worth at once, then 30 a second
    expect(sent).toBeGreaterThanOrEqual(329);
    expect(sent).toBeLessThanOrEqual(330);
  });

  it('are told when the next one may leave', () => {
    const limiter = createLimiter(4);
    expect(limiter.nextChangeMs(0)).toBeNull();
    for (let chat = 1; chat <= 4; chat++) limiter.take(chat, 0);
    expect(limiter.available(0)).toBe(0);
    expect(limiter.nextChangeMs(0)).toBe(250);
    expect(limiter.available(249)).toBe(0);
    expect(limiter.available(250)).toBe(1);
  });

  it('are not held up by one that waits', () => {
    const limiter = createLimiter(30);
    limiter.pause(person, 60_000);
    expect(limiter.available(0)).toBe(30);
    expect(limiter.waitingChats(0)).toEqual([person]);
  });
});

describe.each([30, 0])('a pause that Telegram asks for, at %i a second', (overall) => {
  it('holds that chat, and no other, until it is over', () => {
    const limiter = createLimiter(overall);
    limiter.pause(person, 5_000);
    expect(limiter.waitingChats(0)).toEqual([person]);
    expect(limiter.nextChangeMs(0)).toBe(5_000);
    expect(limiter.waitingChats(4_999)).toEqual([person]);
    expect(limiter.waitingChats(5_000)).toEqual([]);
    expect(limiter.nextChangeMs(5_000)).toBeNull();
  });
});

describe('without a limit', () => {
  it('everything may leave at once', () => {
    const limiter = createLimiter(0);
    for (let times = 0; times < 10_000; times++) limiter.take(group, 0);
    expect(limiter.available(0)).toBe(Number.POSITIVE_INFINITY);
    expect(limiter.waitingChats(0)).toEqual([]);
    expect(limiter.nextChangeMs(0)).toBeNull();
  });
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  function heldBytes(): number {
    collect();
    return process.memoryUsage().heapUsed;
  }

  it.each([1_000_000, 0])('holds no chat whose bucket is full again, at %i a second', (overall) => {
    const chats = 100_000;
    const limiter = createLimiter(overall);
    const before = heldBytes();
    for (let chat = 1; chat <= chats; chat++) {
      limiter.take(chat, 0);
      limiter.pause(chat, 1_000);
    }
    const busy = heldBytes() - before;
    expect(busy).toBeGreaterThan(chats * 20);
    expect(limiter.waitingChats(2_000)).toEqual([]);
    expect(heldBytes() - before).toBeLessThan(busy / 10);
    expect(limiter.available(2_000)).toBeGreaterThan(0);
  });
});
