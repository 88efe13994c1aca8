import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { Cron } from 'croner';
import { z } from 'zod';
import { type Keep, parseKeep } from '../ledger/backup/rotation.ts';
import { ConfigProblems } from './failure.ts';
import type { ConfigWith } from './io.ts';
import { readSources, type Settings } from './settings.ts';

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
  /** The pepper before: hashes made with it are verified, and made anew, at the next log-in. */
  readonly oldPepper: string | null;
  /** Replies a second overall; 0: no limiter. */
  readonly sendLimit: number;
  /** Where the daemon fetches exchange rates from; null: nowhere. */
  readonly ratesUrl: string | null;
  /** Where the daemon keeps the backups that it makes by itself; null: it makes none. Absolute. */
  readonly backupDir: string | null;
  /** When it makes them: cron words, in the time zone of the machine. */
  readonly backupSchedule: string;
  /** Which of them stay. */
  readonly backupKeep: Keep;
  /** Encrypts backups; null: they are readable. */
  readonly backupPassphrase: string | null;
  readonly logLevel: string;
  /** Where the daemon serves health and metrics; null: nowhere. */
  readonly adminListen: { readonly host: string; readonly port: number } | null;
  /** Whether other machines may read them. */
  readonly adminPublic: boolean;
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
  oldPepper: 'SPNDR_OLD_PEPPER',
  sendLimit: 'SPNDR_SEND_LIMIT',
  ratesUrl: 'SPNDR_RATES_URL',
  backupDir: 'SPNDR_BACKUP_DIR',
  backupSchedule: 'SPNDR_BACKUP_SCHEDULE',
  backupKeep: 'SPNDR_BACKUP_KEEP',
  backupPassphrase: 'SPNDR_BACKUP_PASSPHRASE',
  logLevel: 'SPNDR_LOG_LEVEL',
  adminListen: 'SPNDR_ADMIN_LISTEN',
  adminPublic: 'SPNDR_ADMIN_PUBLIC',
} as const satisfies Record<keyof Config, string>;

/** The names of all settings, as they are written in the environment and in files. */
export const settingNames: readonly string[] = Object.values(variables);

/** Settings that are secrets, or addresses that may hold one. */
const secrets = [
  'botToken',
  'databaseUrl',
  'redisUrl',
  'webhookSecret',
  'pepper',
  'oldPepper',
  'backupPassphrase',
] as const;

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
  return protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host);
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

const isLongSecret = (value: string) => value.length >= 32;

/** Backups are encrypted with nothing shorter. */
export const shortestPassphrase = 8;

const directory = setting(
  (value) => !value.startsWith('~'),
  'begins with ~, which only a shell understands',
  'write the whole path',
).transform((value) => resolve(value));

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
  dataDir: directory,
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
    isLongSecret,
    'is shorter than 32 characters',
    'make one with `openssl rand -base64 32`, or leave it out and one is made; SPNDR_OLD_PEPPER takes the one before',
  )
    .nullable()
    .default(null),
  oldPepper: setting(
    isLongSecret,
    'is shorter than 32 characters',
    'copy the whole of what SPNDR_PEPPER was before',
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
  backupDir: directory.nullable().default(null),
  backupSchedule: setting(
    isSchedule,
    'is not a time in the words of cron',
    'write it like "30 3 * * *" (at 03:30 every day) or @weekly',
  ).default('30 3 * * *'),
  backupKeep: setting(
    (value) => parseKeep(value) !== null,
    'does not say which backups to keep',
    'write it like "7 daily, 4 weekly, 12 monthly", or 10 for the newest ten',
  )
    .transform((value) => parseKeep(value) ?? z.NEVER)
    .default({ newest: 1, daily: 7, weekly: 4, monthly: 12 }),
  backupPassphrase: setting(
    (value) => value.length >= shortestPassphrase,
    `is shorter than ${shortestPassphrase} characters`,
    'make one with `openssl rand -base64 24`, and keep it where the backups are not',
  )
    .nullable()
    .default(null),
  logLevel: setting(
    (value) => logLevels.includes(value),
    'is not a log level',
    `use one of ${logLevels.join(', ')}`,
  ).default('info'),
  adminListen: setting(
    (value) => listenAddress(value) !== null,
    'is not host:port',
    'write it like 127.0.0.1:9464, the port from 0 to 65535',
  )
    .transform((value) => listenAddress(value) ?? z.NEVER)
    .nullable()
    .default(null),
  adminPublic: setting((value) => /^[01]$/.test(value), 'is neither 0 nor 1', 'write 1, or leave it out')
    .transform((value) => value === '1')
    .default(false),
}) satisfies z.ZodType<Config>;

function isSchedule(words: string): boolean {
  try {
    return new Cron(words, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

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
  const { env, needs, learn } = options;
  const { values, problems } = readValues(options);
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
  const { adminListen, adminPublic } = parsed.data ?? {};
  if (adminListen && !adminPublic && !isLoopback(adminListen.host))
    problems.push(
      `${variables.adminListen} is no address of the loopback interface, so other machines could read how the daemon is; take 127.0.0.1, or set ${variables.adminPublic}=1 where they may`,
    );
  if (problems.length > 0 || !parsed.success) throw new ConfigProblems(problems);
  return parsed.data as ConfigWith<Name>;
}

/** The settings as they are written, by name, whether or not they are right; `problems` are those of their sources. */
export function readValues({ env, file }: { env: NodeJS.ProcessEnv; file: string | null }): Settings {
  return readSources({ names: settingNames, secrets: secrets.map((name) => variables[name]), env, file });
}

/** What is wrong with `value` for the setting of this name, and the remedy; null when it is fine. */
export function settingProblem(name: string, value: string): string | null {
  try {
    readConfig({ env: { [name]: value }, file: null, needs: [], learn: () => {} });
    return null;
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems[0] ?? null;
    throw error;
  }
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
