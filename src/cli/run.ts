import { Command, CommanderError } from 'commander';
import { placeOf } from '../daemon/log/error-place.ts';
import { commands } from './commands.ts';
import type { Config } from './config.ts';
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

/** The command line of spndr, for the operator. */
export interface Cli {
  /** Runs one command line; fulfils with the exit code. Every error was printed by then. */
  run(args: readonly string[]): Promise<number>;
  /**
   * Prints to stderr what is wrong and what to do, a line per problem, with the stack only with --debug. Returns the
   * exit code.
   */
  explain(error: unknown): number;
  /**
   * Like `explain` for an uncaught error, but prints only its kind and place, as its message may contain a person's
   * words. Fulfils with the exit code once the embedded databases of this command are stopped, or cannot be.
   */
  endCrash(error: unknown): Promise<number>;
}

interface GlobalOptions {
  config?: string;
  debug?: boolean;
}

/** A command line on the streams and environment of this process; `ended` is for its `Output`. */
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
        await Promise.race([program.parseAsync(toParse(program, args), { from: 'user' }), left.stopped]);
        return crash === null ? 0 : await crash;
      } catch (thrown) {
        // errors of a command whose database is being closed are not worth reporting
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

/** The program `spndr` without its commands. */
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

/** Loads the command that is called and only names the others. */
async function defineCommands(program: Command, io: CommandIo, args: readonly string[]): Promise<void> {
  const called = calledCommand(args);
  for (const { name, summary, load } of commands) {
    if (name === called) (await load()).define(program, io);
    else program.command(name).description(summary);
  }
}

/** The name of the command in a command line; null: none. `help NAME` counts as NAME. */
function calledCommand(args: readonly string[]): string | null {
  return wordsOf(args).find((word) => word !== 'help') ?? null;
}

/** The words of a command line that are neither options nor the value of a global option. */
function wordsOf(args: readonly string[]): readonly string[] {
  return args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--config');
}

/** The command line that shows the help for the called command, or for its nearest existing parent. */
function helpOf(program: Command, args: readonly string[]): string {
  const path = [program];
  for (const word of wordsOf(args)) {
    const below = path.at(-1)?.commands.find((command) => command.name() === word);
    if (below === undefined) break;
    path.push(below);
  }
  return [...path.map((command) => command.name()), '--help'].join(' ');
}

/**
 * The arguments to parse: `args`, or only the called command if its help is asked for and it does not exist. Commander
 * would show the help of spndr instead of rejecting it.
 */
function toParse(program: Command, args: readonly string[]): string[] {
  const called = calledCommand(args);
  const isHelp = args.some((arg) => ['help', '--help', '-h'].includes(arg));
  const exists = program.commands.some((command) => command.name() === called);
  return isHelp && called !== null && !exists ? [called] : [...args];
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
  const openStorage = async (config: Config, { make }: { readonly make: boolean }) =>
    (await import('./storage.ts')).openStorage(config, { out, left, make });
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
    openStorage: (config) => openStorage(config, { make: true }),
    async withDatabase(config, work, options = { make: false }) {
      const storage = await openStorage(config, options);
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

/** The lines to print for an error, each with its remedy, and the exit code. */
interface Explanation {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** `help`: the command line to recommend after wrong usage. */
function describe(error: unknown, help: string): Explanation {
  if (error instanceof ConfigProblems) return { lines: error.problems, exitCode: error.exitCode };
  if (error instanceof Failure) return { lines: [error.message], exitCode: error.exitCode };
  if (error instanceof CommanderError) return { lines: usageProblem(error, help), exitCode: 2 };
  if (!(error instanceof Error) || quotesData(error)) return { lines: [crashLine(error)], exitCode: 1 };
  const trouble = fileTrouble(error);
  if (trouble !== null) return { lines: [`${trouble.wrong}; ${trouble.remedy}`], exitCode: 1 };
  const words = (error.message || error.name).replace(/\s*\n\s*/g, ' ');
  // errors of spndr's other layers include their remedy; those of Node and packages do not
  const line = isForeign(error) ? `${words}; run it again with --debug to see where this comes from` : words;
  return { lines: [line], exitCode: 1 };
}

/** Whether an error's message may contain a person's words: those of JSON, BigInt, Intl, and Postgres about values. */
function quotesData(error: Error): boolean {
  return (
    error instanceof SyntaxError ||
    error instanceof RangeError ||
    /^(22|23|P0)[0-9A-Z]{3}$/.test(codeOf(error) ?? '')
  );
}

/** A line with the kind and place of an error. */
function crashLine(error: unknown): string {
  const kind = error instanceof Error ? [error.name, codeOf(error), placeOf(error)] : [typeof error];
  return `a fault in spndr, ${kind.filter((part) => part !== null).join(' ')}; run it again with --debug to see what it says`;
}

function usageProblem(error: CommanderError, help: string): string[] {
  // no command was named, so the help was shown
  if (error.code === 'commander.help') return [];
  const [wrong = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const remedy = suggestion?.replace(/^\(D(.*)\)$/, 'd$1') ?? `see ${help}`;
  return [`${wrong.replace(/\.$/, '')}; ${remedy}`];
}

function isForeign(error: Error): boolean {
  if (error.message === '' || 'code' in error) return true;
  return [TypeError, ReferenceError].some((kind) => error instanceof kind);
}

/** The stack traces of an error and its causes. */
function trace(error: unknown): string {
  const parts: string[] = [];
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    parts.push(cause.stack ?? cause.message);
    cause = cause.cause;
  }
  return parts.join('\ncaused by ');
}
