import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';
import { forgetFailuresOf } from './log-in-failures.ts';

/** What is lost when an account is erased. */
export interface Loss {
  /** Purchases, without those that were removed. */
  readonly purchases: number;
  /** Number of people linked to it, through any bot. */
  readonly people: number;
}

/** What would be lost if an account were erased. */
export async function lossOf(ledger: Ledger, accountId: bigint): Promise<Loss> {
  const { rows } = await sql<Loss>`
    select (select count(*)::int from purchase where account_id = ${accountId} and not removed) as purchases,
      (select count(*)::int from link where account_id = ${accountId}) as people`.execute(ledger);
  return rows[0] ?? { purchases: 0, people: 0 };
}

/** Whether a file requested by somebody linked to the account is still to be made or sent. */
export async function awaitsFile(ledger: Ledger, accountId: bigint): Promise<boolean> {
  const { rows } = await sql`
    select from outbox join link using (bot_id, person_id)
    where link.account_id = ${accountId} and outbox.state in ('pending', 'sending') and outbox.reply ? 'file'
    limit 1`.execute(ledger);
  return rows.length > 0;
}

/** Deleted per statement, to stay within the statement timeout. */
const purchasesAtOnce = 20_000;

/**
 * Erases an account, with everything that any table holds about it or the people linked to it, and the dead letters of
 * everybody who ever acted for it; of somebody now linked to another account, only those older than that link. Waits
 * for transactions that work on the account and keeps others from beginning. False: there is no such account.
 */
export async function eraseAccount(ledger: Ledger, accountId: bigint): Promise<boolean> {
  const locked = await ledger
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return false;
  await forgetFailuresOf(ledger, accountId, locked.email);
  // Replies before purchases: delivery locks them in this order when it notes which purchases a message shows.
  for (const { table, person } of belongings) {
    await sql`
      delete from ${sql.table(table)} thing
      using link
      where link.account_id = ${accountId} and link.bot_id = thing.bot_id and link.person_id = ${person}`.execute(
      ledger,
    );
  }
  const people = await everInvolved(ledger, accountId);
  await sql`
    delete from dead_letter letter
    where person_id = any(${people}::bigint[]) and not exists (
      select from link
      where link.bot_id = letter.bot_id and link.person_id = letter.person_id and link.account_id <> ${accountId}
        and link.created_at <= died_at)`.execute(ledger);
  for (let gone = purchasesAtOnce; gone === purchasesAtOnce; ) {
    const { numAffectedRows = 0n } = await sql`
      delete from purchase where id in (
        select id from purchase where account_id = ${accountId} limit ${purchasesAtOnce})`.execute(ledger);
    gone = Number(numAffectedRows);
  }
  // Everything else is deleted by cascade.
  await ledger.deleteFrom('account').where('id', '=', accountId).execute();
  return true;
}

interface Belonging {
  readonly table: string;
  readonly person: RawBuilder<unknown>;
}

/** What is kept for people linked to an account; of those unlinked before, it was deleted with the link. */
const belongings: readonly Belonging[] = [
  { table: 'outbox', person: sql`thing.person_id` },
  { table: 'conversation', person: sql`thing.person_id` },
  { table: 'unreachable_chat', person: sql`thing.chat_id` },
  { table: 'invited_person', person: sql`thing.person_id` },
];

/**
 * Ids of everybody who is linked to an account or ever changed something in it. An imported document may name anybody,
 * so nothing that somebody still needs may be deleted just because their id is here.
 */
async function everInvolved(ledger: Ledger, accountId: bigint): Promise<readonly string[]> {
  const { rows } = await sql<{ person_id: bigint }>`
    select person_id from link where account_id = ${accountId}
    union select person_id from change where account_id = ${accountId}
    union select person_id from category_change where account_id = ${accountId}
    union select person_id from search where account_id = ${accountId}
    union select person_id from recurring where account_id = ${accountId}
    union select person_id from digest where account_id = ${accountId}
    union select revision.person_id from purchase_revision revision
      join purchase on purchase.id = revision.purchase_id where account_id = ${accountId}`.execute(ledger);
  return rows.map(({ person_id }) => String(person_id));
}
