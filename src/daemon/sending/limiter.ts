/**
 * Telegram's sending limits as token buckets, overall and per chat. Time is passed in (monotonic ms). Memory is
 * bounded: a chat whose bucket is full again is forgotten.
 */
export interface Limiter {
  /** How many replies may be sent now, over all chats. */
  available(nowMs: number): number;
  /** Chats to which nothing may be sent now. */
  waitingChats(nowMs: number): number[];
  /** Notes that one reply is being sent to this chat. */
  take(chatId: number, nowMs: number): void;
  /** Nothing may be sent to this chat before `untilMs`: Telegram asked for that (429), or a delivery failed. */
  pause(chatId: number, untilMs: number): void;
  /** When the first waiting chat, or the next overall token, comes free; null when nothing waits. */
  nextChangeMs(nowMs: number): number | null;
}

interface Bucket {
  tokens: number;
  updatedMs: number;
  pausedUntilMs: number;
}

interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** An ordinary conversation never has to wait; in the long run it is Telegram's one message per second. */
const privateRate: Rate = { burst: 20, perSecond: 1 };
/** Telegram allows 20 messages a minute in a group. */
const groupRate: Rate = { burst: 20, perSecond: 20 / 60 };

/** `overallPerSecond` 0: no limits (for a local Bot API server), but pauses still hold. */
export function createLimiter(overallPerSecond: number): Limiter {
  const unlimited = overallPerSecond === 0;
  const overall: Bucket = { tokens: overallPerSecond, updatedMs: 0, pausedUntilMs: 0 };
  const overallRate: Rate = { burst: overallPerSecond, perSecond: overallPerSecond };
  const chats = new Map<number, Bucket>();

  // Telegram's group ids are negative.
  const rateOf = (chatId: number) => (chatId < 0 ? groupRate : privateRate);

  function forgetFullBuckets(nowMs: number): void {
    for (const [chatId, bucket] of chats) {
      refill(bucket, rateOf(chatId), nowMs);
      if (bucket.pausedUntilMs <= nowMs && (unlimited || bucket.tokens >= rateOf(chatId).burst))
        chats.delete(chatId);
    }
  }

  function mustWait(bucket: Bucket, nowMs: number): boolean {
    return bucket.pausedUntilMs > nowMs || (!unlimited && bucket.tokens < 1);
  }

  return {
    available(nowMs) {
      if (unlimited) return Number.POSITIVE_INFINITY;
      refill(overall, overallRate, nowMs);
      return Math.floor(overall.tokens);
    },

    waitingChats(nowMs) {
      forgetFullBuckets(nowMs);
      return [...chats].flatMap(([chatId, bucket]) => (mustWait(bucket, nowMs) ? [chatId] : []));
    },

    take(chatId, nowMs) {
      if (unlimited) return;
      refill(overall, overallRate, nowMs);
      overall.tokens -= 1;
      const bucket = bucketOf(chatId, nowMs);
      refill(bucket, rateOf(chatId), nowMs);
      bucket.tokens -= 1;
    },

    pause(chatId, untilMs) {
      bucketOf(chatId, 0).pausedUntilMs = untilMs;
    },

    nextChangeMs(nowMs) {
      const times: number[] = [];
      for (const [chatId, bucket] of chats) {
        if (!mustWait(bucket, nowMs)) continue;
        const tokenMs = unlimited
          ? 0
          : bucket.updatedMs + ((1 - bucket.tokens) / rateOf(chatId).perSecond) * 1000;
        times.push(Math.max(bucket.pausedUntilMs, tokenMs));
      }
      if (!unlimited && overall.tokens < 1)
        times.push(overall.updatedMs + ((1 - overall.tokens) / overallPerSecond) * 1000);
      return times.length > 0 ? Math.min(...times) : null;
    },
  };

  function bucketOf(chatId: number, nowMs: number): Bucket {
    const known = chats.get(chatId);
    if (known) return known;
    const bucket = { tokens: rateOf(chatId).burst, updatedMs: nowMs, pausedUntilMs: 0 };
    chats.set(chatId, bucket);
    return bucket;
  }
}

function refill(bucket: Bucket, rate: Rate, nowMs: number): void {
  const elapsedSeconds = Math.max(0, nowMs - bucket.updatedMs) / 1000;
  bucket.tokens = Math.min(rate.burst, bucket.tokens + elapsedSeconds * rate.perSecond);
  bucket.updatedMs = Math.max(bucket.updatedMs, nowMs);
}

/** How many ms to wait after `times` failures in a row (at least 1): 200 ms, doubling up to a minute. */
export function backoffMs(times: number): number {
  return Math.min(200 * 2 ** Math.min(times - 1, 12), 60_000);
}
