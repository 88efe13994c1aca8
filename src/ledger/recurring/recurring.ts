import { sql } from 'kysely';
import type { Day } from '../day.ts';
import { type Content, type Details, fromRow, toRow } from '../purchases/purchase.ts';
import type { Ledger } from '../storage/database.ts';
import { nextDay, type Rhythm } from './recurrence.ts';

/** What is recorded each time: a purchase without its day. */
export type Template = Omit<Details, 'day'>;

/** A chat that is told something unprompted, and the person it is for. */
export interface Listener {
  readonly botId: number;
  readonly chatId: number;
  /** The topic within a group; null: none. */
  readonly topicId: number | null;
  readonly personId: number;
}

const listenerColumns = ['bot_id', 'chat_id', 'topic_id', 'person_id'] as const;

interface ListenerRow {
  readonly bot_id: bigint;
  readonly chat_id: bigint;
  readonly topic_id: bigint | null;
  readonly person_id: bigint;
}

/** Reads a listener from its columns. */
export function toListener(row: ListenerRow): Listener {
  return {
    botId: Number(row.bot_id),
    chatId: Number(row.chat_id),
    topicId: row.topic_id === null ? null : Number(row.topic_id),
    personId: Number(row.person_id),
  };
}

/** A purchase that is recorded again and again. */
export interface Recurring {
  readonly id: bigint;
  /** Counts the changes people make to it, from 1. */
  readonly revision: number;
  readonly template: Template;
  readonly rhythm: Rhythm;
  /** The last day on which it may be recorded; null: no end. */
  readonly ends: Day | null;
  readonly paused: boolean;
  /** The day it is recorded for next; after `ends` when it is over. */
  readonly nextDay: Day;
  /** Where it is announced. */
  readonly listener: Listener;
}

/** The most recurring purchases an account may have. */
export const mostRecurring = 200;

/** Whether it has ended. */
export function isOver({ ends, nextDay }: Pick<Recurring, 'ends' | 'nextDay'>): boolean {
  return ends !== null && nextDay > ends;
}

/**
 * Adds a recurring purchase whose first day is after `after`; `madeFrom`: id of the purchase it repeats. Null if that
 * one is already repeated or the account has `mostRecurring`.
 */
export async function addRecurring(
  ledger: Ledger,
  accountId: bigint,
  added: {
    readonly template: Template;
    readonly rhythm: Rhythm;
    readonly after: Day;
    readonly madeFrom: bigint | null;
    readonly listener: Listener;
  },
): Promise<Recurring | null> {
  const { template, rhythm, after, madeFrom, listener } = added;
  if ((await countRecurring(ledger, accountId)) >= mostRecurring) return null;
  const row = await ledger
    .insertInto('recurring')
    .values({
      account_id: accountId,
      ...columnsOf(template),
      ...rhythmColumns(rhythm),
      ends: null,
      next_day: nextDay(rhythm, after),
      next_at: atOnce,
      made_from: madeFrom,
      bot_id: listener.botId,
      chat_id: listener.chatId,
      topic_id: listener.topicId,
      person_id: listener.personId,
    })
    .onConflict((conflict) => conflict.column('made_from').doNothing())
    .returning(columns)
    .executeTakeFirst();
  return row ? toRecurring(row) : null;
}

