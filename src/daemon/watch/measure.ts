import type { Outcome } from '../ports.ts';

export type Loop = 'intake' | 'processing' | 'delivery';

/**
 * What the daemon tells of its work as it happens: counts and times only, nothing by which a person could be known.
 * Calls are cheap and never throw.
 */
export interface Measure {
  /** An update came in. */
  received(): void;
  /** An update was not handled in time: it will be sent again. */
  refused(): void;
  /** The effect of an update is committed, so many ms after it came in. */
  committed(ms: number): void;
  /** Handling updates failed through no outage: they are tried again. */
  failed(): void;
  /** An update became a dead letter. */
  buried(): void;
  /** A call to deliver a reply took so many ms. */
  called(outcome: Outcome['kind'], ms: number): void;
  /** A reply is delivered, so many ms after the update that it answers came in. */
  delivered(ms: number): void;
  /** A reply must be sent again. */
  retried(): void;
  /** How many entries stand in each partition of the buffer. */
  backlog(entries: readonly number[]): void;
  /** A loop has done one of its turns. */
  progressed(loop: Loop): void;
}

/** Tells all of `measures`. */
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
