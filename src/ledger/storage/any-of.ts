import { type RawBuilder, sql } from 'kysely';

/**
 * Whole numbers as a `bigint[]` whose length is hidden from the query planner. With a plain array, the custom plan for
 * one value looks cheaper than the generic plan, so Postgres plans the statement anew on every call, which can cost
 * more than running it.
 */
export function anyNumberOf(values: readonly (bigint | number | null)[]): RawBuilder<unknown> {
  // without the second cast, `any` would treat it as a subquery
  return sql`(select ${values}::bigint[])::bigint[]`;
}

/** The same for strings: a `text[]`. */
export function anyTextOf(values: readonly string[]): RawBuilder<unknown> {
  return sql`(select ${values}::text[])::text[]`;
}
