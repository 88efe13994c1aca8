import { type RawBuilder, type Sql, sql } from 'kysely';
import * as v from 'valibot';
import { isDay } from '../../day.ts';
import { minorDigits } from '../../money.ts';

/** A timestamp as JSON text, in UTC to the microsecond. */
export function momentText(column: ReturnType<Sql['ref']>): RawBuilder<string> {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

export const moment = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/));
/** A text that Postgres can store. */
export const text = v.pipe(
  v.string(),
  v.check((words) => !words.includes('\0') && !/\p{Surrogate}/u.test(words)),
);
/** A name; the limit is above any that spndr allows. */
export const shortText = v.pipe(text, v.maxLength(256));
export const integer = v.pipe(v.number(), v.safeInteger());
export const positive = v.pipe(integer, v.minValue(1));
/** The code of a currency in use: no amount in any other can be shown. */
export const currency = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{3}$/),
  v.check((code) => minorDigits(code) !== null),
);
export const day = v.pipe(v.string(), v.check(isDay));
