import type { Logger } from 'pino';
import { isApiError, redact, retryAfterS } from './errors.ts';

/** 'conflict': another program polls with this token, or a webhook is set. */
export type PollState = 'polling' | 'conflict' | 'unreachable';

export interface TroublePace {
  /** Back-off while Telegram cannot be reached: doubles each time, up to the longest. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  readonly conflictMs: number;
  readonly longestConflictMs: number;
  /** Two pollers interrupt each other in turns: the conflict is over after this long without an interruption. */
  readonly calmMs: number;
}

type Kind = 'another-poller' | 'webhook' | 'slow-down' | 'unreachable';

/** Tracks spells in which getUpdates fails: how long to wait, what to log (once per spell), and the state. */
export interface Trouble {
  /** Notes a failure; returns how many ms to wait before the next attempt. */
  met(error: unknown): number;
  /** Notes a success. */
  passed(): void;
  /** Whether the last spell may still be going on. */
  lasts(): boolean;
}

/** No trouble yet. `onState` is called whenever the state changes. */
export function followTrouble(log: Logger, pace: TroublePace, onState: (state: PollState) => void): Trouble {
  let kind: Kind | null = null;
  let failures = 0;
  let lastFailureAt = 0;
  let state: PollState | null = null;

  function enter(next: PollState): void {
    if (state === next) return;
    state = next;
    onState(next);
  }

  function met(error: unknown): number {
    const now = kindOf(error);
    if (kind !== now) {
      kind = now;
      failures = 0;
      log.warn({ error: redact(error) }, meanings[now]);
    }
    enter(now === 'another-poller' || now === 'webhook' ? 'conflict' : 'unreachable');
    failures += 1;
    lastFailureAt = performance.now();
    return waitMs(error, now);
  }

  function waitMs(error: unknown, now: Kind): number {
    if (isApiError(error, 429)) return retryAfterS(error, 5) * 1_000;
    const [first, longest] =
      now === 'unreachable' ? [pace.retryMs, pace.longestRetryMs] : [pace.conflictMs, pace.longestConflictMs];
    return Math.min(first * 2 ** (failures - 1), longest) * (0.75 + Math.random() / 2);
  }

  function passed(): void {
    if (kind === 'another-poller' && performance.now() - lastFailureAt < pace.calmMs) return;
    if (kind) log.info({ after: kind, failures }, 'polling goes on');
    kind = null;
    enter('polling');
  }

  return { met, passed, lasts: () => kind !== null };
}

function kindOf(error: unknown): Kind {
  if (isApiError(error, 409)) return /webhook/i.test(error.description) ? 'webhook' : 'another-poller';
  return isApiError(error, 429) ? 'slow-down' : 'unreachable';
}

const meanings: Readonly<Record<Kind, string>> = {
  'another-poller':
    'another program polls Telegram with this bot token, so each gets only some of the updates: stop one of the two; this one waits and goes on',
  webhook:
    'a webhook is set for this bot, so Telegram refuses polling: run `spndr webhook delete`, or use `spndr start --webhook`; this one waits and goes on',
  'slow-down': 'Telegram asks to slow down',
  unreachable: 'Telegram cannot be reached; trying again',
};
