import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import type { Format } from '../ledger/backup/format.ts';
import type { Keep } from '../ledger/backup/rotation.ts';
import {
  httpsRemedy,
  isLoopback,
  isLoopbackHttp,
  notHttps,
  schema,
  telegramsOwnApi,
} from './config-schema.ts';
import { ConfigProblems } from './failure.ts';
import type { ConfigWith } from './io.ts';
import { readSources, type Settings } from './settings.ts';
import { decoded } from './url-part.ts';

/** Every setting of spndr, checked. Null: not set, without a default. */
export interface Config {
  readonly botToken: string | null;
  /** Root URL of the Bot API, without a trailing slash. */
  readonly telegramApi: string;
  /** Null: the embedded Postgres in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Null: the Postgres table is the buffer. */
  readonly redisUrl: string | null;
  /** Absolute path. */
  readonly dataDir: string;
  readonly webhookUrl: string | null;
  readonly webhookListen: { readonly host: string; readonly port: number };
  /** Null: the one kept in `dataDir`. */
  readonly webhookSecret: string | null;
  /** The secret key for password digests and for sealing queued data. Null: the one kept in `dataDir`. */
  readonly pepper: string | null;
  /** The previous pepper: hashes made with it are still accepted, and replaced at the next log-in. */
  readonly oldPepper: string | null;
  /** Replies per second in total; 0: unlimited. */
  readonly sendLimit: number;
  /** URL of the exchange rates to fetch; null: none are fetched. */
  readonly ratesUrl: string | null;
  /** Absolute path for scheduled backups; null: none are made. */
  readonly backupDir: string | null;
  /** Cron expression for backups, in the machine's time zone. */
  readonly backupSchedule: string;
  /** Which backups to keep. */
  readonly backupKeep: Keep;
  /** What writes the rows of backups: pg_dump, spndr itself, or pg_dump if it can. */
  readonly backupFormat: Format;
  /** The passphrase that encrypts backups; null: they are not encrypted. */
  readonly backupPassphrase: string | null;
  /** Who may create an account; null: not decided, so anybody. */
  readonly signUp: 'open' | 'invite' | 'closed' | null;
  /** Ids of the people without an account who are answered; null: everybody. */
  readonly allowed: ReadonlySet<number> | null;
  /** Whether a log-in by password needs the approval of somebody linked to the account. */
  readonly linkApproval: boolean;
  readonly logLevel: string;
  /** Where to serve health and metrics; null: nowhere. */
  readonly adminListen: { readonly host: string; readonly port: number } | null;
  /** Whether other machines may read them. */
  readonly adminPublic: boolean;
}

/** The environment variable of each setting. */
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
  backupFormat: 'SPNDR_BACKUP_FORMAT',
  backupPassphrase: 'SPNDR_BACKUP_PASSPHRASE',
  signUp: 'SPNDR_SIGNUP',
  allowed: 'SPNDR_ALLOW',
  linkApproval: 'SPNDR_LINK_APPROVAL',
  logLevel: 'SPNDR_LOG_LEVEL',
  adminListen: 'SPNDR_ADMIN_LISTEN',
  adminPublic: 'SPNDR_ADMIN_PUBLIC',
} as const satisfies Record<keyof Config, string>;

/** Settings given on the command line, which take precedence. The flag of `backupDir` is --backup-dir. */
export type Flags = { readonly [Name in keyof Config]?: string | undefined };

/** The names of all settings, in the environment and in files. */
export const settingNames: readonly string[] = Object.values(variables);

/** Settings that are secrets, or URLs that may contain one. */
const secrets = [
  'botToken',
  'databaseUrl',
  'redisUrl',
  'webhookSecret',
  'pepper',
  'oldPepper',
  'backupPassphrase',
] as const;

/** What to do if a command needs a setting that has neither a value nor a default. */
const remediesWhenMissing: Partial<Record<keyof Config, string>> = {
  botToken: 'set it to the token that @BotFather gave you, or try `spndr demo`, which needs none',
  webhookUrl:
    'set it to the https address at which Telegram reaches this machine; without one, use --polling or `spndr webhook set --ngrok`',
};

