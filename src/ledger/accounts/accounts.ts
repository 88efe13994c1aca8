import { sql } from 'kysely';
import { type NumberStyle, withNumberStyle } from '../entry/amounts/number-style.ts';
import { convertInto } from '../rates/conversions.ts';
import { wakeSchedules } from '../recurring/recurring.ts';
import type { Ledger } from '../storage/database.ts';
import { dropLinkRequests, type PersonKey, type Proof } from './links.ts';

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
  /** 0 is Sunday, 6 is Saturday; null: the locale's default. */
  readonly weekStarts: number | null;
  /** null: the locale's default. */
  readonly numberStyle: NumberStyle | null;
  readonly pictureTheme: 'light' | 'dark';
  /** Whether spndr warns when most of a budget, or all of it, is used up. */
  readonly budgetAlerts: boolean;
}

/** The locale to address an account in and read its input by: its own, with its number style. */
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

/** Select list that yields an `Account`, for statements on the table `account`. */
export const accountFields = sql.join(
  columns.map((column) => {
    const [name = '', field = name] = column.split(' as ');
    return sql`${sql.ref(`account.${name}`)} as ${sql.ref(field)}`;
  }),
);

/** Creates an account; null when the e-mail (in any case) is taken, also by a sign-up that ran at the same moment. */
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
 * The account with this e-mail, in any case, and its password hash; null: there is none. It cannot be erased before the
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

/**
 * Keeps an account's password from being changed before the transaction ends, and replaces its hash by another one of the
 * same password, `to`, if that is not null. False, and nothing is done: the hash is not `from`, or not any more.
 */
export async function holdPassword(
  ledger: Ledger,
  accountId: bigint,
  { from, to }: { readonly from: string; readonly to: string | null },
): Promise<boolean> {
  const { rows } =
    to === null
      ? await sql`
          select from account where id = ${accountId} and password_hash = ${from} for share`.execute(ledger)
      : await sql`
          update account set password_hash = ${to} where id = ${accountId} and password_hash = ${from}
          returning id`.execute(ledger);
  return rows.length > 0;
}

/**
 * Changes an account's password to the one with this hash. Removes all requests to be linked, which were made with the old
 * password, and fulfils with the people who were waiting for an answer to theirs; null: there is no such account any more.
 */
export async function changePassword(
  ledger: Ledger,
  accountId: bigint,
  { hash, now }: { readonly hash: string; readonly now: Date },
): Promise<readonly PersonKey[] | null> {
  const changed = await ledger
    .updateTable('account')
    .set({ password_hash: hash })
    .where('id', '=', accountId)
    .returning('id')
    .executeTakeFirst();
  return changed ? dropLinkRequests(ledger, accountId, now) : null;
}

/** The account with this id; null: there is none. */
export async function accountById(ledger: Ledger, id: bigint): Promise<Account | null> {
  const found = await ledger.selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst();
  return found ?? null;
}

/** An account as the operator sees it. */
export interface AccountRow {
  readonly email: string;
  /** Purchases, without those that were removed. */
  readonly purchases: number;
  /** Number of people linked to it, through any bot. */
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

/** The account a person is linked to; null for a stranger. It cannot be erased before the transaction ends. */
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
 * Links a person, with this first name, to an account, instead of any account they were linked to before. Other
 * people's links stay. Fulfils with the id of the link.
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
 * Makes `currency` (ISO 4217) the account's own: prices that name none are in it, and the daemon converts purchases in
 * other currencies into it. Fulfils with the number of purchases to be converted.
 */
export async function changeCurrency(ledger: Ledger, accountId: bigint, currency: string): Promise<number> {
  await ledger.updateTable('account').set({ currency }).where('id', '=', accountId).execute();
  return convertInto(ledger, accountId, currency);
}

/**
 * Makes `timeZone` (an IANA name) the account's own. Recorded purchases keep their day; schedules follow the new zone.
 */
export async function changeTimeZone(ledger: Ledger, accountId: bigint, timeZone: string): Promise<void> {
  await ledger.updateTable('account').set({ time_zone: timeZone }).where('id', '=', accountId).execute();
  await wakeSchedules(ledger, accountId);
}

/**
 * Changes an account's settings; those that `settings` leaves out stay as they are. Schedules follow the day on which
 * weeks begin.
 */
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
  if (locale !== undefined || weekStarts !== undefined) await wakeSchedules(ledger, accountId);
}
