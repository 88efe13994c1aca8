import type { Logger } from 'pino';
import type { Work, WorkResult } from '../chat/converse.ts';
import type { Buffer, Entry } from './buffer/buffer.ts';
import type { Clock } from './clock.ts';
import { rememberFailures } from './failures.ts';
import { createStop } from './lifecycle.ts';
import { createPartitions, lookFurther, type Partition } from './partition.ts';
import { type Batch, type Store, Unavailable } from './ports.ts';
import { type Pulse, unwatched } from './pulse.ts';
import { createSlowWork } from './slow-work.ts';

export interface Processing {
  /** Says that these partitions may hold something new. */
  wake(partitions: Iterable<number>): void;
  /** Finishes the transactions in hand and begins no others. */
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

/** How a look at a partition ended: nothing left to do, more to do, or to be looked at again after a pause. */
type Ending = 'idle' | 'more' | { readonly pauseMs: number };

/** What came of the entries of a batch, to be acted on once it is committed. */
interface Progress {
  readonly done: Entry[];
  readonly needs: Map<Entry, Work>;
}

const batchLimit = 50;
const lockedElsewhere = { pauseMs: 20 } as const;
const sweepMs = 1_000;

/** Buffer -> one Postgres transaction per batch of a partition. Answers in order per chat, each update once. */
export function startProcessing(options: ProcessingOptions): Processing {
  const { buffer, store, clock, log, pulse = unwatched } = options;
  const partitions = createPartitions();
  const slowWork = createSlowWork(options.work, countWork);
  const failures = rememberFailures(clock);
  const stopped = createStop();
  const runs = new Set<Promise<void>>();
  let outage = false;

  function wake(numbers: Iterable<number>): void {
    for (const number of numbers) {
      const partition = partitions[number];
      if (!partition || stopped.signal.aborted) continue;
      partition.again = true;
      if (partition.running) continue;
      const run = runPartition(partition).finally(() => runs.delete(run));
      runs.add(run);
    }
  }

  async function runPartition(partition: Partition): Promise<void> {
    partition.running = true;
    const turn = pulse.begin('processing');
    for (let failed = 0; partition.again && !stopped.signal.aborted; ) {
      partition.again = false;
      turn.again();
      try {
        const ending = await (partition.careful ? processAlone(partition) : processBatch(partition));
        failed = 0;
        if (outage) log.info('the database and the buffer answer again');
        outage = false;
        if (ending === 'idle') continue;
        partition.again = true;
        if (ending !== 'more') await clock.sleep(ending.pauseMs, stopped.signal);
      } catch (error) {
        failed += 1;
        if (!outage) log.error({ err: error }, 'the database or the buffer is out of reach; trying again');
        outage = true;
        partition.again = true;
        await clock.sleep(Math.min(50 * 2 ** failed, sweepMs), stopped.signal);
      }
    }
    turn.end();
    partition.running = false;
  }

  async function processBatch(partition: Partition): Promise<Ending> {
    const beganMs = clock.monotonicMs();
    const progress: Progress = { done: [], needs: new Map() };
    let ending: Ending | null;
    try {
      ending = await store.inPartition(partition.number, async (batch) => {
        const entries = await readHead(partition);
        const before = await batch.handledAmong(entries.map((entry) => entry.updateId));
        const answered = await answerInOrder(batch, entries, before, progress);
        return lookFurther(partition, entries.length, progress.done.length) ? 'more' : answered;
      });
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      log.warn({ partition: partition.number, err: error }, 'a batch failed; taking its updates one by one');
      partition.careful = true;
      return 'more';
    }
    if (ending === null) return lockedElsewhere;
    await finish(partition, progress, beganMs);
    return ending;
  }

  async function readHead(partition: Partition): Promise<readonly Entry[]> {
    try {
      return await buffer.read(partition.number, partition.window);
    } catch (error) {
      throw new Unavailable('the buffer cannot be read', { cause: error });
    }
  }

  /** Answers what can be answered now; the entries of a chat behind one that waits are left for later. */
  async function answerInOrder(
    batch: Batch,
    entries: readonly Entry[],
    before: ReadonlySet<number>,
    progress: Progress,
  ): Promise<Ending> {
    const waitingChats = failures.restingChats();
    const handled = new Set(before);
    let answered = 0;
    for (const entry of entries) {
      if (handled.has(entry.updateId)) {
        progress.done.push(entry);
        continue;
      }
      if (waitingChats.has(entry.chatId)) continue;
      if (answered >= batchLimit) return 'more';
      if (await mustWait(batch, entry, progress)) {
        waitingChats.add(entry.chatId);
        continue;
      }
      answered += 1;
      handled.add(entry.updateId);
      progress.done.push(entry);
    }
    return whenRested();
  }

  /** Answers an entry unless it waits for work. */
  async function mustWait(batch: Batch, entry: Entry, progress: Progress): Promise<boolean> {
    if (slowWork.isRunning(entry.updateId)) return true;
    const work = await batch.answer(entry, slowWork.result(entry.updateId));
    if (work) progress.needs.set(entry, work);
    return work !== null;
  }

  /** The careful way: the first entry that need not wait, in a transaction of its own. */
  async function processAlone(partition: Partition): Promise<Ending> {
    const beganMs = clock.monotonicMs();
    const entries = await readHead(partition);
    if (entries.length === 0) return 'idle';
    const before = await store.handledAmong(entries.map((entry) => entry.updateId));
    const met: Progress = { done: entries.filter((entry) => before.has(entry.updateId)), needs: new Map() };
    await finish(partition, met, beganMs);
    const waitingChats = failures.restingChats();
    for (const entry of entries) {
      if (before.has(entry.updateId) || waitingChats.has(entry.chatId)) continue;
      if (!slowWork.isRunning(entry.updateId)) return answerAlone(partition, entry, beganMs);
      waitingChats.add(entry.chatId);
    }
    // All that was met is done or waits. When nothing failed, what comes next can go together again.
    partition.careful = failures.untilRestedMs() !== null;
    return lookFurther(partition, entries.length, met.done.length) ? 'more' : whenRested();
  }

  /** Counts the attempt before it is made, so that one which ends the process counts too. */
  async function answerAlone(partition: Partition, entry: Entry, beganMs: number): Promise<Ending> {
    const { trace, updateId } = entry;
    const begun = failures.takeForgiveness(updateId) ? 1 : await store.countAttempt(updateId);
    const progress: Progress = { done: [], needs: new Map() };
    let ending: Ending | null;
    try {
      ending = await store.inPartition(partition.number, async (batch) => {
        const before = await batch.handledAmong([updateId]);
        if (!failures.isHopeless(updateId, begun) || before.has(updateId)) {
          const ending = await answerInOrder(batch, [entry], before, progress);
          // Waiting for work is no attempt: the work is, once its turn has come.
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
    if (ending === null) {
      // Another daemon's lock is not the update's failure.
      failures.forgive(updateId);
      return lockedElsewhere;
    }
    await finish(partition, progress, beganMs);
    return 'more';
  }

  /** After the commit: tells who waits, takes the entries out of the buffer, begins the work that was asked for. */
  async function finish(partition: Partition, { done, needs }: Progress, beganMs: number): Promise<void> {
    for (const [entry, work] of needs) beginWork(partition, entry, work);
    if (done.length === 0) return;
    const ms = Math.round(clock.monotonicMs() - beganMs);
    for (const { trace, updateId } of done) {
      log.info({ trace, update: updateId, ms }, 'committed');
      slowWork.forget(updateId);
      failures.forget(updateId);
    }
    options.onHandled(done.map((entry) => entry.updateId));
    // What cannot be removed now is read again, found handled and removed then.
    const ids = done.map((entry) => entry.id);
    await buffer.remove(partition.number, ids);
  }

  /** Work is an attempt at its update, which may end the process; a hash cannot, for the end of its thread is seen. */
  async function countWork(updateId: number, { kind }: Work): Promise<void> {
    if (kind === 'hash-password' || kind === 'verify-password') return;
    await store.countAttempt(updateId).catch(() => undefined); // answering will meet the same trouble, and say so
    failures.forgive(updateId);
  }

  function beginWork(partition: Partition, entry: Entry, work: Work): void {
    slowWork.begin(entry.updateId, work, (error) => {
      if (stopped.signal.aborted) return; // the next daemon begins it again
      if (error !== null) {
        log.error({ trace: entry.trace, err: error }, 'slow work failed');
        failures.takeForgiveness(entry.updateId);
        failures.add(entry, error);
        partition.careful = true;
      }
      wake([partition.number]);
    });
  }

  function whenRested(): Ending {
    const pauseMs = failures.untilRestedMs();
    return pauseMs === null ? 'idle' : { pauseMs };
  }

  /** Finds what was pushed by others or left behind. */
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
      await clock.sleep(sweepMs, stopped.signal);
    }
    turn.end();
  }
  const sweeping = sweep();
  return {
    wake,
    async stop() {
      stopped.abort();
      await Promise.all([sweeping, ...runs]);
    },
  };
}
