import { sql } from 'kysely';
import { findableBy } from '../../categories/cues.ts';
import { excerpt } from '../../lengths.ts';
import { toRow } from '../../purchases/purchase.ts';
import type { Database, Ledger } from '../../storage/database.ts';
import { derivedUid } from '../uid.ts';
import { type Taking, takeUser, type UserTrouble } from './accounts.ts';
import { readTransaction, type TransactionTrouble } from './purchase.ts';
import { type OriginalRow, type OriginalTransaction, type OriginalUser, originalRows } from './source.ts';

export interface OriginalRequest extends Taking {
  /** postgres:// URL of the original's database. */
  readonly url: string;
  /** Whether to roll everything back. */
  readonly dryRun: boolean;
  readonly now: Date;
  /** Called with each row that cannot be imported. */
  readonly onProblem: (problem: OriginalProblem) => void;
  /** Called with the number of rows read so far. */
  readonly report: (rows: number) => void;
}

/** A row of the original that was not, or only partly, imported. */
export interface OriginalProblem {
  readonly table: 'users' | 'transactions';
  readonly id: string;
  readonly problem: UserTrouble | TransactionTrouble | 'no-user' | 'user-refused';
  /** The text it is about, at most 100 characters. */
  readonly words: string;
}

interface Count {
  readonly new: number;
  /** Already in the database. */
  readonly known: number;
}

/** What was imported from the original. */
export interface OriginalTaken {
  readonly accounts: Count;
  readonly newLinks: number;
  readonly purchases: Count;
}

/** Thrown to roll a transaction back on purpose. */
const undone = Symbol('nothing is to be kept');

/**
 * Imports the original's database as of one moment, in one transaction: everything that can be imported, or nothing.
 * What was imported before is recognised by its uid and left as it is. Throws `NotTheOriginal`.
 */
export async function importOriginal(database: Database, request: OriginalRequest): Promise<OriginalTaken> {
  const tally = { accounts: { new: 0, known: 0 }, newLinks: 0, purchases: { new: 0, known: 0 } };
  try {
    await database.transaction().execute(async (ledger) => {
      await sql`select pg_advisory_xact_lock(${importLock})`.execute(ledger);
      let read = 0;
      let current: Current | null = null;
      for await (const page of originalRows(request.url, request.timeZone)) {
        for (const { user, rows } of byUser(page)) {
          if (user !== null && user.id !== current?.user.id)
            current = await settle(ledger, user, rows, request, tally);
          const account = user === null ? null : (current?.account ?? null);
          const count = await takeTransactions(ledger, { user, account, rows }, request);
          tally.purchases.new += count.new;
          tally.purchases.known += count.known;
        }
        read += page.length;
        request.report(read);
      }
      if (request.dryRun) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return tally;
}

/** Keeps two imports at once from importing the same rows twice. */
const importLock = 0x6f726967;

/** The user whose rows are being read. */
interface Current {
  readonly user: OriginalUser;
  /** null: refused. */
  readonly account: bigint | null;
}

interface UserRows {
  readonly user: OriginalUser | null;
  readonly rows: readonly OriginalTransaction[];
}

function byUser(page: readonly OriginalRow[]): readonly UserRows[] {
  const groups: { user: OriginalUser | null; rows: OriginalTransaction[] }[] = [];
  for (const { user, transaction } of page) {
    const last = groups.at(-1);
    const group = last && last.user?.id === user?.id ? last : { user, rows: [] };
    if (group !== last) groups.push(group);
    if (transaction !== null) group.rows.push(transaction);
  }
  return groups;
}

async function settle(
  ledger: Ledger,
  user: OriginalUser,
  rows: readonly OriginalTransaction[],
  request: OriginalRequest,
  tally: { accounts: { new: number; known: number }; newLinks: number },
): Promise<Current> {
  const uids = rows.map(({ id }) => uidOf(user, id));
  const { account, newLink, problems } = await takeUser(ledger, user, uids, request);
  for (const problem of problems) {
    const words = problem === 'telegram-id' || problem === 'telegram-taken' ? user.telegramId : user.email;
    request.onProblem({ table: 'users', id: user.id, problem, words: excerpt(words ?? '') });
  }
  if (account) tally.accounts[account.isNew ? 'new' : 'known'] += 1;
  if (newLink) tally.newLinks += 1;
  return { user, account: account?.id ?? null };
}

/** Always the same for the same row of the same person. */
function uidOf(user: OriginalUser, transactionId: string): string {
  return derivedUid('original', user.id, transactionId, (user.email ?? '').trim().toLowerCase());
}

async function takeTransactions(
  ledger: Ledger,
  { user, account, rows }: UserRows & { readonly account: bigint | null },
  request: OriginalRequest,
): Promise<Count> {
  const records: object[] = [];
  for (const transaction of rows) {
    const wrong = (problem: OriginalProblem['problem'], words: string) =>
      request.onProblem({ table: 'transactions', id: transaction.id, problem, words });
    const read = readTransaction(transaction, request.currency);
    if (!read.ok) wrong(read.problem, read.words);
    else if (user === null) wrong('no-user', excerpt(read.details.item));
    else if (account === null) wrong('user-refused', excerpt(read.details.item));
    else {
      records.push({
        place: records.length + 1,
        uid: uidOf(user, transaction.id),
        content: toRow({ ...read.details, removed: false }),
        cues: findableBy(read.details),
      });
    }
  }
  if (account === null || records.length === 0) return { new: 0, known: 0 };
  const added = await addPurchases(ledger, account, records, request.now);
  return { new: added, known: records.length - added };
}

/**
 * Records the purchases that the account does not have yet, with the operator (person 0) as author; fulfils with their
 * number.
 */
async function addPurchases(
  ledger: Ledger,
  accountId: bigint,
  records: readonly object[],
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ added: number }>`
    with given as (
      select distinct on (uid) place, uid, content, cues
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
        as given (place integer, uid uuid, content jsonb, cues text[])
      order by uid, place
    ), fresh as (
      select *, row_number() over (order by place) as nth from given
      where not exists (select from purchase where account_id = ${accountId} and purchase.uid = given.uid)
    ), counted as (
      update account set purchases_recorded = purchases_recorded + (select count(*) from fresh)
      where id = ${accountId}
      returning currency, purchases_recorded - (select count(*) from fresh) as before
    ), added as (
      insert into purchase (account_id, number, uid, item, amount, currency, vendor, category, day, created_at,
        conversion, converted_currency)
      select ${accountId}, before + nth, fresh.uid, said.item, said.amount, said.currency, said.vendor, said.category,
        said.day, ${now}::timestamptz, case when said.currency <> counted.currency then 'due' end,
        nullif(counted.currency, said.currency)
      from fresh, counted, jsonb_populate_record(null::purchase, content) said
      order by nth
      returning id, uid
    ), revised as (
      insert into purchase_revision (purchase_id, revision, content, person_id, changed_at)
      select id, 1, content, 0, ${now}::timestamptz from added join fresh using (uid)
    ), recalled as (
      insert into purchase_cue (account_id, cue, purchase_id)
      select distinct ${accountId}::bigint, cue, id from added join fresh using (uid), unnest(cues) cue
    )
    select count(*)::integer as added from added`.execute(ledger);
  return rows[0]?.added ?? 0;
}
