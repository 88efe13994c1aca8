import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { isEncrypted } from '../../ledger/backup/envelope.ts';
import { fingerprintOf, type Manifest } from '../../ledger/backup/manifest.ts';
import { peek, unpack } from '../../ledger/backup/pack.ts';
import {
  isInUse,
  type OpenBackup,
  openBackup,
  type Restored,
  restoreOpen,
} from '../../ledger/backup/restore.ts';
import { connected } from '../../ledger/storage/migrate.ts';
import { askFirst } from '../ask-first.ts';
import type { Config } from '../config.ts';
import { countOf } from '../count.ts';
import { codeOf, Failure } from '../failure.ts';
import { examples } from '../help.ts';
import { countHoldings, describeHoldings } from '../holdings.ts';
import type { CommandIo } from '../io.ts';
import { givenPassphrase, knownPassphrase } from '../passphrase.ts';
import { withScratchDatabase } from '../scratch.ts';
import { existingPepper, replacePepper } from '../secrets.ts';
import { databaseName } from '../storage.ts';
import { progressOf } from './backup.ts';

interface RestoreCommandOptions {
  verify?: boolean;
  yes?: boolean;
  passphraseFile?: string;
  json?: boolean;
}

/** Adds `spndr restore`. */
export function define(program: Command, io: CommandIo): void {
  const command = program
    .command('restore')
    .description(
      'put what a backup holds in place of what spndr has: all of it, checked, or nothing. Asks first when there is something to lose',
    )
    .argument('<file>', 'what spndr backup wrote; - is standard input')
    .option('--verify', 'restore into a database made for it, check everything, and drop it again')
    .option('--yes', 'do not ask')
    .option('--passphrase-file <path>', 'the passphrase of an encrypted backup is in PATH')
    .option('--json', 'print JSON')
    .action((file: string, options: RestoreCommandOptions) => run(io, file, options));
  examples(command, [
    ['spndr restore --verify spndr.tar.gz', 'is this backup good? changes nothing'],
    ['spndr restore spndr.tar.gz', 'stop spndr start first'],
    ['spndr restore --yes --passphrase-file key - < spndr.sealed', 'in a script'],
  ]);
}

async function run(io: CommandIo, file: string, options: RestoreCommandOptions): Promise<void> {
  const config = await io.readConfig();
  const given = await givenPassphrase(config, options.passphraseFile);
  const { start, whole } = await peek(readFrom(file));
  // asked now, before a spinner occupies the terminal
  const passphrase = given ?? (isEncrypted(start) ? await knownPassphrase(io) : null);
  const source = unpack(whole, {
    passphrase: async () => passphrase ?? (await knownPassphrase(io)),
  });
  // before a database is opened or made, or anything is asked
  const backup = await openBackup(source);
  const done = options.verify ? verify(io, config, file, backup) : replace(io, config, file, backup, options);
  const restored = await done.finally(backup.close);
  const subject = options.verify ? `${nameOf(file)} is whole` : `restored ${databaseName(config)}`;
  tell(io, restored, subject, options.json === true);
}

function replace(
  io: CommandIo,
  config: Config,
  file: string,
  backup: OpenBackup,
  { yes = false }: RestoreCommandOptions,
): Promise<Restored> {
  const { manifest } = backup;
  const name = databaseName(config);
  return io.withDatabase(
    config,
    async (url) => {
      const overwrite = await connected(url, (client) => isInUse(client, manifest));
      if (overwrite && !yes) {
        const holdings = describeHoldings(await countHoldings(url));
        const loss = `This replaces everything spndr keeps in ${name}: ${holdings}.`;
        const instead = `the backup as of ${manifest.madeAt}, which holds ${countOf(manifest.accounts, 'account')}`;
        await askFirst(io, `${loss}\nReplace it with ${instead}?`, `spndr restore --yes ${file}`);
      }
      return io.out.working(`restoring ${name}`, (report) =>
        restoreOpen(backup, {
          url,
          overwrite,
          onProgress: progressOf(report, 'restoring'),
          beforeCommit: (manifest, pepper) => bringPepper(io, config, manifest, pepper),
        }),
      );
    },
    { make: true },
  );
}

function verify(io: CommandIo, config: Config, file: string, backup: OpenBackup): Promise<Restored> {
  return withScratchDatabase(config, io, (url) =>
    io.out.working(`verifying ${nameOf(file)}`, (report) =>
      restoreOpen(backup, { url, overwrite: false, onProgress: progressOf(report, 'verifying') }),
    ),
  );
}

function tell(io: CommandIo, restored: Restored, done: string, json: boolean): void {
  const { manifest, migrated, strange, replies } = restored;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  if (json) io.out.json({ ...restored, rows });
  else
    io.out.line(
      `${done}: ${rows.toLocaleString('en')} rows of ${manifest.tables.length} tables, ${countOf(manifest.accounts, 'account')}, as of ${manifest.madeAt}, every sum as it was`,
    );
  if (migrated.length > 0) io.out.note(`migrated: ${migrated.join(', ')}`);
  if (strange.length > 0) io.out.note(`left out, because they are not spndr's: ${strange.join(', ')}`);
  if (replies > 0)
    io.out.note(
      `${countOf(replies, 'reply was', 'replies were')} waiting when the backup was made, and will not be sent: see spndr outbox list`,
    );
}

/**
 * Makes the pepper here that of the passwords in the backup; notes if it is missing. Throws `Failure` if the settings
 * have another one. Returns a function that undoes it.
 */
async function bringPepper(
  io: CommandIo,
  config: Config,
  manifest: Manifest,
  pepper: string | null,
): Promise<() => Promise<void>> {
  const here = await existingPepper(config);
  if (pepper !== null && config.pepper !== null && pepper !== config.pepper)
    throw new Failure(
      'SPNDR_PEPPER is not the pepper of this backup, so nobody could log in; nothing was restored',
      'leave SPNDR_PEPPER out, and the one in the backup is kept in the data directory',
    );
  if (pepper !== null) return config.pepper === null ? replacePepper(config.dataDir, pepper) : async () => {};
  const isKnown = here !== null && manifest.pepper === fingerprintOf(here);
  if (!isKnown && manifest.accounts > 0)
    io.out.note(
      `the pepper of this backup is not here, and without it nobody can log in with a password: copy the file pepper of the old data directory to ${config.dataDir}, or set SPNDR_PEPPER, before you start spndr`,
    );
  return async () => {};
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

async function* readFrom(file: string): AsyncGenerator<Buffer> {
  if (file === '-') {
    yield* process.stdin as AsyncIterable<Buffer>;
    return;
  }
  try {
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new Failure(`${file} cannot be read (${codeOf(error)})`, 'check the path and the permissions');
  }
}
