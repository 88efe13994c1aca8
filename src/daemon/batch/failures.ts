import type { Entry } from '../buffer/buffer.ts';
import type { Clock } from '../clock.ts';
import { placeOf } from '../log/error-place.ts';

/** What this process remembers of updates that failed. Only the store's counted attempts outlive it. */
export interface Failures {
  /** Notes a failed attempt. The entry's chat rests, longer after each one. */
  add(entry: Entry, error: unknown): void;
  /** How many failed attempts at the update this process has seen. */
  count(updateId: number): number;
  /** Whether to give up on the update, when the attempt about to be made is number `begun` by the store's count. */
  isHopeless(updateId: number, begun: number): boolean;
  /** Why the update last failed; null when this process has not seen it fail. */
  lastError(updateId: number): string | null;
  /** The attempt just counted ended through no fault of the update: the next one is not to be counted. */
  forgive(updateId: number): void;
  /** Whether the update was forgiven; resets that. */
  takeForgiveness(updateId: number): boolean;
  /** Forgets the update, which has been handled. */
  forget(updateId: number): void;
  /** Chats that rest now. */
  restingChats(): Set<number>;
  /** Milliseconds until the first resting chat has rested; null when none rests. */
  untilRestedMs(): number | null;
}

const failureLimit = 5;
/**
 * An attempt that ended with its process says little about the update: whatever kills daemons may hit the same update
 * several times.
 */
const beginLimit = 20;
const shortestRestMs = 100;
const longestRestMs = 1_600;

/** No failures yet. */
export function rememberFailures(clock: Clock): Failures {
  const lastErrors = new Map<number, string>();
  const counts = new Map<number, number>();
  const forgiven = new Set<number>();
  const restsUntilMs = new Map<number, number>();

  function restingChats(): Set<number> {
    const now = clock.monotonicMs();
    for (const [chatId, untilMs] of restsUntilMs) if (untilMs <= now) restsUntilMs.delete(chatId);
    return new Set(restsUntilMs.keys());
  }

  return {
    add(entry, error) {
      const count = (counts.get(entry.updateId) ?? 0) + 1;
      counts.set(entry.updateId, count);
      lastErrors.set(entry.updateId, describeFailure(error));
      const restMs = Math.min(shortestRestMs * 2 ** (count - 1), longestRestMs);
      restsUntilMs.set(entry.chatId, clock.monotonicMs() + restMs);
    },
    count: (updateId) => counts.get(updateId) ?? 0,
    isHopeless: (updateId, begun) => (counts.get(updateId) ?? 0) >= failureLimit || begun > beginLimit,
    lastError: (updateId) => lastErrors.get(updateId) ?? null,
    forgive: (updateId) => forgiven.add(updateId),
    takeForgiveness: (updateId) => forgiven.delete(updateId),
    forget(updateId) {
      lastErrors.delete(updateId);
      counts.delete(updateId);
      forgiven.delete(updateId);
    },
    restingChats,
    untilRestedMs() {
      if (restingChats().size === 0) return null;
      return Math.max(1, Math.min(...restsUntilMs.values()) - clock.monotonicMs());
    },
  };
}

/** An error's name, code and place: all that a dead letter may say, since messages can quote a person's words. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const at = placeOf(error);
  return `${error.name}${code}${at === null ? '' : ` ${at}`}`;
}
