import type { Call } from './calls.ts';
import type { Shown } from './chats.ts';

/** What just happened in the sandbox. */
export type SandboxEvent =
  | { readonly kind: 'shown'; readonly shown: Shown }
  | { readonly kind: 'tap-answered'; readonly tapId: string; readonly chatId: number; readonly note: string }
  | { readonly kind: 'update'; readonly updateId: number }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'action'; readonly chatId: number; readonly action: string }
  | { readonly kind: 'call'; readonly call: Call };

export interface Events {
  emit(event: SandboxEvent): void;
  /** Returns the function that ends the listening. */
  on(listener: (event: SandboxEvent) => void): () => void;
  /**
   * The first value other than null or undefined that `check` gives, now or after a later event.
   * Rejects after `timeoutMs` with an error that says "waited N ms for <what>" and what there is instead.
   */
  waitFor<T>(check: () => T | null | undefined, wait: Wait): Promise<T>;
}

export interface Wait {
  readonly what: string;
  readonly timeoutMs: number;
  /** What there is instead, for the error. */
  readonly instead?: () => string;
}

/** Nobody listens yet. */
export function createEvents(): Events {
  const listeners = new Set<(event: SandboxEvent) => void>();
  const on = (listener: (event: SandboxEvent) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    emit: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    on,
    waitFor: (check, wait) =>
      new Promise((resolve, reject) => {
        const first = check();
        if (first !== null && first !== undefined) return resolve(first);
        // The error is made here so that its stack shows the waiting test.
        const late = new Error();
        const end = on(() => {
          const value = check();
          if (value === null || value === undefined) return;
          finish();
          resolve(value);
        });
        const timer = setTimeout(() => {
          finish();
          late.message = `waited ${wait.timeoutMs} ms for ${wait.what}${wait.instead ? `; ${wait.instead()}` : ''}`;
          reject(late);
        }, wait.timeoutMs);
        const finish = () => {
          end();
          clearTimeout(timer);
        };
      }),
  };
}
