import { type Account, findAccountByEmail } from '../ledger/accounts/accounts.ts';
import type { Database } from '../ledger/storage/database.ts';
import { Failure } from './failure.ts';

/** The account with this e-mail address, in any case. Throws `Failure` if there is none. */
export async function requireAccount(database: Database, email: string): Promise<Account> {
  const found = await database.transaction().execute((ledger) => findAccountByEmail(ledger, email));
  if (!found) throw new Failure(`there is no account ${email}`, 'check --account: it is an e-mail address');
  return found.account;
}
