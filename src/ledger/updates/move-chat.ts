import { sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';

/**
 * Moves a chat to its new id: its unsettled replies, its reminders, summaries and announcements, and its conversations,
 * except those of people who have one in the new chat already. A reply that is being sent may still arrive in the old
 * chat, so the message it becomes is not noted as showing purchases. Replies get the mark `moved`, as the messages they
 * name are not in the new chat. Calling it again does nothing.
 */
export async function moveChat(
  ledger: Ledger,
  botId: number,
  chatId: number,
  newChatId: number,
): Promise<void> {
  await sql`
    update outbox set chat_id = ${newChatId}, reply = reply || '{"moved": true}',
      about = case when state = 'sending' then '{}' else about end
    where bot_id = ${botId} and chat_id = ${chatId} and state in ('pending', 'sending')`.execute(ledger);
  await sql`
    with announced as (
      update recurring set chat_id = ${newChatId} where bot_id = ${botId} and chat_id = ${chatId}
    )
    update digest moving set chat_id = ${newChatId}
    where bot_id = ${botId} and chat_id = ${chatId} and not exists (
      select from digest standing where standing.bot_id = moving.bot_id and standing.chat_id = ${newChatId}
        and standing.account_id = moving.account_id and standing.kind = moving.kind)`.execute(ledger);
  await sql`
    update conversation moving set chat_id = ${newChatId}
    where bot_id = ${botId} and chat_id = ${chatId} and not exists (
      select from conversation standing where standing.bot_id = moving.bot_id
        and standing.chat_id = ${newChatId} and standing.person_id = moving.person_id)`.execute(ledger);
}
