import { sql } from 'kysely';
import type { Account } from '../accounts/accounts.ts';
import { addDays, type Day } from '../day.ts';
import { firstWeekday, type Period, periodAround } from '../reports/period.ts';
import type { Ledger } from '../storage/database.ts';
import type { Scheduled } from './due.ts';
import { lastDayBy, momentOf, type QuietHours, quietUntil } from './recurrence.ts';
import { atOnce, type Listener, toListener, wakeSchedules } from './recurring.ts';

/** What spndr says unprompted: a reminder on days without an entry, or a summary of the past week or month. */
export type DigestKind = (typeof digestKinds)[number];

export const digestKinds = ['daily', 'weekly', 'monthly'] as const;

/** The default time of each, in minutes after midnight. */
export const usualMinutes: Readonly<Record<DigestKind, number>> = {
  daily: 20 * 60,
  weekly: 9 * 60,
  monthly: 9 * 60,
};

/** A reminder or summary that is due. `about`: for `daily` the day without an entry, else the period that is over. */
export interface Digest {
  readonly kind: DigestKind;
  readonly listener: Listener;
  readonly about: Period;
}

type DigestAccount = Pick<Account, 'id' | 'timeZone' | 'locale' | 'weekStarts'>;

/** The reminders and summaries a chat gets, each with its time in minutes after midnight. */
export async function digestsIn(
  ledger: Ledger,
  accountId: bigint,
  { botId, chatId }: Listener,
): Promise<ReadonlyMap<DigestKind, number>> {
  const rows = await ledger
    .selectFrom('digest')
    .select(['kind', 'at_minute'])
    .where('account_id', '=', accountId)
    .where('bot_id', '=', BigInt(botId))
    .where('chat_id', '=', BigInt(chatId))
    .execute();
  return new Map(rows.map((row) => [row.kind, row.at_minute]));
}

/** Schedules a reminder or summary for a chat at `minute` (minutes after midnight) from now on; null: cancels it. */
export async function setDigest(
  ledger: Ledger,
  account: DigestAccount,
  { botId, chatId, topicId, personId }: Listener,
  kind: DigestKind,
  minute: number | null,
  now: Date,
): Promise<void> {
  const key = { account_id: account.id, bot_id: BigInt(botId), chat_id: BigInt(chatId), kind };
  if (minute === null) {
    await ledger
      .deleteFrom('digest')
      .where('account_id', '=', key.account_id)
      .where('bot_id', '=', key.bot_id)
      .where('chat_id', '=', key.chat_id)
      .where('kind', '=', kind)
      .execute();
    return;
  }
  const when = {
    topic_id: topicId,
    person_id: personId,
    at_minute: minute,
    next_day: nextDigestDay(account, kind, lastDayBy(now, minute, account.timeZone)),
    next_at: atOnce,
  };
  await ledger
    .insertInto('digest')
    .values({ ...key, ...when })
    .onConflict((conflict) => conflict.columns(['account_id', 'bot_id', 'chat_id', 'kind']).doUpdateSet(when))
    .execute();
}

/** The account's quiet hours; null: none. Throws if the account does not exist. */
export async function quietHoursOf(ledger: Ledger, accountId: bigint): Promise<QuietHours | null> {
  const { quiet_from: from, quiet_to: to } = await ledger
    .selectFrom('account')
    .select(['quiet_from', 'quiet_to'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return from === null || to === null ? null : { from, to };
}

/** Sets the hours in which nothing is sent unprompted; null: none. */
export async function setQuietHours(
  ledger: Ledger,
  accountId: bigint,
  quiet: QuietHours | null,
): Promise<void> {
  await ledger
    .updateTable('account')
    .set({ quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null })
    .where('id', '=', accountId)
    .execute();
  await wakeSchedules(ledger, accountId);
}

/**
 * The reminders and summaries of an account due at `now`; schedules their next. If several were missed, only the latest
 * is given. Within quiet hours all are postponed to their end.
 */
export async function takeDigests(
  ledger: Ledger,
  owner: DigestAccount,
  { accountId, timeZone, quiet }: Scheduled,
  now: Date,
): Promise<readonly Digest[]> {
  const rows = await ledger
    .selectFrom('digest')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('next_at', '<=', now)
    .orderBy('kind')
    .forUpdate()
    .skipLocked()
    .execute();
  const until = quietUntil(now, timeZone, quiet);
  const digests: Digest[] = [];
  for (const { kind, at_minute: minute, next_day: known, ...row } of rows) {
    const last = lastDayBy(now, minute, timeZone);
    let day: Day | null = null;
    // the first day of the week may have changed since: the nearest one to the known one counts
    const since = last < known ? sinceThen(kind, known, last) : addDays(known, kind === 'weekly' ? -4 : -1);
    let next = nextDigestDay(owner, kind, since);
    for (; until === null && next <= last; next = nextDigestDay(owner, kind, next)) day = next;
    await ledger
      .updateTable('digest')
      .set({ next_day: next, next_at: until ?? momentOf(next, minute, timeZone) })
      .where('account_id', '=', accountId)
      .where('bot_id', '=', row.bot_id)
      .where('chat_id', '=', row.chat_id)
      .where('kind', '=', kind)
      .execute();
    if (day === null) continue;
    const about = aboutOn(owner, kind, day);
    if (kind === 'daily' && (await hasEntered(ledger, accountId, about.from, timeZone))) continue;
    digests.push({ kind, listener: toListener(row), about });
  }
  return digests;
}

const units = { weekly: 'week', monthly: 'month' } as const;

/** The first day after `day` on which this kind is due: for weeks and months, the day after they end. */
function nextDigestDay({ locale, weekStarts }: DigestAccount, kind: DigestKind, day: Day): Day {
  if (kind === 'daily') return addDays(day, 1);
  return addDays(periodAround(units[kind], day, firstWeekday(locale, weekStarts)).to, 1);
}

/** `last`, or the day of the one before `known` if that is later: in another time zone it may come again. */
function sinceThen(kind: DigestKind, known: Day, last: Day): Day {
  const before = addDays(known, kind === 'weekly' ? -7 : -1);
  return before > last ? before : last;
}

function aboutOn({ locale, weekStarts }: DigestAccount, kind: DigestKind, day: Day): Period {
  if (kind === 'daily') return { from: day, to: day };
  return periodAround(units[kind], addDays(day, -1), firstWeekday(locale, weekStarts));
}

/** Whether somebody entered something on that day, or for it; recurring purchases do not count. */
async function hasEntered(ledger: Ledger, accountId: bigint, day: Day, timeZone: string): Promise<boolean> {
  const [from, to] = [day, addDays(day, 1)].map((one) => momentOf(one, 0, timeZone));
  const { rows } = await sql`
    select from (
      select id from purchase where account_id = ${accountId} and not removed and day = ${day}::date
      union all
      select id from (
        select id, created_at from purchase where account_id = ${accountId} order by number desc limit 1000) latest
      where created_at >= ${from} and created_at < ${to}
    ) entered
    where not exists (select from recurring_purchase where purchase_id = entered.id)
    limit 1`.execute(ledger);
  return rows.length > 0;
}
