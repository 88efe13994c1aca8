import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigProblems } from './failure.ts';
import type { ConfigWith } from './io.ts';
import { readSources } from './settings.ts';

/** Every setting of spndr, checked. Null: not set, and there is no default. */
export interface Config {
  readonly botToken: string | null;
  /** Root of the Bot API, without a slash at the end. */
  readonly telegramApi: string;
  /** Null: the embedded Postgres in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Null: the Postgres table is the buffer. */
  readonly redisUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly webhookUrl: string | null;
  readonly webhookListen: { readonly host: string; readonly port: number };
  /** Null: the one kept in `dataDir`. */
  readonly webhookSecret: string | null;
  /** Keys password digests and seals what waits outside of the ledger. Null: the one kept in `dataDir`. */
  readonly pepper: string | null;
  /** Replies a second overall; 0: no limiter. */
  readonly sendLimit: number;
  /** Where the daemon fetches exchange rates from; null: nowhere. */
  readonly ratesUrl: string | null;
  /** Who can make an account; null: anybody, as long as nobody decides otherwise. */
  readonly signUp: 'open' | 'invite' | 'closed' | null;
  /** Ids of the strangers who are answered; null: everybody. */
  readonly allowed: ReadonlySet<number> | null;
  /** Whether somebody linked to the account must allow a log-in by password. */
  readonly linkApproval: boolean;
  readonly logLevel: string;
}

/** What each setting is called outside. */
const variables = {
  botToken: 'SPNDR_BOT_TOKEN',
  telegramApi: 'SPNDR_TELEGRAM_API',
  databaseUrl: 'DATABASE_URL',
  redisUrl: 'REDIS_URL',
  dataDir: 'SPNDR_DATA_DIR',
  webhookUrl: 'SPNDR_WEBHOOK_URL',
  webhookListen: 'SPNDR_WEBHOOK_LISTEN',
  webhookSecret: 'SPNDR_WEBHOOK_SECRET',
  pepper: 'SPNDR_PEPPER',
  sendLimit: 'SPNDR_SEND_LIMIT',
  ratesUrl: 'SPNDR_RATES_URL',
  signUp: 'SPNDR_SIGNUP',
  allowed: 'SPNDR_ALLOW',
  linkApproval: 'SPNDR_LINK_APPROVAL',
  logLevel: 'SPNDR_LOG_LEVEL',
} as const satisfies Record<keyof Config, string>;

/** Settings that are secrets, or addresses that may hold one. */
const secrets = ['botToken', 'databaseUrl', 'redisUrl', 'webhookSecret', 'pepper'] as const;

/** What to do when a command needs a setting that has no value and no default. */
const remediesWhenMissing: Partial<Record<keyof Config, string>> = {
  botToken: 'set it to the token that @BotFather gave you, or try `spndr demo`, which needs none',
  webhookUrl: 'set it to the https address at which Telegram reaches this machine, or use --polling',
};

/** The ports of a webhook that Telegram calls. */
const webhookPorts = ['443', '80', '88', '8443'];

const notHttps = 'is not an https:// address';
const httpsRemedy = 'Telegram calls https only; write it like https://bot.example.org/telegram';

/** Only a Bot API server of one's own on this machine calls such an address. */
function isLoopbackHttp(value: string): boolean {
  const { protocol, hostname } = new URL(value);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

const telegramsOwnApi = 'https://api.telegram.org';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * A setting that passes `check`. Where it does not, its value is never quoted, only `wrong` and `remedy`: it may be
 * a secret.
 */
function setting(check: (value: string) => boolean, wrong: string, remedy: string) {
  return z.string().refine(check, { error: `${wrong}; ${remedy}`, abort: true });
}

function address(protocols: readonly string[], example: string) {
  const accepts = (value: string) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    return url !== null && protocols.includes(url.protocol) && (url.host !== '' || url.search !== '');
  };
  const kinds = protocols.map((protocol) => `${protocol}//`).join(' or ');
  return setting(accepts, `is not a ${kinds} address`, `write it like ${example}`);
}

