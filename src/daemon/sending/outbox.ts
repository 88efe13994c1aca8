import { inSupergroup, type Reply } from '../../chat/reply.ts';
import type { Database, Ledger } from '../../ledger/storage/database.ts';
import { moveChat } from '../../ledger/updates/move-chat.ts';
import * as outbox from '../../ledger/updates/outbox.ts';
import { claimMs, type Outbox, type OutboxReply, type Settlement } from '../ports.ts';
import { openReply, type Seal } from '../secrets/seal.ts';
import { reaching } from '../store.ts';

/** The error recorded for a reply that cannot be opened. */
const unreadable = 'not sent: it was sealed with another SPNDR_PEPPER';

/**
 * The outbox in Postgres, as seen by the daemon with the UUID `daemon`. A reply that cannot be opened is marked as
 * failed and kept for the operator.
 */
export function createOutbox(options: {
  database: Database;
  botId: number;
  daemon: string;
  seal: Seal;
}): Outbox {
  const { database, botId, daemon, seal } = options;
  const own = new Set<bigint>();
  const fail = (ids: readonly bigint[]) =>
    database.transaction().execute(async (ledger) => {
      for (const id of ids) await outbox.failReply(ledger, id, unreadable);
    });
  return {
    claim: (limit, except, lapsedToo) =>
      reaching(async () => {
        const rows = await outbox.claimReplies(database, {
          botId,
          daemon,
          limit,
          claimMs,
          exceptChats: except,
          exceptReplies: [...own],
          lapsedToo,
        });
        const lost: bigint[] = [];
        const done: bigint[] = [];
        const claimed: OutboxReply[] = [];
        for (const row of rows) {
          const { id, locale, trace, attempts, chat_id, received_at: receivedAt } = row;
          // its type is trusted: this program or an earlier version wrote it
          const opened = openReply(seal, { ...row, botId }) as Reply | null;
          const reply = opened && hasMoved(row.reply) ? inSupergroup(opened) : opened;
          if (reply)
            claimed.push({ id, chatId: Number(chat_id), reply, locale, trace, receivedAt, attempts });
          else (opened ? done : lost).push(id);
        }
        if (lost.length > 0) await fail(lost);
        if (done.length > 0) await outbox.removeDelivered(database, done.map(nothingSent));
        for (const { id } of claimed) own.add(id);
        return claimed;
      }),
    hasPending: (chatIds) => reaching(() => outbox.hasPendingReplies(database, botId, chatIds)),
    renew: (ids) => reaching(() => outbox.renewClaims(database, { daemon, ids, claimMs })),
    settle: (settlements) =>
      reaching(async () => {
        const delivered = settlements.filter((settlement) => settlement.to === 'delivered');
        const all = delivered.length === settlements.length;
        const more = all
          ? await outbox.removeDelivered(database, delivered)
          : await database
              .transaction()
              .execute((ledger) => settleAll(ledger, { botId, daemon }, settlements));
        for (const { id } of settlements) own.delete(id);
        return more;
      }),
  };
}

/** Whether this reply, as stored, was meant for a group that has become a supergroup. */
const hasMoved = (stored: unknown) => typeof stored === 'object' && stored !== null && 'moved' in stored;

const nothingSent = (id: bigint) => ({ id, messageId: null });

async function settleAll(
  ledger: Ledger,
  { botId, daemon }: { botId: number; daemon: string },
  settlements: readonly Settlement[],
): Promise<boolean> {
  const delivered = settlements.filter((settlement) => settlement.to === 'delivered');
  if (delivered.length > 0) await outbox.removeDelivered(ledger, delivered);
  for (const settlement of settlements) {
    const { id } = settlement;
    if (settlement.to === 'pending')
      await outbox.releaseReply(ledger, { daemon, id, counted: settlement.counted });
    else if (settlement.to === 'failed') await outbox.failReply(ledger, id, settlement.error);
    else if (settlement.to === 'unreachable')
      await outbox.failChat(ledger, botId, settlement.chatId, settlement.error);
    else if (settlement.to === 'moved') {
      await outbox.releaseReply(ledger, { daemon, id, counted: false });
      await moveChat(ledger, botId, settlement.chatId, settlement.newChatId);
    }
  }
  return true;
}
