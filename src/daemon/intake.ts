import type { Logger } from 'pino';
import { groupBy } from '../ledger/group.ts';
import { type Buffer, type Buffered, partitionOf } from './buffer/buffer.ts';
import type { Clock } from './clock.ts';
import { NotHandled, type Offer, type Store, type Update } from './ports.ts';
import { createStop } from './process/lifecycle.ts';
import { type Pulse, unwatched } from './process/pulse.ts';

export interface Intake {
  readonly offer: Offer;
  /** Tells intake that these updates are handled: their offers fulfil, and the next of their chats follow. */
  handled(updateIds: readonly number[]): void;
  /** How many updates were offered and are not handled yet. */
  pending(): number;
  /** Rejects what is still pending and every later offer. */
  stop(): void;
}

interface IntakeOptions {
  buffer: Buffer;
  store: Pick<Store, 'handledAmong'>;
  clock: Clock;
  log: Logger;
  pulse?: Pulse;
  newTrace: () => string;
  /** Called with the partitions that have just got new entries. */
  onPushed: (partitions: ReadonlySet<number>) => void;
  /** After this long an offer is rejected, so that Telegram sends the update again. */
  deadlineMs?: number;
}

interface Waiting extends Buffered {
  /** The entry's id from the last push; null when it must be pushed (again). */
  entryId: string | null;
  readonly deadlineMs: number;
  readonly fulfil: () => void;
  readonly reject: (error: Error) => void;
  readonly outcome: Promise<void>;
}

/**
 * The pending updates of one chat. Only `pushed` ones are in the buffer; `waiting` ones follow when all of those are
 * handled. So a later update is never in the buffer without the earlier ones, even if the buffer loses everything.
 */
interface Lane {
  pushed: Waiting[];
  waiting: Waiting[];
}

/** Bounds this daemon's memory and its share of the buffer. Long polling never has more than 100 pending. */
const pendingLimit = 10_000;
const recheckMs = 100;
const pushRetryMs = 200;
/** How often the buffer is asked whether it still holds what is pending. */
const lostMs = 500;

