import { sql } from 'kysely';
import type { Account } from '../accounts/accounts.ts';
import type { Author } from '../purchases/changes.ts';
import { addChange, clearUndone } from '../purchases/revisions.ts';
import type { Database, Ledger } from '../storage/database.ts';
import { ownDelimiter, readOwnCsv } from './csv/csv.ts';
import { lookAtTable, readTable, type Table } from './csv/foreign.ts';
import { changeMapping, type Mapping, missingColumn } from './csv/mapping.ts';
import { readDocument } from './document.ts';
import { formatNamed, guessFormat } from './formats.ts';
import type { FileProblem } from './portable.ts';
import { sections } from './sections/sections.ts';
import {
  type Example,
  examplesOf,
  judge,
  makeStage,
  type StagedRow,
  stageRows,
  type Tally,
} from './stage.ts';
import type { Destination } from './take.ts';
import { beginningOf, encodingOf, type FileSource, textOf } from './text.ts';

export interface ImportRequest {
  readonly account: Pick<Account, 'id' | 'currency'>;
  readonly file: FileSource;
  /** null: to be guessed. */
  readonly format: string | null;
  /** Corrections to the proposed mapping of another program's table, see `changeMapping`; null: none. */
  readonly map: string | null;
  /** Null: a dry run. */
  readonly as: {
    readonly author: Pick<Author, 'personId' | 'personName' | 'at'>;
    readonly key: string;
  } | null;
  /** Called with the number of rows read so far, and then written so far. */
  readonly report: (stage: 'reading' | 'writing', rows: number) => void;
}

export type ImportResult = Refusal | Found;

/** Why nothing in the file can be imported. */
export type Refusal =
  | { readonly refused: 'format' | 'empty' | 'inconsistent' }
  | { readonly refused: 'map'; readonly header: readonly string[] }
  | { readonly refused: 'columns'; readonly missing: 'date' | 'amount' | 'item'; readonly table: Table };

export interface Found extends Tally {
  readonly refused: null;
  readonly format: string;
  /** How another program's table was read; null: the file is none. */
  readonly table: Table | null;
  /** The first problems, at most `mostProblems`, and the number of all. */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  /** False: a document with problems, which is not imported at all. */
  readonly isWhole: boolean;
  /** Some of the new, changed and removed rows, in the file's order. */
  readonly examples: readonly Example[];
  /** How many budgets and recurring purchases of a document are not in the account yet. */
  readonly plans: number;
  /** The change to undo its purchases by; null: none were written. */
  readonly changeId: bigint | null;
}

const mostProblems = 1_000;

/** Thrown to roll a transaction back on purpose. */
const undone = Symbol('nothing is to be kept');

/**
 * Compares a file with an account and, unless `as` is null, imports everything that can be imported, in one
 * transaction, or nothing. Importing the same file again, or with the same key, changes nothing. Needs two connections
 * of the pool.
 */
export async function importFile(database: Database, request: ImportRequest): Promise<ImportResult> {
  const { account } = request;
  const looked = await lookAt(request);
  if ('refused' in looked) return looked;
  const { text, format, table } = looked;
  const problems: FileProblem[] = [];
  let problemCount = 0;
  const onProblem = (problem: FileProblem) => {
    problemCount += 1;
    if (problems.length < mostProblems) problems.push(problem);
  };
  const read = await readerOf(looked, account.currency);
  if (read === null) return { refused: 'format' };
  let found: Found | null = null;
  try {
    await database.transaction().execute(async (ledger) => {
      await sql`select pg_advisory_xact_lock(${importLock}, hashint8(${account.id}))`.execute(ledger);
      await makeStage(ledger);
      await stageRows(ledger, read(text()), onProblem, (rows) => request.report('reading', rows));
      const tally = await judge(ledger, account.id, onProblem);
      const isWhole = format !== 'json' || problemCount === 0;
      const examples = await examplesOf(ledger);
      const plans = isWhole ? await countPlans(ledger, account.id) : 0;
      const about = { format, table, problems, problemCount, isWhole, examples, plans };
      found = { refused: null, ...about, ...tally, changeId: null };
      if (request.as === null || !isWhole) throw undone;
      found = { ...found, ...(await write(database, ledger, request, request.as, tally)) };
    });
  } catch (error) {
    if (isInconsistent(error)) return { refused: 'inconsistent' };
    if (error !== undone) throw error;
  }
  if (found === null) throw new Error('an import came to nothing');
  return found;
}

/** How a file would be read if it is another program's table; null: it is none, or cannot be read as one. */
export async function proposedTable(request: Pick<ImportRequest, 'file' | 'format'>): Promise<Table | null> {
  const looked = await lookAt({ ...request, map: null });
  return 'refused' in looked ? null : looked.table;
}

/** What a file turns out to be. */
interface Looked {
  readonly text: () => AsyncIterable<string>;
  readonly format: string;
  /** null: it is no table of another program. */
  readonly table: Table | null;
  /** Of spndr's own CSV. */
  readonly delimiter: string;
}

