import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { findableBy } from '../categories/cues.ts';
import { type Content, changedFields, type Field, fromRow, toRow } from '../purchases/purchase.ts';
import type { Ledger } from '../storage/database.ts';
import { contentJson, problemIn } from './content.ts';
import type { FileProblem, FileRow } from './portable.ts';

/** A row of a file with whatever else the file says about it, or a record of a document other than a purchase. */
export type StagedRow =
  | (FileRow & {
      /** What a document has about a purchase besides its present content. */
      readonly record?: object;
      readonly removed?: boolean;
      /** The text that identifies a row without a uid; by default its content. */
      readonly seed?: string;
    })
  | StagedRecord;

interface StagedRecord {
  readonly section: string;
  /** Its position in the section, from 1. */
  readonly ordinal: number;
  readonly record: unknown;
}

/** The comparison of a file with an account, in purchases. */
export interface Tally {
  /** Not in the account yet. */
  readonly added: number;
  /** In the account, but different. */
  readonly changed: number;
  /** In the account, and equal. */
  readonly same: number;
  /** In the account, but removed by a person since: not brought back. */
  readonly removed: number;
}

const batchSize = 500;

/** Creates the temporary tables that files are read into; they are dropped with the transaction. */
export async function makeStage(ledger: Ledger): Promise<void> {
  await sql`create temp table staged_purchase (
    ordinal integer primary key, line integer, uid uuid, content jsonb, cues text[], record jsonb, seed text)
    on commit drop`.execute(ledger);
  await sql`create temp table staged_record (section text, ordinal integer, record jsonb) on commit drop`.execute(
    ledger,
  );
}

/**
 * Reads a file's rows into the temporary tables; one batch is written while the next is read. `onProblem` gets each row
 * that cannot be imported, `report` the number of purchases so far.
 */
export async function stageRows(
  ledger: Ledger,
  rows: AsyncIterable<StagedRow>,
  onProblem: (problem: FileProblem) => void,
  report: (rows: number) => void,
): Promise<void> {
  let batch: Batch = { purchases: [], records: [] };
  let ordinal = 0;
  let staging = Promise.resolve();
  const stage = async () => {
    await staging;
    report(ordinal);
    staging = stageBatch(ledger, batch);
    // awaited later, where it may throw
    staging.catch(() => undefined);
    batch = { purchases: [], records: [] };
  };
  try {
    for await (const row of rows) {
      const purchase = 'section' in row ? null : stagedPurchase(row, ordinal + 1, onProblem);
      if ('section' in row) batch.records.push(row);
      if (purchase !== null) {
        ordinal += 1;
        batch.purchases.push(purchase);
      }
      if (batch.purchases.length + batch.records.length >= batchSize) await stage();
    }
    await stage();
  } finally {
    await staging;
  }
}

interface Batch {
  readonly purchases: object[];
  readonly records: StagedRecord[];
}

/** A row as it is staged; null: it cannot be imported. */
function stagedPurchase(
  row: Exclude<StagedRow, StagedRecord>,
  ordinal: number,
  onProblem: (problem: FileProblem) => void,
): object | null {
  if ('problem' in row) {
    onProblem({ line: row.line, problem: row.problem, words: row.words });
    return null;
  }
  const { line, purchase, record = null, removed = false, seed } = row;
  const { uid, ...details } = purchase;
  const problem = problemIn(details);
  if (problem) {
    onProblem({ line, ...problem });
    return null;
  }
  return {
    ordinal,
    line,
    uid,
    content: toRow({ ...details, removed }),
    cues: findableBy(details),
    record,
    seed: seed === undefined ? null : createHash('md5').update(seed).digest('hex'),
  };
}

async function stageBatch(ledger: Ledger, { purchases, records }: Batch): Promise<void> {
  if (purchases.length > 0) {
    await sql`insert into staged_purchase
      select * from jsonb_to_recordset(${JSON.stringify(purchases)}::jsonb)
        as given (ordinal integer, line integer, uid uuid, content jsonb, cues text[], record jsonb, seed text)`.execute(
      ledger,
    );
  }
  if (records.length > 0) {
    await sql`insert into staged_record
      select * from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
        as given (section text, ordinal integer, record jsonb)`.execute(ledger);
  }
}

