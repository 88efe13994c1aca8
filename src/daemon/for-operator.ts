import { tellElsewhere } from '../chat/linking/tell.ts';
import { phrase } from '../chat/reply.ts';
import { type Account, changePassword } from '../ledger/accounts/accounts.ts';
import { eraseAccount, type Loss, lossOf } from '../ledger/accounts/erase.ts';
import { everybodyReachable } from '../ledger/accounts/links.ts';
import type { Ledger } from '../ledger/storage/database.ts';

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
  { at, newTrace }: When,
): Promise<(Loss & { readonly told: number }) | null> {
  const loss = await lossOf(ledger, account.id);
  const people = await everybodyReachable(ledger, account.id);
  if (!(await eraseAccount(ledger, account.id))) return null;
  await tellElsewhere({ ledger, now: at }, account, people, [phrase('erased-by-operator')], newTrace);
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
  { at, newTrace }: When,
): Promise<{ readonly told: number } | null> {
  const people = await everybodyReachable(ledger, account.id);
  const refused = await changePassword(ledger, account.id, { hash, now: at });
  if (refused === null) return null;
  const context = { ledger, now: at };
  await tellElsewhere(context, account, refused, [phrase('log-in-was-withheld')], newTrace);
  await tellElsewhere(context, account, people, [phrase('password-changed-by-operator')], newTrace);
  return { told: people.length + refused.length };
}