const schema = z.object({
  botToken: setting(
    (value) => /^\d+:[A-Za-z0-9_-]+$/.test(value),
    'is not a bot token',
    'copy it whole from @BotFather: digits, a colon, then letters and digits',
  )
    .nullable()
    .default(null),
  telegramApi: address(['http:', 'https:'], telegramsOwnApi)
    .transform((value) => value.replace(/\/+$/, ''))
    .default(telegramsOwnApi),
  databaseUrl: address(
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/spndr, with %40 for an @ in the password and so on',
  )
    .nullable()
    .default(null),
  redisUrl: address(['redis:', 'rediss:'], 'redis://localhost:6379').nullable().default(null),
  dataDir: setting(
    (value) => !value.startsWith('~'),
    'begins with ~, which only a shell understands',
    'write the whole path',
  ).transform((value) => resolve(value)),
  webhookUrl: setting(
    (value) => URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopbackHttp(value)),
    notHttps,
    httpsRemedy,
  )
    .refine((value) => isLoopbackHttp(value) || webhookPorts.includes(new URL(value).port || '443'), {
      error: 'has a port that Telegram does not call; use 443, 80, 88 or 8443',
    })
    .nullable()
    .default(null),
  webhookListen: setting(
    (value) => listenAddress(value) !== null,
    'is not host:port',
    'write it like 127.0.0.1:8443 or [::1]:8443, the port from 0 to 65535',
  )
    .transform((value) => listenAddress(value) ?? z.NEVER)
    .default({ host: '127.0.0.1', port: 8443 }),
  webhookSecret: setting(
    (value) => /^[A-Za-z0-9_-]{1,256}$/.test(value),
    'is not a secret that Telegram takes',
    'use 1 to 256 of A-Z a-z 0-9 _ -, or leave it out and one is made',
  )
    .nullable()
    .default(null),
  pepper: setting(
    (value) => value.length >= 32,
    'is shorter than 32 characters',
    'make one with `openssl rand -base64 32`, or leave it out and one is made; once people have signed up it must stay',
  )
    .nullable()
    .default(null),
  sendLimit: setting(
    (value) => /^\d{1,6}$/.test(value),
    'is not a whole number of replies a second',
    "write 30 (Telegram's limit), or 0 for no limit",
  )
    .transform(Number)
    .default(30),
  ratesUrl: address(['https:', 'http:'], 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml')
    .nullable()
    .default(null),
  signUp: z
    .enum(['open', 'invite', 'closed'], { error: 'is not a way to sign up; use open, invite or closed' })
    .nullable()
    .default(null),
  allowed: setting(
    (value) => value.split(',').every((id) => /^\s*[1-9]\d{0,14}\s*$/.test(id)),
    'is not a list of Telegram user ids',
    'write numbers with commas between them, like 123456,234567',
  )
    .transform((value): ReadonlySet<number> => new Set(value.split(',').map(Number)))
    .nullable()
    .default(null),
  linkApproval: z
    .enum(['0', '1'], { error: 'is neither 0 nor 1; write 1 to have log-ins allowed by who is linked' })
    .transform((value) => value === '1')
    .default(false),
  logLevel: setting(
    (value) => logLevels.includes(value),
    'is not a log level',
    `use one of ${logLevels.join(', ')}`,
  ).default('info'),
}) satisfies z.ZodType<Config>;

function listenAddress(value: string): Config['webhookListen'] | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/i.exec(value);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host === undefined || port > 65_535 ? null : { host, port };
}

/**
 * The settings from the environment, over systemd's credentials, over the file given with --config. An empty value
 * counts as not set. `needs` are those that must be there; secrets are told to `learn` before anything can fail.
 * Throws `ConfigProblems` with all that is wrong.
 */
export function readConfig<Name extends keyof Config = never>(options: {
  env: NodeJS.ProcessEnv;
  file: string | null;
  needs: readonly Name[];
  learn: (secret: string | null) => void;
}): ConfigWith<Name> {
  const { env, file, needs, learn } = options;
  const { values, problems } = readSources({
    names: Object.values(variables),
    secrets: secrets.map((name) => variables[name]),
    env,
    file,
  });
  for (const name of secrets) learn(secretIn(values.get(variables[name]) ?? ''));

  for (const name of needs) {
    if (values.has(variables[name])) continue;
    problems.push(`${variables[name]} is not set; ${remediesWhenMissing[name] ?? 'set it'}`);
  }
  const given = Object.entries(variables).flatMap(([name, variable]) =>
    values.has(variable) ? [[name, values.get(variable)]] : [],
  );
  const parsed = schema.safeParse({ dataDir: defaultDataDir(env), ...Object.fromEntries(given) });
  for (const issue of parsed.error?.issues ?? []) {
    problems.push(`${variables[issue.path[0] as keyof Config]} ${issue.message}`);
  }
  const { webhookUrl, telegramApi } = parsed.data ?? {};
  if (webhookUrl && telegramApi === telegramsOwnApi && isLoopbackHttp(webhookUrl))
    problems.push(`${variables.webhookUrl} ${notHttps}; ${httpsRemedy}`);
  if (problems.length > 0 || !parsed.success) throw new ConfigProblems(problems);
  return parsed.data as ConfigWith<Name>;
}

/** What must never be shown of a secret setting: all of it, or the password of an address. Null: nothing. */
function secretIn(value: string): string | null {
  if (!URL.canParse(value) || !value.includes('://')) return value;
  const { password } = new URL(value);
  return password === '' ? null : decodeURIComponent(password);
}

function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (process.getuid?.() === 0) return '/var/lib/spndr';
  const xdg = env.XDG_DATA_HOME;
  // The XDG specification says that a relative path is to be ignored.
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share'), 'spndr');
}
