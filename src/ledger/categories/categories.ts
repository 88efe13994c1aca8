import { sql } from 'kysely';
import type { Day } from '../day.ts';
import { nameKey } from '../entry/reader.ts';
import type { Money } from '../money.ts';
import type { Ledger } from '../storage/database.ts';
import { type Bought, mainCueOf } from './cues.ts';
import { suggestCategory } from './suggestions.ts';

export interface Category {
  /** Unique within the account, as spelled. */
  readonly name: string;
  readonly hidden: boolean;
  /** Expenses minus refunds, by currency; may be below zero. Income is not counted. */
  readonly spent: readonly Money[];
}

/** All categories in use, by name, with the spending since `since`, the largest amount first. */
export async function listCategories(
  ledger: Ledger,
  accountId: bigint,
  since: Day,
): Promise<readonly Category[]> {
  const { rows } = await sql<{
    name: string;
    hidden: boolean;
    spent: readonly { minor: string; currency: string }[];
  }>`
    with names as (${names(accountId, 'category')}),
    spent as (
      select category as name, currency, sum(case kind when 'refund' then -amount else amount end) as minor
      from purchase
      where account_id = ${accountId} and not removed and day >= ${since}::date and category is not null
        and kind <> 'income'
      group by category, currency
    )
    select name,
      exists (select from hidden_category where account_id = ${accountId} and category = name) as hidden,
      coalesce((
        select jsonb_agg(jsonb_build_object('minor', minor::text, 'currency', currency) order by minor desc, currency)
        from spent where spent.name = names.name), '[]') as spent
    from names
    order by lower(name), name`.execute(ledger);
  return rows.map(({ spent, ...category }) => ({
    ...category,
    spent: spent.map(({ minor, currency }) => ({ minor: BigInt(minor), currency })),
  }));
}

/** All categories or vendors that the account's purchases have, in no particular order. */
export async function knownNames(
  ledger: Ledger,
  accountId: bigint,
  kind: 'category' | 'vendor',
): Promise<readonly string[]> {
  const { rows } = await names(accountId, kind).execute(ledger);
  return rows.map(({ name }) => name);
}

function names(accountId: bigint, kind: 'category' | 'vendor') {
  return sql<{ name: string }>`
    select distinct name from used_name where account_id = ${accountId} and field = ${kind}`;
}

/** The spelling in `known` that equals `name` but for case; `name` itself if there is none. */
export function spelledAs(known: readonly string[], name: string): string {
  if (known.includes(name)) return name;
  return known.find((other) => nameKey(other) === nameKey(name)) ?? name;
}

/** How many of the newest purchases count as recent. */
const recentPurchases = 200;

/**
 * Categories to offer for a purchase, without hidden ones, at most `limit`: suggestions first, best first, then those
 * used most often of late, then any others.
 */
export async function likelyCategories(
  ledger: Ledger,
  accountId: bigint,
  bought: Bought,
  limit: number,
): Promise<readonly string[]> {
  const suggestion = await suggestCategory(ledger, accountId, bought);
  const fitting = suggestion ? [suggestion.category, ...suggestion.others] : [];
  const { rows } = await sql<{ name: string }>`
    with names as (${names(accountId, 'category')}),
    recent as (
      select category, count(*) as times, max(number) as latest
      from (${newest(accountId)}) newest
      where category is not null and not removed
      group by category
    )
    select name
    from names left join recent on recent.category = name
    where not exists (
      select from hidden_category hidden where hidden.account_id = ${accountId} and hidden.category = name)
    order by times desc nulls last, latest desc, name
    limit ${limit}`.execute(ledger);
  return [...new Set([...fitting, ...rows.map(({ name }) => name)])].slice(0, limit);
}

/** Vendors of recent purchases, those of the same item first, then the most frequent; at most `limit`. */
export async function recentVendors(
  ledger: Ledger,
  accountId: bigint,
  item: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    with same as (
      select purchase_id from purchase_cue
      where account_id = ${accountId} and cue = ${mainCueOf({ item, vendor: null })?.text ?? ''}
      order by purchase_id desc limit ${recentPurchases}
    )
    select vendor as name
    from (
      select vendor, number, removed, false as same from (${newest(accountId)}) newest
      union all
      select vendor, number, removed, true from same join purchase on purchase.id = purchase_id
    ) recent
    where vendor is not null and not removed
    group by vendor
    order by bool_or(same) desc, count(*) desc, max(number) desc
    limit ${limit}`.execute(ledger);
  return rows.map(({ name }) => name);
}

function newest(accountId: bigint) {
  return sql`select vendor, category, number, removed from purchase
    where account_id = ${accountId} order by number desc limit ${recentPurchases}`;
}

/** The number of purchases in a category, without removed ones. */
export async function countInCategory(ledger: Ledger, accountId: bigint, category: string): Promise<number> {
  const { count } = await ledger
    .selectFrom('purchase')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('account_id', '=', accountId)
    .where('removed', '=', false)
    .where('category', '=', category)
    .executeTakeFirstOrThrow();
  return Number(count);
}
