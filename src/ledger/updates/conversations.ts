import { sql } from 'kysely';
import type { Database, Ledger } from '../storage/database.ts';

export interface ConversationKey {
  readonly chatId: number;
  readonly personId: number;
}

/** A stored conversation; `state` is plain JSON whose shape only the chat knows. */
export interface StoredConversation {
  readonly state: unknown;
  readonly step: number;
}

/** The conversation of a person in a chat; null: there is none yet. */
export async function loadConversation(
  ledger: Ledger,
  botId: number,
  key: ConversationKey,
): Promise<StoredConversation | null> {
  const row = await ledger
    .selectFrom('conversation')
    .select(['state', 'step'])
    .where('bot_id', '=', BigInt(botId))
    .where('chat_id', '=', BigInt(key.chatId))
    .where('person_id', '=', BigInt(key.personId))
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Deletes conversations of people without an account that have not changed for 30 days, such as the address typed in a
 * sign-up that was never finished. They belong to no account, so no erasure would delete them.
 */
export async function forgetOldTalk(database: Database): Promise<void> {
  await sql`
    delete from conversation talk
    where changed_at < now() - interval '30 days' and not exists (
      select from link where link.bot_id = talk.bot_id and link.person_id = talk.person_id)`.execute(
    database,
  );
}
