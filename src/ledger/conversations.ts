import { sql } from 'kysely';
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

/** Keeps conversations as they now stand; each key at most once. */
export async function saveConversations(
  ledger: Ledger,
  botId: number,
  conversations: readonly (ConversationKey & StoredConversation)[],
): Promise<void> {
  if (conversations.length === 0) return;
  await sql`
    insert into conversation (bot_id, chat_id, person_id, state, step)
    select ${botId}::bigint, chat_id, person_id, state, step from unnest(
      ${conversations.map(({ chatId }) => chatId)}::bigint[],
      ${conversations.map(({ personId }) => personId)}::bigint[],
      ${conversations.map(({ state }) => JSON.stringify(state))}::jsonb[],
      ${conversations.map(({ step }) => step)}::int[]
    ) as given (chat_id, person_id, state, step)
    on conflict (bot_id, chat_id, person_id)
    do update set state = excluded.state, step = excluded.step, changed_at = now()`.execute(ledger);
}
