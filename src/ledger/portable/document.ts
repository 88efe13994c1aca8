import { sql } from 'kysely';
import * as v from 'valibot';
import { excerpt } from '../lengths.ts';
import { fromRow } from '../purchases/purchase.ts';
import type { Ledger } from '../storage/database.ts';
import { pagesOf } from './pages.ts';
import type { FileProblem } from './portable.ts';
import { purchaseRecord, purchases } from './sections/purchases.ts';
import { sections } from './sections/sections.ts';
import type { StagedRow } from './stage.ts';
import { linesOf } from './text.ts';

/**
 * The JSON document of an account: valid JSON as a whole, with one record per line, so that nobody has to hold all of
 * it in memory. The same account gives the same bytes.
 */
const opening = '{"format":"spndr","version":1,';

/** Whether a text begins like the JSON document of an account. */
function isDocument(beginning: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"spndr"/.test(beginning);
}

/** Everything in an account, history included, as JSON text in pieces. */
export async function* writeDocument(ledger: Ledger, accountId: bigint): AsyncIterable<string> {
  await numberChanges(ledger, accountId);
  yield `${opening}\n`;
  for (const [index, section] of sections.entries()) {
    let before = `${JSON.stringify(section.name)}:[\n`;
    for await (const page of pagesOf(ledger, section.select(accountId))) {
      yield before + page.map(({ record }) => record).join(',\n');
      before = ',\n';
    }
    const isEmpty = before !== ',\n';
    yield `${isEmpty ? before : '\n'}]${index < sections.length - 1 ? ',' : ''}\n`;
  }
  yield '}\n';
}

/** Numbers the changes that a document contains; imports that left no trace in the account are left out. */
async function numberChanges(ledger: Ledger, accountId: bigint): Promise<void> {
  await sql`create temp table exported_change on commit drop as
    select id, row_number() over (order by id)::integer as place
    from change
    where account_id = ${accountId} and not exists (
      -- categories that were moved are a section of their own
      select from change moved
      where moved.id = coalesce(change.of_change, change.id) and moved.kind = 'category'
        and moved.account_id = ${accountId})
    and (kind <> 'import'
      or exists (select from purchase_revision where change_id = change.id)
      or exists (select from change undo where undo.of_change = change.id))`.execute(ledger);
  await sql`create unique index on exported_change (id)`.execute(ledger);
  await sql`analyze exported_change`.execute(ledger);
}

/** Reads a document. Lines that cannot be read become problems; if there are any, the document must not be imported. */
export async function* readDocument(text: AsyncIterable<string>): AsyncIterable<StagedRow> {
  const reading = { line: 0, section: null as (typeof sections)[number] | null, records: 0, isOver: false };
  for await (const full of linesOf(text)) {
    reading.line += 1;
    const { line, section } = reading;
    const content = full.trim().replace(/,$/, '');
    if (content === '' || (line === 1 && isDocument(content))) {
      if (line === 1 && full.trim() !== opening) yield problem(line, 'version', content);
    } else if (section === null) {
      const name = /^"(\w+)":\[$/.exec(content)?.[1];
      reading.section = sections.find((known) => known.name === name) ?? null;
      reading.isOver = content === '}';
      reading.records = 0;
      if (reading.section === null && !reading.isOver) {
        yield problem(line, name === undefined ? 'one-a-line' : 'newer', name ?? content);
        return;
      }
    } else if (content === ']') {
      reading.section = null;
    } else {
      const record = recordIn(content);
      // the first error is enough: a line can have millions
      const schema = section === purchases ? purchaseRecord : section.record;
      const read = v.safeParse(schema, record, { abortEarly: true });
      if (!read.success) yield problem(line, 'record', v.getDotPath(read.issues[0]) ?? content);
      else if (section === purchases) yield purchaseOf(line, read.output as PurchaseRecord);
      else {
        reading.records += 1;
        yield { section: section.name, ordinal: reading.records, record };
      }
    }
  }
  if (!reading.isOver) yield problem(reading.line + 1, 'cut-off', '…');
}

function problem(line: number, key: string, words: string): FileProblem {
  return { line, problem: key, words: excerpt(words) };
}

function recordIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

type PurchaseRecord = v.InferOutput<typeof purchaseRecord>;

function purchaseOf(line: number, read: PurchaseRecord): StagedRow {
  const { removed, ...details } = fromRow(read);
  const { number, recorded_at, conversion, suggested, revisions } = read;
  const record = { number, recorded_at, conversion, suggested, revisions };
  return { line, purchase: { uid: read.uid, ...details }, removed, record };
}
