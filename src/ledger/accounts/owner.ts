import { type RawBuilder, sql } from 'kysely';

/**
 * An account and the currency its figures are in. Amounts converted into any other currency do not count as converted.
 */
export interface Owner {
  readonly id: bigint;
  readonly currency: string;
}

/** A purchase's amount (minor units) in the owner's currency; null: there is no rate yet. */
export function own(owner: Owner): RawBuilder<unknown> {
  return sql`case when currency = ${owner.currency} then amount
    when converted_currency = ${owner.currency} then converted_amount end`;
}
