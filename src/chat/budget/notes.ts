import type { Account } from '../../ledger/accounts/accounts.ts';
import { type Budget, listBudgets, noteReached, type Standing, standingOf } from '../../ledger/budget.ts';
import { addDays, addMonths, type Day } from '../../ledger/day.ts';
import type { Made } from '../../ledger/purchases/changes.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import type { Ledger } from '../../ledger/storage/database.ts';
import { type Phrase, phrase, type Text } from '../reply.ts';
import { accountOfTurn, type Turn, todayOf } from '../turn.ts';
import { awaitedLine, leftLine, nameOf, nearlyUsed, percentUsed, periodPhrase } from './lines.ts';

/** How many budgets an answer mentions at most; alerts are always given. */
const mostNamed = 4;

/**
 * What is left of the budgets that a change affects, and whether it has brought one to 80 or 100 %, which is said once
 * per period. To be called after the change; `budgets` are the account's, read before or after it.
 */
export async function budgetNotes(
  ledger: Ledger,
  account: Account,
  today: Day,
  made: Pick<Made, 'recorded' | 'revised'>,
  budgets?: readonly Budget[],
): Promise<Text> {
  const touched = [...made.recorded, ...made.revised.map(({ after }) => after)].filter(
    ({ kind }) => kind !== 'income',
  );
  if (touched.length === 0) return [];
  const notes: Phrase[] = [];
  let named = 0;
  for (const budget of budgets ?? (await listBudgets(ledger, account.id))) {
    const own = touched.filter(({ category }) => budget.category === null || budget.category === category);
    const standing = own.length === 0 ? null : await standingOf(ledger, account, budget, today);
    if (standing === null || !own.some((purchase) => isWithin(purchase, standing))) continue;
    const alert = account.budgetAlerts && own.some(isSpent) ? await alertOf(ledger, standing) : [];
    if (named < mostNamed) notes.push(leftLine(standing), ...awaitedLine(standing));
    named += 1;
    notes.push(...alert);
  }
  return notes;
}

/** `budgetNotes` on a change just made in this turn. */
export function budgetNotesOf(turn: Turn, made: Made, budgets?: readonly Budget[]): Promise<Text> {
  return budgetNotes(turn.ledger, accountOfTurn(turn), todayOf(turn), made, budgets);
}

/** Whether a purchase just changed may have used more of a budget: it was bought, or is not given back any more. */
function isSpent({ kind, removed }: Purchase): boolean {
  return (kind === 'refund') === removed;
}

/** Whether at least one day of a purchase is in the period of a standing. */
function isWithin({ day, spread }: Purchase, { period }: Standing): boolean {
  return day <= period.to && lastDayOf(day, spread) >= period.from;
}

function lastDayOf(day: Day, spread: Purchase['spread']): Day {
  if (spread === null) return day;
  const { count, unit } = spread;
  if (unit === 'day' || unit === 'week') return addDays(day, count * (unit === 'week' ? 7 : 1) - 1);
  return addDays(addMonths(day, count * (unit === 'year' ? 12 : 1)), -1);
}

async function alertOf(ledger: Ledger, standing: Standing): Promise<Text> {
  const { budget, period } = standing;
  const percent = percentUsed(standing);
  if (percent < nearlyUsed) return [];
  const isNew = await noteReached(ledger, budget, period, nearlyUsed);
  const args = { name: nameOf(budget), period: { phrase: periodPhrase(budget.period) } };
  if (percent < 100) return isNew ? [phrase('budget-nearly', args)] : [];
  return (await noteReached(ledger, budget, period, 100)) ? [phrase('budget-used', args)] : [];
}
