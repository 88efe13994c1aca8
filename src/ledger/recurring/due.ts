import type { Day } from '../day.ts';
import { type Made, makeChange } from '../purchases/changes.ts';
import type { Database, Ledger } from '../storage/database.ts';
import { daysOf, lastDayBy, momentOf, nextDay, type QuietHours, quietUntil } from './recurrence.ts';
import { atOnce, columns, isOver, type Listener, type Recurring, toRecurring } from './recurring.ts';

/** An account with what is needed to process what is due. */
export interface Scheduled {
  readonly accountId: bigint;
  readonly timeZone: string;
  readonly quiet: QuietHours | null;
}

/** Purchases that were due and are now recorded, to be announced to `listener`. */
export interface Recorded {
  readonly listener: Listener;
  readonly made: Made;
  /** What each was made from, in the same order. */
  readonly from: readonly Recurring[];
}

/** When due purchases are recorded, in minutes after midnight; later if that is within quiet hours. */
const recordedAt = 8 * 60;
/** Up to this many are announced one by one, more in one message. */
const mostAlone = 3;

/** Ids of accounts for which something is due, longest overdue first. */
export async function dueAccounts(
  ledger: Ledger | Database,
  now: Date,
  limit: number,
): Promise<readonly bigint[]> {
  const rows = await ledger
    .selectFrom(
      ledger
        .selectFrom('recurring')
        .select(['account_id', 'next_at'])
        .where('next_at', '<=', now)
        .unionAll(ledger.selectFrom('digest').select(['account_id', 'next_at']).where('next_at', '<=', now))
        .as('due'),
    )
    .select('account_id')
    .groupBy('account_id')
    .orderBy(({ fn }) => fn.min('next_at'))
    .limit(limit)
    .execute();
  return rows.map((row) => row.account_id);
}

/**
 * Locks an account for this transaction, so that no other daemon processes what is due for it. Null if it is locked or
 * gone: this never waits, so it cannot deadlock with a chat.
 */
export async function takeAccount(ledger: Ledger, accountId: bigint): Promise<Scheduled | null> {
  const row = await ledger
    .selectFrom('account')
    .select(['time_zone', 'quiet_from', 'quiet_to'])
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return null;
  const { time_zone: timeZone, quiet_from: from, quiet_to: to } = row;
  return { accountId, timeZone, quiet: from === null || to === null ? null : { from, to } };
}

/**
 * Records up to `limit` of an account's recurring purchases that are due by `now`, each for its own day, earlier days
 * first, and schedules the next. Within quiet hours nothing is recorded: it is postponed to their end. `more`: call
 * again, there may be more due.
 */
export async function recordDue(
  ledger: Ledger,
  { accountId, timeZone, quiet }: Scheduled,
  now: Date,
  limit: number,
): Promise<{ readonly recorded: readonly Recorded[]; readonly more: boolean }> {
  const rows = await ledger
    .selectFrom('recurring')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('next_at', '<=', now)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  const due = rows.map(toRecurring);
  const until = quietUntil(now, timeZone, quiet);
  if (until !== null || due.length === 0) {
    await Promise.all(due.map(({ id }) => lookAgain(ledger, id, until ?? now)));
    return { recorded: [], more: false };
  }
  const last = lastDayBy(now, recordedAt, timeZone);
  const all = due
    .flatMap((recurring) => occurrencesOf(recurring, last, limit))
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const taken = all.slice(0, limit);
  const recorded: Recorded[] = [];
  for (const group of groupsOf(taken)) recorded.push(await record(ledger, accountId, now, group));
  for (const recurring of due) {
    const day = taken.findLast((occurrence) => occurrence.recurring === recurring)?.day;
    const next = day === undefined ? recurring.nextDay : nextDay(recurring.rhythm, day);
    const isDue = next <= last && !isOver({ ends: recurring.ends, nextDay: next });
    await advance(ledger, recurring, next, isDue ? atOnce : momentOf(next, recordedAt, timeZone));
  }
  return { recorded, more: taken.length < all.length || taken.length === limit };
}

/** A recurring purchase on one of its days. */
interface Occurrence {
  readonly recurring: Recurring;
  readonly day: Day;
}

function occurrencesOf(recurring: Recurring, last: Day, limit: number): readonly Occurrence[] {
  const { rhythm, nextDay: first, ends } = recurring;
  const end = ends !== null && ends < last ? ends : last;
  return daysOf(rhythm, first, end, limit).map((day) => ({ recurring, day }));
}

/** A few each form a group of their own; many are grouped by where they are announced. */
function groupsOf(occurrences: readonly Occurrence[]): Iterable<readonly Occurrence[]> {
  if (occurrences.length <= mostAlone) return occurrences.map((occurrence) => [occurrence]);
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const { botId, chatId, topicId, personId } = occurrence.recurring.listener;
    const key = `${botId} ${chatId} ${topicId} ${personId}`;
    groups.set(key, [...(groups.get(key) ?? []), occurrence]);
  }
  return groups.values();
}

/** The author of recurring purchases: nobody, shown as a symbol that needs no translation. */
const itself = { personId: 0, personName: '🔁', chatId: null, messageId: null } as const;

async function record(
  ledger: Ledger,
  accountId: bigint,
  now: Date,
  occurrences: readonly Occurrence[],
): Promise<Recorded> {
  const made = await makeChange(
    ledger,
    { accountId, ...itself, at: now },
    {
      source: null,
      record: occurrences.map(({ recurring, day }, position) => ({
        details: { ...recurring.template, day },
        position,
        line: null,
      })),
      revise: [],
    },
  );
  const [first] = occurrences;
  if (made === null || !first) throw new Error('what was due was not recorded');
  // A second safeguard: this table's key keeps a day from being recorded twice.
  await ledger
    .insertInto('recurring_purchase')
    .values(
      made.recorded.map(({ id, day }, index) => ({
        recurring_id: occurrences[index]?.recurring.id ?? 0n,
        day,
        purchase_id: id,
      })),
    )
    .execute();
  return { listener: first.recurring.listener, made, from: occurrences.map(({ recurring }) => recurring) };
}

async function advance(ledger: Ledger, recurring: Recurring, next: Day, at: Date): Promise<void> {
  const over = isOver({ ends: recurring.ends, nextDay: next });
  await ledger
    .updateTable('recurring')
    .set({ next_day: next, next_at: over ? null : at })
    .where('id', '=', recurring.id)
    .execute();
}

async function lookAgain(ledger: Ledger, id: bigint, at: Date): Promise<void> {
  await ledger.updateTable('recurring').set({ next_at: at }).where('id', '=', id).execute();
}

/** Postpones all that is due for an account until `until`: processing it failed, and other accounts wait behind it. */
export async function putOff(ledger: Ledger, accountId: bigint, now: Date, until: Date): Promise<void> {
  for (const table of ['recurring', 'digest'] as const) {
    await ledger
      .updateTable(table)
      .set({ next_at: until })
      .where('account_id', '=', accountId)
      .where('next_at', '<=', now)
      .execute();
  }
}