/**
 * Source -> buffer. Keeps every update until its effect is known to be committed, and pushes it again when the
 * buffer has lost it.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { buffer, store, clock, log, pulse = unwatched } = options;
  const deadlineMs = options.deadlineMs ?? 20_000;
  const lanes = new Map<number, Lane>();
  const pending = new Map<number, Waiting>();
  const stopped = createStop();
  let pushing = false;
  let outage = false;
  let watching = false;
  let rechecking = false;
  let lookForLostMs = 0;

  function offer(update: Update): Promise<void> {
    if (stopped.signal.aborted) return Promise.reject(new NotHandled('spndr is stopping'));
    const known = pending.get(update.updateId);
    if (known) return known.outcome;
    if (pending.size >= pendingLimit) return Promise.reject(new NotHandled('too many updates wait already'));
    const waiting = newWaiting(update);
    pending.set(update.updateId, waiting);
    const lane = lanes.get(update.chatId) ?? { pushed: [], waiting: [] };
    lanes.set(update.chatId, lane);
    lane.waiting.push(waiting);
    log.info({ trace: waiting.trace, update: update.updateId }, 'received');
    queueMicrotask(push);
    if (!watching) void watch();
    return waiting.outcome;
  }

  function newWaiting(update: Update): Waiting {
    let fulfil: () => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const outcome = new Promise<void>((resolve, fail) => {
      fulfil = resolve;
      reject = fail;
    });
    outcome.catch(() => undefined); // if nobody waits for an offer, its rejection must not count as unhandled
    return {
      ...update,
      trace: options.newTrace(),
      receivedAt: clock.now(),
      entryId: null,
      deadlineMs: clock.monotonicMs() + deadlineMs,
      fulfil,
      reject,
      outcome,
    };
  }

  /** Moves every lane on that has nothing in the buffer, and pushes what must be pushed, until nothing is left. */
  async function push(): Promise<void> {
    if (pushing) return;
    pushing = true;
    const turn = pulse.begin('intake');
    try {
      for (let batch = takeUnpushed(); batch.length > 0 && !stopped.signal.aborted; batch = takeUnpushed()) {
        turn.again();
        try {
          const places = await buffer.push(batch);
          batch.forEach((waiting, index) => {
            waiting.entryId = places[index]?.id ?? null;
          });
          if (outage) log.info('the buffer can be written again');
          outage = false;
          options.onPushed(new Set(batch.map((waiting) => partitionOf(waiting.chatId))));
        } catch (error) {
          if (!outage) log.warn({ err: error }, 'the buffer cannot be written; trying again');
          outage = true;
          await clock.sleep(pushRetryMs, stopped.signal);
        }
      }
    } finally {
      turn.end();
      pushing = false;
    }
  }

  function takeUnpushed(): Waiting[] {
    const batch: Waiting[] = [];
    for (const lane of lanes.values()) {
      if (lane.pushed.length === 0) {
        lane.pushed = lane.waiting;
        lane.waiting = [];
      }
      // The whole lane, even entries that were in the buffer a moment ago: if one was lost since, it would be
      // overtaken.
      if (lane.pushed.some((waiting) => waiting.entryId === null)) batch.push(...lane.pushed);
    }
    return batch;
  }

  function handled(updateIds: readonly number[]): void {
    let moveOn = false;
    for (const updateId of updateIds) {
      const waiting = pending.get(updateId);
      if (!waiting) continue;
      pending.delete(updateId);
      waiting.fulfil();
      const lane = lanes.get(waiting.chatId);
      if (!lane) continue;
      lane.pushed = lane.pushed.filter((other) => other !== waiting);
      lane.waiting = lane.waiting.filter((other) => other !== waiting);
      if (lane.pushed.length > 0) continue;
      if (lane.waiting.length > 0) moveOn = true;
      else lanes.delete(waiting.chatId);
    }
    if (moveOn) void push();
  }

  /** While anything is pending, finds out what other daemons handled, what the buffer lost and what is overdue. */
  async function watch(): Promise<void> {
    watching = true;
    try {
      while (pending.size > 0 && !stopped.signal.aborted) {
        await clock.sleep(recheckMs, stopped.signal);
        if (pending.size === 0 || stopped.signal.aborted) break;
        rejectOverdue();
        if (!rechecking) void recheck();
      }
    } finally {
      watching = false;
    }
  }

  async function recheck(): Promise<void> {
    rechecking = true;
    try {
      await findHandledAndLost();
    } catch (error) {
      log.debug({ err: error }, 'pending updates cannot be checked; trying again');
    } finally {
      rechecking = false;
    }
  }

  async function findHandledAndLost(): Promise<void> {
    handled([...(await store.handledAmong([...pending.keys()]))]);
    if (clock.monotonicMs() < lookForLostMs) return;
    lookForLostMs = clock.monotonicMs() + lostMs;
    const byPartition = groupBy(
      [...pending.values()].filter((waiting) => waiting.entryId !== null),
      (waiting) => partitionOf(waiting.chatId),
    );
    for (const [partition, group] of byPartition) {
      const ids = group.flatMap((waiting) => waiting.entryId ?? []);
      const standing = await buffer.standing(partition, ids);
      const lost = group.filter((waiting) => waiting.entryId !== null && !standing.has(waiting.entryId));
      // They are lost, or were removed because they are handled, perhaps just now: only the handled marks can tell.
      handled([...(await store.handledAmong(lost.map((waiting) => waiting.updateId)))]);
      for (const waiting of lost) if (pending.has(waiting.updateId)) waiting.entryId = null;
    }
    void push();
  }

  /**
   * Rejects overdue updates, which Telegram will send again, and everything behind them in the same chat, which must
   * not overtake them.
   */
  function rejectOverdue(): void {
    const now = clock.monotonicMs();
    for (const [chatId, lane] of lanes) {
      const all = [...lane.pushed, ...lane.waiting];
      const first = all.findIndex((waiting) => waiting.deadlineMs <= now);
      if (first < 0) continue;
      const rejected = all.slice(first);
      for (const waiting of rejected) {
        pending.delete(waiting.updateId);
        waiting.reject(new NotHandled('the update was not handled in time'));
      }
      log.warn({ updates: rejected.length }, 'updates were not handled in time; they will be sent again');
      void takeBack(rejected);
      lane.pushed = lane.pushed.filter((waiting) => pending.has(waiting.updateId));
      lane.waiting = lane.waiting.filter((waiting) => pending.has(waiting.updateId));
      if (lane.pushed.length + lane.waiting.length === 0) lanes.delete(chatId);
    }
  }

  /**
   * Removes rejected updates from the buffer, as they will be sent again. Where that fails, the handled mark makes sure
   * they have one effect.
   */
  async function takeBack(rejected: readonly Waiting[]): Promise<void> {
    for (const [partition, group] of groupBy(rejected, (waiting) => partitionOf(waiting.chatId))) {
      const ids = group.flatMap((waiting) => waiting.entryId ?? []);
      await buffer.remove(partition, ids).catch((error: unknown) => {
        log.debug({ err: error }, 'entries were left in the buffer');
      });
    }
  }

  function stop(): void {
    stopped.abort();
    for (const waiting of pending.values()) waiting.reject(new NotHandled('spndr is stopping'));
    pending.clear();
    lanes.clear();
  }

  return { offer, handled, pending: () => pending.size, stop };
}
