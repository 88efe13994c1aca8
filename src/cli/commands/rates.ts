import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { convertDue } from '../../ledger/rates/conversions.ts';
import { largestFile, readRates } from '../../ledger/rates/read.ts';
import type { DayRates } from '../../ledger/rates/reading.ts';
import {
  countRates,
  type Imported,
  importRates,
  latestRateDay,
  listRates,
  listWaiting,
  type Waiting,
} from '../../ledger/rates/table.ts';
import type { Database } from '../../ledger/storage/database.ts';
import { countOf } from '../count.ts';
import { codeOf, Failure } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { withLedger } from '../ledger.ts';

/** Adds `spndr rates import | status`. */
export function define(program: Command, io: CommandIo): void {
  const rates = program
    .command('rates')
    .description(
      "look after exchange rates: the reference rates of the European Central Bank, which convert purchases into their accounts' currencies",
    );
  examples(rates, [
    ['spndr rates import eurofxref-hist.csv', 'the rates of every day since 1999'],
    ['spndr rates status', 'which rates there are, and what waits for one'],
  ]);

  const importing = rates
    .command('import')
    .description(
      'read rates from a file: the CSV or XML (unzipped) of www.ecb.europa.eu, of one day, of 90 days or of all.\n' +
        'All of the file is imported, or nothing; importing it again changes nothing. ' +
        'Purchases that waited for a rate are converted. SPNDR_RATES_URL lets the daemon fetch such a file by itself.',
    )
    .argument('<file>', 'its path, or - for what is piped in')
    .option('--json', 'print JSON')
    .action((file: string, options: { json?: boolean }) => importFile(io, file, options.json === true));
  examples(importing, [
    ['spndr rates import eurofxref-hist.csv'],
    ['curl -s https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml | spndr rates import -'],
  ]);

  const status = rates
    .command('status')
    .description('show which rates there are and which purchases wait for one')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => showStatus(io, options.json === true));
  examples(status, [['spndr rates status'], ["spndr rates status --json | jq '.waiting'"]]);
}

async function importFile(io: CommandIo, file: string, json: boolean): Promise<void> {
  const name = file === '-' ? 'the piped text' : file;
  const days = await io.out.working(`reading ${name}`, () => readFile(file, name));
  await withLedger(io, async (database) => {
    const imported = await io.out.working('importing rates', (report) =>
      importRates(
        database,
        days,
        byTenths((written, total) => report(`importing rates: ${count(written)} of ${count(total)}`)),
      ),
    );
    const converted = await io.out.working('converting purchases', (report) =>
      convertAll(database, (done) => report(`converting purchases: ${count(done)}`)),
    );
    const span = days.map(({ day }) => day).sort();
    const [first, latest] = [span[0], span.at(-1)];
    if (json) return io.out.json({ days: days.length, first, latest, ...imported, converted });
    io.out.line(describeImport(imported, countRates(days)));
    io.out.line(`from ${first} to ${latest}, ${countOf(days.length, 'day')}`);
    if (converted > 0) io.out.line(`converted ${countOf(converted, 'purchase')} that waited for a rate`);
  });
}

/** Reports only each further tenth of the whole. */
function byTenths(report: (done: number, total: number) => void): (done: number, total: number) => void {
  let told = -1;
  return (done, total) => {
    const tenth = Math.floor((done * 10) / total);
    if (tenth > told) report(done, total);
    told = tenth;
  };
}

async function readFile(file: string, name: string): Promise<readonly DayRates[]> {
  const read = await readRates(await readBytes(file, name));
  if (read.ok) return read.days;
  throw new Failure(
    `${name} line ${read.line}: ${read.problem}; nothing was imported`,
    'give the CSV or XML of eurofxref as the ECB has it, whole and unzipped',
  );
}

/** Reads a file, but stops once it is too large. */
async function readBytes(file: string, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
      chunks.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > largestFile) break;
    }
  } catch (error) {
    throw new Failure(`cannot read ${name} (${codeOf(error)})`, 'check the path');
  }
  return Buffer.concat(chunks);
}

const batchSize = 500;

/** Converts everything that is due, one batch per transaction. Fulfils with the number converted. */
async function convertAll(database: Database, report: (done: number) => void): Promise<number> {
  let done = 0;
  for (;;) {
    const batch = await database.transaction().execute((ledger) => convertDue(ledger, batchSize));
    done += batch.converted;
    if (batch.converted > 0) report(done);
    if (batch.taken < batchSize) return done;
  }
}

function describeImport({ added, changed }: Imported, total: number): string {
  if (added + changed === 0) return `nothing new: all ${count(total)} rates are there already`;
  const news =
    changed === 0 ? countOf(added, 'new rate') : `${countOf(added, 'new rate')}, ${count(changed)} changed`;
  return `imported ${news}, of ${count(total)} in the file`;
}

async function showStatus(io: CommandIo, json: boolean): Promise<void> {
  const { currencies, latest, waiting } = await withLedger(io, async (database) => ({
    currencies: await listRates(database),
    latest: await latestRateDay(database),
    waiting: await listWaiting(database),
  }));
  if (json) return io.out.json({ base: 'EUR', latest, currencies, waiting });
  if (latest === null) io.out.line('there are no rates');
  else {
    io.out.line(`rates of ${countOf(currencies.length, 'currency', 'currencies')}, the latest of ${latest}`);
    await io.out.table(
      ['currency', 'first', 'latest', 'days'],
      currencies.map(({ currency, first, latest, days }) => [currency, first, latest, count(days)]),
    );
  }
  for (const line of waiting.map(describeWaiting)) io.out.line(line);
  if (latest === null) io.out.note('spndr rates import FILE brings some, or set SPNDR_RATES_URL');
}

function describeWaiting({ currency, into, purchases, first, latest }: Waiting): string {
  const span = first === latest ? `of ${first}` : `from ${first} to ${latest}`;
  return `${countOf(purchases, 'purchase')} ${span} waiting for a rate from ${currency} to ${into}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
