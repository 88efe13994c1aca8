import { sql } from 'kysely';
import type { Ledger } from './database.ts';
import type { Money } from './money.ts';
import type { Period } from './period.ts';
import type { Sum } from './report.ts';
import { type Owner, own } from './report-rows.ts';
import { shareOf } from './spread.ts';

/**
 * An account's spending in a period in a category (null: in total), as reports count it: minus refunds, without income,
 * spread purchases by their days in the period. The cost grows with the days of the period and the spread purchases in
 * it, not with all its purchases.
 */
export async function spentOf(
  ledger: Ledger,
  owner: Owner,
  { from, to }: Period,
  category: string | null,
): Promise<Sum> {
  const { rows } = await sql<{ currency: string | null; minor: string }>`
    select case when own is null then currency end as currency,
      sum(case when kind = 'refund' then -1 else 1 end * coalesce(own, amount))::text as minor
    from (
      select kind, currency, amount, ${own(owner)} as own from day_total
      where account_id = ${owner.id} and category = ${category ?? ''} and day between ${from}::date and ${to}::date
        and kind <> 'income'
      union all
      select kind, currency, ${shareOf(sql`amount`)}, ${shareOf(sql`own`)}
      from (
        select kind, currency, amount, ${own(owner)} as own, spread_until - day + 1 as days,
          greatest(day, ${from}::date) - day as before, least(spread_until, ${to}::date) - day + 1 as behind
        from purchase
        where account_id = ${owner.id} and not removed and kind <> 'income'
          and spread_until >= ${from}::date and day <= ${to}::date
          ${category === null ? sql`` : sql`and category = ${category}`}
      ) spread
    ) piece
    group by 1`.execute(ledger);
  const awaited = rows.flatMap(({ currency, minor }): Money[] =>
    currency === null || minor === '0' ? [] : [{ minor: BigInt(minor), currency }],
  );
  return {
    own: BigInt(rows.find(({ currency }) => currency === null)?.minor ?? 0),
    awaited: awaited.toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
  };
}
