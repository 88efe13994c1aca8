import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from './database.ts';
import { type Part, type Period, partsOf, periodAround } from './period.ts';
import type { ReportRow } from './report.ts';

/** Whose figures: an account, and the currency they are worked out in (what another is converted into is not counted). */
export interface Owner {
  readonly id: bigint;
  readonly currency: string;
}

/**
 * What an account's purchases come to in a period, by category; with `part` also by vendor and by piece of the period,
 * each of these adding up to the same. What is spread counts with the days that it has in the period: each day has an
 * equal share, the first ones a minor unit more where it does not divide, so that all its days are all of it.
 */
export async function reportRows(
  ledger: Ledger,
  owner: Owner,
  period: Period,
  part: Part | null,
): Promise<readonly ReportRow[]> {
  const { by, name, sets } = part === null ? byCategory : byEverything;
  const { rows } = await sql<Row>`
    select ${by} as by, ${name} as name, kind, currency,
      count(*) filter (where begins) as entries, count(*) filter (where begins and own is null) as awaited_entries,
      sum(amount)::text as minor, coalesce(sum(own), 0)::text as own,
      coalesce(sum(amount) filter (where own is null), 0)::text as awaited
    from (${pieces(owner, period, part)}) pieces
    group by grouping sets (${sets})`.execute(ledger);
  return rows.map((row) => ({
    by: row.by,
    name: row.name,
    kind: row.kind,
    currency: row.currency,
    entries: Number(row.entries),
    awaitedEntries: Number(row.awaited_entries),
    minor: BigInt(row.minor),
    own: BigInt(row.own),
    awaited: BigInt(row.awaited),
  }));
}

const byCategory = { by: sql`'category'`, name: sql`category`, sets: sql`(category, kind, currency)` };
const byEverything = {
  by: sql`case grouping(category, vendor, part) when 3 then 'category' when 5 then 'vendor' else 'part' end`,
  name: sql`case grouping(category, vendor, part) when 3 then category when 5 then vendor else part::text end`,
  sets: sql`(category, kind, currency), (vendor, kind, currency), (part, kind, currency)`,
};

type Row = Pick<ReportRow, 'by' | 'name' | 'kind' | 'currency'> &
  Record<'minor' | 'own' | 'awaited', string> &
  Record<'entries' | 'awaited_entries', bigint>;

/** What each purchase has in each piece of the period. `begins`: it is the purchase's first piece there. */
function pieces(owner: Owner, period: Period, part: Part | null): RawBuilder<unknown> {
  const { from, to } = period;
  // without pieces wanted the whole period is one; given one by one, the database knows how many there are
  const starts = part === null ? [from] : partsOf(period, part);
  const ends = part === null ? [to] : starts.map((start) => periodAround(part, start, 0).to);
  const ofDay = {
    day: sql`day`,
    month: sql`date_trunc('month', day::timestamp)::date`,
    year: sql`date_trunc('year', day::timestamp)::date`,
  };
  const own = sql`case when currency = ${owner.currency} then amount
    when conversion = 'done' and converted_currency = ${owner.currency} then converted_amount end`;
  const share = (amount: RawBuilder<unknown>) => sql`(behind - before) * (${amount} / days)
    + least(behind, ${amount} % days) - least(before, ${amount} % days)`;
  return sql`
    select category, vendor, kind, currency, amount, ${own} as own,
      ${part === null ? sql`${from}::date` : ofDay[part]} as part, true as begins
    from purchase
    where account_id = ${owner.id} and not removed and spread_until is null
      and day between ${from}::date and ${to}::date
    union all
    select category, vendor, kind, currency, ${share(sql`amount`)}, ${share(sql`own`)}, part,
      part <= greatest(day, ${from}::date)
    from (
      select category, vendor, kind, currency, amount, ${own} as own, day, spread_until,
        spread_until - day + 1 as days
      from purchase
      where account_id = ${owner.id} and not removed and spread_until >= ${from}::date and day <= ${to}::date
    ) spread
    join unnest(${starts}::date[], ${ends}::date[]) as piece (part, until)
      on part <= spread_until and until >= day
    cross join lateral (
      select greatest(day, ${from}::date, part) - day as before,
        least(spread_until, ${to}::date, until) - day + 1 as behind
    ) share`;
}

/** The account's purchases that have a day in a period: a subquery's text, with the columns of `purchase`. */
export function purchasesIn(accountId: bigint, { from, to }: Period): RawBuilder<unknown> {
  return sql`
    select * from purchase
    where account_id = ${accountId} and not removed and spread_until is null
      and day between ${from}::date and ${to}::date
    union all
    select * from purchase
    where account_id = ${accountId} and not removed and spread_until >= ${from}::date and day <= ${to}::date`;
}
