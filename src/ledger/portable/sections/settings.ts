import { sql } from 'kysely';
import * as v from 'valibot';
import { numberStyles } from '../../entry/amounts/number-style.ts';
import { wakeSchedules } from '../../recurring/recurring.ts';
import { currency, integer, text } from './moment.ts';
import type { Section } from './section.ts';

/** Minutes after midnight; null: no quiet hours. */
const minute = v.nullable(v.pipe(integer, v.minValue(0), v.maxValue(1_439)));

/** Locale and time zone are used for every message: with an invalid one nobody could be answered any more. */
const isLocale = (tag: string) => doesNotThrow(() => new Intl.Locale(tag));
const isTimeZone = (name: string) => doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: name }));

function doesNotThrow(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

/** The account's settings; imported only if nothing was ever recorded in it. */
export const settings: Section = {
  name: 'settings',
  record: v.pipe(
    v.object({
      locale: v.pipe(text, v.maxLength(100), v.check(isLocale)),
      currency,
      time_zone: v.pipe(text, v.regex(/^[A-Za-z][\w+/-]{1,99}$/), v.check(isTimeZone)),
      week_starts: v.nullable(v.pipe(integer, v.minValue(0), v.maxValue(6))),
      number_style: v.nullable(v.picklist(numberStyles)),
      picture_theme: v.picklist(['light', 'dark']),
      budget_alerts: v.boolean(),
      quiet_from: v.optional(minute, null),
      quiet_to: v.optional(minute, null),
    }),
    v.check(
      ({ quiet_from: from, quiet_to: to }) =>
        (from === null) === (to === null) && (from === null || from !== to),
    ),
  ),
  select: (accountId) => sql`select row_to_json(settings)::text as record from (
    select locale, currency, time_zone, week_starts, number_style, picture_theme, budget_alerts,
      quiet_from, quiet_to
    from account where id = ${accountId}
  ) settings`,
  async take(ledger, { accountId, isEmpty }) {
    if (!isEmpty) return;
    await sql`
      update account set locale = said.locale, currency = said.currency, time_zone = said.time_zone,
        week_starts = said.week_starts, number_style = said.number_style, picture_theme = said.picture_theme,
        budget_alerts = said.budget_alerts,
        quiet_from = case when record ? 'quiet_from' then said.quiet_from else account.quiet_from end,
        quiet_to = case when record ? 'quiet_to' then said.quiet_to else account.quiet_to end
      from staged_record, jsonb_populate_record(null::account, record) said
      where section = 'settings' and account.id = ${accountId}`.execute(ledger);
    await wakeSchedules(ledger, accountId);
  },
};