/** How many recurring purchases an account has. */
export async function countRecurring(ledger: Ledger, accountId: bigint): Promise<number> {
  const { count } = await ledger
    .selectFrom('recurring')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A page of an account's recurring purchases, oldest first. */
export async function listRecurring(
  ledger: Ledger,
  accountId: bigint,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly Recurring[]> {
  const rows = await ledger
    .selectFrom('recurring')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return rows.map(toRecurring);
}

/** The account's recurring purchase with this id, locked until the transaction ends; null: there is none. */
export async function recurringById(
  ledger: Ledger,
  accountId: bigint,
  id: bigint,
): Promise<Recurring | null> {
  const row = await ledger
    .selectFrom('recurring')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toRecurring(row) : null;
}

/** What a person can change in a recurring purchase. `nextDay`: the day it is to be recorded for next. */
export type RecurringChange = Partial<Pick<Recurring, 'template' | 'rhythm' | 'ends' | 'paused' | 'nextDay'>>;

/** Changes a recurring purchase locked by this transaction. What it has recorded stays as it is. */
export async function reviseRecurring(
  ledger: Ledger,
  recurring: Recurring,
  change: RecurringChange,
): Promise<Recurring> {
  const revised = { ...recurring, ...change, revision: recurring.revision + 1 };
  await ledger
    .updateTable('recurring')
    .set({
      ...columnsOf(revised.template),
      ...rhythmColumns(revised.rhythm),
      revision: revised.revision,
      ends: revised.ends,
      paused: revised.paused,
      next_day: revised.nextDay,
      next_at: revised.paused || isOver(revised) ? null : atOnce,
    })
    .where('id', '=', recurring.id)
    .execute();
  return revised;
}

/** The last day a recurring purchase was recorded for, or that of the purchase it repeats; null: none. */
export async function lastRecorded(ledger: Ledger, id: bigint): Promise<Day | null> {
  const { rows } = await sql<{ day: Day }>`
    select day from (
      select day from recurring_purchase where recurring_id = ${id}
      union all
      select purchase.day from purchase join recurring on recurring.made_from = purchase.id
      where recurring.id = ${id} and not purchase.removed
    ) recorded
    order by day desc limit 1`.execute(ledger);
  return rows[0]?.day ?? null;
}

/** Deletes a recurring purchase. What it has recorded stays. */
export async function deleteRecurring(ledger: Ledger, id: bigint): Promise<void> {
  await ledger.deleteFrom('recurring').where('id', '=', id).execute();
}

/**
 * Makes the daemon reschedule everything of an account: to be called when its time zone, its quiet hours or the day on
 * which its weeks begin change.
 */
export async function wakeSchedules(ledger: Ledger, accountId: bigint): Promise<void> {
  await sql`
    with awake as (
      update recurring set next_at = ${atOnce} where account_id = ${accountId} and next_at is not null
    )
    update digest set next_at = ${atOnce} where account_id = ${accountId}`.execute(ledger);
}

/** A due time that makes the daemon look at once, and work out the real one. */
export const atOnce = new Date(0);

/** The columns that `toRecurring` reads. */
export const columns = [
  'id',
  'revision',
  'kind',
  'item',
  'amount',
  'currency',
  'given_amount',
  'given_currency',
  'vendor',
  'category',
  'tags',
  'spread_count',
  'spread_unit',
  'every',
  'step',
  'starts',
  'on_date',
  'ends',
  'paused',
  'next_day',
  ...listenerColumns,
] as const;

type Row = Omit<Parameters<typeof fromRow>[0], 'day'> &
  ListenerRow & {
    readonly id: bigint;
    readonly revision: number;
    readonly every: Rhythm['every'];
    readonly step: number;
    readonly starts: Day;
    readonly on_date: number | null;
    readonly ends: Day | null;
    readonly paused: boolean;
    readonly next_day: Day;
  };

/** Reads a recurring purchase from its `columns`. */
export function toRecurring(row: Row): Recurring {
  return {
    id: row.id,
    revision: row.revision,
    template: templateOf(fromRow({ ...row, day: row.starts })),
    rhythm: { every: row.every, step: row.step, starts: row.starts, onDate: row.on_date },
    ends: row.ends,
    paused: row.paused,
    nextDay: row.next_day,
    listener: toListener(row),
  };
}

/** The template that repeats a purchase. */
export function templateOf(details: Details | Content): Template {
  const { kind, item, price, given, vendor, category, tags, spread } = details;
  return { kind, item, price, given, vendor, category, tags, spread };
}

function columnsOf(template: Template) {
  const { day: _day, removed: _removed, ...row } = toRow({ ...template, day: '', removed: false });
  return row;
}

function rhythmColumns({ every, step, starts, onDate }: Rhythm) {
  return { every, step, starts, on_date: onDate };
}
