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
import { decoded } from './percent.ts';
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
  /** Who writes the rows of backups: pg_dump, spndr itself, or the former where it can. */
  readonly backupFormat: Format;
  /** Encrypts backups; null: they are readable. */
  readonly backupPassphrase: string | null;
  /** Who can make an account; null: anybody, as long as nobody decides otherwise. */
  readonly signUp: 'open' | 'invite' | 'closed' | null;
  /** Ids of the strangers who are answered; null: everybody. */
  readonly allowed: ReadonlySet<number> | null;
  /** Whether somebody linked to the account must allow a log-in by password. */
  readonly linkApproval: boolean;
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
  backupFormat: 'SPNDR_BACKUP_FORMAT',
  backupPassphrase: 'SPNDR_BACKUP_PASSPHRASE',
  signUp: 'SPNDR_SIGNUP',
  allowed: 'SPNDR_ALLOW',
  linkApproval: 'SPNDR_LINK_APPROVAL',
  logLevel: 'SPNDR_LOG_LEVEL',
  adminListen: 'SPNDR_ADMIN_LISTEN',
  adminPublic: 'SPNDR_ADMIN_PUBLIC',
} as const satisfies Record<keyof Config, string>;

/** What a command line says of settings: it wins over them. The flag of `backupDir` is --backup-dir. */
export type Flags = { readonly [Name in keyof Config]?: string | undefined };

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

/**
 * The settings from `flags`, over the environment, over systemd's credentials, over the file given with --config. An
 * empty value counts as not set, but that of a flag is wrong. `needs` are those that must be there; secrets are told to
 * `learn` before anything can fail. Throws `ConfigProblems` with all that is wrong.
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
    // one problem a setting: a check may rely on the one before it
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
      `${variables.adminListen} is no address of the loopback interface, so other machines could read how the daemon is; take 127.0.0.1, or set ${variables.adminPublic}=1 where they may`,
    );
  if (problems.length > 0 || !parsed.success) throw new ConfigProblems(problems);
  return parsed.output as ConfigWith<Name>;
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

/** What must never be shown of a secret setting: all of it, or the password of an address, written in either way. */
function secretsIn(value: string): readonly string[] {
  if (!URL.canParse(value) || !value.includes('://')) return [value];
  const { password } = new URL(value);
  return password === '' ? [] : [password, decoded(password)];
}

function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (process.getuid?.() === 0) return '/var/lib/spndr';
  const xdg = env.XDG_DATA_HOME;
  // The XDG specification says that a relative path is to be ignored.
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share'), 'spndr');
}
