import { sql } from 'kysely';
import type { Day } from '../day.ts';
import type { Money } from '../money.ts';
import type { Ledger } from '../storage/database.ts';
import { chained, crossRate, exchange, fromDecimal, rateOf, writeRate } from './exchange.ts';

/** The conversion of a purchase's price into its account's currency. */
export type Conversion =
  | {
      readonly kind: 'done';
      readonly money: Money;
      /** Units of the account's currency for one unit of the price's: a fraction such as "10000/10837". */
      readonly rate: string;
      /** The day of the rate; null: the person gave both amounts ("18 usd = 16.90 eur"). */
      readonly day: Day | null;
    }
  /** There is no rate yet; the conversion follows when one arrives. */
  | { readonly kind: 'awaited'; readonly currency: string };

/** The columns that `conversionFrom` reads. */
export const conversionColumns = [
  'conversion',
  'converted_currency',
  'converted_amount',
  'rate',
  'rate_day',
] as const;

export interface ConversionRow {
  readonly converted_currency: string | null;
  readonly converted_amount: bigint | null;
  readonly rate: string | null;
  readonly rate_day: Day | null;
}

/** The conversion in a purchase's row; null: its currency is the account's own. */
export function conversionFrom(row: ConversionRow): Conversion | null {
  const { converted_currency: currency, converted_amount: minor, rate, rate_day: day } = row;
  if (currency === null) return null;
  if (minor === null || rate === null) return { kind: 'awaited', currency };
  return { kind: 'done', money: { minor, currency }, rate, day };
}

/**
 * Converts purchases into their accounts' currencies as they now stand: to be called in the transaction that records a
 * purchase or changes its price, day or own rate, and in no other, as what is converted keeps its rate. A missing rate is
 * no error. Fulfils with the conversion of each existing purchase; null: its currency is the account's own.
 */
