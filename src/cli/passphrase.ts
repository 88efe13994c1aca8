import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import { shortestPassphrase } from './config-schema.ts';
import { codeOf, Failure, UsageError } from './failure.ts';
import type { CommandIo } from './io.ts';

const elsewhere = 'give --passphrase-file FILE, or set SPNDR_BACKUP_PASSPHRASE_FILE';

/** The passphrase of the file given with --passphrase-file, else of the settings; null: neither is there. */
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

/** A new passphrase, asked for twice. Throws `UsageError` where there is no terminal. */
export async function newPassphrase(io: CommandIo): Promise<string> {
  const passphrase = checked(await io.askSecret('A passphrase for the backup:', elsewhere), 'the passphrase');
  if ((await io.askSecret('The same again:', elsewhere)) !== passphrase)
    throw new Failure('those were two different passphrases', 'run the command again');
  return passphrase;
}

/** The passphrase of a backup that exists. Throws `UsageError` where there is no terminal. */
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
