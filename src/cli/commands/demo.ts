import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Daemon, startDaemon } from '../../daemon/daemon.ts';
import { createLogger } from '../../daemon/log/log.ts';
import { type Closers, createClosers } from '../../daemon/process/lifecycle.ts';
import { openEmbedded } from '../../ledger/embedded/embedded.ts';
import { migrateUp } from '../../ledger/storage/migrate.ts';
import type { Person } from '../../sandbox/people.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { chatPrompt, writeTranscript } from '../../sandbox/terminal.ts';
import { createDemoDatabase, type DemoDatabase } from '../demo-database.ts';
import { codeOf, Failure, UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { listenForSignals } from '../signals.ts';
import { version } from '../version.ts';

interface DemoOptions {
  open?: boolean;
  port?: string;
  verbose?: boolean;
}

const answerTimeoutMs = 30_000;

/** Adds `spndr demo`. */
export function define(program: Command, io: CommandIo): void {
  const demo = program
    .command('demo')
    .description(
      'chat with spndr right here: a real daemon and database against a local stand-in for Telegram.\n' +
        'Every demo begins with an empty ledger and forgets it at the end.',
    )
    .option('--open', 'show the chat in the browser too')
    .option('--port <number>', 'port of the chat page on 127.0.0.1 (default: any free one)')
    .option('--verbose', 'write the log of the daemon to stderr')
    .action((options: DemoOptions) => run(options, io));
  examples(demo, [
    ['spndr demo', 'a chat prompt; Ctrl-D ends it'],
    ['spndr demo --open', 'and the same chat in the browser'],
    ["printf 'hi\\ny\\n2\\n' | spndr demo", 'every line is one message'],
  ]);
}

async function run(options: DemoOptions, io: CommandIo): Promise<void> {
  const port = readPort(options.port);
  const { dataDir } = await io.readConfig();
  const signals = listenForSignals();
  const stop = AbortSignal.any([signals.stop, io.out.ended]);
  const closers = createClosers();
  const play = async () => {
    try {
      const stage = await io.out.working('starting spndr', (report) =>
        setUp({ dataDir, port, verbose: options.verbose === true, report, closers, stop }),
      );
      if (stage) await Promise.race([chat(stage, options, io, stop), failureOf(stage.daemon)]);
    } finally {
      await closers.closeAll();
    }
  };
  try {
    await Promise.race([play(), signals.forced]);
  } finally {
    signals.end();
  }
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly person: Person;
  readonly database: DemoDatabase;
  readonly daemon: Daemon;
}

/** Starts everything and registers how to close it; null: told to stop meanwhile. */
async function setUp(plan: {
  dataDir: string;
  port: number;
  verbose: boolean;
  report: (words: string) => void;
  closers: Closers;
  stop: AbortSignal;
}): Promise<Stage | null> {
  const { report, closers, stop } = plan;
  const sandbox = await startSandbox({ port: plan.port }).catch((error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new Failure(`port ${plan.port} is taken`, 'give another one with --port, or none');
  });
  // before anybody is heard: a page that is still open from an earlier demo shows whoever was first
  const person = sandbox.person({ firstName: 'You', languageCode: 'en' });
  closers.add(() => sandbox.stop());
  const postgres = await openEmbedded(join(plan.dataDir, 'demo'), report);
  closers.add(() => postgres.stop());
  if (stop.aborted) return null;
  const database = await createDemoDatabase(postgres.url);
  closers.add(() => database.drop());
  await migrateUp(database.url, () => undefined);
  if (stop.aborted) return null;
  const daemon = await startDaemon(
    {
      token: sandbox.token,
      telegramApi: sandbox.url,
      databaseUrl: database.url,
      redisUrl: null,
      mode: { kind: 'polling' },
      sendLimit: 0,
      ratesUrl: null,
      oldPepper: null,
      pepper: randomBytes(32).toString('hex'),
      version: version(),
      admin: null,
      lastTrouble: () => null,
      access: { signUp: 'open', allowed: null, approval: false },
      log: plan.verbose ? createLogger('debug', process.stderr) : createLogger('silent'),
    },
    stop,
  ).catch((error: unknown) => {
    if (!stop.aborted) throw error;
    return null;
  });
  if (!daemon) return null;
  closers.add(() => daemon.stop());
  return { sandbox, person, database, daemon };
}

/** Runs the chat, on a terminal or through a pipe, until it ends. */
async function chat(stage: Stage, options: DemoOptions, io: CommandIo, signal: AbortSignal): Promise<void> {
  const { sandbox, person, database } = stage;
  const { stdin: input, stdout: output } = process;
  const talk = {
    sandbox,
    person,
    input,
    output,
    signal,
    answered: async (updateId: number) => {
      if (await database.settled(updateId, answerTimeoutMs, signal)) return;
      if (!signal.aborted) throw unanswered();
    },
  };
  io.out.note(`The same chat in a browser: ${sandbox.url}/`);
  if (options.open) openBrowser(`${sandbox.url}/`, io.out.note);
  if (!input.isTTY) return writeTranscript(talk);
  io.out.note('Say hi. A number taps the button that has it; Ctrl-D ends the demo.\n');
  await chatPrompt(talk);
}

const unanswered = () =>
  new Failure(
    `spndr did not answer within ${answerTimeoutMs / 1000} s`,
    'run `spndr demo --verbose` to see why',
  );

const failureOf = (daemon: Daemon) =>
  daemon.failed.then((error) => {
    throw error;
  });

function readPort(given: string | undefined): number {
  if (given === undefined) return 0;
  const port = Number(given);
  if (/^\d{1,5}$/.test(given) && port > 0 && port < 65_536) return port;
  throw new UsageError(`--port ${given} is not a port`, 'give a number from 1 to 65535');
}

/** Opens the page in the system's browser; notes if that fails. */
function openBrowser(url: string, note: (text: string) => void): void {
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  const failed = () => note('No browser could be opened: open the address above yourself.');
  opener.once('error', failed);
  opener.once('exit', (code) => {
    if (code !== 0) failed();
  });
  opener.unref();
}
