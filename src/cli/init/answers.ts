import { readFile } from 'node:fs/promises';
import { settingProblem } from '../config.ts';
import { codeOf, Failure, UsageError } from '../failure.ts';
import { ngrokAddress } from '../ngrok.ts';
import type { Output } from '../output.ts';
import { hostOf } from '../storage.ts';
import { decoded } from '../url-part.ts';
import type { Asker } from './ask.ts';
import { tryDatabase, tryRedis, tryToken } from './try.ts';

/** How updates arrive; 'ngrok' is a webhook at ngrok's address. */
export const modes = ['polling', 'webhook', 'ngrok'] as const;
export type InitMode = (typeof modes)[number];
export const signUps = ['open', 'invite', 'closed'] as const;

/** The answers given on the command line. Files may be `-` for stdin. */
export interface Given {
  readonly tokenFile?: string;
  readonly databaseUrlFile?: string;
  readonly redisUrlFile?: string;
  readonly embedded?: boolean;
  /** False: no Redis. */
  readonly redis?: boolean;
  readonly mode?: InitMode;
  readonly webhookUrl?: string;
  readonly ngrokApi: string;
  readonly signup?: (typeof signUps)[number];
}

/** What is needed to get the answers. */
export interface Questioning {
  readonly given: Given;
  /** What is set already, in the environment or the file: the default answers. */
  readonly known: ReadonlyMap<string, string>;
  /** Null: nobody can be asked. */
  readonly asker: Asker | null;
  readonly telegramApi: string;
  /** The port of the webhook listener. */
  readonly listenPort: number;
  readonly learn: (secret: string) => void;
  readonly out: Output;
}

/** The bot's token, accepted by Telegram, and its user name. */
export async function answerToken(q: Questioning): Promise<{ token: string; username: string }> {
  const check = (value: string) =>
    value === '' ? 'a token is needed' : settingProblem('SPNDR_BOT_TOKEN', value);
  const known = q.known.get('SPNDR_BOT_TOKEN');
  let token =
    q.given.tokenFile === undefined ? known : await readAnswer(q.given.tokenFile, 'SPNDR_BOT_TOKEN');
  if (token === undefined && !q.asker)
    throw new UsageError('there is no token', 'give --token-file FILE, or - for stdin; @BotFather makes one');
  for (;;) {
    token ??= await q.asker?.text({ message: 'The token that @BotFather gave you', check, secret: true });
    if (token === undefined) throw new UsageError('there is no token', 'give --token-file FILE');
    q.learn(token);
    const tried = token;
    try {
      const username = await q.out.working('asking Telegram', () => tryToken(tried, q.telegramApi));
      q.out.note(`the bot is @${username}`);
      const other = q.asker && token === known && !(await q.asker.agree(`Keep @${username}?`));
      if (!other) return { token, username };
      token = undefined;
    } catch (error) {
      if (!q.asker) throw error;
      q.out.note(String((error as Error).message));
      token = undefined;
    }
  }
}

/** The URL of a working Postgres for the ledger; null: the embedded one. */
export async function answerDatabase(q: Questioning): Promise<string | null> {
  if (q.given.embedded) return null;
  const known = q.known.get('DATABASE_URL') ?? null;
  if (q.given.databaseUrlFile !== undefined)
    return tried(q, 'DATABASE_URL', await readAnswer(q.given.databaseUrlFile, 'DATABASE_URL'), tryDatabase);
  if (!q.asker) return known === null ? null : tried(q, 'DATABASE_URL', known, tryDatabase);
  const choice = await q.asker.choose({
    message: 'Where should the ledger be kept?',
    options: [
      { value: 'embedded', label: 'embedded', hint: 'spndr runs a PostgreSQL of its own' },
      { value: 'external', label: 'a PostgreSQL server of yours', hint: 'you know its address and password' },
    ],
    initial: known === null ? 'embedded' : 'external',
  });
  if (choice === 'embedded') return null;
  return askAddress(q, 'DATABASE_URL', 'postgres://user:password@host:5432/spndr', tryDatabase);
}

/** The URL of a working Redis for the buffer; null: Postgres is the buffer. */
export async function answerRedis(q: Questioning): Promise<string | null> {
  if (q.given.redis === false) return null;
  const known = q.known.get('REDIS_URL') ?? null;
  if (q.given.redisUrlFile !== undefined)
    return tried(q, 'REDIS_URL', await readAnswer(q.given.redisUrlFile, 'REDIS_URL'), tryRedis);
  if (!q.asker) return known === null ? null : tried(q, 'REDIS_URL', known, tryRedis);
  const choice = await q.asker.choose({
    message: 'Where should updates wait until they are handled?',
    options: [
      {
        value: 'postgres',
        label: 'in the same database',
        hint: 'nothing else to run; enough for hundreds of people',
      },
      { value: 'redis', label: 'in a Redis or Valkey of yours', hint: 'for several daemons and more people' },
    ],
    initial: known === null ? 'postgres' : 'redis',
  });
  if (choice === 'postgres') return null;
  return askAddress(q, 'REDIS_URL', 'redis://localhost:6379', tryRedis);
}

