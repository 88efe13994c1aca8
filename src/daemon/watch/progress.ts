import type { Clock } from '../clock.ts';
import { type Loop, type PulseWatch, stuckAfterMs } from '../process/pulse.ts';
import type { Measure } from './measure.ts';

/** How the three loops are progressing. */
export interface Progress {
  readonly measure: Pick<Measure, 'progressed'>;
  /**
   * For each loop, the seconds since its last turn, and whether it is stuck: that took longer than it ever should, or
   * the pulse says so, for which the service manager's watchdog would restart the daemon.
   */
  loops(): readonly { readonly loop: Loop; readonly sinceS: number; readonly stuck: boolean }[];
}

/**
 * How long a loop may go without completing a turn, in seconds: Telegram holds a getUpdates for 50, and delivery waits
 * up to 60 while Telegram is out of reach. A webhook listener has no turns: it waits to be called.
 */
const limitsS = {
  polling: { intake: 80, processing: 15, delivery: 75 },
  webhook: { intake: Number.POSITIVE_INFINITY, processing: 15, delivery: 75 },
} as const;

/** Every loop counts as having just completed a turn. */
export function createProgress(
  mode: 'polling' | 'webhook',
  clock: Clock,
  pulse: Pick<PulseWatch, 'stuck'>,
): Progress {
  const beganMs = clock.monotonicMs();
  const last: Record<Loop, number> = { intake: beganMs, processing: beganMs, delivery: beganMs };
  return {
    measure: {
      progressed: (loop) => {
        last[loop] = clock.monotonicMs();
      },
    },
    loops() {
      const standing = pulse.stuck(stuckAfterMs);
      return (['intake', 'processing', 'delivery'] as const).map((loop) => {
        const sinceS = (clock.monotonicMs() - last[loop]) / 1_000;
        return { loop, sinceS, stuck: sinceS > limitsS[mode][loop] || standing.includes(loop) };
      });
    },
  };
}
