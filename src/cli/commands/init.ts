import { type Command, Option } from 'commander';
import { type Config, readConfig, readValues } from '../config.ts';
import { defaultConfigFile } from '../config-file.ts';
import { ConfigProblems, Failure, UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import {
  answerDatabase,
  answerMode,
  answerRedis,
  answerSignUp,
  answerToken,
  type Given,
  type InitMode,
  modes,
  type Questioning,
  signUps,
} from '../init/answers.ts';
import { openAsker } from '../init/ask.ts';
import {
  changeSettings,
  readSettingsText,
  requireWritable,
  writeSettingsText,
} from '../init/settings-file.ts';
import type { CommandIo } from '../io.ts';
import { ngrokApi } from '../ngrok.ts';

interface InitOptions extends Given {
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** Adds `spndr init`. */
export function define(program: Command, io: CommandIo): void {
  const init = program
    .command('init')
    .description(
      'ask for what a bot needs, try it, and write it to a file that every other command then reads.\n' +
        'What is set in the environment already counts as answered. Secrets are never taken from the command line.',
    )
    .option('--token-file <file>', 'read the token from FILE; - is stdin')
    .option('--embedded', 'keep the ledger in an embedded PostgreSQL')
    .option('--database-url-file <file>', 'read the address of a PostgreSQL server from FILE; - is stdin')
    .option('--redis-url-file <file>', 'read the address of a Redis server from FILE; - is stdin')
    .option('--no-redis', 'let updates wait in the PostgreSQL of the ledger')
    .addOption(new Option('--mode <mode>', 'how updates arrive').choices(modes))
    .option('--webhook-url <url>', 'the https address that Telegram calls, with --mode webhook')
    .option('--ngrok-api <url>', 'where ngrok lists its tunnels, with --mode ngrok', ngrokApi)
    .addOption(new Option('--signup <policy>', 'who may sign up').choices(signUps))
    .option('--yes', 'ask nothing: what no option sets stays as it is, or becomes embedded and polling')
    .option('--force', 'change an existing file without asking')
    .action((options: InitOptions) => run(io, options));
  examples(init, [
    ['spndr init'],
    ['spndr init --yes --token-file - < token', 'unattended: embedded, polling'],
    ['spndr --config /srv/bot.env init --mode webhook', 'another file'],
  ]);
}

async function run(io: CommandIo, options: InitOptions): Promise<void> {
  const file = io.configTarget();
  const text = await readSettingsText(file);
  const { asking } = io;
  if (!options.yes && !asking)
    throw new UsageError('there is no terminal to ask on', 'give the answers as options, and --yes');
  if (options.yes && text !== null && !options.force)
    throw new Failure(
      `${file} is there already`,
      '--force changes it, and keeps what spndr init does not ask for',
    );
  await requireWritable(file);

  const asker = options.yes ? null : await openAsker('spndr init');
  if (
    asker &&
    text !== null &&
    !options.force &&
    !(await asker.agree(`${file} is there already. Change it?`))
  )
    throw new Failure('nothing was written', 'answer yes to go on, or name another file with --config');

  const sources = { env: io.environment, file: text === null ? null : file };
  const { values: known } = readValues(sources);
  const { telegramApi, webhookListen } = readUsable(io, sources);
  const questioning: Questioning = {
    given: options,
    known,
    asker,
    telegramApi,
    listenPort: webhookListen.port,
    learn: io.learn,
    out: io.out,
  };
  const { token, username } = await answerToken(questioning);
  const databaseUrl = await answerDatabase(questioning);
  const redisUrl = await answerRedis(questioning);
  const { mode, webhookUrl } = await answerMode(questioning);
  const signUp = await answerSignUp(questioning);

  const answers: [string, string | null][] = [
    ['SPNDR_BOT_TOKEN', token],
    ['DATABASE_URL', databaseUrl],
    ['REDIS_URL', redisUrl],
    ['SPNDR_WEBHOOK_URL', webhookUrl],
  ];
  if (signUp !== null) answers.push(['SPNDR_SIGNUP', signUp]);
  // a line that says so already stays as it is: it may name the file of a secret, or end in a comment
  const { values: there } = readValues({ ...sources, env: {} });
  const changes = new Map(answers.filter(([name, value]) => value === null || value !== there.get(name)));
  asker?.end();
  await writeSettingsText(file, changeSettings(text ?? '', changes));
  await sayNext(io, { file, mode, username, invites: signUp === 'invite' });
}

/** The settings; the defaults if they have errors, which are noted and which the answers may mend. */
function readUsable(io: CommandIo, sources: { env: NodeJS.ProcessEnv; file: string | null }): Config {
  const reading = { needs: [], learn: io.learn };
  try {
    return readConfig({ ...sources, ...reading });
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    for (const problem of error.problems) io.out.note(problem);
    return readConfig({ env: {}, file: null, ...reading });
  }
}

async function sayNext(
  io: CommandIo,
  { file, mode, username, invites }: { file: string; mode: InitMode; username: string; invites: boolean },
): Promise<void> {
  const { out } = io;
  const spndr = file === defaultConfigFile(io.environment) ? 'spndr' : `spndr --config ${forShell(file)}`;
  const address = `https://t.me/${username}`;
  out.line(`wrote ${file}, which only its owner can read`);
  out.line('');
  out.line('next:');
  out.line(`  ${spndr} doctor   # is all well?`);
  out.line(`  ${spndr} start --${mode === 'polling' ? 'polling' : 'webhook'}`);
  if (invites) out.line(`  ${spndr} invite   # once it runs: a code to sign up with`);
  out.line(`  then write to @${username}: ${address}`);
  if (mode === 'ngrok') out.note('when ngrok gives another address, run spndr init --mode ngrok again');
  if (!io.asking) return;
  const { qrCode } = await import('../init/qr-code.ts');
  out.line('');
  for (const line of qrCode(address)) out.line(line);
}

/** A path as a word of a command line. */
function forShell(path: string): string {
  return /^[\w/.@%+=:,~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
