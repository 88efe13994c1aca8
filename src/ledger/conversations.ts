import type { Ledger } from './database.ts';

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
