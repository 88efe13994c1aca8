import type { Entry } from './buffer/buffer.ts';
import type { Clock } from './clock.ts';
import { placeOf } from './error-place.ts';

/** What processing remembers of updates that failed. Counted attempts are kept by the store; this is lost with the process. */
export interface Failures {
  /** Notes a failed attempt: the entry's chat rests, longer after each. */
  add(entry: Entry, error: unknown, attempts: number): void;
  /** Why the update last failed; null when this process has not seen it fail. */
  lastError(updateId: number): string | null;
  /** The counted attempt that was begun ended through no fault of the update: the next one is not to be counted. */
  forgive(updateId: number): void;
  /** Whether the update was forgiven since this was last asked. */
  takeForgiveness(updateId: number): boolean;
  /** The update is handled. */
  forget(updateId: number): void;
  /** Chats that rest now. */
  restingChats(): Set<number>;
  /** Milliseconds until the next chat has rested; null when none does. */
  untilRestedMs(): number | null;
}

const shortestRestMs = 100;
const longestRestMs = 1_600;

/** Nothing failed yet. */
export function rememberFailures(clock: Clock): Failures {
  const lastErrors = new Map<number, string>();
  const forgiven = new Set<number>();
  const restsUntilMs = new Map<number, number>();

  function restingChats(): Set<number> {
    const now = clock.monotonicMs();
    for (const [chatId, untilMs] of restsUntilMs) if (untilMs <= now) restsUntilMs.delete(chatId);
    return new Set(restsUntilMs.keys());
  }

  return {
    add(entry, error, attempts) {
      lastErrors.set(entry.updateId, describeFailure(error));
      const restMs = Math.min(shortestRestMs * 2 ** (attempts - 1), longestRestMs);
      restsUntilMs.set(entry.chatId, clock.monotonicMs() + restMs);
    },
    lastError: (updateId) => lastErrors.get(updateId) ?? null,
    forgive: (updateId) => forgiven.add(updateId),
    takeForgiveness: (updateId) => forgiven.delete(updateId),
    forget(updateId) {
      lastErrors.delete(updateId);
      forgiven.delete(updateId);
    },
    restingChats,
    untilRestedMs() {
      if (restingChats().size === 0) return null;
      return Math.max(1, Math.min(...restsUntilMs.values()) - clock.monotonicMs());
    },
  };
}

/** The kind and place of an error: what a dead letter may say. Messages can quote a person's words. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const at = placeOf(error);
  return `${error.name}${code}${at === null ? '' : ` ${at}`}`;
}
