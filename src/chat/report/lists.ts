import { periodAround } from '../../ledger/reports/period.ts';
import type { Figure } from '../../ledger/reports/report.ts';
import { findPurchases } from '../../ledger/reports/search.ts';
import { nameMark } from '../buttons.ts';
import { inRows } from '../dialogues/offers.ts';
import { type Argument, type Message, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, type Turn } from '../turn.ts';
import {
  detailsOf,
  listOf,
  type ReportList,
  type ReportPlace,
  type ReportView,
  reportData,
} from './buttons.ts';
import { figureLine, listedLine, nameArgument, roomFor, roomOf, sumParts } from './lines.ts';
import type { Loaded } from './load.ts';
import { openButtons, pageRow } from './pages.ts';

/** Lines or purchases per page: as many as fit below a picture. */
const perPage = 6;

/**
 * A page of the categories, vendors, people or pieces (days, months, ...) of a report, with a button for the details of
 * each.
 */
export function listView(report: Loaded, place: ReportPlace, shows: ReportList, wanted: number): Message {
  const all = listed(report, shows);
  const last = Math.max(0, Math.ceil(all.length / perPage) - 1);
  const page = Math.min(wanted, last);
  const figures = all.slice(page * perPage, (page + 1) * perPage);
  const title = titleOf(report, shows);
  const linesOf = (brief: boolean) =>
    figures.map((figure) => figureLine(called(report, shows, figure), figure, report.currency, brief));
  const full = linesOf(false);
  const room = full.reduce((sum, line) => sum + roomOf(line), roomOf(title));
  const into = figures.map((figure) => ({
    label: phrase('report-name', { name: called(report, shows, figure) }),
    data: dataInto(report, place, shows, figure),
  }));
  return {
    text: [title, ...(room <= roomFor(place.pictured) ? full : linesOf(true))],
    buttons: [
      ...inRows(into),
      ...pageRow(page, last, (to) => reportData(place, { shows, page: to })),
      [{ label: phrase('back'), data: reportData(place, { shows: 'glance' }) }],
    ],
  };
}

/** Pieces in which nothing was spent are left out. */
function listed(report: Loaded, shows: ReportList): readonly Figure[] {
  if (shows !== 'parts') return report[shows];
  return report.parts.filter(({ own, awaited }) => own !== 0n || awaited.length > 0);
}

function titleOf({ period, part }: Loaded, shows: ReportList): Phrase {
  const args = { period: { period } };
  if (shows === 'categories') return phrase('report-categories-title', args);
  if (shows === 'vendors') return phrase('report-vendors-title', args);
  if (shows === 'people') return phrase('report-people-title', args);
  return part === 'day' ? phrase('report-days-title', args) : phrase('report-parts-title', args);
}

function called({ part, namesOfPeople }: Loaded, shows: ReportList, { name }: Figure): Argument {
  if (shows === 'categories') return nameArgument(name, phrase('category-none'));
  if (shows === 'vendors') return nameArgument(name, phrase('vendor-none'));
  if (shows === 'people') return nameArgument(namesOfPeople.get(name ?? '') ?? null, phrase('somebody'));
  return { period: periodAround(part, name ?? '', 0) };
}

function dataInto(report: Loaded, place: ReportPlace, shows: ReportList, { name }: Figure): string {
  if (shows === 'parts') {
    const piece = periodAround(report.part, name ?? '', 0);
    return reportData({ ...place, period: piece }, { shows: 'glance' });
  }
  const mark = name === null ? '' : nameMark(name);
  return reportData(place, { shows: detailsOf[shows], mark, page: 0 });
}

/** A page of the purchases of one category, vendor or person in a report; if none has this mark, the list instead. */
export async function purchasesView(
  turn: Turn,
  report: Loaded,
  place: ReportPlace,
  view: Extract<ReportView, { mark: string }>,
): Promise<Message> {
  const { shows, mark } = view;
  const list = listOf[shows];
  const figure = report[list].find(({ name }) => (name === null ? mark === '' : nameMark(name) === mark));
  if (!figure) return listView(report, place, list, 0);
  const found = await findPurchases(
    turn.ledger,
    accountOfTurn(turn).id,
    { period: report.counted, [shows]: figure.name, spending: true },
    { page: view.page, size: perPage },
  );
  const title = phrase('report-name-title', {
    name: called(report, list, figure),
    period: { period: report.period },
    sums: { line: sumParts(figure, report.currency, 1) },
  });
  return {
    text: [title, ...found.purchases.map(listedLine)],
    buttons: [
      ...openButtons(found.purchases, place.personId),
      ...pageRow(found.page, found.last, (page) => reportData(place, { shows, mark, page })),
      [{ label: phrase('back'), data: reportData(place, { shows: list, page: 0 }) }],
    ],
    about: found.purchases.map(({ id }) => String(id)),
  };
}
