import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { openNameless } from '../../daemon/files/nameless-file.ts';
import { decimal } from '../../ledger/money.ts';
import type { Table } from '../../ledger/portable/csv/foreign.ts';
import { mappingWords } from '../../ledger/portable/csv/mapping.ts';
import { formatNames } from '../../ledger/portable/formats.ts';
import {
  type Found,
  type ImportResult,
  importFile,
  proposedTable,
  type Refusal,
} from '../../ledger/portable/import.ts';
import type { Example } from '../../ledger/portable/stage.ts';
import type { FileSource } from '../../ledger/portable/text.ts';
import { requireAccount } from '../account.ts';
import { askFirst } from '../ask-first.ts';
import { countOf } from '../count.ts';
import { codeOf, Failure, UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { describeProblem } from '../problems.ts';
import { onNews, progressLine } from '../progress.ts';

interface Options {
  account?: string;
  fromOriginal?: string;
  bot?: string;
  currency?: string;
  timeZone?: string;
  format?: string;
  map?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** Adds `spndr import`. */
export function define(program: Command, io: CommandIo): void {
  const importing = program
    .command('import')
    .description(
      'read purchases from a file into an account: what spndr export wrote, or the table of another program as CSV.\n' +
        'Everything that can be taken is taken in one go, or nothing is; rows that cannot be taken are listed with their lines.\n' +
        'Importing the same file again changes nothing.',
    )
    .argument('[file]', 'its path, or - for what is piped in')
    .option('--account <email>', 'into which account')
    .addOption(new Option('--format <format>', 'guessed from the file when left out').choices(formatNames))
    .option('--dry-run', 'only show what would be new, changed and skipped')
    .option(
      '--map <columns>',
      'how to read the table of another program when the guess is wrong, such as\n' +
        'date=Datum,amount=Betrag,item=Zweck,dates=dmy,decimal=comma,spent=minus.\n' +
        'Columns: date, amount or debit and credit, type (expense, income, debit, Cr, …), currency, item, vendor,\n' +
        'category, tags. One without a name is called by its number.\n' +
        'dates: ymd, dmy, mdy; decimal: comma, point; spent (the sign of what was spent): minus, plus',
    )
    .option(
      '--from-original <url>',
      'take over a database of the original spndr instead (postgres://...): accounts, links and purchases,\n' +
        'each once, however often this is run. Passwords go on working. What cannot be taken is listed.\n' +
        'Its password, if it wants one, is asked for, or comes from PGPASSWORD or ~/.pgpass',
    )
    .option('--bot <id>', 'the bot whose users the original knew; that of SPNDR_BOT_TOKEN when left out')
    .option('--currency <code>', "the currency of the original's prices, as it kept none; EUR when left out")
    .option('--time-zone <zone>', "the time zone of the original's people; UTC when left out")
    .option('--json', 'print JSON')
    .action((file: string | undefined, options: Options) => importFrom(io, file, options));
  examples(importing, [
    ['spndr import --account ann@example.com spndr.json'],
    ['spndr import --account ann@example.com bank.csv --dry-run', 'how it would be read'],
    ['spndr import --account ann@example.com bank.csv --map date=Buchungstag,item=Zweck,decimal=comma'],
    [
      'spndr import --from-original postgres://localhost/old --currency INR --dry-run',
      'what would be taken over',
    ],
  ]);
}

async function importFrom(io: CommandIo, file: string | undefined, options: Options): Promise<void> {
  const { account, fromOriginal } = options;
  if (fromOriginal === undefined) {
    if (file === undefined)
      throw new UsageError('no file is named', 'give its path, or - for what is piped in');
    if (account === undefined) throw new UsageError('no account is named', 'say which with --account EMAIL');
    return importInto(io, file, account, options);
  }
  if (file !== undefined || account !== undefined) {
    throw new UsageError('--from-original takes neither a file nor an account', 'leave them out');
  }
  const { importFromOriginal } = await import('./import-original.ts');
  const { bot = null, currency = null, timeZone = null, dryRun = false, json = false } = options;
  await importFromOriginal(io, { url: fromOriginal, bot, currency, timeZone, dryRun, json });
}

async function importInto(io: CommandIo, file: string, email: string, options: Options): Promise<void> {
  const { format = null, map = null, dryRun = false } = options;
  await withFile(file, (source) =>
    withLedger(
      io,
      async (database) => {
        const account = await requireAccount(database, email);
        if (map === null && !dryRun) await agreeOnTable(io, file, { file: source, format });
        const author = { personId: 0, personName: 'spndr', at: new Date() };
        const result = await io.out
          .working(`reading ${nameOf(file)}`, async (report) => {
            const tell = onNews(report);
            let read = 0;
            return importFile(database, {
              account,
              file: source,
              format,
              map,
              as: dryRun ? null : { author, key: randomUUID() },
              report(stage, rows) {
                if (stage === 'reading') read = rows;
                const tenth = Math.floor(rows / 10_000) * 10_000;
                if (stage === 'reading' && tenth > 0) tell(progressLine(`reading ${nameOf(file)}`, tenth, 0));
                if (stage === 'writing') tell(progressLine('importing', rows, read));
              },
            });
          })
          .catch((error: unknown) => {
            throw unreadable(file, error);
          });
        tellResult(io, file, result, options);
      },
      2,
    ),
  );
}

const doubts: Readonly<Record<NonNullable<Table['doubt']>, (name: string) => string>> = {
  columns: (name) => `what the columns of ${name} hold is only guessed`,
  dates: (name) => `the dates of ${name} can be read day first and month first`,
  sign: (name) => `whether amounts below zero are what was spent is only guessed for ${name}`,
};

/** Asks how another program's table is read. Without a terminal, refuses one that leaves a doubt. Throws `Failure`. */
async function agreeOnTable(
  io: CommandIo,
  file: string,
  request: Parameters<typeof proposedTable>[0],
): Promise<void> {
  const table = await proposedTable(request).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (table === null || (table.doubt === null && !io.asking)) return;
  const map = `--map '${mappingWords(table.mapping, table.proposed)}'`;
  if (!io.asking)
    throw new Failure(
      doubts[table.doubt ?? 'columns'](nameOf(file)),
      `look with --dry-run, and take it with ${map}`,
    );
  io.out.note(`${nameOf(file)} would be read as a table: ${map}`);
  for (const row of [table.header, ...table.rows.slice(0, 3)]) io.out.note(`  ${row.join(' | ')}`);
  await askFirst(io, 'Take it like this?', map);
}

function unreadable(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || !/^E(NOENT|ACCES|ISDIR|IO|PERM)$/.test(code)) return error;
  return new Failure(`cannot read ${file} (${code})`, 'check the path');
}

function nameOf(file: string): string {
  // /dev/fd/63 is what a shell makes of <(zcat bank.csv.gz)
  return /^(-|\/dev\/(stdin|fd\/.*))$/.test(file) ? 'what is piped in' : basename(file);
}

/** A file is read more than once; a pipe is therefore copied to a temporary file for the duration of `work`. */
async function withFile<Result>(
  file: string,
  work: (source: FileSource) => Promise<Result>,
): Promise<Result> {
  const open = () => createReadStream(file);
  if (file !== '-' && !(await isPipe(file))) return work({ name: basename(file), open });
  const kept = await openNameless();
  try {
    for await (const piece of file === '-' ? process.stdin : open()) await kept.append(piece);
    return await work({ name: '', open: kept.read });
  } finally {
    await kept.dispose();
  }
}

/** Whether the file is a pipe or the like; false if it cannot be examined. */
function isPipe(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
}

function tellResult(io: CommandIo, file: string, result: ImportResult, options: Options): void {
  if (result.refused !== null) throw refusal(file, result);
  const { added, changed, same, removed, problems, problemCount, table, format, isWhole } = result;
  if (options.json) {
    const read = table === null ? null : mappingWords(table.mapping, table.proposed);
    const dryRun = options.dryRun === true;
    io.out.json({
      format,
      dryRun,
      map: read,
      new: added,
      changed,
      skipped: { same, removed, problems: problemCount },
      problems: problems.map((problem) => ({ ...problem, says: describeProblem(problem) })),
      examples: result.examples.map((example) => ({ ...example, content: shown(example) })),
    });
  } else {
    if (table !== null)
      io.out.line(`read as a table: --map '${mappingWords(table.mapping, table.proposed)}'`);
    if (options.dryRun) for (const example of result.examples) io.out.line(describeExample(example));
    if (isWhole) io.out.line(summary(result, options.dryRun === true));
    for (const problem of problems) io.out.note(`line ${problem.line}: ${describeProblem(problem)}`);
    if (problemCount > problems.length) io.out.note(`and ${problemCount - problems.length} more`);
  }
  if (!isWhole)
    throw new Failure(
      `${nameOf(file)} is not whole (${countOf(problemCount, 'problem', 'problems')}); nothing was imported`,
      'export it again',
    );
}

function summary({ added, changed, same, removed, problemCount }: Found, dryRun: boolean): string {
  const skipped = [
    ...(same > 0 ? [`${same.toLocaleString('en')} there already`] : []),
    ...(removed > 0 ? [`${removed.toLocaleString('en')} removed here`] : []),
    ...(problemCount > 0 ? [`${problemCount.toLocaleString('en')} that cannot be read`] : []),
  ];
  const left = skipped.length > 0 ? `; skipped ${skipped.join(', ')}` : '';
  const [begin, be] = dryRun ? ['dry run, nothing is written: ', 'would be '] : ['', ''];
  return `${begin}${countOf(added, 'purchase', 'purchases')} ${be}new, ${changed.toLocaleString('en')} ${be}changed${left}`;
}

function describeExample({ line, state, content, fields }: Example): string {
  const { kind, day, item, price, vendor, category } = content;
  const sign = kind === 'expense' ? '' : `${kind} `;
  const place = [...(vendor === null ? [] : [`@${vendor}`]), ...(category === null ? [] : [`#${category}`])];
  const why = state === 'changed' ? ` (${fields.join(', ')})` : '';
  return `${state}${why}, line ${line}: ${day} ${sign}${decimal(price)} ${price.currency} ${item} ${place.join(' ')}`.trimEnd();
}

function shown({ content }: Example) {
  const { price, given, ...others } = content;
  const money = (amount: typeof price) => ({ amount: decimal(amount), currency: amount.currency });
  return { ...others, price: money(price), given: given && money(given) };
}

function refusal(file: string, result: Refusal): Failure {
  const name = nameOf(file);
  switch (result.refused) {
    case 'empty':
      return new Failure(`${name} holds nothing`, 'check the file');
    case 'format':
      return new Failure(
        `${name} is in no format that spndr knows`,
        `say --format, one of ${formatNames.join(', ')}`,
      );
    case 'inconsistent':
      return new Failure(`what ${name} says does not fit together; nothing was imported`, 'export it again');
    case 'map':
      return new UsageError(
        `--map does not fit ${name}, whose columns are ${result.header.join(', ')}`,
        'see spndr import --help',
      );
    case 'columns':
      return new Failure(
        `no column of ${name} could be its ${result.missing}; its columns are ${result.table.header.join(', ')}`,
        `say which with --map ${result.missing}=...`,
      );
  }
}
