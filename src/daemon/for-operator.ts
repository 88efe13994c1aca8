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
 * Erases an account for the operator, and puts a message to everybody who could act for it into the outboxes of their
 * bots, for the daemons to send. Fulfils with what is lost and how many people are told; null: there is no such account
 * any more.
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
 * Sets the hash of an account's new password for the operator, and tells everybody who acts for the account, and everybody
 * whose log-in with the old password was waiting for approval and is refused. Fulfils with how many people are told; null:
 * there is no such account any more.
 */
export async function changePasswordForOperator(
  ledger: Ledger,
  account: Account,
  hash: string,
  when: When,
): Promise<{ readonly told: number } | null> {
  const people = await everybodyReachable(ledger, account.id);
  const refused = await changePassword(ledger, account.id, { hash, now: when.at });
  if (refused === null) return null;
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