/**
 * Compares the staged rows with the account, gives each its state and, if it has none, its uid: derived from the row's
 * content and the number of equal rows before it, so that it is the same next time.
 */
export async function judge(
  ledger: Ledger,
  accountId: bigint,
  onProblem: (problem: FileProblem) => void,
): Promise<Tally> {
  await sql`analyze staged_purchase (ordinal, uid)`.execute(ledger);
  await sql`create temp table staged_state on commit drop as
    with digested as (
      select ordinal, line, uid, content, case when uid is null then coalesce(seed, md5(content::text)) end as digest
      from staged_purchase
    ), named as (
      select ordinal, line, content, uid is not null as own, coalesce(uid, overlay(overlay(
        md5(digest || '#' || row_number() over (partition by uid is null, digest order by ordinal))
        placing '5' from 13) placing '8' from 17)::uuid) as uid
      from digested
    ), counted as (
      select *, row_number() over (partition by uid order by ordinal) as nth from named
    ), judged as (
      select counted.ordinal, counted.line, counted.uid, purchase.id as known,
        case
          when nth > 1 then 'twice'
          when purchase.id is null then 'new'
          when own and ${contentJson} = counted.content then 'same'
          when own or (purchase.removed and went_with_import) then 'changed'
          when purchase.removed then 'removed'
          else 'same'
        end as state
      from counted
      left join purchase on purchase.account_id = ${accountId} and purchase.uid = counted.uid
      left join lateral (
        select true as went_with_import
        from purchase_revision latest
        join change on change.id = latest.change_id
        join change undone on undone.id = change.of_change and undone.kind = 'import'
        where not own and purchase.removed
          and latest.purchase_id = purchase.id and latest.revision = purchase.revision and change.kind = 'undo'
      ) undone on true
      order by counted.ordinal
    )
    select ordinal, line, uid, state,
      case when state = 'new' then row_number() over (partition by state order by ordinal) end as place,
      case when state = 'new' then nextval(pg_get_serial_sequence('purchase', 'id')) else known end as id
    from judged`.execute(ledger);
  await sql`create unique index on staged_state (ordinal)`.execute(ledger);
  await sql`analyze staged_state`.execute(ledger);
  const twice = await sql<{ line: number; uid: string }>`
    select line, uid::text from staged_state where state = 'twice' order by ordinal limit 1000`.execute(
    ledger,
  );
  for (const { line, uid } of twice.rows) onProblem({ line, problem: 'twice', words: uid });
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::integer as count from staged_state group by state`.execute(ledger);
  const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { added: count('new'), changed: count('changed'), same: count('same'), removed: count('removed') };
}

/** A row that an import adds or changes, or that was removed. */
export interface Example {
  readonly line: number;
  readonly state: 'new' | 'changed' | 'removed';
  readonly content: Content;
  /** The fields that differ from the account; none if it is new. */
  readonly fields: readonly Field[];
}

const examplesOfEach = 5;

/** The first rows that are new, changed or removed, in the file's order. */
export async function examplesOf(ledger: Ledger): Promise<readonly Example[]> {
  const { rows } = await sql<{
    line: number;
    state: Example['state'];
    content: Parameters<typeof fromRow>[0];
    current: Parameters<typeof fromRow>[0] | null;
  }>`
    select staged_state.line, staged_state.state, content, case when staged_state.state <> 'new' then ${contentJson} end as current
    from (values ('new'), ('changed'), ('removed')) states (wanted)
    cross join lateral (
      select * from staged_state where state = wanted order by ordinal limit ${examplesOfEach}
    ) staged_state
    join staged_purchase using (ordinal)
    left join purchase on purchase.id = staged_state.id
    order by ordinal`.execute(ledger);
  return rows.map(({ line, state, content, current }) => {
    const row = fromRow(content);
    return {
      line,
      state,
      content: row,
      fields: current === null ? [] : changedFields(fromRow(current), row),
    };
  });
}