/** How updates arrive; `webhookUrl` is null when polling. */
export async function answerMode(q: Questioning): Promise<{ mode: InitMode; webhookUrl: string | null }> {
  const known = q.given.webhookUrl ?? q.known.get('SPNDR_WEBHOOK_URL') ?? null;
  const mode =
    q.given.mode ??
    (q.given.webhookUrl === undefined ? await q.asker?.choose(modeQuestion(known)) : 'webhook') ??
    (known === null ? 'polling' : 'webhook');
  if (mode === 'polling') return { mode, webhookUrl: null };
  if (mode === 'ngrok') {
    const without = 'choose --mode polling, or --mode webhook with --webhook-url';
    const origin = await ngrokAddress(q.given.ngrokApi, q.listenPort, without);
    return { mode, webhookUrl: `${origin}/telegram` };
  }
  const check = (value: string) =>
    value === '' ? 'an address is needed' : settingProblem('SPNDR_WEBHOOK_URL', value);
  const asked = q.given.webhookUrl === undefined ? await q.asker?.text(addressQuestion(known, check)) : null;
  const webhookUrl = asked ?? known;
  if (webhookUrl === null)
    throw new UsageError('there is no address for the webhook', 'give --webhook-url https://...');
  const problem = check(webhookUrl);
  if (problem !== null) throw new UsageError(...split(problem));
  return { mode, webhookUrl };
}

const modeQuestion = (known: string | null) => ({
  message: 'How should updates arrive?',
  options: [
    { value: 'polling', label: 'spndr asks Telegram', hint: 'works anywhere; needs no public address' },
    { value: 'webhook', label: 'Telegram calls spndr', hint: 'needs an https address that leads here' },
    { value: 'ngrok', label: 'Telegram calls through ngrok', hint: 'ngrok runs on this machine already' },
  ] as const,
  initial: known === null ? ('polling' as const) : ('webhook' as const),
});

const addressQuestion = (known: string | null, check: (value: string) => string | null) => ({
  message: 'The https address at which Telegram reaches this machine',
  check,
  initial: known ?? 'https://',
});

/** Who may sign up; null: unchanged. */
export async function answerSignUp(q: Questioning): Promise<string | null> {
  if (q.given.signup !== undefined) return q.given.signup;
  if (!q.asker) return null;
  const known = q.known.get('SPNDR_SIGNUP');
  return q.asker.choose({
    message: 'Who may sign up?',
    options: [
      { value: 'open', label: 'everybody', hint: 'whoever finds the bot can use it' },
      { value: 'invite', label: 'those you invite', hint: 'with a code' },
      { value: 'closed', label: 'nobody new', hint: 'those who have signed up can go on' },
    ],
    initial: signUps.find((policy) => policy === known) ?? 'open',
  });
}

async function askAddress(
  q: Questioning,
  name: 'DATABASE_URL' | 'REDIS_URL',
  example: string,
  attempt: (url: string) => Promise<void>,
): Promise<string> {
  const known = q.known.get(name);
  const check = (value: string) =>
    value === '' ? (known === undefined ? `write it like ${example}` : null) : settingProblem(name, value);
  for (;;) {
    const keep = known === undefined ? '' : '; empty keeps the one set already';
    // not shown, as it may contain a password
    const message = `Its address, like ${example}${keep}`;
    const url = (await q.asker?.text({ message, check, secret: true })) || known || '';
    try {
      return await tried(q, name, url, attempt);
    } catch (error) {
      q.out.note(String((error as Error).message));
    }
  }
}

/**
 * Gives `url` once `attempt` has shown that it works. Throws `UsageError` if it is invalid, and what `attempt` throws.
 */
async function tried(
  q: Questioning,
  name: 'DATABASE_URL' | 'REDIS_URL',
  url: string,
  attempt: (url: string) => Promise<void>,
): Promise<string> {
  const problem = settingProblem(name, url);
  if (problem !== null) throw new UsageError(...split(problem));
  const address = new URL(url);
  if (address.password !== '')
    for (const form of [address.password, decoded(address.password)]) q.learn(form);
  await q.out.working(`trying ${hostOf(address)}`, () => attempt(url));
  return url;
}

/** The value in a file or, for `-`, stdin. Throws `UsageError` if it is not valid for the setting. */
async function readAnswer(file: string, name: string): Promise<string> {
  const text = await (file === '-' ? readStdin() : readFile(file, 'utf8')).catch((error: unknown) => {
    throw new UsageError(`cannot read ${file} (${codeOf(error)})`, 'check its path and permissions');
  });
  const value = text.trim();
  if (value === '') throw new UsageError(`${file === '-' ? 'stdin' : file} is empty`, `put ${name} into it`);
  const problem = settingProblem(name, value);
  if (problem !== null) throw new UsageError(...split(problem));
  return value;
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.length > 10_000)
      throw new Failure('stdin is not a single value', 'give it the value and nothing else');
  }
  return text;
}

/** Splits a problem into what is wrong and the remedy. */
function split(problem: string): [string, string] {
  const at = problem.indexOf('; ');
  return [problem.slice(0, at), problem.slice(at + 2)];
}
