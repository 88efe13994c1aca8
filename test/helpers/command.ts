import { Command } from 'commander';
import { readConfig } from '../../src/cli/config.ts';
import { UsageError } from '../../src/cli/failure.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { createOutput } from '../../src/cli/output.ts';

export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The questions it asked. */
  readonly questions: readonly string[];
  /** The exit code as main would give it. */
  readonly code: number;
  /** The message of the error it threw; '' if none. */
  readonly error: string;
}

/**
 * Runs a command of the CLI in this process, on the database at `databaseUrl`. `answer` answers questions; null: there
 * is no terminal. `secret` answers questions for a secret, likewise.
 */
export async function runCommand(
  define: (program: Command, io: CommandIo) => void,
  args: readonly string[],
  {
    databaseUrl,
    answer = null,
    secret = null,
    env = {},
    secretFiles = [],
  }: {
    databaseUrl: string;
    answer?: boolean | null;
    secret?: string | null;
    env?: Readonly<Record<string, string>>;
    secretFiles?: readonly string[];
  },
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const questions: string[] = [];
  const write = (keep: (text: string) => void) =>
    ({
      write(text: string, written?: () => void) {
        keep(text);
        written?.();
        return true;
      },
    }) as unknown as NodeJS.WritableStream & { write(text: string | Uint8Array): boolean };
  const readConfigOver: CommandIo['readConfigOver'] = async (flags, ...needs) =>
    readConfig({ env: { DATABASE_URL: databaseUrl, ...env }, file: null, needs, learn: () => {}, flags });
  const io: CommandIo = {
    out: createOutput({
      stdout: write((text) => {
        stdout += text;
      }),
      stderr: write((text) => {
        stderr += text;
      }),
      env: {},
      hide: (text) => text,
    }),
    readConfig: (...needs) => readConfigOver({}, ...needs),
    readConfigOver,
    configFile: () => null,
    configTarget: () => '/nowhere/spndr.env',
    environment: env,
    asking: answer !== null,
    learn: () => {},
    secretFiles: () => secretFiles,
    openStorage: () => Promise.reject(new Error('not here')),
    withDatabase: (_config, work) => work(databaseUrl),
    async confirm(question, withoutTerminal) {
      if (answer === null) throw new UsageError('there is no terminal to ask on', withoutTerminal);
      questions.push(question);
      return answer;
    },
    async askSecret(question, withoutTerminal) {
      if (secret === null) throw new UsageError('there is no terminal to ask on', withoutTerminal);
      questions.push(question);
      return secret;
    },
  };
  const program = new Command('spndr').exitOverride().configureOutput({ outputError: () => {} });
  define(program, io);
  const error = await program.parseAsync([...args], { from: 'user' }).then(
    () => null,
    (thrown: Error & { exitCode?: number }) => thrown,
  );
  return {
    stdout,
    stderr,
    questions,
    code: error === null ? 0 : (error.exitCode ?? 1),
    error: error?.message ?? '',
  };
}
