import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Command, Option } from 'commander';
import { backupTo, backupToFile, type Made } from '../../ledger/backup/file.ts';
import { type Format, formats } from '../../ledger/backup/format.ts';
import type { Manifest } from '../../ledger/backup/manifest.ts';
import { latestRuns } from '../../ledger/backup/runs.ts';
import type { Progress } from '../../ledger/backup/snapshot.ts';
import { connected, migrationState } from '../../ledger/storage/migrate.ts';
import { unlessAborted } from '../../ledger/storage/unless-aborted.ts';
import { codeOf, Failure, UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { requireMigrated } from '../ledger.ts';
import { givenPassphrase, newPassphrase } from '../passphrase.ts';
import { ReaderLeft } from '../result-end.ts';
import { existingPepper } from '../secrets.ts';
import { stoppable } from '../signals.ts';
import { databaseName } from '../storage.ts';
import { targetOf } from '../target.ts';
import { version } from '../version.ts';

interface BackupCommandOptions {
  encrypt?: boolean;
  passphraseFile?: string;
  format?: Format;
  history?: boolean;
  json?: boolean;
}

/** Adds `spndr backup`. */
export function define(program: Command, io: CommandIo): void {
  const backup = program
    .command('backup')
    .description(
      'write everything that spndr has to FILE, while it runs; encrypted when there is a passphrase. See docs/BACKUP.md',
    )
    .argument('[file]', 'where to; - is standard output')
    .option('--encrypt', 'ask for a passphrase when none is set')
    .option('--passphrase-file <path>', 'encrypt with what PATH holds; SPNDR_BACKUP_PASSPHRASE does it too')
    .addOption(
      new Option(
        '--format <format>',
        'what writes the rows: pg_dump, spndr itself (snapshot), or pg_dump where it can (auto); otherwise as SPNDR_BACKUP_FORMAT says',
      ).choices(formats),
    )
    .option('--history', 'instead, show how the backups that daemons make on a schedule went')
    .option('--json', 'print JSON')
    .action((file: string | undefined, options: BackupCommandOptions) => run(io, file, options));
  examples(backup, [
    ['spndr backup spndr.tar.gz', 'readable by whoever has the file'],
    ['spndr backup --encrypt spndr.sealed', 'and with the secret that passwords need'],
    ['spndr backup --format pg_dump spndr.tar.gz', 'by the pg_dump on the PATH, or not at all'],
    ['spndr backup --passphrase-file key - | ssh safe "cat > spndr.sealed"'],
    ['spndr start --polling --backup-dir /backup', 'the daemon makes one every night'],
    ['spndr backup --history --json', 'how those went'],
  ]);
}

async function run(io: CommandIo, file: string | undefined, options: BackupCommandOptions): Promise<void> {
  if (options.history) return showHistory(io, options.json === true);
  if (file === undefined)
    throw new UsageError('spndr backup needs a file to write', 'name one, or - for standard output');
  const config = await io.readConfig();
  const given = await givenPassphrase(config, options.passphraseFile);
  const passphrase = given ?? (options.encrypt ? await newPassphrase(io) : null);
  const pepper = await existingPepper(config);
  const target = file === '-' ? null : await placeFor(file);
  const name = databaseName(config);
  const { manifest, bytes } = await stoppable((signal) =>
    io.withDatabase(config, (url) =>
      io.out.working(`backing up ${name}`, (report) => {
        const backing = {
          url,
          version: version(),
          pepper,
          format: options.format ?? config.backupFormat,
          passphrase,
          onProgress: progressOf(report, 'backing up'),
          signal,
        };
        return target === null ? toStdout(io, backing) : toFile(target, backing);
      }),
    ),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  if (options.json && file !== '-')
    io.out.json({ file, bytes, encrypted: passphrase !== null, rows, ...manifest });
  else {
    const said = `backed up ${name}: ${rows.toLocaleString('en')} rows of ${manifest.tables.length} tables, ${bytes.toLocaleString('en')} bytes${passphrase === null ? '' : ', encrypted'}, ${writtenBy(manifest)}`;
    file === '-' ? io.out.note(said) : io.out.line(said);
  }
  if (!manifest.pepperIncluded && manifest.accounts > 0) io.out.note(aboutPepper(pepper, config.dataDir));
}

/** The format of the rows, in words. */
function writtenBy({ pgDump }: Manifest): string {
  return pgDump === null ? 'format snapshot' : `format pg_dump (${pgDump})`;
}

/** What a backup without the pepper lacks, and what to do about it. */
function aboutPepper(pepper: string | null, dataDir: string): string {
  return pepper === null
    ? `there is no pepper in ${dataDir}: this backup lacks the secret that passwords depend on; keep the one from the daemon's machine as well`
    : 'this backup is not encrypted, so it lacks the pepper that passwords depend on: keep a copy of it (the file pepper of the data directory, or SPNDR_PEPPER), or use --encrypt';
}

/** Reports every table on a terminal; elsewhere, where it would fill a log, does nothing. */
export function progressOf(report: (words: string) => void, doing: string): (progress: Progress) => void {
  if (!process.stderr.isTTY) return () => {};
  return ({ table, rows, of }) =>
    report(`${doing} ${table} (${rows.toLocaleString('en')} of ${of.toLocaleString('en')} rows)`);
}

/** The path to write a backup to. Throws `UsageError` if that is no place for a file. */
async function placeFor(file: string): Promise<string> {
  const target = await targetOf(file, 'use - for standard output');
  const directory = dirname(target);
  if ((await stat(directory).catch(() => null))?.isDirectory() !== true)
    throw new UsageError(`there is no directory ${directory}`, 'make it, or name another file');
  return target;
}

async function toFile(file: string, options: Parameters<typeof backupToFile>[1]): Promise<Made> {
  try {
    return await backupToFile(file, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new Failure(`${file} cannot be written (${codeOf(error)})`, 'check permissions and space there', {
      cause: error,
    });
  }
}

async function toStdout(io: CommandIo, options: Parameters<typeof backupTo>[1]): Promise<Made> {
  if (process.stdout.isTTY)
    throw new UsageError('a backup is not for a terminal', 'send it to a file or a pipe');
  try {
    return await unlessAborted(
      backupTo((piece) => io.out.write(piece), options),
      options.signal,
    );
  } catch (error) {
    if (!(error instanceof ReaderLeft)) throw error;
    throw new Failure('nobody read the backup to its end', 'see why the command after the pipe ended');
  }
}

async function showHistory(io: CommandIo, json: boolean): Promise<void> {
  const config = await io.readConfig();
  const runs = await io.withDatabase(config, async (url) => {
    const { pending } = await migrationState(url);
    requireMigrated(pending);
    return connected(url, latestRuns);
  });
  if (json) return io.out.json(runs);
  if (runs.length === 0) return io.out.line('no daemon has made a backup on a schedule yet');
  await io.out.table(
    ['due', 'finished', 'file', 'bytes', 'error'],
    runs.map(({ dueAt, finishedAt, file, bytes, error }) => [
      dueAt.toISOString(),
      finishedAt.toISOString(),
      file ?? '',
      bytes === null ? '' : bytes.toLocaleString('en'),
      error ?? '',
    ]),
  );
}
