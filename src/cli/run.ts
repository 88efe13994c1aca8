import { Command, CommanderError } from 'commander';
import { placeOf } from '../daemon/error-place.ts';
import { commands } from './commands.ts';
import { configFileToRead, defaultConfigFile } from './config-file.ts';
import { ConfigProblems, codeOf, Failure, UsageError } from './failure.ts';
import { fileTrouble } from './file-trouble.ts';
import { examples } from './help.ts';
import { createHider, type Hider } from './hide.ts';
import type { CommandIo } from './io.ts';
import { createLeftOpen, type LeftOpen } from './left-open.ts';
import { createOutput } from './output.ts';
import { ReaderLeft } from './result-end.ts';
import { version } from './version.ts';

/** The operator's command line. */
export interface Cli {
  /** Runs one command line; gives the exit code. Every error has been printed when it returns. */
  run(args: readonly string[]): Promise<number>;
  /**
   * Prints what is wrong, and what to do, on stderr: a line for each problem, the stack only with --debug. Gives the
   * exit code.
   */
  explain(error: unknown): number;
  /**
   * The same for an error that nothing caught: its kind and its place, for what it says can be a person's words. Fulfils
   * when no database of its own is left running, or cannot be stopped.
   */
  endCrash(error: unknown): Promise<number>;
}

interface GlobalOptions {
  config?: string;
  debug?: boolean;
}

/** A command line on the streams and the environment of this process; `ended` is that of its `Output`. */
export function createCli(ended: AbortSignal = new AbortController().signal): Cli {
  const hider = createHider();
  const program = createProgram();
  const left = createLeftOpen();
  const io = createIo(program, { hider, ended, left });

  function print(error: unknown, { lines, exitCode }: Explanation): number {
    for (const line of lines) process.stderr.write(`spndr: ${hider.hide(line)}\n`);
    if (program.opts<GlobalOptions>().debug) process.stderr.write(`${hider.hide(trace(error))}\n`);
    return exitCode;
  }

  let crash: Promise<number> | null = null;
  let calledWith: readonly string[] = [];
  const explain = (error: unknown) => print(error, describe(error, helpOf(program, calledWith)));
  return {
    explain,
    endCrash(error) {
      const isKnown = error instanceof Failure;
      const exitCode = print(
        error,
        isKnown ? describe(error, '') : { lines: [crashLine(error)], exitCode: 1 },
      );
      crash = left.closeAll().then(() => exitCode);
      return crash;
    },
    async run(args) {
      calledWith = args;
      try {
        await defineCommands(program, io, args);
        await Promise.race([program.parseAsync([...args], { from: 'user' }), left.stopped]);
        return crash === null ? 0 : await crash;
      } catch (thrown) {
        // what a command says of the database that is closed beneath it is no news
        if (crash !== null) return await crash;
        const error = left.isStopping() ? await left.stopped.catch((stop: unknown) => stop) : thrown;
        if (error instanceof ReaderLeft || (error instanceof CommanderError && error.exitCode === 0))
          return 0;
        return explain(error);
      } finally {
        await left.closeAll();
      }
    },
  };
}

/** `spndr` without its commands. */
export function createProgram(): Command {
  const program = new Command('spndr')
    .description('A spending tracker that lives in a Telegram chat.')
    .option(
      '--config <file>',
      'read settings from FILE (NAME=value lines), not from the one that spndr init wrote; the environment overrides both',
    )
    .option('--debug', 'show where an error came from')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  examples(program, [
    ['spndr demo', 'try it: no token needed'],
    ['spndr init', 'set up a real bot'],
    ['spndr start --help', 'what one command can do'],
  ]);
  return program;
}

/** Loads the command that is called and lists the others by name. */
async function defineCommands(program: Command, io: CommandIo, args: readonly string[]): Promise<void> {
  const called = calledCommand(args);
  for (const { name, summary, load } of commands) {
    if (name === called) (await load()).define(program, io);
    else program.command(name).description(summary);
  }
}

/** The name of the command in a command line; null when there is none. `help NAME` is about NAME. */
function calledCommand(args: readonly string[]): string | null {
  return wordsOf(args).find((word) => word !== 'help') ?? null;
}

/** What in a command line is no option, nor the value of one that every command has. */
function wordsOf(args: readonly string[]): readonly string[] {
  return args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--config');
}

/** How to get the help of the command that a command line calls, or of the last above it that there is. */
function helpOf(program: Command, args: readonly string[]): string {
  const path = [program];
  for (const word of wordsOf(args)) {
    const below = path.at(-1)?.commands.find((command) => command.name() === word);
    if (below === undefined) break;
    path.push(below);
  }
  return [...path.map((command) => command.name()), '--help'].join(' ');
}

