import type { Recurrence } from '../../ledger/entry/entry.ts';
import type { Recurring } from '../../ledger/recurring/recurring.ts';
import { readId } from '../row-id.ts';

/** What a button of /recurring does: shows a page (from 0), or acts on one recurring purchase at this revision. */
export type RecurringAct =
  | { readonly what: 'list'; readonly page: number }
  | { readonly what: RecurringCardAct; readonly id: bigint; readonly revision: number };

const cardActs = ['card', 'pause', 'resume', 'edit', 'end', 'delete'] as const;
export type RecurringCardAct = (typeof cardActs)[number];

/** Data of a button that shows a page of recurring purchases. */
export function recurringPageData(personId: number, page: number): string {
  return `recurring:${personId}:list:${page}`;
}

/** Data of a button that acts on a recurring purchase at its current revision. */
export function recurringData(personId: number, recurring: Recurring, what: RecurringCardAct): string {
  return `recurring:${personId}:${what}:${recurring.id}:${recurring.revision}`;
}

/** Reads the parts of such data after the person's id; null when they are malformed. */
export function readRecurringAct(parts: readonly string[]): RecurringAct | null {
  const [what = '', first = '', second, ...more] = parts;
  if (more.length > 0) return null;
  if (what === 'list') {
    return second === undefined && /^(0|[1-9]\d{0,5})$/.test(first) ? { what, page: Number(first) } : null;
  }
  const act = cardActs.find((known) => known === what);
  const id = readId(first);
  if (act === undefined || id === null || !/^[1-9]\d{0,8}$/.test(second ?? '')) return null;
  return { what: act, id, revision: Number(second) };
}

const letters = { day: 'd', week: 'w', month: 'm', year: 'y' } as const;

/** A recurrence in a button's data: "m1", "w0", "d", "w.2" for every two weeks. */
export function writeRecurrence({ every, on, step }: Recurrence): string {
  return `${letters[every]}${on ?? ''}${step === undefined ? '' : `.${step}`}`;
}

/** Reads what `writeRecurrence` wrote; null for anything else. */
export function readRecurrence(text: string): Recurrence | null {
  const read = /^(?<letter>[dwmy])(?<digits>(0|[1-9]\d?)?)(\.(?<steps>[2-9]|[1-9]\d{1,2}))?$/.exec(text);
  const { letter, digits = '', steps } = read?.groups ?? {};
  const every = (['day', 'week', 'month', 'year'] as const).find((unit) => letters[unit] === letter);
  if (every === undefined) return null;
  const few = steps === undefined ? {} : { step: Number(steps) };
  if (digits === '') return { every, on: null, ...few };
  const on = Number(digits);
  const fits = every === 'week' ? on <= 6 : every === 'month' && on >= 1 && on <= 31;
  return fits ? { every, on, ...few } : null;
}
