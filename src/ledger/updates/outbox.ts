import { sql } from 'kysely';
import { anyNumberOf } from '../storage/any-of.ts';
import type { Database, Ledger } from '../storage/database.ts';
import { writeBatch } from './batch.ts';

/** A reply to be delivered. `reply` is plain JSON whose shape only the daemon and the chat know. */
export interface OutboxInput {
  readonly chatId: number;
  /** Whom it answers; in a private chat, the recipient. */
  readonly personId: number;
  readonly reply: unknown;
  readonly locale: string;
  readonly trace: string;
  readonly receivedAt: Date;
  /** Ids of the purchases it shows; none if left out. */
  readonly about?: readonly string[];
}

/** A reply that this daemon has claimed and must now send. */
export interface ClaimedRow {
  readonly id: bigint;
  readonly chat_id: bigint;
  readonly reply: unknown;
  readonly locale: string;
  readonly trace: string;
  readonly received_at: Date;
  readonly attempts: number;
}

/** Appends replies, in order, to the outbox of a bot. */
export async function appendReplies(
  ledger: Ledger,
  botId: number,
  replies: readonly OutboxInput[],
): Promise<void> {
  await writeBatch(ledger, botId, { handled: [], conversations: [], replies, claim: null });
}

/**
 * Claims up to `limit` due replies for `daemon` (a uuid) to send within `claimMs`, commits that, and returns them. A
 * reply is due when it is the first unsettled one of its chat and is not claimed; with `lapsedToo`, also when its claim
 * has run out or ends far in the future (the clock was set back). The cost grows with the number of waiting chats, not
 * of replies: the index leads from each chat's first reply to the next chat.
 */
export async function claimReplies(
  database: Database,
  claim: {
    botId: number;
    daemon: string;
    limit: number;
    claimMs: number;
    exceptChats: readonly number[];
    exceptReplies: readonly bigint[];
    lapsedToo: boolean;
  },
): Promise<readonly ClaimedRow[]> {
  const { botId, daemon, limit, claimMs } = claim;
  // a hundred years, which no claim reaches: the query and its plan stay the same either way
  const never = 36_500 * 86_400_000;
  const [pastMs, aheadMs] = claim.lapsedToo ? [0, 10 * claimMs] : [never, never];
  const { rows } = await sql<ClaimedRow>`
    with recursive head as (
      (select id, chat_id from outbox
       where bot_id = ${botId} and state in ('pending', 'sending') order by chat_id, id limit 1)
      union all
      select next.id, next.chat_id from head, lateral (
        select id, chat_id from outbox
        where bot_id = ${botId} and state in ('pending', 'sending') and chat_id > head.chat_id
        order by chat_id, id limit 1) next
    ), due as (
      select id from outbox join head using (id)
      where (state = 'pending' or claimed_until < now() - ${pastMs} * interval '1 ms'
          or claimed_until > now() + ${aheadMs} * interval '1 ms')
        and head.chat_id <> all(${claim.exceptChats}::bigint[]) and id <> all(${claim.exceptReplies}::bigint[])
      order by id limit ${limit} for update of outbox skip locked
    )
    update outbox set state = 'sending', attempts = attempts + 1, claimed_by = ${daemon},
      claimed_until = now() + ${claimMs} * interval '1 ms' where id in (select id from due)
    returning id, chat_id, reply, locale, trace, received_at, attempts`.execute(database);
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Whether any of these chats has an unclaimed reply. */
export async function hasPendingReplies(
  database: Database,
  botId: number,
  chatIds: readonly number[],
): Promise<boolean> {
  const { rows } = await sql`
    select from unnest(${chatIds}::bigint[]) as asked (chat_id)
    -- looked up for one after the other: joined, all that waits could be read
    cross join lateral (
      select from outbox where bot_id = ${botId} and chat_id = asked.chat_id and state = 'pending' limit 1
    ) waiting
    limit 1`.execute(database);
  return rows.length > 0;
}

/**
 * Extends the claims of `daemon` on these replies by `claimMs` from now. Fulfils with those that it has; replies that are
 * being settled, or claimed by another daemon, are skipped.
 */
export async function renewClaims(
  database: Database,
  renewal: { daemon: string; ids: readonly bigint[]; claimMs: number },
): Promise<readonly bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    update outbox set claimed_until = now() + ${renewal.claimMs} * interval '1 ms'
    where id in (
      select id from outbox
      where id = any(${renewal.ids}::bigint[]) and claimed_by = ${renewal.daemon}
      -- waiting for what is settled could end in a deadlock with it
      for update skip locked
    ) returning id`.execute(database);
  return rows.map(({ id }) => id);
}

/**
 * Deletes delivered replies, noting which purchases each message shows, so that a reply to it finds them. Fulfils with
 * whether more replies are pending in their chats.
 */
export async function removeDelivered(
  ledger: Ledger | Database,
  delivered: readonly { readonly id: bigint; readonly messageId: number | null }[],
): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    with given as (
      select * from unnest(
        ${anyNumberOf(delivered.map(({ id }) => id))},
        ${anyNumberOf(delivered.map(({ messageId }) => messageId))}) as given (id, message_id)
    ), said as (
      delete from outbox where id = any(array(select id from given)) returning id, bot_id, chat_id, about
    ), gone as (
      select bot_id, chat_id, message_id, about from said join given using (id)
    ), shown_before as (
      -- looked up for one after the other, as all that follows: joined, those of all chats could be read
      delete from shown_purchase where ctid = any(array(
        select other.place
        from gone cross join lateral (
          select ctid as place from shown_purchase
          where bot_id = gone.bot_id and chat_id = gone.chat_id and message_id = gone.message_id
            and purchase_id <> all(gone.about)
          offset 0
        ) other))
    ), shown as (
      insert into shown_purchase (bot_id, chat_id, message_id, purchase_id)
      select gone.bot_id, gone.chat_id, gone.message_id, purchase.id
      from gone, unnest(gone.about) as about (id)
      cross join lateral (select id from purchase where id = about.id limit 1) purchase
      where gone.message_id is not null
      on conflict do nothing
    )
    select exists (
      select from gone, lateral (
        select from outbox waiting
        where waiting.bot_id = gone.bot_id and waiting.chat_id = gone.chat_id
          -- the first condition is that of the index
          and waiting.state in ('pending', 'sending') and waiting.state = 'pending'
        limit 1
      ) waiting
    ) as more`.execute(ledger);
  return rows[0]?.more ?? false;
}

