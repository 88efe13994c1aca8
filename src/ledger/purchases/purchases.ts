import { type RawBuilder, sql } from 'kysely';
import { anyNumberOf } from '../storage/any-of.ts';
import type { Ledger } from '../storage/database.ts';
import { together } from '../storage/together.ts';
import { makeChange, type Source } from './changes.ts';
import { type Purchase, plainDetails } from './purchase.ts';
import { columns, toPurchase } from './purchase-rows.ts';

/** Where a purchase comes from. `position` numbers the purchases of one message from 0. */
export interface Origin extends Source {
  readonly position: number;
  readonly personId: number;
  /** When it was said; now if left out. */
  readonly at?: Date;
}

/**
 * Records one purchase as a change of its own. Each origin makes one purchase: a repeat records nothing and returns the
 * existing one. Throws if the account does not exist, or if a purchase of another account has the same origin.
 */
export async function recordPurchase(
  ledger: Ledger,
  accountId: bigint,
  details: Parameters<typeof plainDetails>[0],
  origin: Origin,
): Promise<Purchase> {
  const { personId, position, at: _, ...source } = origin;
  const { chatId, messageId } = source;
  const author = { accountId, personId, personName: '', chatId, messageId, at: origin.at ?? new Date() };
  const record = [{ details: plainDetails(details), position, line: null }];
  const made = await makeChange(ledger, author, { source, record, revise: [] });
  const [purchase] = made?.recorded ?? [];
  if (!purchase) throw new Error('the purchase was not recorded');
  return purchase;
}

/** The purchase with this number, removed or not; null: the account has none. */
export async function purchaseByNumber(
  ledger: Ledger,
  accountId: bigint,
  number: number,
): Promise<Purchase | null> {
  const row = await ledger
    .selectFrom('purchase')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? toPurchase(row) : null;
}

/** The purchases recorded last, latest first; `removed` says whether removed ones are among them. */
export async function latestPurchases(
  ledger: Ledger,
  accountId: bigint,
  limit: number,
  removed: 'with' | 'without',
): Promise<readonly Purchase[]> {
  const rows = await ledger
    .selectFrom('purchase')
    .select(columns)
    .where('account_id', '=', accountId)
    .$if(removed === 'without', (query) => query.where('removed', '=', false))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toPurchase);
}

/** Which page: the newest purchases, or those just older or newer than the purchase with the number `than`. */
export type PagePosition =
  | { readonly from: 'newest' }
  | { readonly from: 'older' | 'newer'; readonly than: number };

/**
 * At most `limit` purchases of an account, newest day first and, within a day, latest recorded first. `more`: there are
 * others further in the direction asked for. An unknown number in `position` finds nothing.
 */
export async function listPurchases(
  ledger: Ledger,
  accountId: bigint,
  position: PagePosition,
  limit: number,
): Promise<{ readonly purchases: readonly Purchase[]; readonly more: boolean }> {
  const newer = position.from === 'newer';
  const direction = newer ? 'asc' : 'desc';
  let query = ledger
    .selectFrom('purchase')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('removed', '=', false)
    .orderBy('day', direction)
    .orderBy('number', direction)
    .limit(limit + 1);
  if (position.from !== 'newest') {
    query = query.where(
      sql<boolean>`(day, number) ${newer ? sql`>` : sql`<`} (
        select day, number from purchase where account_id = ${accountId} and number = ${position.than})`,
    );
  }
  const rows = await query.execute();
  const purchases = rows.slice(0, limit).map(toPurchase);
  return { purchases: newer ? purchases.reverse() : purchases, more: rows.length > limit };
}

/** Limits the cost of reading a line. */
const mostNames = 1_000;

export interface UsedNames {
  readonly categories: readonly string[];
  readonly vendors: readonly string[];
}

/** The categories and vendors of an account's purchases, the newest names first, at most 1,000 of each. */
export const usedNames = together(
  async (ledger, accountIds: readonly bigint[]): Promise<readonly UsedNames[]> => {
    const { rows } = await sql<NameRow & { account_id: bigint }>`
      select account_id, categories, vendors
      from unnest(${anyNumberOf([...new Set(accountIds)])}) asked (account_id),
        lateral (${namesOf(sql`asked.account_id`)}) names`.execute(ledger);
    const byAccount = new Map(rows.map((row) => [row.account_id, namesFrom(row)]));
    return accountIds.map((id) => byAccount.get(id) ?? namesFrom(null));
  },
);

/** A query for the names an account has in use, as one row of `NameRow`. A null id finds no names. */
export function namesOf(accountId: RawBuilder<unknown>): RawBuilder<NameRow> {
  return sql`select ${newestNames(accountId, 'category')} as categories, ${newestNames(accountId, 'vendor')} as vendors`;
}

function newestNames(accountId: RawBuilder<unknown>, field: 'category' | 'vendor') {
  // as JSON, because parsing a Postgres array takes many times as long
  return sql`to_json(array(
    select name from used_name
    where used_name.account_id = ${accountId} and used_name.field = ${sql.lit(field)}
    order by id desc limit ${sql.lit(mostNames)}))`;
}

/** The row that `namesOf` yields. */
export interface NameRow {
  readonly categories: readonly string[] | null;
  readonly vendors: readonly string[] | null;
}

/** The names in a row of `namesOf`; none for null. */
export function namesFrom(row: NameRow | null): UsedNames {
  return { categories: row?.categories ?? [], vendors: row?.vendors ?? [] };
}
