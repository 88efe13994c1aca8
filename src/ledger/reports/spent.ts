import { sql } from 'kysely';
import { type Owner, own } from '../accounts/owner.ts';
import type { Money } from '../money.ts';
import type { Ledger } from '../storage/database.ts';
import type { Period } from './period.ts';
import type { Sum } from './report.ts';
import { spreadOver } from './spread.ts';

/**
 * An account's spending in a period in a category (null: in total), as reports count it: minus refunds, without income,
 * spread purchases by their days in the period. The cost grows with the days of the period and the spread purchases in
 * it, not with all its purchases.
 */
export async function spentOf(
  ledger: Ledger,
  owner: Owner,
  period: Period,
  category: string | null,
): Promise<Sum> {
  const { rows } = await sql<{ currency: string | null; minor: string }>`
    select case when own is null then currency end as currency,
      sum(case when kind = 'refund' then -1 else 1 end * coalesce(own, amount))::text as minor
    from (
      select kind, currency, amount, ${own(owner)} as own from day_total
      where account_id = ${owner.id} and category = ${category ?? ''} and kind <> 'income'
        and day between ${period.from}::date and ${period.to}::date
      union all
      select kind, currency, amount, own from (${spreadOver(owner, period)}) spread
      where kind <> 'income' ${category === null ? sql`` : sql`and category = ${category}`}
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
