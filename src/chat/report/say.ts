import { budgetFor } from '../../ledger/budget.ts';
import type { Unit } from '../../ledger/entry/words/words.ts';
import { daysIn, firstWeekday, type Period, periodAround } from '../../ledger/reports/period.ts';
import { type Message, phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, say, type Turn, todayOf } from '../turn.ts';
import type { ReportPlace, ReportView } from './buttons.ts';
import { glanceButtons, glanceText } from './glance.ts';
import { listView, purchasesView } from './lists.ts';
import { type Loaded, loadReport, periodIn } from './load.ts';
import { pictureOf } from './picture.ts';

/** Says what was spent in the period that the words name; without words, in the current `unit`. */
export async function sayPeriod(turn: Turn, words: string, unit: Unit): Promise<Said> {
  const period = periodMeant(turn, words, unit);
  if (period === null) return aside(turn, phrase('period-unreadable'));
  const report = await loadReport(turn, period);
  const pictured = daysIn(period) > 1 && report.entries > 0;
  const place = { personId: turn.incoming.person.id, pictured, period };
  const message = await withPicture(turn, report, place, glance(turn, report, place));
  return say(turn, message);
}

function periodMeant(turn: Turn, words: string, unit: Unit): Period | null {
  if (words !== '') return periodIn(turn, words, { unit });
  return periodAround(unit, todayOf(turn), firstWeekday(turn.locale, accountOfTurn(turn).weekStarts));
}

/** A view of the report at `place`, with a picture if its message has one. */
export async function reportView(turn: Turn, place: ReportPlace, view: ReportView): Promise<Message> {
  const people = view.shows === 'people' || view.shows === 'person';
  const report = await loadReport(turn, place.period, { people });
  return withPicture(turn, report, place, await viewOf(turn, report, place, view));
}

function viewOf(
  turn: Turn,
  report: Loaded,
  place: ReportPlace,
  view: ReportView,
): Message | Promise<Message> {
  if (view.shows === 'glance') return glance(turn, report, place);
  return 'mark' in view
    ? purchasesView(turn, report, place, view)
    : listView(report, place, view.shows, view.page);
}

function glance(turn: Turn, report: Loaded, place: ReportPlace): Message {
  return {
    text: glanceText(report, place.pictured),
    buttons: glanceButtons(report, place, todayOf(turn)),
  };
}

async function withPicture(
  turn: Turn,
  report: Loaded,
  { pictured }: ReportPlace,
  message: Message,
): Promise<Message> {
  if (!pictured) return message;
  const account = accountOfTurn(turn);
  const budget = await budgetFor(turn.ledger, account, report.period);
  return { ...message, picture: pictureOf(report, account.pictureTheme, budget) };
}
