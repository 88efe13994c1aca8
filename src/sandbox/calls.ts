import type { Events } from './events.ts';

/** One API call, and how it was answered. */
export interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly at: Date;
  /** HTTP status; null when the caller got no answer (because of a fault, or because it hung up). */
  readonly status: number | null;
  /** The refusal's description; null on success. */
  readonly error: string | null;
}

/** Remembers at least the last `keep` calls, and counts all that took effect by method. */
export class CallLog {
  readonly recent: Call[] = [];
  readonly sent: Record<string, number> = {};
  readonly #keep: number;
  readonly #events: Events;

  constructor(keep: number, events: Events) {
    this.#keep = keep;
    this.#events = events;
  }

  /** `effect`: whether the method took effect, whatever the caller was told. */
  add(call: Call, effect: boolean): void {
    if (effect) this.sent[call.method] = (this.sent[call.method] ?? 0) + 1;
    this.recent.push(call);
    if (this.recent.length > this.#keep * 2) this.recent.splice(0, this.recent.length - this.#keep);
    this.#events.emit({ kind: 'call', call });
  }
}
