import { Worker } from 'node:worker_threads';
import { packageFile } from '../../ledger/storage/package-file.ts';
import type { Drawing } from './drawing.ts';

/** Draws pictures, one after the other. */
export interface Easel {
  /**
   * Draws a JPEG. Rejects when that fails or takes too long, too many pictures wait already, or the easel is closed.
   */
  draw(drawing: Drawing): Promise<Uint8Array>;
  /** Rejects what is not drawn yet, and ends the thread. */
  close(): Promise<void>;
}

export interface EaselLimits {
  /** How many pictures may wait while one is drawn. */
  readonly waiting: number;
  /** Time limit for one picture, including the thread's start. */
  readonly drawingMs: number;
  /** The thread ends after this long without a picture. */
  readonly idleMs: number;
  /** Limit of the thread's JavaScript heap, in MiB. */
  readonly heapMb: number;
}

const usualLimits: EaselLimits = { waiting: 200, drawingMs: 10_000, idleMs: 60_000, heapMb: 256 };

interface Job {
  readonly drawing: Drawing;
  readonly fulfil: (jpeg: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that draws away from the event loop. It is started for the first picture, and again after it crashed or took
 * too long: the picture in hand is then rejected, and the next one drawn. `script` is what the thread runs.
 */
export function openEasel(
  limits: Partial<EaselLimits> = {},
  script: string | URL = packageFile('dist/src/daemon/pictures/worker.js'),
): Easel {
  const { waiting, drawingMs, idleMs, heapMb } = { ...usualLimits, ...limits };
  const queue: Job[] = [];
  let inHand: Job | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function next(): void {
    clearTimeout(timer);
    inHand = queue.shift() ?? null;
    if (inHand === null) {
      worker?.unref();
      timer = setTimeout(() => discard(worker), idleMs).unref();
      return;
    }
    try {
      worker ??= start();
    } catch (error) {
      inHand.reject(new Error('no thread can be started', { cause: error }));
      next();
      return;
    }
    worker.ref();
    worker.postMessage(inHand.drawing);
    timer = setTimeout(() => lose(worker, new Error(`a picture took over ${drawingMs} ms`)), drawingMs);
  }

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    started.on('message', (message: { jpeg: Uint8Array } | { error: string }) => {
      if (started !== worker) return;
      const done = inHand;
      if ('jpeg' in message) done?.fulfil(message.jpeg);
      else done?.reject(new Error(message.error));
      next();
    });
    started.on('error', (error) => lose(started, error));
    started.on('exit', () => lose(started, new Error('the drawing thread ended')));
    return started;
  }

  /** Gives up the thread and the picture it had in hand. */
  function lose(lost: Worker | null, error: Error): void {
    if (lost === null || lost !== worker) return;
    discard(lost);
    inHand?.reject(error);
    next();
  }

  function discard(old: Worker | null): void {
    worker = null;
    void old?.terminate();
  }

  return {
    draw: (drawing) =>
      new Promise((fulfil, reject) => {
        if (isClosed) return reject(new Error('no more pictures are drawn'));
        if (queue.length >= waiting) return reject(new Error(`${waiting} pictures wait already`));
        queue.push({ drawing, fulfil, reject });
        if (inHand === null) next();
      }),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const closing = worker;
      worker = null;
      for (const job of [...(inHand ? [inHand] : []), ...queue.splice(0)])
        job.reject(new Error('no more pictures are drawn'));
      inHand = null;
      await closing?.terminate();
    },
  };
}
