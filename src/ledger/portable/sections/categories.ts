import { sql } from 'kysely';
import * as v from 'valibot';
import { isLonger, longestName } from '../../lengths.ts';
import { integer, moment, momentText, shortText, text } from './moment.ts';
import { uid } from './purchases.ts';
import type { Section } from './section.ts';

/** A text of 1 to `most` characters. */
const upTo = (most: number) =>
  v.pipe(
    text,
    v.check((words) => words !== '' && !isLonger(words, most)),
  );

const name = upTo(longestName);

/** The rules ("always") that file purchases under categories. */
export const categoryRules: Section = {
  name: 'category_rules',
  record: v.object({
    cue: upTo(400),
    label: upTo(200),
    category: name,
  }),
  select: (accountId) => sql`select row_to_json(line)::text as record from (
    select cue, label, category from category_rule where account_id = ${accountId} order by cue collate "C") line`,
  async take(ledger, { accountId }) {
    await sql`
      insert into category_rule (account_id, cue, label, category)
      select ${accountId}, record->>'cue', record->>'label', record->>'category'
      from staged_record where section = 'category_rules'
      on conflict do nothing`.execute(ledger);
  },
};

/** Categories that are neither listed nor suggested. */
export const hiddenCategories: Section = {
  name: 'hidden_categories',
  record: v.object({ category: name }),
  select: (accountId) => sql`select row_to_json(line)::text as record from (
    select category from hidden_category where account_id = ${accountId} order by category collate "C") line`,
  async take(ledger, { accountId }) {
    await sql`
      insert into hidden_category (account_id, category)
      select ${accountId}, record->>'category' from staged_record where section = 'hidden_categories'
      on conflict do nothing`.execute(ledger);
  },
};

/**
 * Renamed and merged categories, and their undos and redos. `after`: the document's number of the newest earlier
 * change; 0: there was none.
 */
export const categoryChanges: Section = {
  name: 'category_changes',
  record: v.object({
    kind: v.picklist(['rename', 'merge']),
    was: shortText,
    is: shortText,
    purchases: v.array(uid),
    after: v.pipe(integer, v.minValue(0)),
    person: integer,
    at: moment,
  }),
  select: (accountId) => sql`select row_to_json(line)::text as record from (
    select kind, was, "is",
      (select coalesce(json_agg(uid order by at), '[]') from unnest(purchases) with ordinality moved (id, at)
        join purchase using (id)) as purchases,
      (select coalesce(max(place), 0) from exported_change where exported_change.id <= after_change) as after,
      person_id as person, ${momentText(sql.ref('changed_at'))} as at
    from (
      select id, kind, was, "is", purchases, after_change, person_id, changed_at, 0 as turn
      from category_change where account_id = ${accountId}
      union all
      select move.id, move.kind, case turn.kind when 'undo' then "is" else was end,
        case turn.kind when 'undo' then was else "is" end, purchases, turn.id, turn.person_id, turn.changed_at, turn.id
      from category_change move join change turn on turn.of_change = move.change_id
      where move.account_id = ${accountId}
    ) move order by after_change, id, turn) line`,
  async take(ledger, { accountId }) {
    await sql`
      insert into category_change (account_id, kind, was, "is", purchases, after_change, person_id, changed_at)
      select ${accountId}, record->>'kind', record->>'was', record->>'is',
        coalesce((
          select array_agg(id order by at)
          from jsonb_array_elements_text(record->'purchases') with ordinality moved (uid, at)
          join purchase on account_id = ${accountId} and purchase.uid = moved.uid::uuid), '{}'),
        coalesce((select max(id) from staged_change where staged_change.ordinal <= (record->>'after')::integer), 0),
        (record->>'person')::bigint, (record->>'at')::timestamptz
      from staged_record
      where section = 'category_changes' and not exists (
        select from category_change there
        where account_id = ${accountId} and changed_at = (record->>'at')::timestamptz
          and there.was = record->>'was' and there.is = record->>'is')
      order by ordinal`.execute(ledger);
  },
};
