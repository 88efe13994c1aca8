import { sql } from 'kysely';
import * as v from 'valibot';
import { takePurchases } from '../take.ts';
import { currency, day, integer, moment, momentText, positive, shortText, text } from './moment.ts';
import type { Section } from './section.ts';

export const uid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const longText = v.pipe(text, v.maxLength(1_000));
const minor = v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/));

const content = {
  kind: v.picklist(['expense', 'income', 'refund']),
  item: text,
  amount: minor,
  currency,
  given_amount: v.nullable(minor),
  given_currency: v.nullable(currency),
  vendor: v.nullable(text),
  category: v.nullable(text),
  tags: v.array(text),
  day,
  spread_count: v.nullable(v.pipe(positive, v.maxValue(1_000))),
  spread_unit: v.nullable(v.picklist(['day', 'week', 'month', 'year'])),
};

/** A purchase with its present content and all its revisions. */
export const purchaseRecord = v.object({
  uid,
  number: positive,
  recorded_at: moment,
  ...content,
  removed: v.boolean(),
  conversion: v.nullable(
    v.object({
      conversion: v.picklist(['due', 'done', 'missing']),
      converted_currency: currency,
      converted_amount: v.nullable(v.pipe(integer, v.minValue(0))),
      rate: v.nullable(v.pipe(v.string(), v.regex(/^[1-9]\d{0,99}\/[1-9]\d{0,99}$/))),
      rate_day: v.nullable(day),
      rate_source: v.nullable(shortText),
    }),
  ),
  suggested: v.nullable(v.object({ category: shortText, once: v.boolean() })),
  revisions: v.pipe(
    v.array(
      v.object({
        person: integer,
        at: moment,
        change: v.nullable(positive),
        // those of earlier versions lack some fields
        content: v.looseObject({ item: longText, amount: minor, currency, day, kind: content.kind }),
      }),
    ),
    v.minLength(1),
  ),
});

/** Purchases by number, removed ones too. They are staged and imported like rows of other files. */
export const purchases: Section = {
  name: 'purchases',
  record: purchaseRecord,
  select: (accountId) => sql`select row_to_json(line)::text as record from (
    select uid, number, ${momentText(sql.ref('created_at'))} as recorded_at, kind, item, amount::text, currency,
      given_amount::text, given_currency, vendor, category, tags, day::text, spread_count, spread_unit, removed,
      case when conversion is not null then (
        select row_to_json(held) from (select conversion, converted_currency, converted_amount, rate, rate_day,
          rate_source) held) end as conversion,
      (select row_to_json(held) from (
        select category, once from suggested_category where purchase_id = purchase.id) held) as suggested,
      (select json_agg(row_to_json(held)) from (
        select person_id as person, ${momentText(sql.ref('changed_at'))} as at, place as change, content
        from purchase_revision left join exported_change on exported_change.id = change_id
        where purchase_id = purchase.id order by revision) held) as revisions
    from purchase where account_id = ${accountId} order by number) line`,
  take: takePurchases,
};
