import type { Logger } from 'pino';
import type { Work, WorkResult } from '../chat/converse.ts';
import { answerInOrder, type Ending, lockedElsewhere, type Progress, queueFull } from './batch/answering.ts';
import { rememberFailures } from './batch/failures.ts';
import {
  createPartitions,
  forgetGone,
  lookFurther,
  type Partition,
  suspect,
  widestWindow,
} from './batch/partition.ts';
import { createRuns, type Run } from './batch/runs.ts';
import { besideEachOther } from './beside.ts';
import type { Buffer, Entry } from './buffer/buffer.ts';
import { type Clock, untilNext } from './clock.ts';
import { type Store, Unavailable } from './ports.ts';
import { createStop } from './process/lifecycle.ts';
import { type Pulse, unwatched } from './process/pulse.ts';
import { createSlowWork } from './slow-work.ts';

export interface Processing {
  /** Tells processing that these partitions may hold new entries. */
  wake(partitions: Iterable<number>): void;
  /** Finishes open transactions and begins no others. */
  stop(): Promise<void>;
}

interface ProcessingOptions {
  buffer: Buffer;
  store: Store;
  /** Does slow work away from this thread. */
  work: (work: Work) => Promise<WorkResult>;
  clock: Clock;
  log: Logger;
  pulse?: Pulse;
  /** Called with the updates whose effect has just been committed. */
  onHandled: (updateIds: readonly number[]) => void;
}

const sweepMs = 1_000;

/**
 * Buffer -> one Postgres transaction per batch, of all partitions with new entries: each chat in order, each update
 * once.
 */
