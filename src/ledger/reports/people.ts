import { sql } from 'kysely';
import { type Owner, own } from '../accounts/owner.ts';
import type { Ledger } from '../storage/database.ts';
import type { Period } from './period.ts';
import type { ReportRow } from './report.ts';
import { type SummedRow, summed, toReportRow } from './rows.ts';
import { spreadOver } from './spread.ts';

/**
 * The totals of an account's purchases in a period by who recorded them: a person's id as text, or null where the
 * operator did. Spread purchases count as in `reportRows`. The cost grows with the purchases in the period.
 */
export async function peopleRows(
  ledger: Ledger,
  owner: Owner,
  period: Period,
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<SummedRow>`
    with bought as (
      select id, kind, currency, amount, ${own(owner)} as own, 1 as entries from purchase
      where account_id = ${owner.id} and not removed and spread_until is null
        and day between ${period.from}::date and ${period.to}::date
      union all
      select id, kind, currency, amount, own, 1 from (${spreadOver(owner, period)}) spread
    )
    select 'person' as "by", nullif(person_id, 0)::text as name, kind, currency, ${summed}
    from bought left join purchase_revision first on first.purchase_id = bought.id and first.revision = 1
    group by 2, 3, 4`.execute(ledger);
  return rows.map(toReportRow);
}

/** Whether several people ever changed anything in an account. */
export async function isShared(ledger: Ledger, accountId: bigint): Promise<boolean> {
  const { rows } = await sql<{ is_so: boolean | null }>`
    select min(person_id) < max(person_id) as is_so from change
    where account_id = ${accountId} and person_id > 0`.execute(ledger);
  return rows[0]?.is_so === true;
}

/** First names by id, as text, of people who did something for an account; of some it is not known. */
export async function namesOfPeople(
  ledger: Ledger,
  accountId: bigint,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const latest = (state: string) => sql`(
    select nullif(person_name, '') from change
    where account_id = ${accountId} and person_id = asked.id and state = ${state}
    order by coalesce(turned, id) desc limit 1)`;
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id::text, coalesce(${latest('done')}, ${latest('undone')}, (
      select max(person_name) from link where account_id = ${accountId} and person_id = asked.id)) as name
    from unnest(${ids}::bigint[]) as asked (id)`.execute(ledger);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}
