import type { Day } from '../day.ts';
import type { Amendment } from '../entry/amendment.ts';
import type { Kind, Spread } from '../entry/entry.ts';
import type { Money } from '../money.ts';
import type { Conversion } from '../rates/conversions.ts';

/** Everything a person can say about a purchase. Lengths in characters: item 1 to 200, names 1 to 100. */
export interface Details {
  readonly kind: Kind;
  readonly item: string;
  /** More than zero. */
  readonly price: Money;
  /** The amount in another currency, if the person gave both: it fixes the exchange rate. */
  readonly given: Money | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly day: Day;
  /** The length of time over which reports spread it, from its day on. */
  readonly spread: Spread | null;
}

/** A purchase at one revision. A removed one is kept, and can be brought back. */
export interface Content extends Details {
  readonly removed: boolean;
}

/** A purchase as it stands. */
export interface Purchase extends Content {
  readonly id: bigint;
  /** Its number within the account, from 1, in order of recording. */
  readonly number: number;
  /** Number of its latest revision, from 1. */
  readonly revision: number;
  /** Its amount in the account's currency; null: its price is in that currency. */
  readonly conversion: Conversion | null;
}

/** Completes details with what is usual: an expense without tags, a second amount or a spread. */
export function plainDetails(
  details: Partial<Details> & Pick<Details, 'item' | 'price' | 'vendor' | 'category' | 'day'>,
): Details {
  return { kind: 'expense', given: null, tags: [], spread: null, ...details };
}

export type Field = keyof Content;

const fields: readonly Field[] = [
  'removed',
  'kind',
  'item',
  'price',
  'given',
  'vendor',
  'category',
  'tags',
  'day',
  'spread',
];

/** The fields in which two contents differ. */
export function changedFields(before: Content, after: Content): readonly Field[] {
  return fields.filter((field) => !isSame(before[field], after[field]));
}

/**
 * `current` with the differences between `before` and `after` applied. With `unless: 'changed'`, fields of `current`
 * that no longer equal `before` are left as they are.
 */
export function carryOver(
  before: Content,
  after: Content,
  current: Content,
  unless: 'changed' | 'never' = 'never',
): Content {
  const moved = changedFields(before, after).filter(
    (field) => unless === 'never' || isSame(before[field], current[field]),
  );
  return { ...contentOf(current), ...Object.fromEntries(moved.map((field) => [field, after[field]])) };
}

/** The content of a purchase alone, without id, number and the like. */
export function contentOf(purchase: Content): Content {
  const { kind, item, price, given, vendor, category, tags, day, spread, removed } = purchase;
  return { kind, item, price, given, vendor, category, tags, day, spread, removed };
}

/** Sums by currency, in the order in which these first occur; refunds count against the rest. */
export function netOf(amounts: Iterable<{ readonly kind: Kind; readonly money: Money }>): readonly Money[] {
  const sums = new Map<string, bigint>();
  for (const { kind, money } of amounts) {
    const sign = kind === 'refund' ? -1n : 1n;
    sums.set(money.currency, (sums.get(money.currency) ?? 0n) + sign * money.minor);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}

/** What an amendment changes of what it is about, but for its day; empty: nothing. */
export function changesBy(
  { kind, money, given, item, vendor, category, tags, spread }: Amendment,
  about: Pick<Details, 'tags'>,
): Partial<Omit<Details, 'day'>> {
  return {
    ...(kind !== null && { kind }),
    ...(money !== null && { price: money, given }),
    ...(item !== null && { item }),
    ...(vendor !== null && { vendor }),
    ...(category !== null && { category }),
    ...(tags.length > 0 && { tags: [...new Set([...about.tags, ...tags])] }),
    ...(spread !== null && { spread }),
  };
}

/** Content as stored in columns or JSON: amounts are decimal digits of minor units. */
export interface ContentRow {
  readonly kind: Kind;
  readonly item: string;
  readonly amount: string;
  readonly currency: string;
  readonly given_amount: string | null;
  readonly given_currency: string | null;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly day: Day;
  readonly spread_count: number | null;
  readonly spread_unit: Spread['unit'] | null;
  readonly removed: boolean;
}

/** Content as it is written to the database. */
export function toRow(content: Content): ContentRow {
  const { kind, item, price, given, vendor, category, tags, day, spread, removed } = content;
  return {
    kind,
    item,
    amount: String(price.minor),
    currency: price.currency,
    given_amount: given === null ? null : String(given.minor),
    given_currency: given?.currency ?? null,
    vendor,
    category,
    tags,
    day,
    spread_count: spread?.count ?? null,
    spread_unit: spread?.unit ?? null,
    removed,
  };
}

/** A `ContentRow` as read: from columns, or from JSON that may predate some of its fields. */
type Stored = Pick<ContentRow, 'kind' | 'item' | 'currency' | 'vendor' | 'category' | 'tags' | 'day'> &
  Partial<Pick<ContentRow, 'given_currency' | 'spread_count' | 'spread_unit' | 'removed'>> & {
    readonly amount: string | bigint;
    readonly given_amount?: string | bigint | null;
  };

/** Reads content written by `toRow`, of this or an earlier version. */
export function fromRow(row: Stored): Content {
  const { kind, item, vendor, category, tags, day } = row;
  const { given_amount: amount, given_currency: currency, spread_count: count, spread_unit: unit } = row;
  return {
    kind,
    item,
    price: { minor: BigInt(row.amount), currency: row.currency },
    given: amount != null && currency != null ? { minor: BigInt(amount), currency } : null,
    vendor,
    category,
    tags,
    day,
    spread: count != null && unit != null ? { count, unit } : null,
    removed: row.removed ?? false,
  };
}

/** Whether two values of a field are equal. */
function isSame(one: Content[Field], other: Content[Field]): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (isList(one) || isList(other)) {
    return (
      isList(one) && isList(other) && one.length === other.length && one.every((tag, at) => tag === other[at])
    );
  }
  const [left, right] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return left.length === right.size && left.every(([name, value]) => right.get(name) === value);
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}