export function startProcessing(options: ProcessingOptions): Processing {
  const { buffer, store, clock, log, pulse = unwatched } = options;
  const partitions = createPartitions();
  const slowWork = createSlowWork(options.work, countWork);
  const failures = rememberFailures(clock);
  const stopped = createStop();
  const runs = createRuns(clock, nextBatch);
  let outage = false;

  function wake(numbers: Iterable<number>): void {
    for (const number of numbers) {
      const partition = partitions[number];
      if (partition) partition.again = true;
    }
    runs.begin();
  }

  /** Takes the ready partitions that may share a batch, or one that must be alone; null: fewer than `leastSize`. */
  function nextBatch(leastSize: number): Run | null {
    const ready = partitions.filter(({ again, busy }) => again && !busy);
    const alone = ready.find(({ apart, suspects }) => apart || suspects === null || suspects.size > 0);
    const together = alone ? [alone] : ready;
    if (together.length < (alone ? 1 : leastSize)) return null;
    for (const partition of together) {
      partition.busy = true;
      partition.again = false;
    }
    return { size: together.length, run: () => runBatch(together) };
  }

  async function runBatch(together: readonly Partition[]): Promise<void> {
    const turn = pulse.begin('processing');
    try {
      const endings = await processNext(together);
      if (outage) log.info('the database and the buffer answer again');
      outage = false;
      for (const partition of together) {
        partition.outages = 0;
        leave(partition, endings.get(partition) ?? lockedElsewhere);
      }
    } catch (error) {
      if (!outage) log.error({ err: error }, 'the database or the buffer is out of reach; trying again');
      outage = true;
      for (const partition of together) {
        partition.outages += 1;
        leave(partition, { pauseMs: Math.min(50 * 2 ** partition.outages, sweepMs) });
      }
    } finally {
      turn.end();
    }
  }

  function leave(partition: Partition, ending: Ending): void {
    if (ending !== 'idle') partition.again = true;
    partition.busy = typeof ending !== 'string';
    if (typeof ending === 'string') return;
    void clock.sleep(ending.pauseMs, stopped.signal).then(() => {
      partition.busy = false;
      runs.begin();
    });
  }

  async function processNext(together: readonly Partition[]): Promise<ReadonlyMap<Partition, Ending>> {
    const [only, other] = together;
    const ending = only && !other ? await processSuspect(only) : null;
    return only && ending ? new Map([[only, ending]]) : processTogether(together);
  }

  /** One transaction for what these partitions hold, except those locked elsewhere. */
  async function processTogether(together: readonly Partition[]): Promise<ReadonlyMap<Partition, Ending>> {
    const beganMs = clock.monotonicMs();
    const heads = new Map<Partition, readonly Entry[]>();
    await besideEachOther(together, async (partition) => {
      heads.set(partition, await readHead(partition, partition.window));
    });
    const progress = new Map<Partition, Progress>();
    let endings: ReadonlyMap<Partition, Ending> | null;
    try {
      endings = await store.inPartitions(
        together.map(({ number }) => number),
        [...heads.values()].flat(),
        async (batch, locked, before) => {
          const ours = together.filter(({ number }) => locked.has(number));
          for (const partition of ours) progress.set(partition, { done: [], needs: new Map() });
          return new Map(
            await besideEachOther(ours, async (partition): Promise<[Partition, Ending]> => {
              const entries = heads.get(partition) ?? [];
              const own = progress.get(partition) ?? { done: [], needs: new Map() };
              const { suspects } = partition;
              const head = { batch, entries, before, suspects, failures, slowWork };
              const answered = await answerInOrder(head, own);
              return [partition, lookFurther(partition, entries.length, own.done.length) ? 'more' : answered];
            }),
          );
        },
      );
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      return setApart(together, heads, error);
    }
    for (const partition of together) partition.apart = false;
    await besideEachOther(progress, ([partition, own]) => finish(partition, own, beganMs));
    return endings ?? new Map();
  }

  /** After a failure, takes each partition by itself and, where that fails too, each of its updates by itself. */
  function setApart(
    together: readonly Partition[],
    heads: ReadonlyMap<Partition, readonly Entry[]>,
    error: unknown,
  ): ReadonlyMap<Partition, Ending> {
    const [only, ...others] = together;
    if (only && others.length === 0) {
      log.warn({ partition: only.number, err: error }, 'a batch failed; taking its updates one by one');
      suspect(only, heads.get(only) ?? []);
    } else {
      log.warn({ err: error }, 'a batch failed; taking its partitions one by one');
      for (const partition of together) partition.apart = true;
    }
    return new Map(together.map((partition) => [partition, 'more']));
  }

  async function readHead(partition: Partition, limit: number): Promise<readonly Entry[]> {
    try {
      return await buffer.read(partition.number, limit);
    } catch (error) {
      throw new Unavailable('the buffer cannot be read', { cause: error });
    }
  }

  /** Answers the first suspect that need not wait, in a transaction of its own; null: there is none. */
  async function processSuspect(partition: Partition): Promise<Ending | null> {
    const beganMs = clock.monotonicMs();
    if (partition.suspects === null) suspect(partition, await readHead(partition, widestWindow));
    const { suspects } = partition;
    if (!suspects || suspects.size === 0) return null;
    const entries = await readHead(partition, partition.window);
    forgetGone(partition, entries);
    const before = await store.handledAmong(entries.map((entry) => entry.updateId));
    const met: Progress = { done: entries.filter((entry) => before.has(entry.updateId)), needs: new Map() };
    await finish(partition, met, beganMs);
    const waitingChats = failures.restingChats();
    for (const entry of entries) {
      if (before.has(entry.updateId) || waitingChats.has(entry.chatId)) continue;
      if (suspects.has(entry.id) && !slowWork.isRunning(entry.updateId))
        return answerAlone(partition, entry, beganMs);
      waitingChats.add(entry.chatId);
    }
    return null;
  }

  /** Answers one entry alone. Its attempt is counted first, so that it counts even if it ends the process. */
  async function answerAlone(partition: Partition, entry: Entry, beganMs: number): Promise<Ending> {
    const { trace, updateId } = entry;
    const begun = failures.takeForgiveness(updateId) ? 1 : await store.countAttempt(updateId);
    const progress: Progress = { done: [], needs: new Map() };
    let ending: Ending | null;
    try {
      ending = await store.inPartitions([partition.number], [entry], async (batch, _, before) => {
        if (!failures.isHopeless(updateId, begun) || before.has(updateId)) {
          const one = { batch, entries: [entry], before, suspects: null, failures, slowWork };
          const ending = await answerInOrder(one, progress);
          // Asking for slow work is no attempt; doing it is, and counts once its turn has come.
          if (progress.needs.size > 0) await batch.uncountAttempt(updateId);
          return ending;
        }
        const attempts = Math.max(failures.count(updateId), begun - 1);
        log.error({ trace, update: updateId, attempts }, 'given up: now a dead letter');
        await batch.bury(entry, attempts, failures.lastError(updateId) ?? 'the daemon ended each time');
        progress.done.push(entry);
        return 'more';
      });
    } catch (error) {
      if (error instanceof Unavailable) {
        failures.forgive(updateId);
        throw error;
      }
      log.warn({ trace, update: updateId, begun, err: error }, 'an update failed');
      failures.add(entry, error);
      return 'more';
    }
    // That the lock is held elsewhere is not the update's fault.
    if (ending === null) failures.forgive(updateId);
    await finish(partition, progress, beganMs);
    if (ending === null) return lockedElsewhere;
    // Its work was not queued: the queue is full.
    return progress.needs.size > 0 && !slowWork.isRunning(updateId) ? queueFull : 'more';
  }

  /** After the commit: begins the slow work asked for, reports what is handled and removes it from the buffer. */
  async function finish(partition: Partition, { done, needs }: Progress, beganMs: number): Promise<void> {
    for (const [entry, work] of needs) beginWork(partition, entry, work);
    if (done.length === 0) return;
    const ms = Math.round(clock.monotonicMs() - beganMs);
    for (const { id, trace, updateId } of done) {
      log.info({ trace, update: updateId, ms }, 'committed');
      partition.suspects?.delete(id);
      slowWork.forget(updateId);
      failures.forget(updateId);
    }
    options.onHandled(done.map((entry) => entry.updateId));
    // Entries that cannot be removed now are read again later, found handled, and removed then.
    const ids = done.map((entry) => entry.id);
    await buffer.remove(partition.number, ids);
  }

  /** Counts slow work as an attempt, since it may end the process; hashing cannot: only its thread would end. */
  async function countWork(updateId: number, { kind }: Work): Promise<void> {
    if (kind === 'hash-password' || kind === 'verify-password') return;
    await store.countAttempt(updateId).catch(() => undefined); // answering will fail the same way, and log it
    failures.forgive(updateId);
  }

  function beginWork(partition: Partition, entry: Entry, work: Work): void {
    slowWork.begin(entry.updateId, work, (error) => {
      if (stopped.signal.aborted) return; // the next daemon will do it again
      if (error !== null) {
        log.error({ trace: entry.trace, err: error }, 'slow work failed');
        failures.takeForgiveness(entry.updateId);
        failures.add(entry, error);
        suspect(partition, [entry]);
      }
      wake([partition.number]);
    });
  }

  /** Finds entries that other daemons pushed, or that were left behind. */
  async function sweep(): Promise<void> {
    const turn = pulse.begin('processing');
    while (!stopped.signal.aborted) {
      turn.again();
      try {
        const backlog = await buffer.backlog();
        wake(backlog.flatMap((entries, number) => (entries > 0 ? [number] : [])));
      } catch (error) {
        log.debug({ err: error }, 'the buffer cannot be read; trying again');
      }
      await untilNext(sweepMs, clock, stopped.signal);
    }
    turn.end();
  }

  const sweeping = sweep();
  return {
    wake,
    async stop() {
      stopped.abort();
      await Promise.all([sweeping, runs.stop()]);
    },
  };
}
