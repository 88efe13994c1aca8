import { type RawBuilder, sql } from 'kysely';
import type { Source } from './changes.ts';
import type { Ledger } from './database.ts';
import { together } from './together.ts';

/** A message whose words were read as entries, or as what is to become of some. */
export interface EntryMessage {
  readonly accountId: bigint;
  readonly writtenAt: Date;
  /** null: new entries; else ids of the purchases it is about, of which it changes one. */
  readonly mends: readonly bigint[] | null;
  /** The words that the ledger follows; '' when none. */
  readonly text: string;
  /** Questions answered about these words: key to answer. */
  readonly answers: Answers;
  /** Words that wait for an answer; null: none do. */
  readonly pending: Pending | null;
  /** Counts the questions asked about this message, and the edits of it. */
  readonly asked: number;
}

export type Answers = readonly (readonly [key: string, answer: string])[];

export interface Pending {
  readonly text: string;
  readonly answers: Answers;
  /** The open question, and the answers that its buttons stand for, in their order. */
  readonly key: string;
  readonly choices: readonly string[];
}

/** What is known of a message; null: its words were never read as entries. Locked until the transaction ends. */
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
    // written by this program or an earlier one
    answers: row.answers as Answers,
    pending: row.pending as Pending | null,
    asked: row.asked,
  };
}

/** Keeps what is known of a message. */
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

/** The statement that keeps what is known of messages. */
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

/** Ids of the account's purchases that a message of the bot shows, removed ones too, in the order of their numbers. */
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
