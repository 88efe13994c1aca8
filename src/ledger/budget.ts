import { sql } from 'kysely';
import type { Account } from './accounts.ts';
import { anyNumberOf } from './any-of.ts';
import type { Ledger } from './database.ts';
import { type Day, daysBetween } from './day.ts';
import { groupBy } from './group.ts';
import type { Money } from './money.ts';
import { firstWeekday, type Period, periodAround, stepped } from './period.ts';
import { spentOf } from './spent.ts';
import { together } from './together.ts';

/** What an account means to spend at most in each week, month or year. */
export interface Budget {
  readonly id: bigint;
  /** null: of everything. */
  readonly category: string | null;
  readonly period: BudgetPeriod;
  readonly amount: Money;
  /** Whether what the period before has left over of its amount is added; what was overspent is not taken off. */
  readonly carryOver: boolean;
  /** Nothing is carried over from a period that was over before this day. */
  readonly since: Day;
}

export type BudgetPeriod = 'week' | 'month' | 'year';

/** How a budget stands in one of its periods. All amounts are minor units of its currency. */
export interface Standing {
  readonly budget: Budget;
  readonly period: Period;
  /** Its amount and what was carried over. */
  readonly allowed: bigint;
  /** Less what was given back: it may be below zero. */
  readonly spent: bigint;
  /** What was spent in other currencies and has no rate yet: it is not counted. */
  readonly awaited: readonly Money[];
  /** How many days it still runs, today included. */
  readonly daysLeft: number;
}

type Owner = Pick<Account, 'id' | 'currency' | 'locale' | 'weekStarts'>;

/** An account has no more of them than this. */
export const mostBudgets = 20;

/** The account's budgets: of everything first, then by category. */
export const listBudgets = together(
  async (ledger, accountIds: readonly bigint[]): Promise<readonly (readonly Budget[])[]> => {
    const rows = await ledger
      .selectFrom('budget')
      .selectAll()
      .where('account_id', '=', sql<bigint>`any(${anyNumberOf(accountIds)})`)
      .orderBy(sql`category nulls first`)
      .orderBy('id')
      .execute();
    const byAccount = groupBy(rows, (row) => row.account_id);
    return accountIds.map((id) =>
      (byAccount.get(id) ?? []).map((row) => ({
        id: row.id,
        category: row.category,
        period: row.period,
        amount: { minor: row.amount, currency: row.currency },
        carryOver: row.carry_over,
        since: row.since,
      })),
    );
  },
);

/**
 * Sets a budget, in place of the one there is for the same category and the same length of period. Where the amount
 * changes what was said about this period is said again. False: the account has as many as it may.
 */
export async function setBudget(
  ledger: Ledger,
  accountId: bigint,
  { category, period, amount, carryOver, since }: Omit<Budget, 'id'>,
): Promise<boolean> {
  const known = await listBudgets(ledger, accountId);
  const old = known.find((budget) => budget.category === category && budget.period === period);
  if (!old && known.length >= mostBudgets) return false;
  const isSame = old?.amount.minor === amount.minor && old.amount.currency === amount.currency;
  if (old && !isSame) await ledger.deleteFrom('budget_alert').where('budget_id', '=', old.id).execute();
  await sql`
    insert into budget (account_id, category, period, amount, currency, carry_over, since)
    values (${accountId}, ${category}, ${period}, ${amount.minor}, ${amount.currency}, ${carryOver}, ${since})
    on conflict (account_id, coalesce(category, ''), period) do update set
      amount = excluded.amount, currency = excluded.currency, carry_over = excluded.carry_over,
      since = case when budget.carry_over then budget.since else excluded.since end`.execute(ledger);
  return true;
}

/** Forgets the budgets of a category (null: of everything), all or that of one length of period; how many there were. */
export async function removeBudgets(
  ledger: Ledger,
  accountId: bigint,
  category: string | null,
  period: BudgetPeriod | null,
): Promise<number> {
  const { numDeletedRows } = await ledger
    .deleteFrom('budget')
    .where('account_id', '=', accountId)
    .where('category', 'is not distinct from', category)
    .$if(period !== null, (query) => query.where('period', '=', period ?? 'month'))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** How a budget stands on `today`; null where the account's currency is another one now. */
export async function standingOf(
  ledger: Ledger,
  account: Owner,
  budget: Budget,
  today: Day,
): Promise<Standing | null> {
  const { category, amount } = budget;
  if (amount.currency !== account.currency) return null;
  const period = periodOf(account, budget.period, today);
  const { own, awaited } = await spentOf(ledger, account, period, category);
  const carried = await carriedInto(ledger, account, budget, period);
  return {
    budget,
    period,
    allowed: amount.minor + carried,
    spent: own,
    awaited,
    daysLeft: daysBetween(today, period.to) + 1,
  };
}

/** What may be spent in a period in all: of the budget of everything whose period this is; null: there is none. */
export async function budgetFor(ledger: Ledger, account: Owner, period: Period): Promise<bigint | null> {
  const budgets = await listBudgets(ledger, account.id);
  const budget = budgets.find(({ category, amount, ...one }) => {
    const own = periodOf(account, one.period, period.from);
    const isWhole = own.from === period.from && own.to === period.to;
    return category === null && isWhole && amount.currency === account.currency;
  });
  return budget ? budget.amount.minor + (await carriedInto(ledger, account, budget, period)) : null;
}

/** Keeps that so many percent of a budget are reached in a period; false: that is known already. */
export async function noteReached(
  ledger: Ledger,
  budget: Budget,
  period: Period,
  percent: 80 | 100,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ledger
    .insertInto('budget_alert')
    .values({ budget_id: budget.id, starts: period.from, percent })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

function periodOf({ locale, weekStarts }: Owner, period: BudgetPeriod, day: Day): Period {
  return periodAround(period, day, firstWeekday(locale, weekStarts));
}

/** What the period before has left of its own amount; it carries nothing further. */
async function carriedInto(
  ledger: Ledger,
  account: Owner,
  { carryOver, since, amount, category }: Budget,
  period: Period,
): Promise<bigint> {
  const before = carryOver ? stepped(period, -1) : null;
  if (before === null || before.to < since) return 0n;
  const { own } = await spentOf(ledger, account, before, category);
  return own < amount.minor ? amount.minor - own : 0n;
}
