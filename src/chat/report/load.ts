import type { Account } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/database.ts';
import { type Day, dayAt } from '../../ledger/day.ts';
import { type Part, type Period, partOf, reached, remaining, spanBefore } from '../../ledger/period.ts';
import { readPeriod } from '../../ledger/period-words.ts';
import { makeReport, type Report, type Sum, spentIn } from '../../ledger/report.ts';
import { reportRows } from '../../ledger/report-rows.ts';
import { accountOfTurn, type Turn } from '../turn.ts';

/** A report with what is told beside it. */
export interface Loaded extends Report {
  readonly part: Part;
  /** The days of the period that count: until today where it runs. */
  readonly counted: Period;
  /** The span before, which it is compared with; null: the calendar has none. */
  readonly compared: Period | null;
  /** What is recorded for the days of a running period that are still to come; null: it does not run, or nothing is. */
  readonly coming: Sum | null;
}

/** The day it is for the person who did this. */
export function todayOf(turn: Turn): string {
  return dayAt(turn.incoming.at, accountOfTurn(turn).timeZone);
}

/** The period that a person's words name, as /stats reads them unless they mean what comes next; null: they name none. */
export function periodIn(turn: Turn, words: string, means: 'latest' | 'next' = 'latest'): Period | null {
  const { weekStarts } = accountOfTurn(turn);
  return readPeriod(words, { today: todayOf(turn), means, locale: turn.locale, weekStarts });
}

/** The report of a period that the person asked for: of a running one until today. */
export function loadReport(turn: Turn, period: Period): Promise<Loaded> {
  return reportOf(turn.ledger, accountOfTurn(turn), period, todayOf(turn));
}

/** The report of an account's period: of a running one until today. */
export async function reportOf(
  ledger: Ledger,
  account: Account,
  period: Period,
  today: Day,
): Promise<Loaded> {
  const part = partOf(period);
  const compared = spanBefore(period, today);
  const rest = remaining(period, today);
  const counted = reached(period, today);
  const rows = await reportRows(ledger, account, counted, part);
  const before = compared && (await reportRows(ledger, account, compared, null));
  const coming = rest && spentIn(await reportRows(ledger, account, rest, null));
  const report = makeReport(rows, { period, part, currency: account.currency, today, before });
  const isNothing = coming === null || (coming.own === 0n && coming.awaited.length === 0);
  return { ...report, part, counted, compared, coming: isNothing ? null : coming };
}
