import { type Day, isDay } from '../../ledger/day.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import type { Period } from '../../ledger/reports/period.ts';
import { readId } from '../row-id.ts';

/** A button below a report or search results, for the person who asked for these. */
export type ReportTap =
  | {
      readonly kind: 'report';
      readonly personId: number;
      /** Whether the message has a picture, which an edit cannot add or remove. */
      readonly pictured: boolean;
      readonly period: Period;
      readonly view: ReportView;
    }
  /** Another page (from 0) of the results of a stored search. */
  | { readonly kind: 'search'; readonly personId: number; readonly id: bigint; readonly page: number }
  /** A purchase's card, in a message of its own. */
  | { readonly kind: 'open'; readonly personId: number; readonly id: bigint };

/**
 * The part of a report that is shown: an overview, a page (from 0) of one list, or of the purchases of one category,
 * vendor or person.
 */
export type ReportView =
  | { readonly shows: 'glance' }
  | { readonly shows: ReportList; readonly page: number }
  | { readonly shows: keyof typeof listOf; readonly mark: string; readonly page: number };

export type ReportList = 'categories' | 'vendors' | 'people' | 'parts';

/** The list that each kind of name is in, and the other way round. */
export const listOf = { category: 'categories', vendor: 'vendors', person: 'people' } as const;
export const detailsOf = { categories: 'category', vendors: 'vendor', people: 'person' } as const;

const letters = {
  glance: 's',
  categories: 'c',
  vendors: 'v',
  people: 'w',
  parts: 'p',
  category: 'C',
  vendor: 'V',
  person: 'W',
} as const;

/** What a report's buttons have in common. */
export type ReportPlace = Pick<Extract<ReportTap, { kind: 'report' }>, 'personId' | 'pictured' | 'period'>;

/** Pages beyond this are not reachable; it keeps a page number to four digits. */
const mostPages = 9_999;

/** Data of a button that shows a report or a part of one; at most 60 bytes. */
export function reportData({ personId, pictured, period }: ReportPlace, view: ReportView): string {
  const place = `report:${personId}:${pictured ? 'p' : 't'}${digits(period.from)}${digits(period.to)}`;
  const mark = 'mark' in view ? [view.mark] : [];
  const page = 'page' in view ? [Math.min(view.page, mostPages)] : [];
  return [place, letters[view.shows], ...mark, ...page].join(':');
}

/** Data of a button that leads to another page of search results. */
export function searchData(personId: number, id: bigint, page: number): string {
  return `search:${personId}:${id}:${Math.min(page, mostPages)}`;
}

/** Data of a button that shows a purchase's card. */
export function openData(personId: number, { id }: Pick<Purchase, 'id'>): string {
  return `open:${personId}:${id}`;
}

function digits(day: Day): string {
  return day.replaceAll('-', '');
}

/** Reads the parts of such data after the kind and the person's id; null when they are malformed. */
export function readReportTap(kind: string, personId: number, rest: readonly string[]): ReportTap | null {
  const [first = '', second = '', ...more] = rest;
  if (kind === 'open') {
    const id = readId(first);
    return id === null || rest.length !== 1 ? null : { kind, personId, id };
  }
  if (kind === 'search') {
    const [id, page] = [readId(first), readPage(second)];
    return id === null || page === null || more.length > 0 ? null : { kind, personId, id, page };
  }
  const period = readPeriodDigits(first.slice(1));
  const view = readView(second, more);
  if (kind !== 'report' || !/^[pt]/.test(first) || period === null || view === null) return null;
  return { kind, personId, pictured: first.startsWith('p'), period, view };
}

function readView(letter: string, rest: readonly string[]): ReportView | null {
  const shows = Object.keys(letters).find((key) => letters[key as keyof typeof letters] === letter);
  if (shows === undefined) return null;
  const [first = '', second = ''] = rest;
  if (shows === 'glance') return rest.length === 0 ? { shows } : null;
  if (shows in listOf) {
    const page = readPage(second);
    const isMark = first === '' || /^[0-9a-f]{8}$/.test(first);
    if (page === null || !isMark || rest.length !== 2) return null;
    return { shows: shows as keyof typeof listOf, mark: first, page };
  }
  const page = readPage(first);
  return page === null || rest.length !== 1 ? null : { shows: shows as ReportList, page };
}

function readPeriodDigits(text: string): Period | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const [from, to] = [parts.slice(0, 3).join('-'), parts.slice(3).join('-')];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

function readPage(text: string): number | null {
  return /^(0|[1-9]\d{0,3})$/.test(text) ? Number(text) : null;
}
