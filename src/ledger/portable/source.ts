import { sql } from 'kysely';
import type { Day } from '../day.ts';
import { fromRow } from '../purchases/purchase.ts';
import type { Ledger } from '../storage/database.ts';
import { pagesOf } from './pages.ts';
import type { PortablePurchase } from './portable.ts';

/** A range of days, both included; null: unbounded. */
export interface Span {
  readonly from: Day | null;
  readonly to: Day | null;
}

type Row = Parameters<typeof fromRow>[0] & { readonly uid: string };

/** The purchases of an account in a span, without removed ones, by day and then in order of recording. */
export async function* purchasesOf(
  ledger: Ledger,
  accountId: bigint,
  { from, to }: Span,
): AsyncIterable<PortablePurchase> {
  const query = sql<Row>`
    select uid, kind, item, amount, currency, given_amount, given_currency, vendor, category, tags, day, spread_count,
      spread_unit, removed
    from purchase
    where account_id = ${accountId} and not removed
      and day >= coalesce(${from}::date, '-infinity') and day <= coalesce(${to}::date, 'infinity')
    order by day, number`;
  for await (const page of pagesOf(ledger, query)) {
    for (const row of page) {
      const { removed: _, ...details } = fromRow(row);
      yield { uid: row.uid, ...details };
    }
  }
}
