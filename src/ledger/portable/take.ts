import { sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';
import { contentColumns, contentRow, contentSaid, contentSet } from './content.ts';

/** Where staged rows are imported. */
export interface Destination {
  readonly accountId: bigint;
  /** Nothing was ever recorded in it, so it becomes exactly what the file says. */
  readonly isEmpty: boolean;
  /** The last purchase number in use before the new purchases. */
  readonly before: number;
  /** The import's own change (null: none), and who made it. */
  readonly changeId: bigint | null;
  readonly personId: number;
  readonly at: Date;
  /** Called with the number of purchase rows written so far. */
  readonly report: (rows: number) => void;
}

/**
 * Rows per statement, so that each stays far below the statement timeout, and the rows read by several statements stay
 * in Postgres's memory for temporary tables.
 */
const stride = 4_000;

/**
 * The staged rows of one stride. The range is a condition on both tables; otherwise one would be scanned as a whole.
 */
interface Stride {
  readonly from: number;
  readonly through: number;
}

function staged({ from, through }: Stride) {
  return sql`(
    select state.*, content, cues, record
    from staged_state state join staged_purchase read using (ordinal)
    where state.ordinal between ${from} and ${through} and read.ordinal between ${from} and ${through}) staged`;
}

/** Writes the staged purchases that are new, with everything that belongs to them, and those that changed. */
export async function takePurchases(ledger: Ledger, destination: Destination): Promise<void> {
  const { rows } = await sql<{ last: number | null }>`select max(ordinal) as last from staged_state`.execute(
    ledger,
  );
  const last = rows[0]?.last ?? 0;
  for (let from = 1; from <= last; from += stride) {
    const rows = { from, through: Math.min(from + stride - 1, last) };
    await addNew(ledger, destination, rows);
    await change(ledger, destination, rows);
    await remember(ledger, destination, rows);
    destination.report(rows.through);
  }
}

async function addNew(ledger: Ledger, into: Destination, rows: Stride): Promise<void> {
  await sql`
    insert into purchase (id, account_id, number, uid, revision, created_at, ${contentColumns},
      conversion, converted_currency, converted_amount, rate, rate_day, rate_source)
    overriding system value
    select staged.id, account.id,
      case when ${into.isEmpty} then coalesce((record->>'number')::integer, ${into.before} + place)
        else ${into.before} + place end,
      staged.uid, coalesce(jsonb_array_length(record->'revisions'), 1),
      coalesce((record->>'recorded_at')::timestamptz, ${into.at}::timestamptz), ${contentSaid},
      case when fits then converted.conversion when said.currency <> account.currency then 'due' end,
      nullif(account.currency, said.currency),
      case when fits then converted.converted_amount end, case when fits then converted.rate end,
      case when fits then converted.rate_day end, case when fits then converted.rate_source end
    from ${staged(rows)}
    join account on account.id = ${into.accountId}
    cross join lateral ${contentRow}
    cross join lateral jsonb_populate_record(
      null::purchase, case when jsonb_typeof(record->'conversion') = 'object' then record->'conversion' end) converted
    cross join lateral (select coalesce(
      converted.converted_currency = nullif(account.currency, said.currency), false) as fits) fitting
    where state = 'new'
    order by ordinal`.execute(ledger);
  await sql`
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select id, 1, content, ${into.personId}, ${into.changeId}, ${into.at}::timestamptz
    from ${staged(rows)}
    where state = 'new' and record is null
    order by ordinal`.execute(ledger);
  await sql`
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select staged.id, revision, kept->'content', (kept->>'person')::bigint, brought.id, (kept->>'at')::timestamptz
    from ${staged(rows)}
    cross join lateral jsonb_array_elements(record->'revisions') with ordinality as revisions (kept, revision)
    left join staged_change brought on brought.ordinal = (kept->>'change')::integer
    where state = 'new' and record is not null
    order by staged.ordinal, revision`.execute(ledger);
  await sql`
    insert into suggested_category (purchase_id, category, once)
    select id, record->'suggested'->>'category', (record->'suggested'->>'once')::boolean
    from ${staged(rows)}
    where state = 'new' and record->'suggested'->>'category' is not null`.execute(ledger);
}

async function change(ledger: Ledger, into: Destination, rows: Stride): Promise<void> {
  await sql`
    with revised as (
      update purchase set revision = revision + 1,
        ${contentSet}
      from ${staged(rows)}, account
      where state = 'changed' and purchase.id = staged.id and account.id = ${into.accountId}
      returning purchase.id, purchase.revision, content
    ), forgotten as (
      delete from purchase_cue using revised where purchase_id = revised.id
    )
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select id, revision, content, ${into.personId}, ${into.changeId}, ${into.at}::timestamptz from revised`.execute(
    ledger,
  );
}

/** Makes the purchases findable, as `rememberPurchases` does. */
async function remember(ledger: Ledger, into: Destination, rows: Stride): Promise<void> {
  await sql`
    insert into purchase_cue (account_id, cue, purchase_id)
    select ${into.accountId}, cue, id
    from ${staged(rows)}, unnest(cues) cue
    where state in ('new', 'changed')
    order by cue, id`.execute(ledger);
}
