/** A way to make a call fail. */
export type Fault =
  /** No effect; answered with this HTTP status, and optionally this JSON body and retry_after in seconds. */
  | { readonly status: number; readonly body?: unknown; readonly retryAfter?: number }
  /** No effect; the connection is reset. */
  | 'reset-before'
  /** Takes effect, then the connection is reset. */
  | 'reset-after'
  /** No effect, and never answered. */
  | 'hang'
  /** No effect; answered with a proxy's 502 page instead of JSON. */
  | 'html'
  /** Takes effect, and is never answered. */
  | 'timeout-after';

export interface FaultPlan {
  /** How many calls fail; 1 by default. */
  readonly times?: number;
  readonly with: Fault;
}

/** Planned faults and delays by method, in lower case; '*' means every method. */
export class Faults {
  readonly #planned = new Map<string, { left: number; fault: Fault }[]>();
  readonly #delaysMs = new Map<string, number>();

  failNext(method: string, plan: FaultPlan): void {
    const plans = this.#planned.get(method.toLowerCase()) ?? [];
    this.#planned.set(method.toLowerCase(), plans);
    plans.push({ left: plan.times ?? 1, fault: plan.with });
  }

  /** Delays every later call of `method` by `ms`; 0 ends that. */
  delay(method: string, ms: number): void {
    this.#delaysMs.set(method.toLowerCase(), ms);
  }

  delayMs(method: string): number {
    return this.#delaysMs.get(method) ?? this.#delaysMs.get('*') ?? 0;
  }

  /** Takes the next fault planned for `method`; null: none. */
  next(method: string): Fault | null {
    for (const name of [method, '*']) {
      const plans = this.#planned.get(name) ?? [];
      const plan = plans.find(({ left }) => left > 0);
      if (!plan) continue;
      plan.left--;
      if (plan.left === 0) plans.splice(plans.indexOf(plan), 1);
      return plan.fault;
    }
    return null;
  }

  clear(): void {
    this.#planned.clear();
    this.#delaysMs.clear();
  }
}
