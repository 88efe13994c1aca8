import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileFound, FileRefused, FileWork, FileWorkResult } from '../chat/file-work.ts';
import type { Database } from '../ledger/database.ts';
import { mappingWords } from '../ledger/portable/csv-mapping.ts';
import { type Found, type ImportResult, importFile } from '../ledger/portable/import.ts';
import { turnImport } from '../ledger/portable/turn-import.ts';

/** Brings a file that a person sent to `path`: fulfils with why it cannot, or null when it is there. */
export type FetchFile = (fileId: string, path: string) => Promise<'gone' | 'too-large' | null>;

/**
 * Does work with files, in transactions of its own. To import a file and to turn an import each have a key, so that work
 * that is done again, after a crash or by another daemon, does nothing twice and comes to the same.
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
  const folder = await mkdtemp(join(tmpdir(), 'spndr-file-'));
  try {
    return { kind: work.kind, found: await importFrom(database, fetch, work, join(folder, 'file')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importFrom(
  database: Database,
  fetch: FetchFile,
  work: Extract<FileWork, { kind: 'import-file' }>,
  path: string,
): Promise<FileFound | FileRefused> {
  const { accountId, fileId, name, map, as } = work;
  const lacking = await fetch(fileId, path);
  if (lacking !== null) return { refused: lacking, header: [] };
  const account = await database
    .selectFrom('account')
    .select(['id', 'currency'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const result = await importFile(database, {
    account,
    file: { name, open: () => createReadStream(path) },
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
  const { format, added, changed, same, removed, problemCount, isWhole } = found;
  return {
    refused: null,
    format,
    added,
    changed,
    same,
    removed,
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
