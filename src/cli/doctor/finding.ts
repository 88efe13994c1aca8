import { setTimeout as delay } from 'node:timers/promises';
import { fileTrouble } from '../file-trouble.ts';

/** What a check found. `remedy`: what to do; null where there is nothing to do. */
export interface Finding {
  readonly check: string;
  /** 'skipped': it could not be looked at, because of what another check found or because it does not apply. */
  readonly state: 'ok' | 'warn' | 'wrong' | 'skipped';
  readonly words: string;
  readonly remedy: string | null;
}

/** What a check says of itself; its name is added by who runs it. */
export type Verdict = Omit<Finding, 'check'>;

/** A question to the patient. What it throws counts as wrong. */
export interface Check {
  readonly name: string;
  run(): Promise<Verdict>;
}

/** All is well. */
export function ok(words: string): Verdict {
  return { state: 'ok', words, remedy: null };
}

/** It works, but not for long or not as meant. */
export function warn(words: string, remedy: string): Verdict {
  return { state: 'warn', words, remedy };
}

/** It does not work. */
export function wrong(words: string, remedy: string): Verdict {
  return { state: 'wrong', words, remedy };
}

/** Not looked at, and why. */
export function skipped(words: string): Verdict {
  return { state: 'skipped', words, remedy: null };
}

/** Runs checks side by side; each that takes longer than `limitMs` is wrong. */
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

/** The file system's errors are put into words; those of spndr end in their remedy, behind a colon or a semicolon. */
function failed(error: unknown): Verdict {
  const trouble = fileTrouble(error);
  if (trouble !== null) return wrong(trouble.wrong, trouble.remedy);
  const words = (error instanceof Error ? error.message || error.name : String(error)).replace(/\s+/g, ' ');
  const [, what, remedy] = /^(.*?)[:;] ((?:(?!: |; ).)*)$/.exec(words) ?? [];
  if (what && remedy) return wrong(what, remedy);
  return wrong(words, 'mend what it names, then run spndr doctor again');
}
