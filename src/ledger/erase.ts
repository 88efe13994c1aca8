import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from './database.ts';
import { forgetFailuresOf } from './log-in-failures.ts';

/** What is lost with an account. */
export interface Loss {
  /** Purchases, without those that were removed. */
  readonly purchases: number;
  /** Who acts for it, by way of whatever bot. */
  readonly people: number;
}

/** What would be lost with an account. */
export async function lossOf(ledger: Ledger, accountId: bigint): Promise<Loss> {
  const { rows } = await sql<Loss>`
    select (select count(*)::int from purchase where account_id = ${accountId} and not removed) as purchases,
      (select count(*)::int from link where account_id = ${accountId}) as people`.execute(ledger);
  return rows[0] ?? { purchases: 0, people: 0 };
}

/** Whether a file that somebody who acts for an account asked for is still to be made or sent. */
export async function awaitsFile(ledger: Ledger, accountId: bigint): Promise<boolean> {
  const { rows } = await sql`
    select from outbox join link using (bot_id, person_id)
    where link.account_id = ${accountId} and outbox.state in ('pending', 'sending') and outbox.reply ? 'file'
    limit 1`.execute(ledger);
  return rows.length > 0;
}

/** So many are deleted by one statement: it may not take longer than any statement may. */
const purchasesAtOnce = 20_000;

/**
 * Destroys an account with everything that any table holds of it or of those who act for it, and the dead letters of
 * those who did before: of somebody who acts for another account now, only what is older than that. Waits for every transaction that works on the account, and keeps
 * others from beginning one. False: it is gone already.
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
  // Before the purchases: delivery, which notes which purchases a message shows, holds its reply first.
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
  // Everything else refers to the account, or to something that does.
  await ledger.deleteFrom('account').where('id', '=', accountId).execute();
  return true;
}

interface Belonging {
  readonly table: string;
  readonly person: RawBuilder<unknown>;
}

/** What belongs to who acts for an account; of who did before, it went with their link. */
const belongings: readonly Belonging[] = [
  { table: 'outbox', person: sql`thing.person_id` },
  { table: 'conversation', person: sql`thing.person_id` },
  { table: 'unreachable_chat', person: sql`thing.chat_id` },
  { table: 'invited_person', person: sql`thing.person_id` },
];

/**
 * Ids of everybody who acts for an account, or did something with it before. A document that was imported may name
 * anybody: nothing that somebody needs may be taken from them for it.
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
