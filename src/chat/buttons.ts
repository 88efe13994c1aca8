import type { PagePosition } from '../ledger/purchases.ts';

/**
 * What a tapped button stands for. Data is written by `answerData` and `pageData` but may come back stale, or forged:
 * it names the person it was made for, and an answer names the step of the conversation that it answers.
 */
export type Tap =
  | { readonly kind: 'answer'; readonly personId: number; readonly step: number; readonly says: string }
  | { readonly kind: 'settings'; readonly personId: number; readonly setting: Setting }
  | { readonly kind: 'page'; readonly personId: number; readonly position: PagePosition };

/** What /settings can change. */
export type Setting = (typeof settings)[number];

const settings = ['currency', 'zone'] as const;

/** Data of a button that asks what a setting is to be. */
export function settingData(personId: number, setting: Setting): string {
  return `settings:${personId}:${setting}`;
}

/** Data of a button that answers the question open at `step`. At most 64 bytes where `says` has at most 16. */
export function answerData(personId: number, step: number, says: string): string {
  return `answer:${personId}:${step}:${says}`;
}

/** Data of a button that leads to another page of purchases. */
export function pageData(
  personId: number,
  position: { readonly from: 'older' | 'newer'; readonly than: number },
): string {
  return `page:${personId}:${position.from}:${position.than}`;
}

/** Reads a button's data; null where it was not written here. */
export function readTap(data: string): Tap | null {
  const [kind, person = '', ...rest] = data.split(':');
  const personId = readNumber(person, Number.MAX_SAFE_INTEGER);
  if (personId === null) return null;
  if (kind === 'answer') {
    const step = readNumber(rest[0] ?? '', largestInteger);
    return step === null ? null : { kind, personId, step, says: rest.slice(1).join(':') };
  }
  if (kind === 'settings') {
    const setting = settings.find((known) => known === rest.join(':'));
    return setting ? { kind, personId, setting } : null;
  }
  if (kind === 'page') {
    const [from, number = ''] = rest;
    const than = readNumber(number, largestInteger);
    if (than === null || rest.length > 2 || (from !== 'older' && from !== 'newer')) return null;
    return { kind, personId, position: { from, than } };
  }
  return null;
}

/** Of a Postgres integer column. */
const largestInteger = 2 ** 31 - 1;

function readNumber(digits: string, largest: number): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(digits)) return null;
  const number = Number(digits);
  return number <= largest ? number : null;
}
