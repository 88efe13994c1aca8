import { sql } from 'kysely';
import { conversationFrom } from '../chat/conversation.ts';
import type { Answer, Work, WorkResult } from '../chat/converse.ts';
import { converse } from '../chat/converse.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Reply } from '../chat/reply.ts';
import type { Rules } from '../chat/rules.ts';
import { accountOf } from '../ledger/accounts.ts';
import {
  type ConversationKey,
  loadConversation,
  type StoredConversation,
  saveConversations,
} from '../ledger/conversations.ts';
import type { Database, Ledger } from '../ledger/database.ts';
import { keepDeadLetter } from '../ledger/dead-letters.ts';
import * as marks from '../ledger/handled.ts';
import { isDatabaseOutage } from '../ledger/outage.ts';
import * as outbox from '../ledger/outbox.ts';
import type { Buffered } from './buffer/buffer.ts';
import { type Batch, claimMs, type Outbox, type Settlement, type Store, Unavailable } from './ports.ts';
import { aboutConversation, aboutUpdate, openReply, type Seal, sealReply } from './seal.ts';

export interface StoreOptions {
  database: Database;
  botId: number;
  rules: Rules;
  /** Reads an update's payload; null when nobody did anything that is to be answered. */
  decode: (payload: string) => Incoming | null;
  /** Seals conversations, dead letters and replies. */
  seal: Seal;
  now: () => Date;
}

/** How long a transaction may wait for its daemon. */
const standstillMs = 5_000;

/** The store in Postgres. */
export function createStore(options: StoreOptions): Store {
  const { database, botId } = options;
  return {
    inPartition: (partition, body) => inPartition(options, partition, body),
    handledAmong: (updateIds) => reaching(() => marks.handledAmong(database, botId, updateIds)),
    countAttempt: (updateId) => reaching(() => marks.countAttempt(database, botId, updateId)),
  };
}

/** `Store.inPartition`, for those who have more to do in the transaction `ledger`. */
export function inPartition<T>(
  options: StoreOptions,
  partition: number,
  body: (batch: Batch, ledger: Ledger) => Promise<T>,
): Promise<T | null> {
  const { database, botId } = options;
  return reaching(() =>
    database.transaction().execute(async (ledger) => {
      // One lock a partition and bot. Advisory keys are 64 bits: the bot's id and, below it, the partition. A
      // daemon that stands still (SIGSTOP, a suspended machine) loses its transaction and with it the lock.
      const { rows } = await sql<{ locked: boolean }>`
        select pg_try_advisory_xact_lock(${BigInt(botId) * 16n + BigInt(partition)}) as locked,
          set_config('idle_in_transaction_session_timeout', ${String(standstillMs)}, true)`.execute(ledger);
      if (!rows[0]?.locked) return null;
      const batch = new OpenBatch(options, ledger);
      const result = await body(batch, ledger);
      await batch.write();
      return result;
    }),
  );
}

/** Collects what a batch says and decides, and writes it in a few statements at the end. */
class OpenBatch implements Batch {
  readonly #options: StoreOptions;
  readonly #ledger: Ledger;
  readonly #handled: number[] = [];
  readonly #replies: outbox.OutboxInput[] = [];
  readonly #chats = new Set<number>();
  readonly #conversations = new Map<string, Parameters<typeof saveConversations>[2][number]>();

  constructor(options: StoreOptions, ledger: Ledger) {
    this.#options = options;
    this.#ledger = ledger;
  }

