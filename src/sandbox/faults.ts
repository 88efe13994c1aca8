/** How a call is made to fail. */
export type Fault =
  /** Not done; answered with this HTTP status (and JSON body, and retry_after seconds). */
  | { readonly status: number; readonly body?: unknown; readonly retryAfter?: number }
  /** Not done; the connection is reset. */
  | 'reset-before'
  /** Done, then the connection is reset. */
  | 'reset-after'
  /** Not done and never answered. */
  | 'hang'
  /** Not done; a proxy's 502 page instead of JSON. */
  | 'html'
  /** Done and never answered. */
  | 'timeout-after';

export interface FaultPlan {
  /** How many calls fail; 1 when absent. */
  readonly times?: number;
  readonly with: Fault;
}

/** What was asked to go wrong, by method in lower case; '*' stands for every method. */
export class Faults {
  readonly #planned = new Map<string, { left: number; fault: Fault }[]>();
  readonly #delaysMs = new Map<string, number>();

  failNext(method: string, plan: FaultPlan): void {
    const plans = this.#planned.get(method.toLowerCase()) ?? [];
    this.#planned.set(method.toLowerCase(), plans);
    plans.push({ left: plan.times ?? 1, fault: plan.with });
  }

  /** Every later call of `method` takes this much longer; 0 ends it. */
  delay(method: string, ms: number): void {
    this.#delaysMs.set(method.toLowerCase(), ms);
  }

  delayMs(method: string): number {
    return this.#delaysMs.get(method) ?? this.#delaysMs.get('*') ?? 0;
  }

  /** The fault for this call, used up by asking. */
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
