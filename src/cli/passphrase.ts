import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import { shortestPassphrase } from './config-schema.ts';
import { codeOf, Failure, UsageError } from './failure.ts';
import type { CommandIo } from './io.ts';

const elsewhere = 'give --passphrase-file FILE, or set SPNDR_BACKUP_PASSPHRASE_FILE';

/**
 * The passphrase in the file given with --passphrase-file, else in the settings; null: neither. Throws `Failure` if the
 * file cannot be read, `UsageError` if its passphrase is too short.
 */
export async function givenPassphrase(config: Config, file: string | undefined): Promise<string | null> {
  if (file === undefined) return config.backupPassphrase;
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new Failure(
      `${file} cannot be read (${codeOf(error)})`,
      'check the path given with --passphrase-file',
    );
  }
  return checked(text, `${file} holds a passphrase that`);
}

/**
 * Asks twice for a new passphrase. Throws `UsageError` without a terminal or if it is too short, `Failure` if they
 * differ.
 */
export async function newPassphrase(io: CommandIo): Promise<string> {
  const passphrase = checked(await io.askSecret('A passphrase for the backup:', elsewhere), 'the passphrase');
  if ((await io.askSecret('The same again:', elsewhere)) !== passphrase)
    throw new Failure('those were two different passphrases', 'run the command again');
  return passphrase;
}

/** Asks for the passphrase of an existing backup. Throws `UsageError` without a terminal. */
export function knownPassphrase(io: CommandIo): Promise<string> {
  return io.askSecret('The passphrase of the backup:', elsewhere);
}

function checked(passphrase: string, subject: string): string {
  if (passphrase.length >= shortestPassphrase) return passphrase;
  throw new UsageError(
    `${subject} is shorter than ${shortestPassphrase} characters`,
    'make one with `openssl rand -base64 24`',
  );
}