/**
 * Reads the settings: from `flags`, else the environment, else systemd's credentials, else the file. An empty value
 * counts as not set, but an empty flag is an error. `needs` are those that must be set. Secrets are passed to `learn`
 * before anything can fail. Throws `ConfigProblems` with everything that is wrong.
 */
export function readConfig<Name extends keyof Config = never>(options: {
  env: NodeJS.ProcessEnv;
  file: string | null;
  needs: readonly Name[];
  learn: (secret: string | null) => void;
  flags?: Flags;
}): ConfigWith<Name> {
  const { env, needs, learn, flags = {} } = options;
  const { values, problems } = readValues(options);
  const called = new Map<string, string>(Object.entries(variables));
  for (const [name, value] of Object.entries(flags)) {
    const variable = called.get(name);
    if (value === undefined || variable === undefined) continue;
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value.trim() === '') problems.push(`${flag} is empty; give it a value, or leave it out`);
    else values.set(variable, value.trim());
    called.set(name, flag);
  }
  for (const name of secrets) {
    for (const secret of secretsIn(values.get(variables[name]) ?? '')) learn(secret);
  }

  for (const name of needs) {
    if (values.has(variables[name])) continue;
    problems.push(`${variables[name]} is not set; ${remediesWhenMissing[name] ?? 'set it'}`);
  }
  const given = Object.entries(variables).flatMap(([name, variable]) =>
    values.has(variable) ? [[name, values.get(variable)]] : [],
  );
  const parsed = v.safeParse(
    schema,
    { dataDir: defaultDataDir(env), ...Object.fromEntries(given) },
    // one problem per setting: a check may rely on the one before it
    { abortPipeEarly: true },
  );
  for (const issue of parsed.issues ?? []) {
    problems.push(`${called.get(String(issue.path?.[0].key))} ${issue.message}`);
  }
  const { webhookUrl, telegramApi } = parsed.success ? parsed.output : {};
  if (webhookUrl && telegramApi === telegramsOwnApi && isLoopbackHttp(webhookUrl))
    problems.push(`${variables.webhookUrl} ${notHttps}; ${httpsRemedy}`);
  const { adminListen, adminPublic } = parsed.success ? parsed.output : {};
  if (adminListen && !adminPublic && !isLoopback(adminListen.host))
    problems.push(
      `${variables.adminListen} is not a loopback address, so other machines could read how the daemon is doing; use 127.0.0.1, or set ${variables.adminPublic}=1 if they may`,
    );
  if (problems.length > 0 || !parsed.success) throw new ConfigProblems(problems);
  return parsed.output as ConfigWith<Name>;
}

/** The settings as written, by name, valid or not; `problems` are those of their sources. */
export function readValues({ env, file }: { env: NodeJS.ProcessEnv; file: string | null }): Settings {
  return readSources({ names: settingNames, secrets: secrets.map((name) => variables[name]), env, file });
}

/** Whether this names a setting, or the file of a secret. */
export function isSetting(name: string): boolean {
  return settingNames.includes(name) || secrets.some((secret) => `${variables[secret]}_FILE` === name);
}

/** Names in the environment that look like settings of spndr and are none, such as misspelt ones. */
export function strangeNames(env: NodeJS.ProcessEnv): readonly string[] {
  return Object.keys(env).filter((name) => name.startsWith('SPNDR_') && !isSetting(name));
}

/** What is wrong with `value` for the setting `name`, and the remedy; null: it is valid. */
export function settingProblem(name: string, value: string): string | null {
  try {
    readConfig({ env: { [name]: value }, file: null, needs: [], learn: () => {} });
    return null;
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems[0] ?? null;
    throw error;
  }
}

/** What must never be shown of a secret setting: all of it or, in a URL, the password, encoded and decoded. */
function secretsIn(value: string): readonly string[] {
  if (!URL.canParse(value) || !value.includes('://')) return [value];
  const { password } = new URL(value);
  return password === '' ? [] : [password, decoded(password)];
}

function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (process.getuid?.() === 0) return '/var/lib/spndr';
  const xdg = env.XDG_DATA_HOME;
  // the XDG specification says to ignore a relative path
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share'), 'spndr');
}
