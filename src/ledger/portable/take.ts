import { sql } from 'kysely';
import type { Ledger } from '../database.ts';
import { contentColumns } from './content.ts';

/** Where staged rows go. */
export interface Destination {
  readonly accountId: bigint;
  /** Nothing was ever recorded in it: it becomes just what the file says. */
  readonly isEmpty: boolean;
  /** The last number taken before the new purchases. */
  readonly before: number;
  /** The import as a change, and who made it. */
  readonly changeId: bigint | null;
  readonly personId: number;
  readonly at: Date;
  /** Told how many rows of purchases are written. */
  readonly report: (rows: number) => void;
}

const columnList = sql.join(contentColumns.map((column) => sql.ref(column)));
const said = sql.join(contentColumns.map((column) => sql.ref(`said.${column}`)));

/** Rows a statement: each stays far below the time a statement may take. */
const stride = 10_000;

/** Writes what is staged and judged into the account: new purchases with all they bring, and those that changed. */
export async function takePurchases(ledger: Ledger, destination: Destination): Promise<void> {
  const { rows } = await sql<{ last: number | null }>`select max(ordinal) as last from staged_state`.execute(
    ledger,
  );
  const last = rows[0]?.last ?? 0;
  for (let from = 1; from <= last; from += stride) {
    const through = Math.min(from + stride - 1, last);
    await addNew(ledger, destination, from, through);
    await change(ledger, destination, from, through);
    await remember(ledger, destination, from, through);
    destination.report(through);
  }
}

async function addNew(ledger: Ledger, into: Destination, from: number, through: number): Promise<void> {
  await sql`
    insert into purchase (id, account_id, number, uid, revision, created_at, ${columnList},
      conversion, converted_currency, converted_amount, rate, rate_day, rate_source)
    overriding system value
    select state.id, account.id,
      case when ${into.isEmpty} then coalesce((record->>'number')::integer, ${into.before} + place)
        else ${into.before} + place end,
      state.uid, coalesce(jsonb_array_length(record->'revisions'), 1),
      coalesce((record->>'recorded_at')::timestamptz, ${into.at}::timestamptz), ${said},
      case when fits then converted.conversion when said.currency <> account.currency then 'due' end,
      nullif(account.currency, said.currency),
      case when fits then converted.converted_amount end, case when fits then converted.rate end,
      case when fits then converted.rate_day end, case when fits then converted.rate_source end
    from staged_state state
    join staged_purchase using (ordinal)
    join account on account.id = ${into.accountId}
    cross join lateral jsonb_populate_record(null::purchase, content) said
    cross join lateral jsonb_populate_record(
      null::purchase, case when jsonb_typeof(record->'conversion') = 'object' then record->'conversion' end) converted
    cross join lateral (select coalesce(
      converted.converted_currency = nullif(account.currency, said.currency), false) as fits) fitting
    where state = 'new' and ordinal between ${from} and ${through}
    order by ordinal`.execute(ledger);
  await sql`
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select id, 1, content, ${into.personId}, ${into.changeId}, ${into.at}::timestamptz
    from staged_state join staged_purchase using (ordinal)
    where state = 'new' and record is null and ordinal between ${from} and ${through}
    order by ordinal`.execute(ledger);
  await sql`
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select state.id, revision, kept->'content', (kept->>'person')::bigint, brought.id, (kept->>'at')::timestamptz
    from staged_state state
    join staged_purchase using (ordinal)
    cross join lateral jsonb_array_elements(record->'revisions') with ordinality as revisions (kept, revision)
    left join staged_change brought on brought.ordinal = (kept->>'change')::integer
    where state = 'new' and record is not null and state.ordinal between ${from} and ${through}
    order by state.ordinal, revision`.execute(ledger);
  await sql`
    insert into suggested_category (purchase_id, category, once)
    select id, record->'suggested'->>'category', (record->'suggested'->>'once')::boolean
    from staged_state join staged_purchase using (ordinal)
    where state = 'new' and record->'suggested'->>'category' is not null
      and ordinal between ${from} and ${through}`.execute(ledger);
}

async function change(ledger: Ledger, into: Destination, from: number, through: number): Promise<void> {
  await sql`
    with revised as (
      update purchase set revision = revision + 1,
        (${columnList}) = (select ${said} from jsonb_populate_record(null::purchase, content) said),
        conversion = case when content->>'currency' <> account.currency then 'due' end,
        converted_currency = nullif(account.currency, content->>'currency'),
        converted_amount = null, rate = null, rate_day = null, rate_source = null
      from staged_state state join staged_purchase using (ordinal), account
      where state = 'changed' and ordinal between ${from} and ${through}
        and purchase.id = state.id and account.id = ${into.accountId}
      returning purchase.id, purchase.revision, content
    ), forgotten as (
      delete from purchase_cue using revised where purchase_id = revised.id
    )
    insert into purchase_revision (purchase_id, revision, content, person_id, change_id, changed_at)
    select id, revision, content, ${into.personId}, ${into.changeId}, ${into.at}::timestamptz from revised`.execute(
    ledger,
  );
}

/** Lets the account recall the purchases, as `rememberPurchases` does. */
async function remember(ledger: Ledger, into: Destination, from: number, through: number): Promise<void> {
  await sql`
    insert into purchase_cue (account_id, cue, purchase_id)
    select ${into.accountId}, cue, id
    from staged_state join staged_purchase using (ordinal), unnest(cues) cue
    where state in ('new', 'changed') and ordinal between ${from} and ${through}
    order by cue, id`.execute(ledger);
}
