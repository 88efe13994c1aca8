import { sql } from 'kysely';
import type { Account } from './accounts/accounts.ts';
import { type Day, daysBetween } from './day.ts';
import { groupBy } from './group.ts';
import type { Money } from './money.ts';
import { firstWeekday, type Period, periodAround, stepped } from './reports/period.ts';
import { spentOf } from './reports/spent.ts';
import { anyNumberOf } from './storage/any-of.ts';
import type { Ledger } from './storage/database.ts';
import { together } from './storage/together.ts';

/** The most an account means to spend in each week, month or year. */
export interface Budget {
  readonly id: bigint;
  /** null: all spending. */
  readonly category: string | null;
  readonly period: BudgetPeriod;
  readonly amount: Money;
  /** Whether what was left of `amount` in the previous period is added. Overspending is never subtracted. */
  readonly carryOver: boolean;
  /** Nothing is carried over from a period that ended before this day. */
  readonly since: Day;
  /** What the amount was in periods that ended before a day; null: the same. */
  readonly earlier: { readonly minor: bigint; readonly until: Day } | null;
}

export type BudgetPeriod = 'week' | 'month' | 'year';

/** How much of a budget is used in one of its periods. All amounts are in minor units of its currency. */
export interface Standing {
  readonly budget: Budget;
  readonly period: Period;
  /** Its amount plus what was carried over. */
  readonly allowed: bigint;
  /** Refunds are subtracted, so it may be below zero. */
  readonly spent: bigint;
  /** Spending in other currencies that has no exchange rate yet: not counted in `spent`. */
  readonly awaited: readonly Money[];
  /** Days left in the period, today included. */
  readonly daysLeft: number;
}

type BudgetAccount = Pick<Account, 'id' | 'currency' | 'locale' | 'weekStarts'>;

/** The most budgets an account may have. */
export const mostBudgets = 20;

/** The budgets of an account: those for all spending first, then by category. */
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
        earlier:
          row.earlier_amount === null || row.earlier_until === null
            ? null
            : { minor: row.earlier_amount, until: row.earlier_until },
      })),
    );
  },
);

/**
 * Sets a budget, replacing the one with the same category and period. If the amount changes, alerts already sent for
 * the current period may be sent again, and what is carried into it stays as it was; if the currency does, nothing is.
 * `since`: today. False: the account has `mostBudgets` already.
 */
export async function setBudget(
  ledger: Ledger,
  account: BudgetAccount,
  { category, period, amount, carryOver, since }: Omit<Budget, 'id' | 'earlier'>,
): Promise<boolean> {
  const known = await listBudgets(ledger, account.id);
  const old = known.find((budget) => budget.category === category && budget.period === period);
  if (!old && known.length >= mostBudgets) return false;
  const isSame = old?.amount.minor === amount.minor && old.amount.currency === amount.currency;
  if (old && !isSame) await ledger.deleteFrom('budget_alert').where('budget_id', '=', old.id).execute();
  const earlier = old ? earlierOf(old, amount, since, periodOf(account, period, since)) : null;
  await sql`
    insert into budget (account_id, category, period, amount, currency, carry_over, since)
    values (${account.id}, ${category}, ${period}, ${amount.minor}, ${amount.currency}, ${carryOver}, ${since})
    on conflict (account_id, coalesce(category, ''), period) do update set
      amount = excluded.amount, currency = excluded.currency, carry_over = excluded.carry_over,
      since = case when budget.carry_over and budget.currency = excluded.currency then budget.since
        else excluded.since end,
      earlier_amount = ${earlier?.minor ?? null}, earlier_until = ${earlier?.until ?? null}`.execute(ledger);
  return true;
}

/** What `earlier` becomes if a budget's amount is set today, in the period `now`. */
function earlierOf(old: Budget, amount: Money, today: Day, now: Period): Budget['earlier'] {
  const { earlier } = old;
  if (old.amount.currency !== amount.currency) return null;
  const wasChanged = earlier !== null && earlier.until >= now.from;
  return wasChanged || old.amount.minor === amount.minor
    ? earlier
    : { minor: old.amount.minor, until: today };
}

/**
 * Removes the budgets of a category (null: for all spending), those with `period` only unless it is null. Fulfils with
 * how many were removed.
 */
export async function removeBudgets(
  ledger: Ledger,
  accountId: bigint,
  category: string | null,
  period: BudgetPeriod | null,
): Promise<number> {
  const those = ledger
    .deleteFrom('budget')
    .where('account_id', '=', accountId)
    .where('category', 'is not distinct from', category);
  const { numDeletedRows } = await (period === null
    ? those
    : those.where('period', '=', period)
  ).executeTakeFirst();
  return Number(numDeletedRows);
}

/** How much of a budget is used on `today`; null if it is in another currency than the account's present one. */
export async function standingOf(
  ledger: Ledger,
  account: BudgetAccount,
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

/**
 * How much may be spent in total in `period`, by the budget for all spending with exactly that period; null: there is
 * none.
 */
export async function budgetFor(
  ledger: Ledger,
  account: BudgetAccount,
  period: Period,
): Promise<bigint | null> {
  const budgets = await listBudgets(ledger, account.id);
  const budget = budgets.find(({ category, amount, ...one }) => {
    const own = periodOf(account, one.period, period.from);
    const isWhole = own.from === period.from && own.to === period.to;
    return category === null && isWhole && amount.currency === account.currency;
  });
  return budget ? amountIn(budget, period) + (await carriedInto(ledger, account, budget, period)) : null;
}

/** Notes that `percent` of a budget was reached in a period; false: it was noted before. */
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

function periodOf({ locale, weekStarts }: BudgetAccount, period: BudgetPeriod, day: Day): Period {
  return periodAround(period, day, firstWeekday(locale, weekStarts));
}

/** What a budget's amount was at the end of a period. */
function amountIn({ amount, earlier }: Budget, period: Period): bigint {
  return earlier !== null && period.to < earlier.until ? earlier.minor : amount.minor;
}

/** What was left of the amount in the previous period. What that one was carried into is not carried further. */
async function carriedInto(
  ledger: Ledger,
  account: BudgetAccount,
  budget: Budget,
  period: Period,
): Promise<bigint> {
  const before = budget.carryOver ? stepped(period, -1) : null;
  if (before === null || before.to < budget.since) return 0n;
  const { own } = await spentOf(ledger, account, before, budget.category);
  const amount = amountIn(budget, before);
  return own < amount ? amount - own : 0n;
}
