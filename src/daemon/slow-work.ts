import type { Work, WorkResult } from '../chat/converse.ts';
import { isFileWork } from '../chat/file-work.ts';

/** Slow work that updates wait for, by update id. */
export interface SlowWork {
  isRunning(updateId: number): boolean;
  /** The result of the work; null while there is none. */
  result(updateId: number): WorkResult | null;
  /**
   * Queues the work; `ended` is called with null once there is a result, or with the error. If too much is queued
   * already, nothing happens: look at the update again later.
   */
  begin(updateId: number, work: Work, ended: (error: unknown) => void): void;
  forget(updateId: number): void;
}

/** Beyond this many, the oldest results are dropped: nobody asks for them if another daemon handled the update. */
const mostResults = 1_000;

/** How many jobs a queue may hold, the running one included. */
const mostRunning = 100;

/**
 * Runs slow work through `run`, one job at a time in each of two queues, passwords and files, which do not hold each
 * other up. `beforeRun` is awaited when a job's turn has come.
 */
export function createSlowWork(
  run: (work: Work) => Promise<WorkResult>,
  beforeRun: (updateId: number, work: Work) => Promise<void>,
): SlowWork {
  const running = new Map<number, 'passwords' | 'files'>();
  const results = new Map<number, WorkResult>();
  const last = new Map<'passwords' | 'files', Promise<unknown>>();
  return {
    isRunning: (updateId) => running.has(updateId),
    result: (updateId) => results.get(updateId) ?? null,
    begin(updateId, work, ended) {
      const queue = isFileWork(work) ? 'files' : 'passwords';
      if ([...running.values()].filter((other) => other === queue).length >= mostRunning) return;
      running.set(updateId, queue);
      const before = last.get(queue) ?? Promise.resolve();
      const ran = before.then(() => beforeRun(updateId, work)).then(() => run(work));
      last.set(
        queue,
        ran.catch(() => undefined),
      );
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
