import { type RawBuilder, sql } from 'kysely';

/**
 * The part of a spread purchase's `amount` (minor units) that falls on its days after the first `before` up to the
 * first `behind`: equal shares per day, the first days getting a minor unit more if it does not divide evenly. Reads
 * the columns `before`, `behind` and `days`, the number of days it is spread over.
 */
export function shareOf(amount: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(behind - before) * (${amount} / days) + least(behind, ${amount} % days) - least(before, ${amount} % days)`;
}
