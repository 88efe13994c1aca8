import { sql } from 'kysely';
import type { Ledger } from './database.ts';
import { type NumberStyle, withNumberStyle } from './entry/number-style.ts';
import { dropLinkRequests, type PersonKey, type Proof } from './links.ts';
import { convertInto } from './rates/conversions.ts';
import { wakeSchedules } from './recurring.ts';

export interface Account {
  readonly id: bigint;
  /** As it was typed at sign-up; compared without regard to case. */
  readonly email: string;
  /** BCP 47 tag. */
  readonly locale: string;
  /** ISO 4217: the currency of a price that names none. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  /** 0 is Sunday, 6 is Saturday; null: as the locale has it. */
  readonly weekStarts: number | null;
  /** null: as the locale has it. */
  readonly numberStyle: NumberStyle | null;
  readonly pictureTheme: 'light' | 'dark';
  /** Whether it is said when most of a budget, or all of it, is used up. */
  readonly budgetAlerts: boolean;
}

/** The locale in which an account is spoken to and read: its own, with its style of numbers. */
export function mannerOf({ locale, numberStyle }: Pick<Account, 'locale' | 'numberStyle'>): string {
  return withNumberStyle(locale, numberStyle);
}

const columns = [
  'id',
  'email',
  'locale',
  'currency',
  'time_zone as timeZone',
  'week_starts as weekStarts',
  'number_style as numberStyle',
  'picture_theme as pictureTheme',
  'budget_alerts as budgetAlerts',
] as const;
const accountColumns = columns.map((column) => `account.${column}` as const);

/** The fields of an `Account`, for statements of the table `account`. */
export const accountFields = sql.join(
  columns.map((column) => {
    const [name = '', field = name] = column.split(' as ');
    return sql`${sql.ref(`account.${name}`)} as ${sql.ref(field)}`;
  }),
);

/** Creates an account; null when its e-mail (in any case) already has one, made at this very moment included. */
export async function createAccount(
  ledger: Ledger,
  account: Pick<Account, 'email' | 'locale' | 'currency' | 'timeZone'> & { readonly passwordHash: string },
): Promise<Account | null> {
  const created = await ledger
    .insertInto('account')
    .values({
      email: account.email,
      password_hash: account.passwordHash,
      locale: account.locale,
      currency: account.currency,
      time_zone: account.timeZone,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst();
  return created ?? null;
}

/**
 * The account of an e-mail, in any case, with the hash its password is verified against. It is not erased before the
 * transaction ends.
 */
export async function findAccountByEmail(
  ledger: Ledger,
  email: string,
): Promise<{ readonly account: Account; readonly passwordHash: string } | null> {
  const found = await ledger
    .selectFrom('account')
    .select([...columns, 'password_hash'])
    .where((row) => row(row.fn<string>('lower', ['email']), '=', row.fn<string>('lower', [row.val(email)])))
    .forKeyShare()
    .executeTakeFirst();
  if (!found) return null;
  const { password_hash: passwordHash, ...account } = found;
  return { account, passwordHash };
}

/** Keeps another hash of the same password, unless the account's was changed from `from` meanwhile. */
export async function replacePasswordHash(
  ledger: Ledger,
  accountId: bigint,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await ledger
    .updateTable('account')
    .set({ password_hash: to })
    .where('id', '=', accountId)
    .where('password_hash', '=', from)
    .execute();
}

/**
 * Gives an account another password, by its hash. Whoever waits to be linked gave the one of before: that ends, and they
 * are returned.
 */
export async function changePassword(
  ledger: Ledger,
  accountId: bigint,
  hash: string,
): Promise<readonly PersonKey[]> {
  await ledger.updateTable('account').set({ password_hash: hash }).where('id', '=', accountId).execute();
  return dropLinkRequests(ledger, accountId);
}

/** The account with this id; null: it is gone. */
export async function accountById(ledger: Ledger, id: bigint): Promise<Account | null> {
  const found = await ledger.selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst();
  return found ?? null;
}

/** An account as the operator sees it. */
export interface AccountRow {
  readonly email: string;
  /** Purchases, without those that were removed. */
  readonly purchases: number;
  /** Who acts for it, by way of whatever bot. */
  readonly people: number;
  readonly since: Date;
}

/** All accounts, the oldest first. */
export async function listAccounts(ledger: Ledger): Promise<readonly AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select email, created_at as since,
      (select count(*)::int from purchase where account_id = account.id and not removed) as purchases,
      (select count(*)::int from link where account_id = account.id) as people
    from account order by id`.execute(ledger);
  return rows;
}

/** Whether this is the only account there is. */
export async function isOnlyAccount(ledger: Ledger, id: bigint): Promise<boolean> {
  const other = await ledger
    .selectFrom('account')
    .select('id')
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

/** The account a person is linked to; null for a stranger. It is not erased before the transaction ends. */
export async function accountOf(ledger: Ledger, botId: number, personId: number): Promise<Account | null> {
  const found = await ledger
    .selectFrom('link')
    .innerJoin('account', 'account.id', 'link.account_id')
    .select(accountColumns)
    .where('link.bot_id', '=', BigInt(botId))
    .where('link.person_id', '=', BigInt(personId))
    .forKeyShare('account')
    .executeTakeFirst();
  return found ?? null;
}

/**
 * Lets a person, with this first name, act for an account; others that are linked to it stay linked. A person has one
 * account at a time. Fulfils with the id of the link.
 */
export async function linkPerson(
  ledger: Ledger,
  { botId, personId }: PersonKey,
  accountId: bigint,
  { name, how, at }: { readonly name: string; readonly how: Proof; readonly at: Date },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into link (bot_id, person_id, account_id, person_name, how, created_at)
    values (${botId}, ${personId}, ${accountId}, ${name}, ${how}, ${at})
    on conflict (bot_id, person_id) do update set id = default, account_id = excluded.account_id,
      person_name = excluded.person_name, how = excluded.how, created_at = excluded.created_at
    returning id`.execute(ledger);
  const [linked] = rows;
  if (!linked) throw new Error('an insert gave no id');
  return linked.id;
}

/**
 * Makes `currency` (ISO 4217) the account's own: prices that name none are in it, and the daemon converts into it what
 * was recorded in others: fulfils with how many purchases that is about.
 */
export async function changeCurrency(ledger: Ledger, accountId: bigint, currency: string): Promise<number> {
  await ledger.updateTable('account').set({ currency }).where('id', '=', accountId).execute();
  return convertInto(ledger, accountId, currency);
}

/** Makes `timeZone` (an IANA name) the one that says which day it is. What is recorded keeps its day; what is due is due by it. */
export async function changeTimeZone(ledger: Ledger, accountId: bigint, timeZone: string): Promise<void> {
  await ledger.updateTable('account').set({ time_zone: timeZone }).where('id', '=', accountId).execute();
  await wakeSchedules(ledger, accountId);
}

/** Changes how an account is spoken to; what `settings` does not name stays. */
export async function changeSettings(
  ledger: Ledger,
  accountId: bigint,
  settings: Partial<Pick<Account, 'locale' | 'weekStarts' | 'numberStyle' | 'pictureTheme' | 'budgetAlerts'>>,
): Promise<void> {
  const { locale, weekStarts, numberStyle, pictureTheme, budgetAlerts } = settings;
  await ledger
    .updateTable('account')
    .set({
      locale,
      week_starts: weekStarts,
      number_style: numberStyle,
      picture_theme: pictureTheme,
      budget_alerts: budgetAlerts,
    })
    .where('id', '=', accountId)
    .execute();
}
