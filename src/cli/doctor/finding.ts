import { setTimeout as delay } from 'node:timers/promises';
import { fileTrouble } from '../file-trouble.ts';

/** The result of a check. `remedy`: what to do; null: nothing. */
export interface Finding {
  readonly check: string;
  /** 'skipped': not examined, because of another finding or because it does not apply. */
  readonly state: 'ok' | 'warn' | 'wrong' | 'skipped';
  readonly words: string;
  readonly remedy: string | null;
}

/** What a check returns; `examine` adds its name. */
export type Verdict = Omit<Finding, 'check'>;

/** A check of the installation. If it throws, that counts as wrong. */
export interface Check {
  readonly name: string;
  run(): Promise<Verdict>;
}

/** A verdict that all is well. */
export function ok(words: string): Verdict {
  return { state: 'ok', words, remedy: null };
}

/** A verdict that it works, but not for long or not as intended. */
export function warn(words: string, remedy: string): Verdict {
  return { state: 'warn', words, remedy };
}

/** A verdict that it does not work. */
export function wrong(words: string, remedy: string): Verdict {
  return { state: 'wrong', words, remedy };
}

/** A verdict that it was not examined, and why. */
export function skipped(words: string): Verdict {
  return { state: 'skipped', words, remedy: null };
}

/** Runs checks concurrently; one that takes longer than `limitMs` counts as wrong. */
export function examine(checks: readonly Check[], limitMs: number): Promise<readonly Finding[]> {
  return Promise.all(
    checks.map(async ({ name, run }) => {
      const timer = new AbortController();
      const late = delay(limitMs, null, { signal: timer.signal }).then(
        () =>
          wrong(
            `no answer within ${limitMs / 1_000} seconds`,
            'see whether the machine or the network is overloaded',
          ),
        () => skipped('over'),
      );
      const verdict = await Promise.race([run().catch(failed), late]);
      timer.abort();
      return { check: name, ...verdict };
    }),
  );
}

/** The verdict on an error. The messages of spndr end with the remedy, after a colon or semicolon. */
function failed(error: unknown): Verdict {
  const trouble = fileTrouble(error);
  if (trouble !== null) return wrong(trouble.wrong, trouble.remedy);
  const words = (error instanceof Error ? error.message || error.name : String(error)).replace(/\s+/g, ' ');
  const [, what, remedy] = /^(.*?)[:;] ((?:(?!: |; ).)*)$/.exec(words) ?? [];
  if (what && remedy) return wrong(what, remedy);
  return wrong(words, 'mend what it names, then run spndr doctor again');
}
