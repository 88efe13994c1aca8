import type { Outcome } from '../ports.ts';
import type { Loop } from '../process/pulse.ts';

/**
 * What the daemon reports about its work as it happens: counts and times, nothing that identifies a person. Calls are
 * cheap and never throw.
 */
export interface Measure {
  /** An update came in. */
  received(): void;
  /** An update was not handled in time: it will be sent again. */
  refused(): void;
  /** The effect of an update was committed, `ms` after it came in. */
  committed(ms: number): void;
  /** An attempt to handle updates failed, though there was no outage: it will be repeated. */
  failed(): void;
  /** An update became a dead letter. */
  buried(): void;
  /** A call to deliver a reply took `ms`. */
  called(outcome: Outcome['kind'], ms: number): void;
  /** A reply was delivered, `ms` after the update it answers came in. */
  delivered(ms: number): void;
  /** A reply must be sent again. */
  retried(): void;
  /** How many entries each partition of the buffer holds, by partition number. */
  backlog(entries: readonly number[]): void;
  /** A loop has completed a turn. */
  progressed(loop: Loop): void;
}

/** Reports to all of `measures`. */
export function measureAll(measures: readonly Measure[]): Measure {
  const each = (tell: (measure: Measure) => void) => {
    for (const measure of measures) tell(measure);
  };
  return {
    received: () => each((measure) => measure.received()),
    refused: () => each((measure) => measure.refused()),
    committed: (ms) => each((measure) => measure.committed(ms)),
    failed: () => each((measure) => measure.failed()),
    buried: () => each((measure) => measure.buried()),
    called: (outcome, ms) => each((measure) => measure.called(outcome, ms)),
    delivered: (ms) => each((measure) => measure.delivered(ms)),
    retried: () => each((measure) => measure.retried()),
    backlog: (entries) => each((measure) => measure.backlog(entries)),
    progressed: (loop) => each((measure) => measure.progressed(loop)),
  };
}
