import { sql } from 'kysely';
import type { Day } from '../day.ts';
import type { Database, Ledger } from '../storage/database.ts';
import { awakenMissing } from './conversions.ts';
import type { DayRates } from './reading.ts';

/** The result of an import, in rates; the euro's own do not count. */
export interface Imported {
  readonly added: number;
  /** There was another rate for that day; existing conversions keep it. */
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Writes rates to the table: all of them, or none if it rejects. Doing so again changes nothing. Purchases that were
 * waiting for them become due (`convertDue`). `report` gets the number written so far, and of all.
 */
export async function importRates(
  database: Database,
  days: readonly DayRates[],
  report: (written: number, total: number) => void = () => undefined,
): Promise<Imported> {
  const rates = flatten(days);
  const total = countRates(days);
  const imported = await database.transaction().execute(async (ledger) => {
    let [added, changed] = [0, 0];
    for (let at = 0; at < rates.length; at += batchSize) {
      const batch = rates.slice(at, at + batchSize);
      const written = await writeRates(ledger, batch);
      added += written.added;
      changed += written.changed;
      report(Math.min(total, at + batch.length), total);
    }
    return { added, changed, unchanged: total - added - changed };
  });
  // after the commit, so that a purchase being recorded right now either finds the rates or is found here
  await database.transaction().execute(awakenMissing);
  return imported;
}

/** The number of rates; the euro's own do not count. */
export function countRates(days: readonly DayRates[]): number {
  return days.reduce((sum, { rates }) => sum + rates.size, 0);
}

export interface RatesOfCurrency {
  readonly currency: string;
  readonly first: Day;
  readonly latest: Day;
  readonly days: number;
}

/** The rates there are, by currency code. */
export async function listRates(ledger: Ledger | Database): Promise<readonly RatesOfCurrency[]> {
  return ledger
    .selectFrom('rate')
    .select(({ fn }) => [
      'currency',
      fn.min<Day>('day').as('first'),
      fn.max<Day>('day').as('latest'),
      sql<number>`count(*)::int`.as('days'),
    ])
    .where('currency', '<>', 'EUR')
    .groupBy('currency')
    .orderBy('currency')
    .execute();
}

/** The latest day with rates; null: there are none. */
export async function latestRateDay(ledger: Ledger | Database): Promise<Day | null> {
  const row = await ledger
    .selectFrom('rate')
    .select('day')
    .where('currency', '=', 'EUR')
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.day ?? null;
}

/** Unconverted purchases, by currency and target currency. */
export interface Waiting {
  readonly currency: string;
  readonly into: string;
  readonly purchases: number;
  readonly first: Day;
  readonly latest: Day;
}

/** The purchases that wait for a rate, or for the daemon to convert them, most first. */
export async function listWaiting(ledger: Ledger | Database): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select coalesce(given_currency, currency) as currency, converted_currency as "into",
      count(*)::int as purchases, min(day) as first, max(day) as latest
    from purchase where conversion in ('due', 'missing')
    group by 1, 2 order by purchases desc, 1, 2`.execute(ledger);
  return rows;
}

const batchSize = 5_000;

interface Rate {
  readonly day: Day;
  readonly currency: string;
  readonly rate: string;
}

/** Sorted, whatever the file's order, so that two concurrent imports cannot deadlock. */
function flatten(days: readonly DayRates[]): readonly Rate[] {
  return days
    .filter(({ rates }) => rates.size > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .flatMap(({ day, rates }) =>
      [...rates, ['EUR', '1'] as const]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, rate]) => ({ day, currency, rate })),
    );
}

async function writeRates(
  ledger: Ledger,
  rates: readonly Rate[],
): Promise<{ added: number; changed: number }> {
  const { rows } = await sql<{ added: number; changed: number }>`
    with written as (
      insert into rate (day, currency, rate, source)
      select day, currency, rate, 'ecb' from unnest(
        ${rates.map(({ day }) => day)}::date[],
        ${rates.map(({ currency }) => currency)}::text[],
        ${rates.map(({ rate }) => rate)}::numeric[]
      ) as given (day, currency, rate)
      on conflict (currency, day) do update set rate = excluded.rate, source = excluded.source
      where rate.rate <> excluded.rate
      returning currency, xmax = 0 as added)
    select count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed
    from written where currency <> 'EUR'`.execute(ledger);
  return rows[0] ?? { added: 0, changed: 0 };
}
