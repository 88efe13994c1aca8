import { sql } from 'kysely';
import { type Account, accountFields } from '../accounts/accounts.ts';
import { type NameRow, namesFrom, namesOf, type UsedNames } from '../purchases/purchases.ts';
import { anyNumberOf } from '../storage/any-of.ts';
import type { Ledger } from '../storage/database.ts';
import type { ConversationKey, StoredConversation } from './conversations.ts';
import type { OutboxInput } from './outbox.ts';

/** What must be known to answer somebody. */
export interface Standing extends ConversationKey {
  /** null: they have none in this chat yet. */
  readonly conversation: StoredConversation | null;
  /** null: a stranger. */
  readonly account: Account | null;
  /** null: a stranger, or their message cannot be an entry. */
  readonly foreseen: Foreseen | null;
}

/** What must be known to make purchases from a new message. */
export interface Foreseen {
  readonly names: UsedNames;
  readonly hasBudgets: boolean;
  /** Whether purchases were made from this message before. */
  readonly hasPurchases: boolean;
}

/** Somebody who sent an update. `entryId`: the id of their message if it could be an entry, else null. */
export interface Speaker extends ConversationKey {
  readonly entryId: number | null;
}

/** In one statement: which of these updates were already handled, and the standing of each of these people. */
export async function readBatch(
  ledger: Ledger,
  botId: number,
  { updateIds, people }: { updateIds: readonly number[]; people: readonly Speaker[] },
): Promise<{ readonly handled: ReadonlySet<number>; readonly standings: readonly Standing[] }> {
  const listed = (of: (speaker: Speaker) => number | null) => anyNumberOf(people.map(of));
  const { rows } = await sql<Row>`
    with handled as (
      select array_agg(marked.id) as ids
      from unnest(${anyNumberOf(updateIds)}) as given (id)
      -- looked up for one after the other, as all that follows: joined, those of the whole bot could be read
      cross join lateral (
        select update_id as id from handled_update where bot_id = ${botId} and update_id = given.id limit 1
      ) marked
    )
    select handled.ids as handled, asked.chat_id, asked.person_id, conversation.state, conversation.step, ${accountFields},
      asked.entry_id is not null as foreseen, names.categories, names.vendors,
      budgeted.found is not null as has_budgets, made.found is not null as has_purchases
    from handled
    left join unnest(${listed(({ chatId }) => chatId)}, ${listed(({ personId }) => personId)},
      ${listed(({ entryId }) => entryId)}) as asked (chat_id, person_id, entry_id) on true
    left join lateral (
      select state, step from conversation
      where bot_id = ${botId} and chat_id = asked.chat_id and person_id = asked.person_id limit 1
    ) conversation on true
    left join lateral (
      select account_id from link where bot_id = ${botId} and person_id = asked.person_id limit 1
    ) link on true
    left join lateral (select * from account where id = link.account_id limit 1) account on true
    left join lateral (
      ${namesOf(sql`case when asked.entry_id is not null then account.id end`)}
    ) names on true
    left join lateral (select true as found from budget where account_id = account.id limit 1) budgeted on true
    left join lateral (
      select true as found from purchase
      where bot_id = ${botId} and chat_id = asked.chat_id and message_id = asked.entry_id limit 1
    ) made on true`.execute(ledger);
  return {
    handled: new Set((rows[0]?.handled ?? []).map(Number)),
    standings: rows.flatMap(
      ({ handled: _, chat_id, person_id, state, step, foreseen, has_budgets, has_purchases, ...row }) => {
        if (chat_id === null) return [];
        const { categories, vendors, ...account } = row;
        const names = namesFrom({ categories, vendors });
        return {
          chatId: Number(chat_id),
          personId: Number(person_id),
          conversation: step === null ? null : { state, step },
          account: account.id === null ? null : (account as Account),
          foreseen:
            foreseen && account.id !== null
              ? { names, hasBudgets: has_budgets, hasPurchases: has_purchases }
              : null,
        };
      },
    ),
  };
}

type Row = { [Field in keyof Account]: Account[Field] | null } & NameRow & {
    readonly handled: readonly string[] | null;
    readonly chat_id: bigint | null;
    readonly person_id: bigint | null;
    readonly state: unknown;
    readonly step: number | null;
    readonly foreseen: boolean;
    readonly has_budgets: boolean;
    readonly has_purchases: boolean;
  };

