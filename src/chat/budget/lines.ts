import type { Budget, BudgetPeriod, Standing } from '../../ledger/budget.ts';
import { keep, moneyPart } from '../entry/lines.ts';
import { type Argument, type Phrase, phrase, type Text } from '../reply.ts';

/** A budget's name: its category, or a phrase for the budget of everything. */
export function nameOf({ category }: Pick<Budget, 'category'>): Argument {
  return category ?? { phrase: phrase('budget-overall') };
}

/** The length of a budget's periods, as in "a month". */
export function periodPhrase(period: BudgetPeriod): Phrase {
  return phrase('budget-period', { period });
}

/** How much of a budget is used, in whole per cent, rounded down; at least 0. */
export function percentUsed({ spent, allowed }: Standing): number {
  return spent <= 0n ? 0 : Number((spent * 100n) / allowed);
}

/** From this per cent on, a budget is nearly used. */
export const nearlyUsed = 80;

/** One line on what is left of a budget, or by how much it is exceeded. */
export function leftLine(standing: Standing): Phrase {
  const { budget, allowed, spent, daysLeft } = standing;
  const args = {
    name: nameOf(budget),
    allowed: amount(budget, allowed),
    left: amount(budget, spent > allowed ? spent - allowed : allowed - spent),
    days: daysLeft,
  };
  if (spent > allowed) return phrase('budget-over', args);
  return percentUsed(standing) >= nearlyUsed ? phrase('budget-low', args) : phrase('budget-left', args);
}

const barLength = 10;

/** How a budget stands: what is left, a bar, and what was carried over. */
export function standingLines(standing: Standing): Text {
  const { budget, allowed, spent } = standing;
  const percent = percentUsed(standing);
  const full = Math.min(barLength, Math.floor((percent * barLength) / 100));
  const carried = allowed - budget.amount.minor;
  return [
    leftLine(standing),
    phrase('budget-bar', {
      bar: `${'▓'.repeat(full)}${'░'.repeat(barLength - full)}`,
      percent,
      spent: amount(budget, spent),
      period: { phrase: periodPhrase(budget.period) },
    }),
    ...(carried > 0n ? [phrase('budget-carried', { sum: amount(budget, carried) })] : []),
    ...awaitedLine(standing),
  ];
}

/** The amounts of a budget's purchases that await an exchange rate; none where all have one. */
export function awaitedLine({ awaited }: Standing): Text {
  if (awaited.length === 0) return [];
  return [phrase('budget-awaited', { sums: { line: awaited.map(moneyPart) } })];
}

function amount({ amount: { currency } }: Budget, minor: bigint): Argument {
  return { money: keep({ minor, currency }) };
}
