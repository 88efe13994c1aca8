import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';
import { together } from '../storage/together.ts';
import type { Source } from './changes.ts';

/** A message that was read as entries, or as corrections of some. */
export interface EntryMessage {
  readonly accountId: bigint;
  readonly writtenAt: Date;
  /** null: it made new entries; else ids of the purchases it is about, one of which it changes. */
  readonly mends: readonly bigint[] | null;
  /** The text that the ledger reflects; '' when none. */
  readonly text: string;
  /** Answers to questions about this text, by question. */
  readonly answers: Answers;
  /** Text that cannot be recorded until a question is answered; null: none. */
  readonly pending: Pending | null;
  /** Counts the questions asked about this message plus its edits. */
  readonly asked: number;
}

export type Answers = readonly (readonly [key: string, answer: string])[];

export interface Pending {
  readonly text: string;
  readonly answers: Answers;
  /** The open question, and the answers of its buttons, in order. */
  readonly key: string;
  readonly choices: readonly string[];
}

/** What is stored about a message, locked until the transaction ends; null: it was never read as entries. */
export async function findEntryMessage(ledger: Ledger, source: Source): Promise<EntryMessage | null> {
  const row = await ledger
    .selectFrom('entry_message')
    .selectAll()
    .where('bot_id', '=', BigInt(source.botId))
    .where('chat_id', '=', BigInt(source.chatId))
    .where('message_id', '=', BigInt(source.messageId))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return {
    accountId: row.account_id,
    writtenAt: row.written_at,
    mends: row.mends === null ? null : row.mends.map(BigInt),
    text: row.text,
    // written by this or an earlier version
    answers: row.answers as Answers,
    pending: row.pending as Pending | null,
    asked: row.asked,
  };
}

/** Stores what is known about a message. */
export async function saveEntryMessage(ledger: Ledger, source: Source, message: EntryMessage): Promise<void> {
  await saveTogether(ledger, { source, message });
}

interface Kept {
  readonly source: Source;
  readonly message: EntryMessage;
}

const saveTogether = together(async (ledger, all: readonly Kept[]) => {
  await keepingMessages(all).execute(ledger);
  return all.map(() => undefined);
});

/** The statement that stores what is known about messages. */
export function keepingMessages(all: readonly Kept[]): RawBuilder<unknown> {
  const known = all.map(({ source, message }) => ({
    bot_id: source.botId,
    chat_id: source.chatId,
    message_id: source.messageId,
    account_id: String(message.accountId),
    written_at: message.writtenAt,
    mends: message.mends?.map(String) ?? null,
    text: message.text,
    answers: message.answers,
    pending: message.pending,
    asked: message.asked,
  }));
  return sql`
    insert into entry_message (
      bot_id, chat_id, message_id, account_id, written_at, mends, text, answers, pending, asked)
    select * from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as known (bot_id bigint, chat_id bigint,
      message_id bigint, account_id bigint, written_at timestamptz, mends bigint[], text text, answers jsonb,
      pending jsonb, asked integer)
    on conflict (bot_id, chat_id, message_id) do update set account_id = excluded.account_id, mends = excluded.mends,
      text = excluded.text, answers = excluded.answers, pending = excluded.pending, asked = excluded.asked`;
}

/** Whether a message of the bot shows purchases, of any account. */
export async function showsPurchases(ledger: Ledger, message: Source): Promise<boolean> {
  const row = await ledger
    .selectFrom('shown_purchase')
    .select('purchase_id')
    .where('bot_id', '=', BigInt(message.botId))
    .where('chat_id', '=', BigInt(message.chatId))
    .where('message_id', '=', BigInt(message.messageId))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ids of the account's purchases that a message of the bot shows, removed ones too, by their numbers. */
export async function purchasesShownBy(
  ledger: Ledger,
  accountId: bigint,
  message: Source,
): Promise<readonly bigint[]> {
  const rows = await ledger
    .selectFrom('shown_purchase')
    .innerJoin('purchase', 'purchase.id', 'shown_purchase.purchase_id')
    .select('purchase.id')
    .where('account_id', '=', accountId)
    .where('shown_purchase.bot_id', '=', BigInt(message.botId))
    .where('shown_purchase.chat_id', '=', BigInt(message.chatId))
    .where('shown_purchase.message_id', '=', BigInt(message.messageId))
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}
