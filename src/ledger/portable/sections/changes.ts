import { sql } from 'kysely';
import * as v from 'valibot';
import { integer, moment, momentText, positive, shortText } from './moment.ts';
import type { Section } from './section.ts';

const place = v.nullable(positive);

/** The changes that /undo and /redo work on. Other records refer to a change by its number here, from 1. */
export const changes: Section = {
  name: 'changes',
  record: v.object({
    kind: v.picklist(['record', 'correct', 'undo', 'redo', 'import']),
    person: integer,
    person_name: shortText,
    of: place,
    state: v.nullable(v.picklist(['done', 'undone', 'cleared'])),
    turned: place,
    at: moment,
  }),
  select: () => sql`select row_to_json(line)::text as record from (
    select kind, person_id as person, person_name, undone.place as of, state, turned.place as turned,
      ${momentText(sql.ref('changed_at'))} as at
    from exported_change own join change using (id)
    left join exported_change undone on undone.id = change.of_change
    left join exported_change turned on turned.id = change.turned
    order by own.place) line`,
  async take(ledger, { accountId, isEmpty }) {
    // A non-empty account gets only the changes that its new purchases went through.
    await sql`
      with recursive named as (
        select ordinal, record from staged_record where section = 'changes'
      ), wanted (place) as (
        select (revision->>'change')::integer
        from staged_state join staged_purchase using (ordinal)
        cross join lateral jsonb_array_elements(staged_purchase.record->'revisions') as revisions (revision)
        where state = 'new' and not ${isEmpty}
        union
        select related.place from wanted join named on ordinal = wanted.place
        cross join lateral (values ((record->>'of')::integer), ((record->>'turned')::integer)) as related (place)
        where related.place is not null
      )
      insert into staged_change (ordinal, id)
      select ordinal, nextval(pg_get_serial_sequence('change', 'id'))
      from (
        select ordinal from named where ${isEmpty} or ordinal in (select place from wanted) order by ordinal
      ) ordered`.execute(ledger);
    await sql`analyze staged_change`.execute(ledger);
    await sql`
      insert into change (id, account_id, person_id, person_name, kind, of_change, state, turned, changed_at)
      overriding system value
      select own.id, ${accountId}, (record->>'person')::bigint, record->>'person_name', record->>'kind', undone.id,
        record->>'state', turned.id, (record->>'at')::timestamptz
      from staged_record
      join staged_change own using (ordinal)
      left join staged_change undone on undone.ordinal = (record->>'of')::integer
      left join staged_change turned on turned.ordinal = (record->>'turned')::integer
      where section = 'changes'
      order by own.ordinal`.execute(ledger);
  },
};
