import { type Phrase, phrase } from '../chat/reply.ts';
import { type Account, changePassword, mannerOf } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/database.ts';
import { eraseAccount, type Loss, lossOf } from '../ledger/erase.ts';
import { everybodyReachable, type PersonKey } from '../ledger/links.ts';
import { appendReplies } from '../ledger/outbox.ts';

interface When {
  readonly at: Date;
  /** Makes the trace under which a reply is followed in the log. */
  readonly newTrace: () => string;
}

/**
 * Destroys an account for the operator, and says so to everybody who acts for it, by way of whatever bot: the daemons
 * send it. Fulfils with what is lost and how many are told; null: it is gone already.
 */
export async function eraseForOperator(
  ledger: Ledger,
  account: Account,
  when: When,
): Promise<(Loss & { readonly told: number }) | null> {
  const loss = await lossOf(ledger, account.id);
  const people = await everybodyReachable(ledger, account.id);
  if (!(await eraseAccount(ledger, account.id))) return null;
  await tell(ledger, account, people, phrase('erased-by-operator'), when);
  return { ...loss, told: people.length };
}

/**
 * Gives an account another password, by its hash, for the operator. Whoever acts for it goes on and is told, as is
 * whoever waits to be let in with the password of before, which is refused. Fulfils with how many are told.
 */
export async function changePasswordForOperator(
  ledger: Ledger,
  account: Account,
  hash: string,
  when: When,
): Promise<{ readonly told: number }> {
  const people = await everybodyReachable(ledger, account.id);
  const refused = await changePassword(ledger, account.id, hash);
  await tell(ledger, account, refused, phrase('log-in-was-withheld'), when);
  await tell(ledger, account, people, phrase('password-changed-by-operator'), when);
  return { told: people.length + refused.length };
}

async function tell(
  ledger: Ledger,
  account: Account,
  people: readonly PersonKey[],
  text: Phrase,
  { at, newTrace }: When,
): Promise<void> {
  for (const { botId, personId } of people) {
    const to = { chatId: personId, personId, locale: mannerOf(account) };
    const reply = { do: 'say', text: [text] };
    await appendReplies(ledger, botId, [{ ...to, reply, trace: newTrace(), receivedAt: at }]);
  }
}
