import type { PagePosition } from '../ledger/purchases.ts';

/**
 * What a tapped button stands for. Data is written by the functions below but may come back stale, or forged:
 * it names the person it was made for, and an answer names the step of the conversation that it answers.
 */
export type Tap =
  | { readonly kind: 'answer'; readonly personId: number; readonly step: number; readonly says: string }
  | { readonly kind: 'page'; readonly personId: number; readonly position: PagePosition }
  | { readonly kind: 'categories'; readonly personId: number; readonly does: CategoriesAct };

/** What a button of /categories does: shows a page (from 0) of a list, or does something with one category. */
export type CategoriesAct =
  | { readonly what: 'list' | 'hidden'; readonly page: number }
  | { readonly what: CategoryAct; readonly mark: string };

const categoryActs = ['card', 'rename', 'merge', 'hide', 'unhide', 'forget'] as const;
export type CategoryAct = (typeof categoryActs)[number];

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

/** Data of a button of /categories. */
export function categoriesData(personId: number, does: CategoriesAct): string {
  return `categories:${personId}:${does.what}:${'page' in does ? does.page : does.mark}`;
}

/** Stands for a category in a button, which has no room for its name: FNV-1a, 32 bits, as eight hexadecimal digits. */
export function categoryMark(category: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(category)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
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
  if (kind === 'page') {
    const [from, number = ''] = rest;
    const than = readNumber(number, largestInteger);
    if (than === null || rest.length > 2 || (from !== 'older' && from !== 'newer')) return null;
    return { kind, personId, position: { from, than } };
  }
  if (kind === 'categories' && rest.length === 2) {
    const does = readCategoriesAct(rest[0] ?? '', rest[1] ?? '');
    return does && { kind, personId, does };
  }
  return null;
}

function readCategoriesAct(what: string, about: string): CategoriesAct | null {
  if (what === 'list' || what === 'hidden') {
    const page = readNumber(about, largestInteger);
    return page === null ? null : { what, page };
  }
  const act = categoryActs.find((known) => known === what);
  return act && /^[0-9a-f]{8}$/.test(about) ? { what: act, mark: about } : null;
}

/** Of a Postgres integer column. */
const largestInteger = 2 ** 31 - 1;

function readNumber(digits: string, largest: number): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(digits)) return null;
  const number = Number(digits);
  return number <= largest ? number : null;
}
