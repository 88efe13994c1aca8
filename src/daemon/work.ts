import { Worker } from 'node:worker_threads';
import type { PasswordResult, PasswordWork } from '../chat/converse.ts';

export interface Workshop {
  /** Does the work in its turn; rejects when it failed or the workshop is closed. */
  do(work: PasswordWork): Promise<PasswordResult>;
  close(): Promise<void>;
}

interface Job {
  readonly fulfil: (result: PasswordResult) => void;
  readonly reject: (error: Error) => void;
}

type Message = { id: number; result: PasswordResult } | { id: number; error: string };

/**
 * One thread beside the event loop for the hashing of passwords, one job after the other. It is started with the first job and
 * anew after a crash. `pepper` is the secret that keys password digests.
 */
export function openWorkshop(pepper: string): Workshop {
  const jobs = new Map<number, Job>();
  let worker: Worker | null = null;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(new URL('./password-worker.js', import.meta.url), { workerData: { pepper } });
    started.on('message', (message: Message) => {
      const job = jobs.get(message.id);
      jobs.delete(message.id);
      if ('error' in message) job?.reject(new Error(message.error));
      else job?.fulfil(message.result);
      if (jobs.size === 0) started.unref();
    });
    const lost = (error: Error) => {
      if (worker === started) worker = null;
      for (const job of jobs.values()) job.reject(error);
      jobs.clear();
    };
    started.on('error', lost);
    started.on('exit', () => lost(new Error('the worker thread ended')));
    return started;
  }

  return {
    do(work) {
      worker ??= start();
      worker.ref();
      const id = ++lastId;
      return new Promise((fulfil, reject) => {
        jobs.set(id, { fulfil, reject });
        worker?.postMessage({ id, work });
      });
    },
    async close() {
      await worker?.terminate();
    },
  };
}
