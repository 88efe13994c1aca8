import { sql } from 'kysely';
import { createAccount, findAccountByEmail } from '../../accounts/accounts.ts';
import { isOriginalHash, markedOriginal } from '../../accounts/original-hash.ts';
import type { Ledger } from '../../storage/database.ts';
import type { OriginalUser } from './source.ts';

/** Why a user of the original, or their link, was not imported. */
export type UserTrouble =
  | 'email-invalid'
  /** An account has this address, and nothing shows that it is the same person's. */
  | 'email-taken'
  /** The password is no bcrypt hash, so nobody could log in. */
  | 'password-hash'
  /** The Telegram id is invalid: the account is imported, its link is not. */
  | 'telegram-id'
  /** The Telegram user is linked to another account: the account is imported, its link is not. */
  | 'telegram-taken';

export interface Taking {
  /** The bot whose Telegram users the original knew. */
  readonly botId: number;
  /** ISO 4217, for new accounts. */
  readonly currency: string;
  readonly timeZone: string;
  /** The address as it is to be stored; null: it is invalid. */
  readEmail(text: string): string | null;
}

/** The result for a user; `account` null: refused. */
export interface TakenUser {
  readonly account: { readonly id: bigint; readonly isNew: boolean } | null;
  readonly newLink: boolean;
  readonly problems: readonly UserTrouble[];
}

/**
 * Imports one user. An existing account with the same address counts as the same person's if it still has the
 * original's password, if the same Telegram user is linked to it, or if an earlier import put one of `uids` into it;
 * otherwise the user is refused: nothing may end up in somebody else's account.
 */
export async function takeUser(
  ledger: Ledger,
  user: OriginalUser,
  uids: readonly string[],
  taking: Taking,
): Promise<TakenUser> {
  const refused = (problem: UserTrouble): TakenUser => ({
    account: null,
    newLink: false,
    problems: [problem],
  });
  const email = user.email === null ? null : taking.readEmail(user.email);
  if (email === null) return refused('email-invalid');
  const hash = user.hashedPassword?.trim() ?? '';
  const person = personOf(user.telegramId);
  const found = await findAccountByEmail(ledger, email);
  if (found === null && !isOriginalHash(hash)) return refused('password-hash');
  if (found !== null) {
    const same =
      (isOriginalHash(hash) && found.passwordHash === markedOriginal(hash)) ||
      (typeof person === 'number' && (await linkedTo(ledger, taking.botId, person)) === found.account.id) ||
      (await wasBrought(ledger, found.account.id, uids));
    if (!same) return refused('email-taken');
  }
  const { currency, timeZone } = taking;
  const account =
    found?.account ??
    (await createAccount(ledger, {
      email,
      passwordHash: markedOriginal(hash),
      locale: 'en',
      currency,
      timeZone,
    }));
  // the address was taken at this very moment
  if (account === null) return refused('email-taken');
  const taken = { id: account.id, isNew: found === null };
  if (person === null) return { account: taken, newLink: false, problems: [] };
  if (person === 'invalid') return { account: taken, newLink: false, problems: ['telegram-id'] };
  const link = await linkIfFree(ledger, taking.botId, person, account.id);
  return { account: taken, newLink: link === 'new', problems: link === 'taken' ? ['telegram-taken'] : [] };
}

/** null: the original has none. */
function personOf(text: string | null): number | 'invalid' | null {
  const id = text?.trim() ?? '';
  if (id === '') return null;
  // ".0" if the column is floating-point
  const digits = /^(\d{1,16})(?:\.0+)?$/.exec(id)?.[1];
  const person = Number(digits);
  return digits !== undefined && Number.isSafeInteger(person) && person > 0 ? person : 'invalid';
}

async function linkedTo(ledger: Ledger, botId: number, personId: number): Promise<bigint | null> {
  const link = await ledger
    .selectFrom('link')
    .select('account_id')
    .where('bot_id', '=', BigInt(botId))
    .where('person_id', '=', BigInt(personId))
    .executeTakeFirst();
  return link?.account_id ?? null;
}

async function linkIfFree(
  ledger: Ledger,
  botId: number,
  personId: number,
  accountId: bigint,
): Promise<'new' | 'known' | 'taken'> {
  const inserted = await ledger
    .insertInto('link')
    .values({ bot_id: botId, person_id: personId, account_id: accountId, how: 'import' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst();
  if (inserted) return 'new';
  return (await linkedTo(ledger, botId, personId)) === accountId ? 'known' : 'taken';
}

/**
 * Whether the operator imported one of these purchases into the account; imports by other people do not count, as they
 * could have chosen the uids.
 */
async function wasBrought(ledger: Ledger, accountId: bigint, uids: readonly string[]): Promise<boolean> {
  if (uids.length === 0) return false;
  const { rows } = await sql<{ brought: boolean }>`
    select exists (
      select from purchase join purchase_revision first on first.purchase_id = purchase.id and first.revision = 1
      where account_id = ${accountId} and uid = any(${[...uids]}::uuid[]) and first.person_id = 0
    ) as brought`.execute(ledger);
  return rows[0]?.brought ?? false;
}
