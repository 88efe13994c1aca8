import type { Work, WorkResult } from '../chat/converse.ts';
import { isFileWork } from '../chat/file-work.ts';

/** Work that updates wait for, by update id. */
export interface SlowWork {
  isRunning(updateId: number): boolean;
  /** What came of the work; null while there is none. */
  result(updateId: number): WorkResult | null;
  /**
   * Queues the work; `ended` is called when there is a result, or with the error that there will be none. Where too much
   * waits, nothing is queued: the update is to be looked at again later.
   */
  begin(updateId: number, work: Work, ended: (error: unknown) => void): void;
  forget(updateId: number): void;
}

/** Results that nobody asked for again (another daemon handled the update) go, oldest first, beyond this many. */
const mostResults = 1_000;

/** How much work waits in a queue at once. */
const mostRunning = 100;

/**
 * Keeps what `run`, which does the work away from the updates, is busy with and came to. Work of one queue follows each
 * other, and `beforeRun` is awaited when an update's turn has come. Passwords and files do not wait for one another, nor take one another's room.
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
