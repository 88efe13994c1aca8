import type { DaemonFigures } from '../../ledger/updates/daemons.ts';
import type { Clock } from '../clock.ts';
import type { Measure } from './measure.ts';

/** What a daemon has done recently, for `spndr status`. */
export interface Recent {
  readonly measure: Omit<Measure, 'progressed'>;
  figures(): DaemonFigures;
}

const minuteMs = 60_000;
/**
 * Latencies, from an update's receipt to the delivery of a reply, are kept this long, and no more of them than
 * `mostLatencies`.
 */
const latencyMs = 5 * minuteMs;
const mostLatencies = 2_000;
/** Updates are counted in slots of this length. */
const slotMs = 5_000;

/** Nothing done yet. Its memory is bounded, however busy the daemon is. */
export function createRecent(clock: Clock): Recent {
  const latencies: { readonly atMs: number; readonly ms: number }[] = [];
  const slots = new Map<number, number>();
  let backlog: readonly number[] = [];
  let inHand = 0;
  const totals = {
    received: 0,
    committed: 0,
    delivered: 0,
    retried: 0,
    failed: 0,
    deadLetters: 0,
    slowDowns: 0,
  };

  const slotNow = () => Math.floor(clock.monotonicMs() / slotMs);

  return {
    measure: {
      received() {
        const slot = slotNow();
        slots.set(slot, (slots.get(slot) ?? 0) + 1);
        for (const old of slots.keys()) if (old <= slot - minuteMs / slotMs) slots.delete(old);
        totals.received += 1;
        inHand += 1;
      },
      refused() {
        inHand -= 1;
      },
      committed() {
        inHand -= 1;
        totals.committed += 1;
      },
      failed() {
        totals.failed += 1;
      },
      buried() {
        totals.deadLetters += 1;
      },
      called(outcome) {
        if (outcome === 'slow-down') totals.slowDowns += 1;
      },
      delivered(ms) {
        totals.delivered += 1;
        latencies.push({ atMs: clock.monotonicMs(), ms });
        if (latencies.length > mostLatencies) latencies.shift();
      },
      retried() {
        totals.retried += 1;
      },
      backlog(entries) {
        backlog = entries;
      },
    },

    figures() {
      const oldest = slotNow() - minuteMs / slotMs;
      const since = clock.monotonicMs() - latencyMs;
      const sorted = latencies.flatMap(({ atMs, ms }) => (atMs >= since ? [ms] : [])).sort((a, b) => a - b);
      return {
        updatesPerMinute: [...slots].reduce((sum, [slot, count]) => sum + (slot > oldest ? count : 0), 0),
        p50Ms: quantile(sorted, 0.5),
        p99Ms: quantile(sorted, 0.99),
        inHand,
        backlog,
        totals: { ...totals },
      };
    },
  };
}

/** The `q` quantile of `sorted`, by nearest rank; null when it is empty. */
function quantile(sorted: readonly number[], q: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)] ?? null;
}
