import { sql } from 'kysely';
import * as v from 'valibot';
import { integer, text } from './moment.ts';
import type { Section } from './section.ts';

/** How the account is set up; taken only by an account in which nothing was ever recorded. */
export const settings: Section = {
  name: 'settings',
  record: v.object({
    locale: text,
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    time_zone: text,
    week_starts: v.nullable(v.pipe(integer, v.minValue(0), v.maxValue(6))),
    number_style: v.nullable(v.picklist(['1,234.5', '1.234,5', '1 234,5', '1’234.5'])),
    picture_theme: v.picklist(['light', 'dark']),
    budget_alerts: v.boolean(),
  }),
  select: (accountId) => sql`select row_to_json(settings)::text as record from (
    select locale, currency, time_zone, week_starts, number_style, picture_theme, budget_alerts
    from account where id = ${accountId}
  ) settings`,
  async take(ledger, { accountId, isEmpty }) {
    if (!isEmpty) return;
    await sql`
      update account set locale = said.locale, currency = said.currency, time_zone = said.time_zone,
        week_starts = said.week_starts, number_style = said.number_style, picture_theme = said.picture_theme,
        budget_alerts = said.budget_alerts
      from staged_record, jsonb_populate_record(null::account, record) said
      where section = 'settings' and account.id = ${accountId}`.execute(ledger);
  },
};
