import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { type PulseWatch, stuckAfterMs } from './pulse.ts';
import type { ServiceManager } from './service-manager.ts';

export interface Supervision {
  /** Tells the service manager that the daemon is stopping. Fulfils when it knows, or cannot be told. */
  stop(): Promise<void>;
}

interface SupervisionOptions {
  manager: ServiceManager;
  pulse: PulseWatch;
  /** How many updates were handled since the start, and how many are waiting now. */
  progress: () => { readonly handled: number; readonly waiting: number };
  mode: 'polling' | 'webhook';
  clock: Clock;
  log: Logger;
}

const longestPeriodMs = 60_000;

/**
 * Tells the service manager that the daemon is ready, then regularly how it is doing, and feeds its watchdog while all
 * three loops make progress. When one does not, the manager kills the daemon and restarts it.
 */
export function supervise(options: SupervisionOptions): Supervision {
  const { manager, pulse, progress, mode, clock, log } = options;
  const periodMs = Math.min(longestPeriodMs, (manager.watchdogMs ?? Number.POSITIVE_INFINITY) / 3);
  const stopped = new AbortController();
  let before = { handled: 0, atMs: clock.monotonicMs() };

  async function run(): Promise<void> {
    void manager.tell('READY=1', `STATUS=${mode}`);
    for (;;) {
      await clock.sleep(periodMs, stopped.signal);
      if (stopped.signal.aborted) return;
      const stuck = pulse.stuck(stuckAfterMs);
      if (stuck.length > 0) log.error({ loops: stuck }, 'a loop stands still');
      if (stuck.length > 0) await manager.tell(`STATUS=stuck: ${stuck.join(', ')}`);
      else await manager.tell('WATCHDOG=1', `STATUS=${describe()}`);
    }
  }

  function describe(): string {
    const { handled, waiting } = progress();
    const now = { handled, atMs: clock.monotonicMs() };
    const perMinute = Math.round(((handled - before.handled) * 60_000) / (now.atMs - before.atMs));
    before = now;
    const updates = `${perMinute} ${perMinute === 1 ? 'update' : 'updates'} a minute`;
    return `${mode}, ${updates}, ${waiting === 0 ? 'nothing waits' : `${waiting} waiting`}`;
  }

  void run();
  return {
    stop() {
      stopped.abort();
      return manager.tell('STOPPING=1', 'STATUS=stopping');
    },
  };
}
