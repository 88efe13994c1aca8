import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

/**
 * Calls `attempt` until it fulfils, pausing 0.2 s after the first failure, doubling up to 1 s. Logs once that it waits
 * for `what`, and when that answers. Rejects with the last error if `isFinal` says that waiting is no use, or once
 * `signal` is aborted.
 */
export async function untilReachable<T>(options: {
  what: string;
  attempt: () => Promise<T>;
  isFinal: (error: unknown) => boolean;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}): Promise<T> {
  const { what, clock, log, signal } = options;
  for (let failures = 0; ; failures++) {
    try {
      const result = await options.attempt();
      if (failures > 0) log.info(`${what} answers`);
      return result;
    } catch (error) {
      if (options.isFinal(error) || signal.aborted) throw error;
      if (failures === 0) log.warn({ err: error }, `${what} is out of reach; waiting for it`);
      await clock.sleep(Math.min(200 * 2 ** failures, 1_000), signal);
      if (signal.aborted) throw error;
    }
  }
}
