import { type Command, Option } from 'commander';
import { isDay } from '../../ledger/day.ts';
import { countPurchases, exportAccount } from '../../ledger/portable/export.ts';
import { formatNames, guessFormat } from '../../ledger/portable/formats.ts';
import { isThere } from '../../ledger/storage/make-directory.ts';
import { unlessAborted } from '../../ledger/storage/unless-aborted.ts';
import { type Write, writeWhole } from '../../ledger/storage/whole-file.ts';
import { requireAccount } from '../account.ts';
import { countOf } from '../count.ts';
import { codeOf, Failure, UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { onNews, progressLine } from '../progress.ts';
import { stoppable } from '../signals.ts';
import { targetOf } from '../target.ts';

interface Options {
  account: string;
  format?: string;
  from?: string;
  to?: string;
  output?: string;
  force?: boolean;
  json?: boolean;
}

/** Adds `spndr export`. */
export function define(program: Command, io: CommandIo): void {
  const exporting = program
    .command('export')
    .description(
      'write the purchases of an account to a file, or to stdout.\n' +
        'json holds everything in the account, history included; the other formats hold the purchases as they stand.\n' +
        'spndr import reads each of them back.',
    )
    .requiredOption('--account <email>', 'whose purchases')
    .addOption(
      new Option('--format <format>', 'when left out, the ending of -o decides').choices(formatNames),
    )
    .option('--from <day>', 'leave out what is before DAY (YYYY-MM-DD)')
    .option('--to <day>', 'leave out what is after DAY')
    .option('-o, --output <file>', 'write FILE')
    .option('--force', 'write FILE even if there is one already')
    .option('--json', 'with -o: print as JSON what was written')
    .action((options: Options) => exportFile(io, options));
  examples(exporting, [
    ['spndr export --account ann@example.com --format json -o spndr.json', 'everything'],
    ['spndr export --account ann@example.com --format csv --from 2026-01-01 | wc -l'],
  ]);
}

async function exportFile(io: CommandIo, options: Options): Promise<void> {
  const { output = null, from = null, to = null } = options;
  const format = options.format ?? (output === null ? null : guessFormat(output, ''));
  if (format === null)
    throw new UsageError('no format is given', `give --format with one of ${formatNames.join(', ')}`);
  readSpan(format, from, to);
  const target = output === null ? null : await targetOf(output, 'leave -o out for standard output');
  await stoppable((stop) =>
    withLedger(io, async (database) => {
      const account = await requireAccount(database, options.account);
      const what = { format, from, to };
      if (output === null || target === null)
        return exportAccount(database, account, what, (text) => unlessAborted(io.out.write(text), stop));
      if (!options.force && (await isThere(target)))
        throw new Failure(`there is a file ${output} already`, 'give another name, or --force to replace it');
      const purchases = await countPurchases(database, account.id, what);
      const size = await io.out.working(`exporting to ${output}`, (report) => {
        const tell = onNews(report);
        let lines = 0;
        const body = (write: Write) =>
          exportAccount(database, account, what, async (text) => {
            await write(text);
            // only csv and json have one line per purchase
            lines += format === 'csv' || format === 'json' ? text.split('\n').length - 1 : 0;
            if (lines > 0) tell(progressLine(`exporting to ${output}`, lines, purchases));
          });
        return intoFile(target, body, stop);
      });
      if (options.json) return io.out.json({ file: output, format, purchases, bytes: size });
      io.out.line(`wrote ${output}: ${format}, ${countOf(purchases, 'purchase')}`);
    }),
  );
}

function readSpan(format: string, from: string | null, to: string | null): void {
  for (const day of [from, to]) {
    if (day !== null && !isDay(day)) throw new UsageError(`'${day}' is not a day`, 'write it as 2026-01-31');
  }
  if (from !== null && to !== null && from > to)
    throw new UsageError('--from is after --to', 'swap the two days');
  if (format === 'json' && (from !== null || to !== null))
    throw new UsageError(
      'json always holds everything',
      'leave --from and --to out, or choose another format',
    );
}

/** Writes a file; fulfils with its size in bytes. Throws `Failure` if it cannot be written. */
async function intoFile(
  file: string,
  body: (write: Write) => Promise<void>,
  stop: AbortSignal,
): Promise<number> {
  let size = 0;
  try {
    const counted = (write: Write) =>
      body(async (text) => {
        await write(text);
        size += Buffer.byteLength(text);
      });
    await writeWhole(file, counted, stop);
    return size;
  } catch (error) {
    const code = codeOf(error);
    if (code !== null && /^E[A-Z]+$/.test(code))
      throw new Failure(`cannot write ${file} (${code})`, 'check the path and the space there', {
        cause: error,
      });
    throw error;
  }
}
