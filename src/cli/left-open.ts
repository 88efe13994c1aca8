import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.ts';
import { isListening } from './signals.ts';
import type { Storage } from './storage.ts';

/** The embedded databases that a command has open: their servers must not go on running, however the command ends. */
export interface LeftOpen {
  /** Opens one, which the caller closes as usual. Throws what `opening` throws. */
  open(opening: () => Promise<Storage>): Promise<Storage>;
  /** Closes those still open; takes at most 10 seconds and never rejects. */
  closeAll(): Promise<void>;
  /** Rejects with a `Failure` after SIGTERM, SIGINT or SIGHUP not handled elsewhere, once everything is closed. */
  readonly stopped: Promise<never>;
  /** Whether such a signal came. */
  isStopping(): boolean;
}

const longestCloseMs = 10_000;
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Begins with nothing open. Listens to signals only while something is. */
export function createLeftOpen(): LeftOpen {
  const opened = new Set<Promise<Storage>>();
  let isStopping = false;
  let tell: (error: Error) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    tell = reject;
  });
  stopped.catch(() => undefined);

  const onSignal = (signal: NodeJS.Signals) => {
    // the other listener ends the command in its own order
    if (isListening()) return;
    if (isStopping) {
      // a terminal that closes sends several
      if (signal === 'SIGHUP') return;
      listen(false);
      process.kill(process.pid, signal);
      return;
    }
    isStopping = true;
    void closeAll().then(() => tell(new Failure('stopped, as told', 'run the command again')));
  };
  const listen = (on: boolean) => {
    for (const signal of signals) process[on ? 'on' : 'off'](signal, onSignal);
  };
  const closeAll = async () => {
    if (opened.size === 0) return;
    const closing = [...opened].map(async (storage) => (await storage).close());
    await Promise.race([Promise.allSettled(closing), delay(longestCloseMs)]);
  };

  return {
    async open(opening) {
      if (opened.size === 0) listen(true);
      const storage = opening();
      opened.add(storage);
      const forget = () => {
        opened.delete(storage);
        if (opened.size === 0) listen(false);
      };
      try {
        const { url, close } = await storage;
        return { url, close: () => close().finally(forget) };
      } catch (error) {
        forget();
        throw error;
      }
    },
    closeAll,
    stopped,
    isStopping: () => isStopping,
  };
}
