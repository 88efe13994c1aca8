import { sql } from 'kysely';
import type { Database } from '../../ledger/storage/database.ts';
import { type Buffer, type Buffered, partitionCount, partitionOf } from './buffer.ts';

/** Rows per INSERT: each takes seven of the 65,535 parameters that a statement may have. */
const insertLimit = 1_000;

/** The buffer as an unlogged Postgres table, for installations without Redis. Closing it leaves `database` open. */
export function openPostgresBuffer(options: { database: Database; botId: number }): Buffer {
  const { database, botId } = options;
  return {
    async push(updates) {
      const ids: string[] = [];
      for (let start = 0; start < updates.length; start += insertLimit)
        ids.push(...(await insert(database, botId, updates.slice(start, start + insertLimit))));
      return ids.map((id) => ({ id, count: null }));
    },

    async read(partition, limit) {
      const rows = await database
        .selectFrom('buffered_update')
        .selectAll()
        .where('bot_id', '=', BigInt(botId))
        .where('partition', '=', partition)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: String(row.id),
        updateId: Number(row.update_id),
        chatId: Number(row.chat_id),
        trace: row.trace,
        receivedAt: row.received_at,
        payload: row.payload,
      }));
    },

    async remove(_partition, ids) {
      if (ids.length === 0) return;
      await database
        .deleteFrom('buffered_update')
        .where('bot_id', '=', BigInt(botId))
        .where(sql<boolean>`id = any(${ids}::bigint[])`)
        .execute();
    },

    async standing(_partition, ids) {
      const rows = await database
        .selectFrom('buffered_update')
        .select('id')
        .where('bot_id', '=', BigInt(botId))
        .where(sql<boolean>`id = any(${ids}::bigint[])`)
        .execute();
      return new Set(rows.map((row) => String(row.id)));
    },

    async backlog() {
      const rows = await database
        .selectFrom('buffered_update')
        .select(['partition', sql<number>`count(*)::int`.as('entries')])
        .where('bot_id', '=', BigInt(botId))
        .groupBy('partition')
        .execute();
      const backlog = new Array<number>(partitionCount).fill(0);
      for (const row of rows) backlog[row.partition] = row.entries;
      return backlog;
    },

    async close() {},
  };
}

async function insert(database: Database, botId: number, updates: readonly Buffered[]): Promise<string[]> {
  const rows = await database
    .insertInto('buffered_update')
    .values(
      updates.map((update) => ({
        bot_id: botId,
        partition: partitionOf(update.chatId),
        update_id: update.updateId,
        chat_id: update.chatId,
        trace: update.trace,
        received_at: update.receivedAt,
        payload: update.payload,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => String(row.id));
}
