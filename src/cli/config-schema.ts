import { resolve } from 'node:path';
import { Cron } from 'croner';
import { z } from 'zod';
import { formats } from '../ledger/backup/format.ts';
import { parseKeep } from '../ledger/backup/rotation.ts';
import type { Config } from './config.ts';

/** The ports of a webhook that Telegram calls. */
const webhookPorts = ['443', '80', '88', '8443'];

export const notHttps = 'is not an https:// address';
export const httpsRemedy = 'Telegram calls https only; write it like https://bot.example.org/telegram';

/** Only a Bot API server of one's own on this machine calls such an address. */
export function isLoopbackHttp(value: string): boolean {
  const { protocol, hostname } = new URL(value);
  return protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** Whether an address is one of this machine that no other can reach. */
export function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host);
}

export const telegramsOwnApi = 'https://api.telegram.org';

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

/** What every setting may be, and what to do where it is not. Nothing of a value is ever quoted. */
export const schema = z.object({
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
  backupFormat: z
    .enum(formats, { error: `is not a format of backups; use ${formats.join(', ')}` })
    .default('auto'),
  backupPassphrase: setting(
    (value) => value.length >= shortestPassphrase,
    `is shorter than ${shortestPassphrase} characters`,
    'make one with `openssl rand -base64 24`, and keep it where the backups are not',
  )
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
