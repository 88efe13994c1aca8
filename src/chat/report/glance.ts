import { type Period, periodAround, stepped, wholeMonths } from '../../ledger/reports/period.ts';
import { inRows } from '../dialogues/offers.ts';
import { limited, moneyPart } from '../entry/lines.ts';
import { type Button, type Buttons, type Phrase, phrase, type Text } from '../reply.ts';
import { type ReportList, type ReportPlace, reportData } from './buttons.ts';
import { changePart, figureLine, nameArgument, roomFor, roomOf, sumParts } from './lines.ts';
import type { Loaded } from './load.ts';

const mostCategories = 12;
const mostVendors = 3;
const mostSums = 3;

/**
 * A report's overview, in a few lines that fit below a picture if there is one: the least important are left out first.
 */
export function glanceText(report: Loaded, pictured: boolean): Text {
  const { period, entries, earned, currency, categories } = report;
  const title = phrase('report-title', { period: { period } });
  const coming = comingLine(report);
  if (entries === 0) return [title, phrase('report-none'), ...coming];
  const hasEarned = earned.own !== 0n || earned.awaited.length > 0;
  const income = hasEarned
    ? [phrase('total-income', { sums: { line: sumParts(earned, currency, mostSums) } })]
    : [];
  const spent = spentLine(report);
  const before = beforeLine(report);
  const notes = notesOf(report);
  const vendors = vendorsLine(report);
  const sentences = [title, spent, ...income, ...notes, ...before, ...coming];
  let room = roomFor(pictured) - sentences.reduce((sum, line) => sum + roomOf(line), 0);
  const lines: Phrase[] = [];
  const all = categories.map((figure) =>
    figureLine(nameArgument(figure.name, phrase('category-none')), figure, currency),
  );
  const reserved = roomOf(phrase('and-more', { count: all.length }));
  for (const line of all.slice(0, mostCategories)) {
    if (room - roomOf(line) < reserved) break;
    room -= roomOf(line);
    lines.push(line);
  }
  const more = all.length - lines.length;
  const fits = vendors.filter((line) => roomOf(line) + reserved <= room);
  return [
    title,
    spent,
    ...before,
    ...lines,
    ...(more > 0 ? [phrase('and-more', { count: more })] : []),
    ...fits,
    ...income,
    ...notes,
    ...coming,
  ];
}

function spentLine({ spent, currency, change }: Loaded): Phrase {
  const parts = [moneyPart({ minor: spent.own, currency }), ...(change === null ? [] : [changePart(change)])];
  return phrase('report-spent', { sums: { line: parts } });
}

function beforeLine({ before, compared, currency }: Loaded): Text {
  if (before === null || compared === null || before === 0n) return [];
  return [
    phrase('report-before', {
      period: { period: compared },
      sum: { phrase: moneyPart({ minor: before, currency }) },
    }),
  ];
}

/** What was paid in other currencies, and how much of that could not be counted. */
function notesOf({ abroad, awaitedEntries, currency }: Loaded): Text {
  const sums = abroad.map(moneyPart);
  return [
    ...(sums.length === 0 ? [] : [phrase('report-abroad', { sums: { line: limited(sums, mostSums) } })]),
    ...(awaitedEntries === 0 ? [] : [phrase('report-awaited', { count: awaitedEntries, currency })]),
  ];
}

function vendorsLine({ vendors, currency }: Loaded): Text {
  const most = vendors.filter(({ name, own }) => name !== null && own > 0n).slice(0, mostVendors);
  if (most.length === 0) return [];
  const parts = most.map((figure) =>
    phrase('report-vendor', {
      name: nameArgument(figure.name, phrase('vendor-none')),
      sum: { phrase: moneyPart({ minor: figure.own, currency }) },
    }),
  );
  return [phrase('report-vendors', { vendors: { line: parts } })];
}

function comingLine({ coming, currency, period }: Loaded): Text {
  if (coming === null) return [];
  const sums = { line: sumParts(coming, currency, mostSums) };
  return [phrase('report-coming', { day: { day: period.to }, sums })];
}

/** Buttons to the periods before and after, to the details of the report, and to the period around it. */
export function glanceButtons(report: Loaded, place: ReportPlace, today: string): Buttons {
  const { period, entries } = report;
  const to = (label: Phrase, there: Period): Button => ({
    label,
    data: reportData({ ...place, period: there }, { shows: 'glance' }),
  });
  const [earlier, later, wider] = [stepped(period, -1), stepped(period, 1), around(period)];
  const rows = [
    [
      ...(earlier === null ? [] : [to(phrase('report-earlier', { period: { period: earlier } }), earlier)]),
      ...(later === null || later.from > today
        ? []
        : [to(phrase('report-later', { period: { period: later } }), later)]),
    ],
    ...(entries === 0 ? [] : rowsOfLists(report, place)),
    wider === null ? [] : [to(phrase('report-period', { period: { period: wider } }), wider)],
  ];
  return rows.filter((row) => row.length > 0);
}

const listLabels: Readonly<Record<ReportList, Phrase>> = {
  categories: phrase('report-categories'),
  vendors: phrase('report-by-vendor'),
  people: phrase('report-people'),
  parts: phrase('report-parts'),
};

/** Three lists fit in a row, four do not. */
function rowsOfLists({ period, isShared }: Loaded, place: ReportPlace): Buttons {
  const lists: readonly ReportList[] = [
    'categories',
    'vendors',
    ...(isShared ? (['people'] as const) : []),
    ...(period.from < period.to ? (['parts'] as const) : []),
  ];
  const buttons = lists.map((list) => ({ label: listLabels[list], data: listData(place, list) }));
  return buttons.length > 3 ? inRows(buttons) : [buttons];
}

function listData(place: ReportPlace, shows: ReportList): string {
  return reportData(place, { shows, page: 0 });
}

/** The month around a day, the year around a month; null: nothing around it. */
function around(period: Period): Period | null {
  if (period.from === period.to) return periodAround('month', period.from, 0);
  return wholeMonths(period) === 1 ? periodAround('year', period.from, 0) : null;
}
