import type { Work, WorkResult } from '../chat/converse.ts';

/** Work that updates wait for, by update id. */
export interface SlowWork {
  isRunning(updateId: number): boolean;
  /** What came of the work; null while there is none. */
  result(updateId: number): WorkResult | null;
  /** Queues the work; `ended` is called when there is a result, or with the error that there will be none. */
  begin(updateId: number, work: Work, ended: (error: unknown) => void): void;
  forget(updateId: number): void;
}

/** Results that nobody asked for again (another daemon handled the update) go, oldest first, beyond this many. */
const mostResults = 1_000;

/**
 * Keeps what `run`, which does the work away from this thread, is busy with and came to. One follows the other, and
 * `beforeRun` is awaited when an update's turn has come.
 */
export function createSlowWork(
  run: (work: Work) => Promise<WorkResult>,
  beforeRun: (updateId: number, work: Work) => Promise<void>,
): SlowWork {
  const running = new Set<number>();
  const results = new Map<number, WorkResult>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    isRunning: (updateId) => running.has(updateId),
    result: (updateId) => results.get(updateId) ?? null,
    begin(updateId, work, ended) {
      running.add(updateId);
      const ran = last.then(() => beforeRun(updateId, work)).then(() => run(work));
      last = ran.catch(() => undefined);
      ran
        .finally(() => running.delete(updateId))
        .then(
          (result) => {
            results.set(updateId, result);
            const oldest = results.keys().next();
            if (results.size > mostResults && !oldest.done) results.delete(oldest.value);
            ended(null);
          },
          (error: unknown) => ended(error ?? new Error('the work failed')),
        );
    },
    forget: (updateId) => results.delete(updateId),
  };
}
