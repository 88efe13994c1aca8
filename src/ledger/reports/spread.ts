import { type RawBuilder, sql } from 'kysely';
import { type Owner, own } from '../accounts/owner.ts';
import type { Period } from './period.ts';

/**
 * What an account's spread purchases cost on their days in a period, as a query of `id`, `kind`, `category`, `currency`,
 * `amount` and `own` (minor units; null where no rate is known yet). The cost grows with the account's spread purchases.
 */
export function spreadOver(owner: Owner, { from, to }: Period): RawBuilder<unknown> {
  return sql`
    select id, kind, category, currency, ${shareOf(sql`amount`)} as amount, ${shareOf(sql`own`)} as own
    from (
      select id, kind, category, currency, amount, ${own(owner)} as own, spread_until - day + 1 as days,
        greatest(day, ${from}::date) - day as before, least(spread_until, ${to}::date) - day + 1 as behind
      from purchase
      where account_id = ${owner.id} and not removed and spread_until >= ${from}::date and day <= ${to}::date
    ) spread`;
}

/**
 * The part of a spread purchase's `amount` (minor units) that falls on its days after the first `before` up to the
 * first `behind`: equal shares per day, the first days getting a minor unit more if it does not divide evenly. Reads
 * the columns `before`, `behind` and `days`, the number of days it is spread over.
 */
export function shareOf(amount: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(behind - before) * (${amount} / days) + least(behind, ${amount} % days) - least(before, ${amount} % days)`;
}
