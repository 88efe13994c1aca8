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
  /** Adds a listener; returns a function that removes it. */
  on(listener: (event: SandboxEvent) => void): () => void;
  /**
   * Fulfils with the first value that `check` returns other than null or undefined, now or after a later event. Rejects
   * after `timeoutMs` with an error "waited N ms for <what>", and `instead` if given.
   */
  waitFor<T>(check: () => T | null | undefined, wait: Wait): Promise<T>;
}

export interface Wait {
  readonly what: string;
  readonly timeoutMs: number;
  /** Describes what there is instead, for the error. */
  readonly instead?: () => string;
}

/** Events without listeners yet. */
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
        // Created here, so that its stack shows the waiting test.
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