  handledAmong(updateIds: readonly number[]): Promise<ReadonlySet<number>> {
    return marks.handledAmong(this.#ledger, this.#options.botId, updateIds);
  }

  async answer(update: Buffered, done: WorkResult | null): Promise<Work | null> {
    const incoming = this.#options.decode(update.payload);
    if (incoming) {
      const answer = await this.#converse(incoming, done);
      if ('needs' in answer) return answer.needs;
      this.#keep(update, incoming, answer);
    }
    this.#handled.push(update.updateId);
    return null;
  }

  uncountAttempt(updateId: number): Promise<void> {
    return marks.uncountAttempt(this.#ledger, this.#options.botId, updateId);
  }

  async bury(update: Buffered, attempts: number, error: string): Promise<void> {
    const { botId } = this.#options;
    const { updateId } = update;
    const incoming = this.#decodeOrNull(update.payload);
    const personId = incoming?.person.id ?? null;
    const payload = this.#options.seal.seal(update.payload, aboutUpdate(botId, updateId));
    await keepDeadLetter(this.#ledger, { botId, updateId, personId, payload, attempts, error });
    this.#handled.push(updateId);
    if (!incoming) return;
    const locale = incoming.person.language ?? 'en';
    this.#say(update, incoming, [{ do: 'say', text: [{ key: 'sorry-failed' }] }], locale);
  }

  async write(): Promise<void> {
    if (this.#handled.length === 0) return;
    const { botId } = this.#options;
    await marks.markHandled(this.#ledger, botId, this.#handled);
    await this.#flush();
    await outbox.chatsAreReachable(this.#ledger, botId, [...this.#chats]);
  }

  /** Writes what was said and decided so far. */
  async #flush(): Promise<void> {
    const { botId } = this.#options;
    const conversations = [...this.#conversations.values()].map((conversation) => ({
      ...conversation,
      state: this.#sealState(conversation),
    }));
    await saveConversations(this.#ledger, botId, conversations);
    this.#conversations.clear();
    await outbox.appendReplies(this.#ledger, botId, this.#replies.splice(0));
  }

  async #converse(incoming: Incoming, done: WorkResult | null): Promise<Answer> {
    const { botId, rules, now } = this.#options;
    const key = keyOf(incoming);
    const stored = this.#conversations.get(nameOf(key)) ?? (await this.#loadConversation(key));
    const conversation = conversationFrom(stored, now());
    // What is erased has to be in the tables: what this very batch said to those of the account, too.
    if (conversation.state.at === 'erase') await this.#flush();
    return converse(incoming, {
      ledger: this.#ledger,
      botId,
      rules,
      conversation,
      account: await accountOf(this.#ledger, botId, incoming.person.id),
      now: now(),
      done,
    });
  }

  async #loadConversation(key: ConversationKey): Promise<StoredConversation | null> {
    const stored = await loadConversation(this.#ledger, this.#options.botId, key);
    return stored && { ...stored, state: this.#openState(stored.state, key.personId) };
  }

  #sealState({ state, personId }: ConversationKey & { state: unknown }): unknown {
    const { seal, botId } = this.#options;
    return seal.seal(JSON.stringify(state), aboutConversation(botId, personId));
  }

  /** Null where it cannot be opened any more: the thread is lost then. */
  #openState(state: unknown, personId: number): unknown {
    if (typeof state !== 'string') return state; // kept by an earlier version
    const text = this.#options.seal.open(state, aboutConversation(this.#options.botId, personId));
    return text === null ? null : JSON.parse(text);
  }

  #keep(update: Buffered, incoming: Incoming, answer: Extract<Answer, { replies: unknown }>): void {
    const key = keyOf(incoming);
    this.#chats.add(key.chatId);
    if (answer.conversation) this.#conversations.set(nameOf(key), { ...key, ...answer.conversation });
    this.#say(update, incoming, answer.replies, answer.locale);
  }

  #say(update: Buffered, incoming: Incoming, replies: readonly Reply[], locale: string): void {
    const { seal, botId } = this.#options;
    const { trace, receivedAt } = update;
    for (const reply of replies) {
      const about = 'about' in reply ? (reply.about ?? []) : [];
      const here = { chatId: incoming.chat.id, personId: incoming.person.id, locale };
      const to = reply.do === 'say' && reply.to ? { ...reply.to, personId: reply.to.chatId } : here;
      const sealed = sealReply(seal, reply, { botId, trace });
      this.#replies.push({ ...to, reply: sealed, trace, receivedAt, about });
    }
  }

  #decodeOrNull(payload: string): Incoming | null {
    try {
      return this.#options.decode(payload);
    } catch {
      return null; // the very reason why the update failed; there is nobody to apologise to
    }
  }
}

function keyOf(incoming: Incoming): ConversationKey {
  return { chatId: incoming.chat.id, personId: incoming.person.id };
}

function nameOf(key: ConversationKey): string {
  return `${key.chatId} ${key.personId}`;
}

/** What a reply is marked with that nobody can read any more. */
const unreadable = 'not sent: it was sealed with another SPNDR_PEPPER';

/**
 * The outbox in Postgres, as the daemon named by the uuid `daemon` sees it. A reply that cannot be opened fails, and is
 * kept for the operator.
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
    claim: (limit, except) =>
      reaching(async () => {
        const rows = await outbox.claimReplies(database, {
          botId,
          daemon,
          limit,
          claimMs,
          exceptChats: except,
          exceptReplies: [...own],
        });
        const opened = rows.map((row) => ({
          id: row.id,
          chatId: Number(row.chat_id),
          // written by this program or an earlier one
          reply: openReply(seal, row.reply, { botId, trace: row.trace }) as Reply | null,
          locale: row.locale,
          trace: row.trace,
          receivedAt: row.received_at,
          attempts: row.attempts,
        }));
        const lost = opened.filter(({ reply }) => reply === null);
        if (lost.length > 0) await fail(lost.map(({ id }) => id));
        const claimed = opened.flatMap((row) => (row.reply === null ? [] : [{ ...row, reply: row.reply }]));
        for (const { id } of claimed) own.add(id);
        return claimed;
      }),
    hasPending: (chatIds) => reaching(() => outbox.hasPendingReplies(database, botId, chatIds)),
    renew: (ids) => reaching(() => outbox.renewClaims(database, { daemon, ids, claimMs })),
    settle: (settlements) =>
      reaching(async () => {
        await database.transaction().execute((ledger) => settleAll(ledger, { botId, daemon }, settlements));
        for (const { id } of settlements) own.delete(id);
      }),
  };
}

async function settleAll(
  ledger: Ledger,
  { botId, daemon }: { botId: number; daemon: string },
  settlements: readonly Settlement[],
): Promise<void> {
  const delivered = settlements.filter((settlement) => settlement.to === 'delivered');
  if (delivered.length > 0) await outbox.removeDelivered(ledger, delivered);
  for (const settlement of settlements) {
    const { id } = settlement;
    if (settlement.to === 'pending')
      await outbox.releaseReply(ledger, { daemon, id, counted: settlement.counted });
    else if (settlement.to === 'failed') await outbox.failReply(ledger, id, settlement.error);
    else if (settlement.to === 'unreachable')
      await outbox.failChat(ledger, botId, settlement.chatId, settlement.error);
    else if (settlement.to === 'moved')
      await outbox.moveChat(ledger, botId, settlement.chatId, settlement.newChatId);
  }
}

/** Tells an outage of the database, which is nobody's fault, from an error of the update. */
export async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Unavailable || !(isDatabaseOutage(error) || isHandledTwice(error))) throw error;
    throw new Unavailable('the database is out of reach', { cause: error });
  }
}

/** The second wall: another daemon has handled the same update meanwhile. The next look finds its mark. */
function isHandledTwice(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'handled_update_pkey';
}
