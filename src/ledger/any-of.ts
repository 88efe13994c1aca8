import { type RawBuilder, sql } from 'kysely';

/**
 * Whole numbers as a `bigint[]` that planning does not look into. The length of a plain one does count: then the plan for
 * one value looks cheaper than that for any number, and the statement is planned anew each time, which can cost more than
 * all that it does.
 */
export function anyNumberOf(values: readonly (bigint | number | null)[]): RawBuilder<unknown> {
  // without the second cast `any` would take it for a query of rows
  return sql`(select ${values}::bigint[])::bigint[]`;
}

/** The same for texts: a `text[]`. */
export function anyTextOf(values: readonly string[]): RawBuilder<unknown> {
  return sql`(select ${values}::text[])::text[]`;
}
