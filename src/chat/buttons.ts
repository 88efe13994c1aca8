import type { Recurrence } from '../ledger/entry/entry.ts';
import type { Purchase } from '../ledger/purchases/purchase.ts';
import type { PagePosition } from '../ledger/purchases/purchases.ts';
import { type DigestAct, readDigestAct } from './digest/buttons.ts';
import { type LinkTap, readLinkTap } from './linking/buttons.ts';
import { type RecurringAct, readRecurrence, readRecurringAct, writeRecurrence } from './recurring/buttons.ts';
import { type ReportTap, readReportTap } from './report/buttons.ts';
import { readId } from './row-id.ts';

/**
 * What a tapped button means. Its data was written by the functions below, but may be outdated or forged. Buttons that
 * name a person work for that person only; an answer also names the step of the conversation that it answers.
 */
export type Tap =
  | { readonly kind: 'answer'; readonly personId: number; readonly step: number; readonly says: string }
  | { readonly kind: 'settings'; readonly personId: number; readonly setting: Setting }
  | { readonly kind: 'page'; readonly personId: number; readonly position: PagePosition }
  | { readonly kind: 'categories'; readonly personId: number; readonly does: CategoriesAct }
  | { readonly kind: 'digest'; readonly personId: number; readonly does: DigestAct }
  | { readonly kind: 'recurring'; readonly personId: number; readonly does: RecurringAct }
  | ReportTap
  | LinkTap
  | EntryTap;

/** What a button of /categories does: shows a page (from 0) of a list, or acts on one category. */
export type CategoriesAct =
  | { readonly what: 'list' | 'hidden'; readonly page: number }
  | { readonly what: CategoryAct; readonly mark: string };

const categoryActs = ['card', 'rename', 'merge', 'hide', 'unhide', 'forget'] as const;
export type CategoryAct = (typeof categoryActs)[number];

/**
 * A button below entries. Anybody linked to the account may tap it, so it names no person. It names what it was made
 * for, and only works while that is unchanged.
 */
export type EntryTap =
  /** Undoes or redoes a change. */
  | { readonly kind: 'undo' | 'redo'; readonly changeId: bigint }
  /** Offers the purchases of a change, to choose one. */
  | { readonly kind: 'pick'; readonly changeId: bigint }
  /** Acts on a purchase at this revision. */
  | { readonly kind: 'entry'; readonly id: bigint; readonly revision: number; readonly what: EntryAct }
  /** Gives a purchase at this revision the category with this mark; null: none. */
  | {
      readonly kind: 'category';
      readonly id: bigint;
      readonly revision: number;
      readonly mark: string | null;
    }
  /** Says whether to make a rule from the category of a purchase at this revision. */
  | { readonly kind: 'teach'; readonly id: bigint; readonly revision: number; readonly scope: TeachScope }
  /** Makes a purchase at this revision recur. */
  | {
      readonly kind: 'repeat';
      readonly id: bigint;
      readonly revision: number;
      readonly recurrence: Recurrence;
    }
  /** Answers a question about a message's words: choice number `index` of question number `asked`. */
  | { readonly kind: 'reading'; readonly messageId: number; readonly asked: number; readonly index: number };

const teachScopes = ['always', 'once'] as const;
export type TeachScope = (typeof teachScopes)[number];

const entryActs = ['card', 'categories', 'remove', 'history'] as const;
export type EntryAct = (typeof entryActs)[number];

/** The settings that /settings can change, except for reminders and summaries. */
export type Setting = (typeof settings)[number];

const settings = ['language', 'currency', 'zone', 'week', 'numbers', 'theme', 'alerts'] as const;

/** Data of a button that asks for the new value of a setting. */
export function settingData(personId: number, setting: Setting): string {
  return `settings:${personId}:${setting}`;
}

/** Data of a button that answers the question open at `step`. At most 64 bytes if `says` has at most 16. */
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

/** Data of a button that undoes or redoes a change. */
export function turnData(kind: 'undo' | 'redo', changeId: bigint): string {
  return `${kind}:${changeId}`;
}

