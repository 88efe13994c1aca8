import { sql } from 'kysely';
import type { Ledger } from './database.ts';
import type { Day } from './day.ts';
import type { Money } from './money.ts';
import {
  type Conversion,
  type ConversionRow,
  conversionColumns,
  conversionFrom,
} from './rates/conversions.ts';

/** What a person says they bought. Lengths in characters: item 1 to 200, vendor and category 1 to 100. */
export interface NewPurchase {
  readonly item: string;
  /** More than zero. */
  readonly price: Money;
  readonly vendor: string | null;
  readonly category: string | null;
  readonly day: Day;
}

export interface Purchase extends NewPurchase {
  readonly id: bigint;
  /** Counts the account's purchases from 1, in the order they were recorded. */
  readonly number: number;
  /** Into the account's currency; null where the price is in it. Of a purchase just recorded: null. */
  readonly conversion: Conversion | null;
}

/** Where a purchase comes from. `position` counts the purchases of one message from 0. */
export interface Origin {
  readonly botId: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly position: number;
  readonly personId: number;
}

const given = ['account_id', 'number', 'item', 'amount', 'currency', 'vendor', 'category', 'day'] as const;
const source = ['bot_id', 'chat_id', 'message_id', 'position'] as const;
const columns = [
  'id',
  'number',
  'item',
  'amount',
  'currency',
  'vendor',
  'category',
  'day',
  ...conversionColumns,
] as const;

interface Row extends ConversionRow {
  id: bigint;
  number: number;
  item: string;
  amount: bigint;
  currency: string;
  vendor: string | null;
  category: string | null;
  day: Day;
}

/**
 * Records a purchase with its first revision under the account's next number. One origin makes one purchase: a repeat
 * records nothing and returns the one there is. Throws for an account that does not exist, and when the origin made a
 * purchase of another account.
 */
export async function recordPurchase(
  ledger: Ledger,
  accountId: bigint,
  purchase: NewPurchase,
  origin: Origin,
): Promise<Purchase> {
  const { price, ...words } = purchase;
  const content = {
    ...words,
    kind: 'expense',
    amount: String(price.minor),
    currency: price.currency,
    tags: [],
  };
  const row = await ledger
    .with('existing', (query) =>
      query
        .selectFrom('purchase')
        .select([...columns, 'account_id'])
        .where('bot_id', '=', BigInt(origin.botId))
        .where('chat_id', '=', BigInt(origin.chatId))
        .where('message_id', '=', BigInt(origin.messageId))
        .where('position', '=', origin.position),
    )
    .with('numbered', (query) =>
      query
        .updateTable('account')
        .set((account) => ({ purchases_recorded: account('purchases_recorded', '+', 1) }))
        .where('id', '=', accountId)
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('existing').select('number'))))
        .returning('purchases_recorded'),
    )
    .with('recorded', (query) =>
      query
        .insertInto('purchase')
        .columns([...given, ...source])
        .expression(
          query
            .selectFrom('numbered')
            .select(({ val }) => [
              sql<bigint>`${accountId}::bigint`.as('account_id'),
              'purchases_recorded',
              val(purchase.item).as('item'),
              sql<bigint>`${price.minor}::bigint`.as('amount'),
              val(price.currency).as('currency'),
              val(purchase.vendor).as('vendor'),
              val(purchase.category).as('category'),
              sql<Day>`${purchase.day}::date`.as('day'),
              sql<bigint>`${origin.botId}::bigint`.as('bot_id'),
              sql<bigint>`${origin.chatId}::bigint`.as('chat_id'),
              sql<bigint>`${origin.messageId}::bigint`.as('message_id'),
              sql<number>`${origin.position}::integer`.as('position'),
            ]),
        )
        .returning([...columns, 'account_id']),
    )
    .with('first_revision', (query) =>
      query
        .insertInto('purchase_revision')
        .columns(['purchase_id', 'revision', 'content', 'person_id', 'chat_id', 'message_id'])
        .expression(
          query
            .selectFrom('recorded')
            .select([
              'id',
              sql<number>`1`.as('revision'),
              sql<unknown>`${JSON.stringify(content)}::jsonb`.as('content'),
              sql<bigint>`${origin.personId}::bigint`.as('person_id'),
              sql<bigint>`${origin.chatId}::bigint`.as('chat_id'),
              sql<bigint>`${origin.messageId}::bigint`.as('message_id'),
            ]),
        ),
    )
    .selectFrom('recorded')
    .select([...columns, 'account_id'])
    .unionAll((query) => query.selectFrom('existing').select([...columns, 'account_id']))
    .executeTakeFirstOrThrow();
  if (row.account_id !== accountId) throw new Error('this message made a purchase of another account');
  return toPurchase(row);
}

/** Which page: the newest, or the one just older or just newer than the purchase with this number. */
export type PagePosition =
  | { readonly from: 'newest' }
  | { readonly from: 'older' | 'newer'; readonly than: number };

/**
 * At most `limit` purchases of an account, newest day first and, within a day, the latest recorded first. `more` tells
 * whether the account has others further in the direction that was asked for. A number the account does not have
 * finds nothing.
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

function toPurchase(row: Row): Purchase {
  const { id, amount, currency, number, item, vendor, category, day } = row;
  const price = { minor: amount, currency };
  return { id, number, item, price, vendor, category, day, conversion: conversionFrom(row) };
}
