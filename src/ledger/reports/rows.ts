import { type RawBuilder, sql } from 'kysely';
import { type Owner, own } from '../accounts/owner.ts';
import type { Ledger } from '../storage/database.ts';
import { type Part, type Period, partsOf, periodAround } from './period.ts';
import type { ReportRow } from './report.ts';
import { shareOf } from './spread.ts';

/**
 * The totals of an account's purchases in a period, by category; with `part` also by vendor and by piece of the period,
 * each adding up to the same. A spread purchase counts with the days of it that fall in the period: equal shares per
 * day, the first days getting a minor unit more if it does not divide evenly, so that the shares add up to the amount.
 */
export async function reportRows(
  ledger: Ledger,
  owner: Owner,
  period: Period,
  part: Part | null,
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<SummedRow>`
    with recursive known (category) as (
      select ''
      union all
      select (select min(category) from day_total where account_id = ${owner.id} and category > known.category)
      from known where known.category is not null
    ), total as materialized (
      select category, day, kind, currency, purchases, amount, ${own(owner)} as own
      from day_total
      where account_id = ${owner.id} and category = any(array(select category from known))
        and day between ${period.from}::date and ${period.to}::date
    )
    select "by", name, kind, currency, ${summed}
    from (${byCategory} ${part === null ? sql`` : byVendorAndPart(owner, period, part)}
      union all ${spread(owner, period, part)}) piece
    group by "by", name, kind, currency
    having sum(entries) <> 0 or sum(amount) <> 0 or coalesce(sum(own), 0) <> 0`.execute(ledger);
  return rows.map(toReportRow);
}

/** A row of `summed`, and what it is about. */
export type SummedRow = Pick<ReportRow, 'by' | 'name' | 'kind' | 'currency'> &
  Record<'minor' | 'own' | 'awaited', string> &
  Record<'entries' | 'awaited_entries', bigint>;

/** Sums the columns `entries`, `amount` and `own` (null: there is no rate yet). */
export const summed = sql`sum(entries)::bigint as entries,
  coalesce(sum(entries) filter (where own is null), 0)::bigint as awaited_entries,
  sum(amount)::text as minor, coalesce(sum(own), 0)::text as own,
  coalesce(sum(amount) filter (where own is null), 0)::text as awaited`;

/** Reads a row of `summed`. */
export function toReportRow(row: SummedRow): ReportRow {
  return {
    by: row.by,
    name: row.name,
    kind: row.kind,
    currency: row.currency,
    entries: Number(row.entries),
    awaitedEntries: Number(row.awaited_entries),
    minor: BigInt(row.minor),
    own: BigInt(row.own),
    awaited: BigInt(row.awaited),
  };
}

/** From `total`, whose category '' holds all purchases: those without a category are all minus those with one. */
const byCategory = sql`
  select 'category' as "by", nullif(category, '') as name, kind, currency, purchases as entries, amount, own from total
  union all
  select 'category', null, kind, currency, -purchases, -amount, -own from total where category <> ''`;

/** Vendors have no stored totals and are summed from the purchases: most have few, and there are many. */
function byVendorAndPart(owner: Owner, { from, to }: Period, part: Part): RawBuilder<unknown> {
  return sql`
    union all
    select 'part', ${firstDay(part)}::text, kind, currency, purchases, amount, own from total where category = ''
    union all
    select 'vendor', vendor, kind, currency, count(*), sum(amount), sum(own)
    from (
      select vendor, kind, currency, amount, ${own(owner)} as own from purchase
      where account_id = ${owner.id} and not removed and spread_until is null
        and day between ${from}::date and ${to}::date
    ) bought
    group by vendor, kind, currency, own is null`;
}

/** The first calendar day of the piece that `day` is in. */
function firstDay(part: Part): RawBuilder<unknown> {
  return part === 'day' ? sql`day` : sql`date_trunc(${part}, day::timestamp)::date`;
}

/** The share of each spread purchase in each piece of the period. It counts as an entry in its first piece only. */
function spread(owner: Owner, period: Period, part: Part | null): RawBuilder<unknown> {
  const { from, to } = period;
  // without `part` the whole period is one piece; as arrays, so that the planner knows how many there are
  const starts = part === null ? [from] : partsOf(period, part);
  const ends = part === null ? [to] : starts.map((start) => periodAround(part, start, 0).to);
  const names = sql`('category', category) ${part === null ? sql`` : sql`, ('vendor', vendor), ('part', part::text)`}`;
  return sql`
    select "by", name, kind, currency, (part <= greatest(day, ${from}::date))::int, ${shareOf(sql`amount`)}, ${shareOf(sql`own`)}
    from (
      select category, vendor, kind, currency, amount, ${own(owner)} as own, day, spread_until,
        spread_until - day + 1 as days
      from purchase
      where account_id = ${owner.id} and not removed and spread_until >= ${from}::date and day <= ${to}::date
    ) spread
    join unnest(${starts}::date[], ${ends}::date[]) as piece (part, until)
      on part <= spread_until and until >= day
    cross join lateral (
      select greatest(day, ${from}::date, part) - day as before,
        least(spread_until, ${to}::date, until) - day + 1 as behind
    ) share
    cross join lateral (values ${names}) as named ("by", name)`;
}

/** A subquery for the account's purchases with a day in a period, with the columns of `purchase`. */
export function purchasesIn(accountId: bigint, { from, to }: Period): RawBuilder<unknown> {
  return sql`
    select * from purchase
    where account_id = ${accountId} and not removed and spread_until is null
      and day between ${from}::date and ${to}::date
    union all
    select * from purchase
    where account_id = ${accountId} and not removed and spread_until >= ${from}::date and day <= ${to}::date`;
}
