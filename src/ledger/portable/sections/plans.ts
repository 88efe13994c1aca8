import { sql } from 'kysely';
import * as v from 'valibot';
import { mostRecurring } from '../../recurring/recurring.ts';
import { currency, day, positive, text } from './moment.ts';
import type { Section } from './section.ts';

const amount = v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/));
const unit = v.picklist(['day', 'week', 'month', 'year']);
const count = v.pipe(positive, v.maxValue(1000));

/** Budgets, with the alerts already given. */
export const budgets: Section = {
  name: 'budgets',
  record: v.object({
    category: v.nullable(text),
    period: v.picklist(['week', 'month', 'year']),
    amount,
    currency,
    carry_over: v.boolean(),
    since: day,
    earlier_amount: v.optional(v.nullable(amount), null),
    earlier_until: v.optional(v.nullable(day), null),
    alerts: v.array(v.object({ starts: day, percent: v.picklist([80, 100]) })),
  }),
  select: (accountId) => sql`select row_to_json(line)::text as record from (
    select category, period, amount::text, currency, carry_over, since, earlier_amount::text, earlier_until,
      (select coalesce(json_agg(row_to_json(alert)), '[]') from (
        select starts, percent from budget_alert where budget_id = budget.id order by starts, percent) alert) as alerts
    from budget where account_id = ${accountId} order by id) line`,
  async take(ledger, { accountId }) {
    await sql`
      insert into budget (account_id, category, period, amount, currency, carry_over, since, earlier_amount, earlier_until)
      select ${accountId}, record->>'category', record->>'period', (record->>'amount')::bigint, record->>'currency',
        (record->>'carry_over')::boolean, (record->>'since')::date, (record->>'earlier_amount')::bigint,
        case when record->>'earlier_amount' is not null then coalesce(record->>'earlier_until', record->>'since')::date end
      from staged_record where section = 'budgets' order by ordinal
      on conflict do nothing`.execute(ledger);
    await sql`
      insert into budget_alert (budget_id, starts, percent)
      select budget.id, alert.starts, alert.percent
      from staged_record
      join budget on account_id = ${accountId} and period = record->>'period'
        and category is not distinct from record->>'category'
      cross join jsonb_to_recordset(record->'alerts') as alert (starts date, percent smallint)
      where section = 'budgets'
      on conflict do nothing`.execute(ledger);
  },
  news: (accountId) => sql`
    select count(distinct (coalesce(record->>'category', ''), record->>'period'))::integer as count
    from staged_record
    where section = 'budgets' and not exists (
      select from budget there
      where there.account_id = ${accountId} and there.period = record->>'period'
        and there.category is not distinct from record->>'category')`,
};

/** How far behind a recurring purchase may be to be caught up on. */
const mostDaysMissed = 731;

const columns = sql.raw(`kind, item, amount, currency, given_amount, given_currency, vendor, category, tags,
  spread_count, spread_unit, every, step, starts, on_date, ends, paused, next_day`);

/** Whether the account has a recurring purchase with the item, amount and rhythm of `said`. */
function isThere(accountId: bigint) {
  return sql`exists (
    select from recurring there
    where there.account_id = ${accountId} and there.item = said.item and there.amount = said.amount
      and there.every = said.every and there.step = said.step and there.starts = said.starts)`;
}

/** How many more recurring purchases the account may have. */
function roomLeft(accountId: bigint) {
  return sql`greatest(0, ${mostRecurring}::integer - (
    select count(*)::integer from recurring where account_id = ${accountId}))`;
}

/**
 * Recurring purchases. They are announced to the person linked to the account first; without one, to nobody. One with
 * the same item, amount and rhythm as an existing one is skipped. One that has been due for years, or at all where
 * something was recorded before, is paused; resuming goes on from that day. So a document cannot make a daemon record
 * thousands of years, or again what it recorded since the document was made.
 */
export const recurring: Section = {
  name: 'recurring',
  record: v.object({
    kind: v.picklist(['expense', 'income', 'refund']),
    item: text,
    amount,
    currency,
    given_amount: v.nullable(amount),
    given_currency: v.nullable(currency),
    vendor: v.nullable(text),
    category: v.nullable(text),
    tags: v.array(text),
    spread_count: v.nullable(count),
    spread_unit: v.nullable(unit),
    every: unit,
    step: count,
    starts: day,
    on_date: v.nullable(v.pipe(positive, v.maxValue(31))),
    ends: v.nullable(day),
    paused: v.boolean(),
    next_day: day,
  }),
  select: (accountId) => sql`select row_to_json(line)::text as record from (
    select kind, item, amount::text, currency, given_amount::text, given_currency, vendor, category, tags,
      spread_count, spread_unit, every, step, starts, on_date, ends, paused, next_day
    from recurring where account_id = ${accountId} order by id) line`,
  async take(ledger, { accountId, isEmpty, at }) {
    const caughtUp = isEmpty ? mostDaysMissed : 0;
    await sql`
      insert into recurring (account_id, ${columns}, next_at, bot_id, chat_id, person_id)
      select ${accountId}, said.kind, said.item, said.amount, said.currency, said.given_amount, said.given_currency,
        said.vendor, said.category, said.tags, said.spread_count, said.spread_unit, said.every, said.step, said.starts,
        said.on_date, said.ends, said.paused or is_old, said.next_day,
        case when not said.paused and not is_old and (said.ends is null or said.next_day <= said.ends) then now() end,
        coalesce(first.bot_id, 0), coalesce(first.person_id, 0), coalesce(first.person_id, 0)
      from staged_record
      cross join jsonb_populate_record(null::recurring, record) said
      cross join lateral (
        select said.next_day < ${at}::timestamptz::date - ${caughtUp}::integer
          and (said.ends is null or said.next_day <= said.ends) as is_old
      ) age
      left join lateral (
        select bot_id, person_id from link where link.account_id = ${accountId} order by created_at, person_id limit 1
      ) first on true
      where section = 'recurring' and not ${isThere(accountId)}
      order by ordinal
      limit ${roomLeft(accountId)}`.execute(ledger);
  },
  news: (accountId) => sql`
    select least(count(*), ${roomLeft(accountId)})::integer as count
    from staged_record
    cross join jsonb_populate_record(null::recurring, record) said
    where section = 'recurring' and not ${isThere(accountId)}`,
};
