import type { Day } from '../day.ts';
import type { Kind } from '../entry/entry.ts';
import { groupBy } from '../group.ts';
import type { Money } from '../money.ts';
import { netOf } from '../purchases/purchase.ts';
import { type Part, type Period, partsOf, reached } from './period.ts';

/**
 * The total of the purchases of one kind and currency in one category, from one vendor, in one piece of the period, or
 * recorded by one person.
 */
export interface ReportRow {
  readonly by: 'category' | 'vendor' | 'part' | 'person';
  /**
   * The category or vendor (null: none), the first calendar day of the piece, or the id of the person who recorded it
   * (null: unknown).
   */
  readonly name: string | null;
  readonly kind: Kind;
  readonly currency: string;
  readonly entries: number;
  /** Number of entries without a rate into the account's currency. */
  readonly awaitedEntries: number;
  /**
   * Minor units: the total in `currency`; the part with a rate, in the account's currency; the part without one, in
   * `currency`.
   */
  readonly minor: bigint;
  readonly own: bigint;
  readonly awaited: bigint;
}

/** A sum in the account's currency (minor units), and by currency what has no rate yet. */
export interface Sum {
  readonly own: bigint;
  readonly awaited: readonly Money[];
}

/** The spending under one name, minus refunds: it may be below zero. */
export interface Figure extends Sum {
  readonly name: string | null;
  /** Share, in whole percent, of all figures of its kind that are above zero; null if it is not. */
  readonly share: number | null;
  /** Compared with the previous span; null: nothing to compare with. */
  readonly change: Change | null;
}

/** `percent` is a whole number above zero. */
export type Change =
  | { readonly way: 'up' | 'down'; readonly percent: number }
  | { readonly way: 'same' | 'new' };

/** Spending and income in a period. Categories, vendors and parts each add up to `spent`, to the minor unit. */
export interface Report {
  readonly period: Period;
  /** ISO 4217: the account's. */
  readonly currency: string;
  readonly entries: number;
  /** Number of entries without a rate yet, which are in no sum in the account's currency. */
  readonly awaitedEntries: number;
  readonly spent: Sum;
  readonly earned: Sum;
  /** Spending in currencies other than the account's, unconverted, by currency. */
  readonly abroad: readonly Money[];
  readonly change: Change | null;
  /** Spending in the previous span; null: none. */
  readonly before: bigint | null;
  /** Largest first; what has no rate yet last. */
  readonly categories: readonly Figure[];
  readonly vendors: readonly Figure[];
  /** One for each piece of the period that has begun, by its first calendar day, oldest first. */
  readonly parts: readonly Figure[];
}

/** What a report needs besides the rows of its period. */
export interface ReportOptions {
  /** The whole period, even if it is running and the rows end today. */
  readonly period: Period;
  readonly part: Part;
  readonly currency: string;
  readonly today: Day;
  /** The rows of the previous span, by category; null: there is none in the calendar. */
  readonly before: readonly ReportRow[] | null;
}

/** Makes the report of a period. */
export function makeReport(rows: readonly ReportRow[], options: ReportOptions): Report {
  const { period, part, currency, today } = options;
  const ofCategories = rows.filter(({ by }) => by === 'category');
  const spent = sumOf(ofCategories.filter(isSpending));
  const spentBefore = options.before?.filter(isSpending) ?? [];
  const before = spentBefore.length === 0 ? null : spentBefore;
  const previous = before && sumOf(before).own;
  const figures = (by: ReportRow['by'], compared: readonly ReportRow[] | null) =>
    figuresOf(
      rows.filter((row) => row.by === by),
      compared,
    );
  const byPart = new Map(figures('part', null).map((figure) => [figure.name, figure]));
  return {
    period,
    currency,
    entries: count(ofCategories, ({ entries }) => entries),
    awaitedEntries: count(ofCategories, ({ awaitedEntries }) => awaitedEntries),
    spent,
    earned: sumOf(ofCategories.filter((row) => !isSpending(row))),
    abroad: moneyOf(
      ofCategories.filter((row) => isSpending(row) && row.currency !== currency),
      ({ minor }) => minor,
    ),
    change: previous === null ? null : changeFrom(previous, spent.own),
    before: previous,
    categories: figures('category', before).toSorted(mostFirst),
    vendors: figures('vendor', null).toSorted(mostFirst),
    parts: partsOf(reached(period, today), part).map((start) => byPart.get(start) ?? nothing(start)),
  };
}

/** The spending of each person in these rows, which must be by person, largest first. */
export function peopleIn(rows: readonly ReportRow[]): readonly Figure[] {
  return figuresOf(rows, null).toSorted(mostFirst);
}

/** The spending in these rows, which must be by category. */
export function spentIn(rows: readonly ReportRow[]): Sum {
  return sumOf(rows.filter(isSpending));
}

function nothing(name: string): Figure {
  return { name, own: 0n, awaited: [], share: null, change: null };
}

function isSpending({ kind }: ReportRow): boolean {
  return kind !== 'income';
}

function figuresOf(rows: readonly ReportRow[], before: readonly ReportRow[] | null): readonly Figure[] {
  const previous = before && groupBy(before, ({ name }) => name);
  const sums = [...groupBy(rows.filter(isSpending), ({ name }) => name)].map(
    ([name, own]) => [name, sumOf(own)] as const,
  );
  const whole = sums.reduce((total, [, { own }]) => (own > 0n ? total + own : total), 0n);
  return sums.map(([name, sum]) => {
    const earlier = previous && sumOf(previous.get(name) ?? []).own;
    return {
      name,
      ...sum,
      share: sum.own > 0n ? percentOf(sum.own, whole) : null,
      change: earlier === null ? null : changeFrom(earlier, sum.own),
    };
  });
}

function sumOf(rows: readonly ReportRow[]): Sum {
  return {
    own: rows.reduce((sum, row) => sum + signed(row, row.own), 0n),
    awaited: moneyOf(
      rows.filter(({ awaitedEntries, awaited }) => awaitedEntries > 0 || awaited !== 0n),
      ({ awaited }) => awaited,
    ),
  };
}

/** Sums by currency, in the order of their codes; zero sums are left out. */
function moneyOf(rows: readonly ReportRow[], amountOf: (row: ReportRow) => bigint): readonly Money[] {
  const amounts = rows.map((row) => ({
    kind: row.kind,
    money: { minor: amountOf(row), currency: row.currency },
  }));
  return netOf(amounts)
    .filter(({ minor }) => minor !== 0n)
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** Refunds count against spending. */
function signed({ kind }: ReportRow, amount: bigint): bigint {
  return kind === 'refund' ? -amount : amount;
}

function count(rows: readonly ReportRow[], of: (row: ReportRow) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

function mostFirst(one: Figure, other: Figure): number {
  if (one.own !== other.own) return one.own > other.own ? -1 : 1;
  if (one.awaited.length !== other.awaited.length) return other.awaited.length - one.awaited.length;
  return (one.name ?? '\uffff') < (other.name ?? '\uffff') ? -1 : 1;
}

function changeFrom(before: bigint, now: bigint): Change | null {
  if (before === now) return now === 0n ? null : { way: 'same' };
  if (before <= 0n) return now > 0n && before === 0n ? { way: 'new' } : null;
  const percent = percentOf(now > before ? now - before : before - now, before);
  return percent === 0 ? { way: 'same' } : { way: now > before ? 'up' : 'down', percent };
}

/** In whole percent, rounded half up; both must be above zero. */
function percentOf(part: bigint, whole: bigint): number {
  return Number((part * 200n + whole) / (whole * 2n));
}
