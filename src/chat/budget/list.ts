import { listBudgets, standingOf } from '../../ledger/budget.ts';
import { type Message, phrase, type Text } from '../reply.ts';
import { accountOfTurn, type Turn, todayOf } from '../turn.ts';
import { nameOf, standingLines } from './lines.ts';

/** All budgets of the account, and how they stand. */
export async function budgetList(turn: Turn): Promise<Message> {
  const account = accountOfTurn(turn);
  const lines: Text[] = [];
  for (const budget of await listBudgets(turn.ledger, account.id)) {
    const standing = await standingOf(turn.ledger, account, budget, todayOf(turn));
    const { currency } = budget.amount;
    lines.push(
      standing ? standingLines(standing) : [phrase('budget-foreign', { name: nameOf(budget), currency })],
    );
  }
  if (lines.length === 0) return { text: [phrase('budgets-none'), phrase('budget-how')] };
  return { text: [phrase('budgets-title'), ...lines.flat(), phrase('budget-how')] };
}