/** Everything a batch writes except changes to the ledger. */
export interface BatchEnd {
  /**
   * Update ids. If one is already marked as handled, the unique key makes the write fail: another daemon handled it.
   */
  readonly handled: readonly number[];
  /** Their new states; each key at most once. */
  readonly conversations: readonly (ConversationKey & StoredConversation)[];
  /** In order of delivery. */
  readonly replies: readonly OutboxInput[];
  /**
   * Chats whose first reply `daemon` (a uuid) claims at once, for `claimMs`, unless an earlier reply waits; null: none.
   */
  readonly claim: {
    readonly daemon: string;
    readonly claimMs: number;
    readonly chats: ReadonlySet<number>;
  } | null;
}

/**
 * Writes the results of a batch, in one statement. Chats with a conversation in it count as reachable again. Fulfils
 * with the id of each reply, in order, and whether it was claimed.
 */
export async function writeBatch(
  ledger: Ledger,
  botId: number,
  { handled, conversations, replies, claim }: BatchEnd,
): Promise<readonly { readonly id: bigint; readonly claimed: boolean }[]> {
  const unclaimed = new Set(claim?.chats);
  const said = replies.map(({ chatId, personId, reply, locale, trace, receivedAt, about }, place) => ({
    place,
    chat_id: chatId,
    person_id: personId,
    reply,
    locale,
    trace,
    received_at: receivedAt,
    about: about ?? [],
    claim: unclaimed.delete(chatId),
  }));
  const talked = conversations.map(({ chatId, personId, state, step }) => ({
    chat_id: chatId,
    person_id: personId,
    state,
    step,
  }));
  const { rows } = await sql<{ id: bigint; claimed: boolean }>`
    with marked as (
      insert into handled_update (bot_id, update_id)
      select ${botId}::bigint, unnest(${handled}::bigint[])
    ), attempted as (
      -- looked up for one after the other, as all that follows: joined, those of the whole bot could be read
      delete from update_attempt where ctid = any(array(
        select begun.place
        from unnest(${handled}::bigint[]) as given (update_id)
        cross join lateral (
          select ctid as place from update_attempt where bot_id = ${botId} and update_id = given.update_id limit 1
        ) begun))
    ), talked as (
      insert into conversation (bot_id, chat_id, person_id, state, step)
      select ${botId}::bigint, chat_id, person_id, state, step
      from jsonb_to_recordset(${JSON.stringify(talked)}::jsonb)
        as talked (chat_id bigint, person_id bigint, state jsonb, step integer)
      on conflict (bot_id, chat_id, person_id)
      do update set state = excluded.state, step = excluded.step, changed_at = now()
    ), reached as (
      delete from unreachable_chat where ctid = any(array(
        select gone.place
        from unnest(${conversations.map(({ chatId }) => chatId)}::bigint[]) as given (chat_id)
        cross join lateral (
          select ctid as place from unreachable_chat where bot_id = ${botId} and chat_id = given.chat_id limit 1
        ) gone))
    )
    insert into outbox (
      bot_id, chat_id, person_id, reply, locale, trace, received_at, about, state, attempts, claimed_by, claimed_until)
    select ${botId}::bigint, chat_id, person_id, reply, locale, trace, received_at, about,
      case when claimed then 'sending' else 'pending' end, claimed::int,
      case when claimed then ${claim?.daemon ?? null}::uuid end,
      -- not from the beginning of the transaction: that may be long ago
      case when claimed then clock_timestamp() + ${claim?.claimMs ?? 0} * interval '1 ms' end
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as said (place integer, chat_id bigint, person_id bigint,
        reply jsonb, locale text, trace text, received_at timestamptz, about bigint[], claim boolean),
      lateral (
        select said.claim and (
          select id from outbox waiting
          where waiting.bot_id = ${botId} and waiting.chat_id = said.chat_id and waiting.state in ('pending', 'sending')
          limit 1
        ) is null as claimed
        offset 0
      ) at_once
    order by place
    returning id, state = 'sending' as claimed`.execute(ledger);
  return rows;
}
