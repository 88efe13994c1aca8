import type { FileFound, FileRefused, FileWork, FileWorkResult } from '../../chat/file-work.ts';
import { mappingWords } from '../../ledger/portable/csv/mapping.ts';
import { type Found, type ImportResult, importFile } from '../../ledger/portable/import.ts';
import { turnImport } from '../../ledger/portable/turn-import.ts';
import type { Database } from '../../ledger/storage/database.ts';
import { type NamelessFile, openNameless } from './nameless-file.ts';

/**
 * Downloads a file that a person sent, and passes it to `write` piece by piece, in order, awaiting each. Fulfils with
 * null when all of it was written, else with why it cannot be had.
 */
export type FetchFile = (
  fileId: string,
  write: (bytes: Uint8Array) => Promise<void>,
) => Promise<'gone' | 'too-large' | null>;

/**
 * Does file work, in transactions of its own. An import and its undo or redo each have a key: done again, after a crash
 * or by another daemon, they change nothing more and fulfil with the same result.
 */
export async function doFileWork(
  database: Database,
  fetch: FetchFile,
  work: FileWork,
): Promise<FileWorkResult> {
  if (work.kind === 'turn-import') {
    const { accountId, changeId, turn: kind, as } = work;
    const author = { ...as, accountId, at: new Date(as.at), chatId: 0, messageId: 0 };
    const purchases = await turnImport(database, author, { changeId, kind, key: as.key });
    return { kind: work.kind, purchases };
  }
  const kept = await openNameless();
  try {
    return { kind: work.kind, found: await importFrom(database, fetch, work, kept) };
  } finally {
    await kept.dispose();
  }
}

async function importFrom(
  database: Database,
  fetch: FetchFile,
  work: Extract<FileWork, { kind: 'import-file' }>,
  kept: NamelessFile,
): Promise<FileFound | FileRefused> {
  const { accountId, fileId, name, map, as } = work;
  const lacking = await fetch(fileId, kept.append);
  if (lacking !== null) return { refused: lacking, header: [] };
  const account = await database
    .selectFrom('account')
    .select(['id', 'currency'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const result = await importFile(database, {
    account,
    file: { name, open: kept.read },
    format: null,
    map,
    as: as && { key: as.key, author: { ...as, at: new Date(as.at) } },
    report: () => undefined,
  });
  return result.refused === null ? foundIn(result) : { refused: result.refused, header: headerIn(result) };
}

function headerIn(result: ImportResult): readonly string[] {
  if (result.refused === 'map') return result.header;
  return result.refused === 'columns' ? result.table.header : [];
}

const shownProblems = 10;
const shownExamples = 3;

function foundIn({ table, problems, examples, changeId, ...found }: Found): FileFound {
  const { format, added, changed, same, removed, plans, problemCount, isWhole } = found;
  return {
    refused: null,
    format,
    added,
    changed,
    same,
    removed,
    plans,
    problemCount,
    isWhole,
    problems: problems.slice(0, shownProblems),
    map: table && mappingWords(table.mapping, table.proposed),
    examples: examples.slice(0, shownExamples).map(({ content: { day, item, kind, price } }) => ({
      day,
      item,
      kind,
      minor: String(price.minor),
      currency: price.currency,
    })),
    changeId: changeId === null ? null : String(changeId),
  };
}
