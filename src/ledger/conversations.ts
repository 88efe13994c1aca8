import { sql } from 'kysely';
import type { Database, Ledger } from './database.ts';

export interface ConversationKey {
  readonly chatId: number;
  readonly personId: number;
}

/** A stored conversation; `state` is plain JSON whose shape only the chat knows. */
export interface StoredConversation {
  readonly state: unknown;
  readonly step: number;
}

/** The conversation of a person in a chat; null when there is none yet. */
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
 * Forgets what people who act for no account were in the middle of a month ago and longer: an address, say, that somebody
 * typed who never signed up. No account holds it, so nobody could erase it.
 */
export async function forgetOldTalk(database: Database): Promise<void> {
  await sql`
    delete from conversation talk
    where changed_at < now() - interval '30 days' and not exists (
      select from link where link.bot_id = talk.bot_id and link.person_id = talk.person_id)`.execute(
    database,
  );
}