/** Data of a button that offers a change's purchases, to choose one. */
export function pickData(changeId: bigint): string {
  return `pick:${changeId}`;
}

/** Data of a button that acts on a purchase at its current revision. */
export function entryData({ id, revision }: PurchaseAt, what: EntryAct): string {
  return `entry:${id}:${revision}:${what}`;
}

/** Data of a button that gives a purchase at its current revision a category; null: none. */
export function categoryData({ id, revision }: PurchaseAt, category: string | null): string {
  return `category:${id}:${revision}:${category === null ? '' : nameMark(category)}`;
}

/** Data of a button that says what to learn from a purchase at its current revision. */
export function teachData({ id, revision }: PurchaseAt, scope: TeachScope): string {
  return `teach:${id}:${revision}:${scope}`;
}

/** Data of a button that makes a purchase at its current revision recur. */
export function repeatData({ id, revision }: PurchaseAt, recurrence: Recurrence): string {
  return `repeat:${id}:${revision}:${writeRecurrence(recurrence)}`;
}

/** Data of a button that answers a question about a message's words. */
export function readingData({ messageId, asked, index }: Omit<Reading, 'kind'>): string {
  return `reading:${messageId}:${asked}:${index}`;
}

type PurchaseAt = Pick<Purchase, 'id' | 'revision'>;
type Reading = Extract<EntryTap, { kind: 'reading' }>;

/**
 * Stands for a category or vendor in a button's data, which has no room for the name: its 32-bit FNV-1a hash, as eight
 * hexadecimal digits.
 */
export function nameMark(name: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** Reads a button's data; null when it is malformed. */
export function readTap(data: string): Tap | null {
  return readEntryTap(data) ?? readLinkTap(data) ?? readPersonalTap(data);
}

function readEntryTap(data: string): EntryTap | null {
  const [kind, first = '', second = '', third = '', ...more] = data.split(':');
  const id = readId(first);
  const count = readNumber(second, largestInteger);
  if (id === null || more.length > 0) return null;
  if (kind === 'undo' || kind === 'redo' || kind === 'pick') {
    return second === '' && data.split(':').length === 2 ? { kind, changeId: id } : null;
  }
  if (count === null || data.split(':').length !== 4) return null;
  if (kind === 'entry') {
    const what = entryActs.find((act) => act === third);
    return what ? { kind, id, revision: count, what } : null;
  }
  if (kind === 'teach') {
    const scope = teachScopes.find((known) => known === third);
    return scope ? { kind, id, revision: count, scope } : null;
  }
  if (kind === 'repeat') {
    const recurrence = readRecurrence(third);
    return recurrence && { kind, id, revision: count, recurrence };
  }
  if (kind === 'category') {
    if (third === '') return { kind, id, revision: count, mark: null };
    return /^[0-9a-f]{8}$/.test(third) ? { kind, id, revision: count, mark: third } : null;
  }
  const index = readNumber(third, largestInteger);
  if (kind !== 'reading' || index === null || id > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { kind, messageId: Number(id), asked: count, index };
}

function readPersonalTap(data: string): Tap | null {
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
  if (kind === 'digest') {
    const does = readDigestAct(rest);
    return does && { kind, personId, does };
  }
  if (kind === 'recurring') {
    const does = readRecurringAct(rest);
    return does && { kind, personId, does };
  }
  if (kind === 'categories' && rest.length === 2) {
    const does = readCategoriesAct(rest[0] ?? '', rest[1] ?? '');
    return does && { kind, personId, does };
  }
  return readReportTap(kind ?? '', personId, rest);
}

function readCategoriesAct(what: string, about: string): CategoriesAct | null {
  if (what === 'list' || what === 'hidden') {
    const page = readNumber(about, largestInteger);
    return page === null ? null : { what, page };
  }
  const act = categoryActs.find((known) => known === what);
  return act && /^[0-9a-f]{8}$/.test(about) ? { what: act, mark: about } : null;
}

/** The largest value of a Postgres integer column. */
const largestInteger = 2 ** 31 - 1;

function readNumber(digits: string, largest: number): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(digits)) return null;
  const number = Number(digits);
  return number <= largest ? number : null;
}
