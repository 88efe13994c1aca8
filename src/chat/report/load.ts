import type { Account } from '../../ledger/accounts/accounts.ts';
import type { Day } from '../../ledger/day.ts';
import type { Unit } from '../../ledger/entry/words/words.ts';
import { isShared, namesOfPeople, peopleRows } from '../../ledger/reports/people.ts';
import {
  type Part,
  type Period,
  partOf,
  reached,
  remaining,
  spanBefore,
} from '../../ledger/reports/period.ts';
import { readPeriod } from '../../ledger/reports/period-words.ts';
import {
  type Figure,
  makeReport,
  peopleIn,
  type Report,
  type Sum,
  spentIn,
} from '../../ledger/reports/report.ts';
import { reportRows } from '../../ledger/reports/rows.ts';
import type { Ledger } from '../../ledger/storage/database.ts';
import { accountOfTurn, type Turn, todayOf } from '../turn.ts';

/** A report and what is shown beside it. */
export interface Loaded extends Report {
  readonly part: Part;
  /** The days of the period that count: for a running period, those until today. */
  readonly counted: Period;
  /** The period before, for comparison; null: the calendar has none. */
  readonly compared: Period | null;
  /** What is already recorded for the rest of a running period; null: it is not running, or nothing is. */
  readonly coming: Sum | null;
  /** Whether several people ever changed anything in the account. */
  readonly isShared: boolean;
  /** By who recorded it, named by their ids, largest first; empty unless asked for. */
  readonly people: readonly Figure[];
  /** Their first names by id; of some it is not known. */
  readonly namesOfPeople: ReadonlyMap<string, string>;
}

/**
 * The period that a person's words name, as in /stats; `means`: which one it is if they give no year; `unit`: what is
 * counted if they do not say. Null: they name none.
 */
export function periodIn(
  turn: Turn,
  words: string,
  { means = 'latest', ...counts }: { means?: 'latest' | 'next'; unit?: Unit } = {},
): Period | null {
  const { weekStarts } = accountOfTurn(turn);
  return readPeriod(words, { today: todayOf(turn), means, locale: turn.locale, weekStarts, ...counts });
}

/** The report of a period for this turn's account, with its people if asked for; of a running period until today. */
export async function loadReport(turn: Turn, period: Period, { people = false } = {}): Promise<Loaded> {
  const { ledger } = turn;
  const account = accountOfTurn(turn);
  const report = await reportOf(ledger, account, period, todayOf(turn));
  if (!people) return report;
  const figures = peopleIn(await peopleRows(ledger, account, report.counted));
  const ids = figures.flatMap(({ name }) => name ?? []);
  return { ...report, people: figures, namesOfPeople: await namesOfPeople(ledger, account.id, ids) };
}

/** The report of a period for an account; of a running period until today. */
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
  return {
    ...report,
    part,
    counted,
    compared,
    coming: isNothing ? null : coming,
    isShared: await isShared(ledger, account.id),
    people: [],
    namesOfPeople: new Map(),
  };
}
