import { sql } from 'kysely';
import { z } from 'zod';
import { takePurchases } from '../take.ts';
import { moment, momentText, text } from './moment.ts';
import type { Section } from './section.ts';

export const uid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const minor = z.string().regex(/^[1-9]\d{0,15}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

const content = {
  kind: z.enum(['expense', 'income', 'refund']),
  item: text,
  amount: minor,
  currency,
  given_amount: minor.nullable(),
  given_currency: currency.nullable(),
  vendor: text.nullable(),
  category: text.nullable(),
  tags: z.array(text),
  day,
  spread_count: z.int().min(1).max(1_000).nullable(),
  spread_unit: z.enum(['day', 'week', 'month', 'year']).nullable(),
};

/** A purchase as it stands, and every revision of it. */
export const purchaseRecord = z.object({
  uid,
  number: z.int().min(1),
  recorded_at: moment,
  ...content,
  removed: z.boolean(),
  conversion: z
    .object({
      conversion: z.enum(['due', 'done', 'missing']),
      converted_currency: currency,
      converted_amount: z.int().min(0).nullable(),
      rate: z
        .string()
        .regex(/^[1-9]\d*\/[1-9]\d*$/)
        .nullable(),
      rate_day: day.nullable(),
      rate_source: text.nullable(),
    })
    .nullable(),
  suggested: z.object({ category: text, once: z.boolean() }).nullable(),
  revisions: z
    .array(
      z.object({
        person: z.int(),
        at: moment,
        change: z.int().min(1).nullable(),
        // those of earlier versions lack some
        content: z.looseObject({ item: text, amount: minor, currency, day, kind: content.kind }),
      }),
    )
    .min(1),
});

/** Purchases in the order of their numbers, removed ones too. What is staged of them is taken with other files' rows. */
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