/** Determines what a file is by its beginning. */
async function lookAt({
  file,
  format: wanted,
  map,
}: Pick<ImportRequest, 'file' | 'format' | 'map'>): Promise<Refusal | Looked> {
  const encoding = await encodingOf(file);
  const text = () => textOf(file, encoding);
  const beginning = (await beginningOf(text(), 4_096)).trimStart();
  if (beginning === '') return { refused: 'empty' };
  if (beginning.includes('\0')) return { refused: 'format' };
  const format = wanted ?? guessFormat(file.name, beginning);
  if (format === null) return { refused: 'format' };
  const own = ownDelimiter(beginning);
  const table = format === 'csv' && own === null ? await tableOf(text(), map) : null;
  return table !== null && 'refused' in table ? table : { text, format, table, delimiter: own ?? ',' };
}

/** Whether Postgres rejected a document as contradictory, such as numbers used twice or changes to nothing. */
function isInconsistent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

/** With the account's id, the advisory lock that allows one import at a time. */
const importLock = 0x696d70;

type Read = (text: AsyncIterable<string>) => AsyncIterable<StagedRow>;

async function readerOf(
  { format, table, delimiter }: Pick<Looked, 'format' | 'table' | 'delimiter'>,
  currency: string,
): Promise<Read | null> {
  if (format === 'json') return readDocument;
  if (table !== null) return (text) => readTable(text, table.header, table.mapping, currency);
  if (format === 'csv') return (text) => readOwnCsv(text, delimiter);
  const reader = await formatNamed(format);
  return reader && ((text) => reader.read(text, { currency }));
}

async function tableOf(text: AsyncIterable<string>, map: string | null): Promise<Table | Refusal> {
  const table = await lookAtTable(text);
  if (table === null) return { refused: 'empty' };
  const mapping: Mapping | null =
    map === null ? table.mapping : changeMapping(table.mapping, map, table.header);
  if (mapping === null) return { refused: 'map', header: table.header };
  const mapped = { ...table, mapping };
  const missing = missingColumn(mapping);
  return missing === null ? mapped : { refused: 'columns', missing, table: mapped };
}

async function write(
  database: Database,
  ledger: Ledger,
  { account, report }: ImportRequest,
  { author, key }: NonNullable<ImportRequest['as']>,
  tally: Tally,
): Promise<Partial<Found>> {
  const before = await earlier(ledger, key);
  if (before) return before;
  const numbers = await reserveNumbers(database, ledger, account.id);
  const isEmpty = numbers.before === 0;
  await sql`create temp table staged_change (ordinal integer primary key, id bigint not null) on commit drop`.execute(
    ledger,
  );
  const who = { ...author, accountId: account.id, chatId: 0, messageId: 0 };
  // Settings and the document's changes first: those changes must be older than this import's own.
  const [settings, changes, ...others] = sections;
  const destination: Destination = {
    accountId: account.id,
    isEmpty,
    before: numbers.before,
    changeId: null,
    personId: author.personId,
    at: author.at,
    report: (rows) => report('writing', rows),
  };
  await settings?.take(ledger, destination);
  await changes?.take(ledger, destination);
  const isNews = tally.added + tally.changed > 0;
  if (isNews) await clearUndone(ledger, who);
  const changeId = isNews ? await addChange(ledger, who, { kind: 'import' }) : null;
  for (const section of others) await section.take(ledger, { ...destination, changeId });
  if (changeId !== null) {
    await sql`insert into import (change_id, key, brought, changed)
      select ${changeId}, ${key}, coalesce(array_agg(id order by ordinal) filter (where state = 'new'), '{}'),
        count(*) filter (where state = 'changed')
      from staged_state`.execute(ledger);
  }
  return { changeId };
}

async function countPlans(ledger: Ledger, accountId: bigint): Promise<number> {
  let plans = 0;
  for (const { news } of sections) {
    const counted = await news?.(accountId).execute(ledger);
    plans += counted?.rows[0]?.count ?? 0;
  }
  return plans;
}

/** The result of an earlier import with the same key; null: there was none. */
async function earlier(ledger: Ledger, key: string): Promise<Partial<Found> | null> {
  const { rows } = await sql<{ change_id: bigint; added: number; changed: number }>`
    select change_id, cardinality(brought) as added, changed from import where key = ${key}`.execute(ledger);
  const [row] = rows;
  return row ? { changeId: row.change_id, added: row.added, changed: row.changed } : null;
}

/**
 * Reserves numbers for the new purchases in a transaction of its own, so that people can go on recording. If the import
 * fails, they stay unused.
 */
async function reserveNumbers(
  database: Database,
  ledger: Ledger,
  accountId: bigint,
): Promise<{ readonly before: number }> {
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*)::integer as count, coalesce(max((record->>'number')::integer), 0) as last
    from staged_state join staged_purchase using (ordinal) where state = 'new'`.execute(ledger);
  const { count, last } = rows[0] ?? { count: 0, last: 0 };
  const reserved = await sql<{ before: number }>`
    update account set purchases_recorded = case
      when purchases_recorded = 0 then greatest(${count}::integer, ${last}::integer)
      else purchases_recorded + ${count}::integer end
    from (
      select purchases_recorded as before from account where id = ${accountId} for no key update
    ) held
    where id = ${accountId}
    returning held.before`.execute(database);
  const [row] = reserved.rows;
  if (!row) throw new Error('there is no such account');
  return row;
}