/**
 * Makes a reply claimed by `daemon` due again; `counted`: the attempt stays counted. Does nothing if the claim lapsed
 * and another daemon has claimed the reply.
 */
export async function releaseReply(
  ledger: Ledger,
  release: { daemon: string; id: bigint; counted: boolean },
): Promise<void> {
  await sql`
    update outbox set state = 'pending', claimed_by = null, claimed_until = null,
      attempts = attempts - ${release.counted ? 0 : 1}
    where id = ${release.id} and claimed_by = ${release.daemon}`.execute(ledger);
}

/** Marks a reply as failed for good; it is kept for the operator. */
export async function failReply(ledger: Ledger, id: bigint, error: string): Promise<void> {
  await sql`
    update outbox set state = 'failed', claimed_by = null, claimed_until = null, error = ${error}
    where id = ${id}`.execute(ledger);
}

/** Marks a chat as unreachable, and all its unsettled replies as failed. */
export async function failChat(ledger: Ledger, botId: number, chatId: number, error: string): Promise<void> {
  await sql`
    insert into unreachable_chat (bot_id, chat_id, reason) values (${botId}, ${chatId}, ${error})
    on conflict (bot_id, chat_id) do update set reason = excluded.reason, since = now()`.execute(ledger);
  await sql`
    update outbox set state = 'failed', claimed_by = null, claimed_until = null, error = ${error}
    where bot_id = ${botId} and chat_id = ${chatId} and state in ('pending', 'sending')`.execute(ledger);
}

/** A reply not known to be delivered, as the operator sees it. */
export interface OutboxRow {
  readonly id: bigint;
  readonly bot_id: bigint;
  readonly chat_id: bigint;
  readonly trace: string;
  readonly reply: unknown;
  readonly state: 'pending' | 'sending' | 'failed';
  readonly attempts: number;
  readonly error: string | null;
  readonly created_at: Date;
}

/** The oldest `limit` replies of all bots in one of `states`, oldest first; `count` is the total. */
export async function listReplies(
  database: Database,
  wanted: { states: readonly OutboxRow['state'][]; limit: number },
): Promise<{ readonly rows: readonly OutboxRow[]; readonly count: number }> {
  const inStates = database.selectFrom('outbox').where('state', 'in', wanted.states);
  const rows = await inStates
    .select(['id', 'bot_id', 'chat_id', 'trace', 'reply', 'state', 'attempts', 'error', 'created_at'])
    .orderBy('id')
    .limit(wanted.limit)
    .execute();
  const { count } = await inStates
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/**
 * Makes these failed replies (null: all failed ones) due again, and counts their chats as reachable until proven
 * otherwise. Returns the ids of those that had failed.
 */
export async function retryReplies(
  ledger: Ledger,
  ids: readonly bigint[] | null,
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ id: bigint }>`
    with retried as (
      update outbox set state = 'pending', error = null
      where state = 'failed' and (${ids}::bigint[] is null or id = any(${ids}::bigint[]))
      returning id, bot_id, chat_id
    ), reachable as (
      delete from unreachable_chat
      where (bot_id, chat_id) in (select bot_id, chat_id from retried)
    )
    select id from retried`.execute(ledger);
  return new Set(rows.map((row) => row.id));
}

/** Deletes these replies, except those being sent right now; null: all failed ones. Returns the deleted ids. */
export async function dropReplies(
  ledger: Ledger,
  ids: readonly bigint[] | null,
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ id: bigint }>`
    delete from outbox
    where state = 'failed' and ${ids}::bigint[] is null or state <> 'sending' and id = any(${ids}::bigint[])
    returning id`.execute(ledger);
  return new Set(rows.map((row) => row.id));
}

/** A chat that cannot be reached. */
export interface UnreachableChat {
  readonly bot_id: bigint;
  readonly chat_id: bigint;
  readonly reason: string;
  readonly since: Date;
  /** Number of failed replies to it that are kept. */
  readonly failed: number;
}

/** The `limit` chats of all bots that became unreachable last, latest first; `count` is the total. */
export async function listUnreachableChats(
  database: Database,
  limit: number,
): Promise<{ readonly rows: readonly UnreachableChat[]; readonly count: number }> {
  const { rows } = await sql<UnreachableChat & { count: number }>`
    select bot_id, chat_id, reason, since, count(*) over ()::int as count, (
      select count(*)::int from outbox o
      where o.bot_id = chat.bot_id and o.chat_id = chat.chat_id and o.state = 'failed') as failed
    from unreachable_chat chat order by since desc, bot_id, chat_id limit ${limit}`.execute(database);
  return { rows, count: rows[0]?.count ?? 0 };
}
