import { Worker } from 'node:worker_threads';
import type { PasswordResult, PasswordWork } from '../../chat/converse.ts';
import { packageFile } from '../../ledger/storage/package-file.ts';

export interface Workshop {
  /** Does the work when its turn comes. Rejects when it fails, or when the workshop is closed before it is done. */
  do(work: PasswordWork): Promise<PasswordResult>;
  close(): Promise<void>;
}

/** The secrets that key password digests. */
export interface Peppers {
  readonly pepper: string;
  /** The previous one: people hashed with it can still log in, and are hashed anew when they do. */
  readonly oldPepper: string | null;
}

interface Job {
  readonly fulfil: (result: PasswordResult) => void;
  readonly reject: (error: Error) => void;
}

type Message = { id: number; result: PasswordResult } | { id: number; error: string };

/**
 * A thread that hashes passwords away from the event loop, one job after the other. It is started with the first job,
 * and again after a crash.
 */
export function openWorkshop(peppers: Peppers): Workshop {
  const jobs = new Map<number, Job>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(packageFile('dist/src/daemon/secrets/password-worker.js'), {
      workerData: peppers,
    });
    started.on('message', (message: Message) => {
      const job = jobs.get(message.id);
      jobs.delete(message.id);
      if ('error' in message) job?.reject(new Error(message.error));
      else job?.fulfil(message.result);
      if (jobs.size === 0) started.unref();
    });
    // called for the error and again for the exit, when another thread may have the jobs
    const lost = (error: Error) => {
      if (worker !== started) return;
      worker = null;
      for (const job of jobs.values()) job.reject(error);
      jobs.clear();
    };
    started.on('error', lost);
    started.on('exit', () => lost(new Error('the worker thread ended')));
    return started;
  }

  return {
    do(work) {
      if (isClosed) return Promise.reject(new Error('the workshop is closed'));
      worker ??= start();
      worker.ref();
      const id = ++lastId;
      return new Promise((fulfil, reject) => {
        jobs.set(id, { fulfil, reject });
        worker?.postMessage({ id, work });
      });
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
