import { phrase } from '../chat/reply.ts';
import { type Account, mannerOf } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/database.ts';
import { eraseAccount, type Loss, lossOf } from '../ledger/erase.ts';
import { everybodyReachable } from '../ledger/links.ts';
import { appendReplies } from '../ledger/outbox.ts';

/**
 * Destroys an account for the operator, and says so to everybody who acts for it, by way of whatever bot: the daemons
 * send it. Fulfils with what is lost and how many are told; null: it is gone already.
 */
export async function eraseForOperator(
  ledger: Ledger,
  account: Account,
  { at, newTrace }: { readonly at: Date; readonly newTrace: () => string },
): Promise<(Loss & { readonly told: number }) | null> {
  const loss = await lossOf(ledger, account.id);
  const people = await everybodyReachable(ledger, account.id);
  if (!(await eraseAccount(ledger, account.id))) return null;
  const reply = { do: 'say', text: [phrase('erased-by-operator')] };
  for (const { botId, personId } of people) {
    const to = { chatId: personId, personId, locale: mannerOf(account) };
    await appendReplies(ledger, botId, [{ ...to, reply, trace: newTrace(), receivedAt: at }]);
  }
  return { ...loss, told: people.length };
}
