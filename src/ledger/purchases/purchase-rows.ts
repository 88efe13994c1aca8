import { sql } from 'kysely';
import { groupBy } from '../group.ts';
import { type ConversionRow, conversionColumns, conversionFrom } from '../rates/conversions.ts';
import { anyNumberOf } from '../storage/any-of.ts';
import type { Ledger } from '../storage/database.ts';
import { together } from '../storage/together.ts';
import type { Source } from './changes.ts';
import { fromRow, type Purchase } from './purchase.ts';

/** The columns that say what a purchase is: those of a `Content`. */
export const contentNames = [
  'kind',
  'item',
  'amount',
  'currency',
  'given_amount',
  'given_currency',
  'vendor',
  'category',
  'tags',
  'day',
  'spread_count',
  'spread_unit',
  'removed',
] as const;

/** The columns that `toPurchase` reads. */
export const columns = ['purchase.id', 'number', 'revision', ...contentNames, ...conversionColumns] as const;

const columnList = sql.join(columns.map((column) => sql.ref(column)));

type Row = Parameters<typeof fromRow>[0] &
  ConversionRow & {
    readonly id: bigint;
    readonly number: number;
    readonly revision: number;
  };

/** A purchase and its place in the message it was made from. */
export interface Placed {
  readonly accountId: bigint;
  readonly position: number;
  readonly line: number | null;
  readonly purchase: Purchase;
}

/** The purchases made from a message, removed ones too, by position. They are locked until the transaction ends. */
export const purchasesAt = together(
  async (ledger, sources: readonly Source[]): Promise<readonly (readonly Placed[])[]> => {
    const given = (of: (source: Source) => number) => anyNumberOf(sources.map(of));
    const { rows } = await sql<Row & PlaceRow>`
      select ${columnList}, account_id, position, line, bot_id, chat_id, message_id
      from purchase
      where (bot_id, chat_id, message_id) in (
        select * from unnest(${given(({ botId }) => botId)}, ${given(({ chatId }) => chatId)},
          ${given(({ messageId }) => messageId)}))
      order by id
      for update`.execute(ledger);
    const byMessage = groupBy(rows, (row) => `${row.bot_id} ${row.chat_id} ${row.message_id}`);
    return sources.map(({ botId, chatId, messageId }) =>
      (byMessage.get(`${botId} ${chatId} ${messageId}`) ?? [])
        .map((row) => ({
          accountId: row.account_id,
          position: row.position,
          line: row.line,
          purchase: toPurchase(row),
        }))
        .sort((one, other) => one.position - other.position),
    );
  },
);

interface PlaceRow {
  readonly account_id: bigint;
  readonly position: number;
  readonly line: number | null;
  readonly bot_id: bigint;
  readonly chat_id: bigint;
  readonly message_id: bigint;
}

/** A purchase and the line of its message it is in now, from 1; null: it was deleted from the message. */
export interface Move {
  readonly purchaseId: bigint;
  readonly line: number | null;
}

/** Stores which lines of their message purchases are in now. */
export async function moveLines(ledger: Ledger, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    update purchase set line = given.line
    from unnest(${moves.map(({ purchaseId }) => purchaseId)}::bigint[], ${moves.map(({ line }) => line)}::integer[])
      as given (id, line)
    where purchase.id = given.id`.execute(ledger);
}

/**
 * Those of these purchases that belong to the account, removed ones too, by id. They are locked until the transaction
 * ends.
 */
export async function purchasesById(
  ledger: Ledger,
  accountId: bigint,
  ids: readonly bigint[],
): Promise<readonly Purchase[]> {
  if (ids.length === 0) return [];
  const rows = await ledger
    .selectFrom('purchase')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('purchase.id', 'in', ids)
    .orderBy('purchase.id')
    .forUpdate()
    .execute();
  return rows.map(toPurchase);
}

/** The currencies that purchases had when they were recorded. */
export async function firstCurrencies(
  ledger: Ledger,
  purchaseIds: readonly bigint[],
): Promise<readonly string[]> {
  if (purchaseIds.length === 0) return [];
  const rows = await ledger
    .selectFrom('purchase_revision')
    .select(sql<string>`content->>'currency'`.as('currency'))
    .distinct()
    .where('purchase_id', 'in', purchaseIds)
    .where('revision', '=', 1)
    .orderBy('currency')
    .execute();
  return rows.map(({ currency }) => currency);
}

/** A purchase from its `columns`. */
export function toPurchase(row: Row): Purchase {
  const { id, number, revision } = row;
  return { id, number, revision, ...fromRow(row), conversion: conversionFrom(row) };
}