export async function convertPurchases(
  ledger: Ledger,
  purchaseIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, Conversion | null>> {
  if (purchaseIds.length === 0) return new Map();
  const rows = await pending(ledger).where('purchase.id', 'in', purchaseIds).execute();
  return convertRows(ledger, rows);
}

/**
 * Converts up to `limit` purchases that are due because rates arrived or an account's currency changed; concurrent
 * calls take different ones. Fulfils with how many it looked at (fewer than `limit`: no more are due) and how many of
 * them are now converted; the others lack a rate.
 */
export async function convertDue(
  ledger: Ledger,
  limit: number,
): Promise<{ readonly taken: number; readonly converted: number }> {
  const rows = await pending(ledger)
    .where('purchase.conversion', '=', 'due')
    .orderBy('purchase.id')
    .limit(limit)
    .forUpdate('purchase')
    .skipLocked()
    .execute();
  const conversions = await convertRows(ledger, rows);
  const converted = [...conversions.values()].filter((conversion) => conversion?.kind !== 'awaited').length;
  return { taken: rows.length, converted };
}

/** Marks purchases as due whose missing rate has arrived. Fulfils with their number. */
export async function awakenMissing(ledger: Ledger): Promise<number> {
  const { numAffectedRows } = await sql`
    update purchase set conversion = 'due'
    where conversion = 'missing' and exists (
      select from rate own join rate target using (day)
      where own.currency = coalesce(purchase.given_currency, purchase.currency)
        and target.currency = purchase.converted_currency
        and own.day between purchase.day - ${longestGapDays}::int and purchase.day)`.execute(ledger);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Marks all purchases of an account as due that are not converted into `currency`, its new one. Fulfils with the number
 * of purchases whose conversion was replaced or dropped.
 */
export async function convertInto(ledger: Ledger, accountId: bigint, currency: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update purchase set
      conversion = case when currency = ${currency} then null else 'due' end,
      converted_currency = nullif(${currency}::text, currency),
      converted_amount = null, rate = null, rate_day = null, rate_source = null
    where account_id = ${accountId}
      and converted_currency is distinct from nullif(${currency}::text, currency)`.execute(ledger);
  return Number(numAffectedRows ?? 0n);
}

/** For a day without a rate (a weekend, a holiday), the latest rate before it counts, at most this many days older. */
const longestGapDays = 10;

/** In minor units; larger amounts do not fit the column. */
const largest = 10n ** 18n;

interface PendingRow {
  readonly id: bigint;
  readonly amount: bigint;
  readonly currency: string;
  readonly day: Day;
  readonly given_amount: bigint | null;
  readonly given_currency: string | null;
  readonly conversion: string | null;
  readonly target: string;
}

function pending(ledger: Ledger) {
  return ledger
    .selectFrom('purchase')
    .innerJoin('account', 'account.id', 'purchase.account_id')
    .select([
      'purchase.id',
      'purchase.amount',
      'purchase.currency',
      'purchase.day',
      'purchase.given_amount',
      'purchase.given_currency',
      'purchase.conversion',
      'account.currency as target',
    ]);
}

async function convertRows(
  ledger: Ledger,
  rows: readonly PendingRow[],
): Promise<ReadonlyMap<bigint, Conversion | null>> {
  const rates = await findRates(ledger, rows);
  const conversions = new Map(rows.map((row) => [row.id, convert(row, rates)]));
  const changed = rows.filter(({ id, conversion }) => conversion !== null || conversions.get(id) !== null);
  await store(
    ledger,
    changed.map(({ id }) => ({ id, conversion: conversions.get(id) ?? null })),
  );
  return conversions;
}

/** What to convert: the second amount if the person gave one, else the price. */
function startOf(row: PendingRow): Money {
  const { given_amount: minor, given_currency: currency } = row;
  if (minor !== null && currency !== null && currency !== row.currency) return { minor, currency };
  return { minor: row.amount, currency: row.currency };
}

function convert(row: PendingRow, rates: ReadonlyMap<bigint, FoundRate>): Conversion | null {
  const price = { minor: row.amount, currency: row.currency };
  if (price.currency === row.target) return null;
  const start = startOf(row);
  const found = start.currency === row.target ? null : rates.get(row.id);
  if (found === undefined) return { kind: 'awaited', currency: row.target };
  const own = rateOf(price, start);
  const rate = found === null ? own : chained(own, crossRate(fromDecimal(found.from), fromDecimal(found.to)));
  const money = exchange(price, rate, row.target);
  if (money.minor >= largest) return { kind: 'awaited', currency: row.target };
  return { kind: 'done', money, rate: writeRate(rate), day: found?.day ?? null };
}

interface FoundRate {
  readonly day: Day;
  /** Units per euro, as decimals. */
  readonly from: string;
  readonly to: string;
}

/** The rates for each purchase, of the latest day that has both; purchases that need or have none are left out. */
async function findRates(
  ledger: Ledger,
  rows: readonly PendingRow[],
): Promise<ReadonlyMap<bigint, FoundRate>> {
  const wanted = rows.filter((row) => row.currency !== row.target && startOf(row).currency !== row.target);
  if (wanted.length === 0) return new Map();
  const found = await sql<FoundRate & { id: bigint }>`
    select wanted.id, latest.day, latest."from", latest."to"
    from unnest(
      ${wanted.map(({ id }) => String(id))}::bigint[],
      ${wanted.map((row) => startOf(row).currency)}::text[],
      ${wanted.map(({ target }) => target)}::text[],
      ${wanted.map(({ day }) => day)}::date[]
    ) as wanted (id, own, target, day)
    cross join lateral (
      select own.day, own.rate::text as "from", target.rate::text as "to"
      from rate own join rate target using (day)
      where own.currency = wanted.own and target.currency = wanted.target
        and own.day between wanted.day - ${longestGapDays}::int and wanted.day
      order by own.day desc limit 1
    ) as latest`.execute(ledger);
  return new Map(found.rows.map(({ id, ...rate }) => [id, rate]));
}

async function store(
  ledger: Ledger,
  converted: readonly { readonly id: bigint; readonly conversion: Conversion | null }[],
): Promise<void> {
  if (converted.length === 0) return;
  const columns = converted.map(({ conversion }) => columnsOf(conversion));
  await sql`
    update purchase set
      conversion = given.conversion, converted_currency = given.converted_currency,
      converted_amount = given.converted_amount, rate = given.rate, rate_day = given.rate_day,
      rate_source = given.rate_source
    from unnest(
      ${converted.map(({ id }) => String(id))}::bigint[],
      ${columns.map(({ state }) => state)}::text[],
      ${columns.map(({ currency }) => currency)}::text[],
      ${columns.map(({ amount }) => amount)}::bigint[],
      ${columns.map(({ rate }) => rate)}::text[],
      ${columns.map(({ day }) => day)}::date[],
      ${columns.map(({ source }) => source)}::text[]
    ) as given (id, conversion, converted_currency, converted_amount, rate, rate_day, rate_source)
    where purchase.id = given.id`.execute(ledger);
}

function columnsOf(conversion: Conversion | null) {
  const none = { state: null, currency: null, amount: null, rate: null, day: null, source: null };
  if (conversion === null) return none;
  if (conversion.kind === 'awaited') return { ...none, state: 'missing', currency: conversion.currency };
  const { money, rate, day } = conversion;
  const source = day === null ? 'own' : 'ecb';
  return { state: 'done', currency: money.currency, amount: String(money.minor), rate, day, source };
}
