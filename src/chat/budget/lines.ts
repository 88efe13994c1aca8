import type { Budget, BudgetPeriod, Standing } from '../../ledger/budget.ts';
import type { Money } from '../../ledger/money.ts';
import { keep } from '../entry/lines.ts';
import { type Argument, type Phrase, phrase, type Text } from '../reply.ts';

/** What a budget is called: its category, or that it is of everything. */
export function nameOf({ category }: Pick<Budget, 'category'>): Argument {
  return category ?? { phrase: phrase('budget-overall') };
}

/** How long the periods of a budget are: "a month". */
export function periodPhrase(period: BudgetPeriod): Phrase {
  return phrase('budget-period', { period });
}

/** How much of a budget is used, in whole percent, not rounded up: 0 at least. */
export function percentUsed({ spent, allowed }: Standing): number {
  return spent <= 0n ? 0 : Number((spent * 100n) / allowed);
}

/** One line that says what is left of a budget, or how far it is passed. */
export function leftLine(standing: Standing): Phrase {
  const { budget, allowed, spent, daysLeft } = standing;
  const args = {
    name: nameOf(budget),
    allowed: amount(budget, allowed),
    left: amount(budget, spent > allowed ? spent - allowed : allowed - spent),
    days: daysLeft,
  };
  if (spent > allowed) return phrase('budget-over', args);
  return percentUsed(standing) >= 80 ? phrase('budget-low', args) : phrase('budget-left', args);
}

const barLength = 10;

/** How a budget stands, with a bar. */
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

/** What of a budget's purchases has no rate yet; nothing where all have one. */
export function awaitedLine({ awaited }: Standing): Text {
  if (awaited.length === 0) return [];
  const sums = awaited.map((sum: Money) => phrase('part-price', { price: { money: keep(sum) } }));
  return [phrase('budget-awaited', { sums: { line: sums } })];
}

function amount({ amount: { currency } }: Budget, minor: bigint): Argument {
  return { money: keep({ minor, currency }) };
}