function createIo(
  program: Command,
  { hider, ended, left }: { hider: Hider; ended: AbortSignal; left: LeftOpen },
): CommandIo {
  const { stdin, stdout, stderr, env } = process;
  const out = createOutput({ stdout, stderr, env, hide: hider.hide, ended });
  const configFile = () => configFileToRead(program.opts<GlobalOptions>().config, env);
  const readConfigOver: CommandIo['readConfigOver'] = async (flags, ...needs) => {
    const { readConfig } = await import('./config.ts');
    return readConfig({ env, file: configFile(), needs, learn: hider.learn, flags });
  };
  const openStorage: CommandIo['openStorage'] = async (config) =>
    (await import('./storage.ts')).openStorage(config, out, left);
  return {
    out,
    configFile,
    configTarget: () => program.opts<GlobalOptions>().config ?? defaultConfigFile(env),
    environment: env,
    asking: stdin.isTTY === true && stdout.isTTY === true,
    learn: hider.learn,
    secretFiles() {
      const named = Object.entries(env).flatMap(([name, path]) =>
        /^(SPNDR_\w+|DATABASE_URL|REDIS_URL)_FILE$/.test(name) && path ? [path] : [],
      );
      const file = configFile();
      return file === null ? named : [file, ...named];
    },
    readConfig: (...needs) => readConfigOver({}, ...needs),
    readConfigOver,
    openStorage,
    async withDatabase(config, work) {
      const storage = await openStorage(config);
      try {
        return await work(storage.url);
      } finally {
        await storage.close();
      }
    },
    async confirm(question, withoutTerminal) {
      if (!stdin.isTTY) throw new UsageError('there is no terminal to ask on', withoutTerminal);
      const { confirm } = await import('./confirm.ts');
      return confirm(question, { input: stdin, output: stderr });
    },
    async askSecret(question, withoutTerminal) {
      if (!stdin.isTTY) throw new UsageError('there is no terminal to ask on', withoutTerminal);
      const { askSecret } = await import('./confirm.ts');
      const secret = await askSecret(question, { input: stdin, output: stderr });
      hider.learn(secret);
      return secret;
    },
  };
}

/** What to print of an error, each line with its remedy, and what to exit with. */
interface Explanation {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** `help` is the command line that helps with a wrong one. */
function describe(error: unknown, help: string): Explanation {
  if (error instanceof ConfigProblems) return { lines: error.problems, exitCode: error.exitCode };
  if (error instanceof Failure) return { lines: [error.message], exitCode: error.exitCode };
  if (error instanceof CommanderError) return { lines: usageProblem(error, help), exitCode: 2 };
  if (!(error instanceof Error) || quotesData(error)) return { lines: [crashLine(error)], exitCode: 1 };
  const trouble = fileTrouble(error);
  if (trouble !== null) return { lines: [`${trouble.wrong}; ${trouble.remedy}`], exitCode: 1 };
  const words = (error.message || error.name).replace(/\s*\n\s*/g, ' ');
  // The errors of spndr's other layers carry their remedy; those of Node and of packages do not.
  const line = isForeign(error) ? `${words}; run it again with --debug to see where this comes from` : words;
  return { lines: [line], exitCode: 1 };
}

/** Whether the words of an error can be those that a person wrote: JSON's, BigInt's and Intl's, and Postgres's about values. */
function quotesData(error: Error): boolean {
  return (
    error instanceof SyntaxError ||
    error instanceof RangeError ||
    /^(22|23|P0)[0-9A-Z]{3}$/.test(codeOf(error) ?? '')
  );
}

/** The kind and the place of an error. */
function crashLine(error: unknown): string {
  const kind = error instanceof Error ? [error.name, codeOf(error), placeOf(error)] : [typeof error];
  return `a fault in spndr, ${kind.filter((part) => part !== null).join(' ')}; run it again with --debug to see what it says`;
}

function usageProblem(error: CommanderError, help: string): string[] {
  // The help was shown instead, because no command was named.
  if (error.code === 'commander.help') return [];
  const [wrong = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const remedy = suggestion?.replace(/^\(D(.*)\)$/, 'd$1') ?? `see ${help}`;
  return [`${wrong.replace(/\.$/, '')}; ${remedy}`];
}

function isForeign(error: Error): boolean {
  if (error.message === '' || 'code' in error) return true;
  return [TypeError, ReferenceError].some((kind) => error instanceof kind);
}

/** The stack of an error and of everything that caused it. */
function trace(error: unknown): string {
  const parts: string[] = [];
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    parts.push(cause.stack ?? cause.message);
    cause = cause.cause;
  }
  return parts.join('\ncaused by ');
}
