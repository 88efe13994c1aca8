import { resolve } from 'node:path';
import { Cron } from 'croner';
import * as v from 'valibot';
import { formats } from '../ledger/backup/format.ts';
import { parseKeep } from '../ledger/backup/rotation.ts';
import type { Config } from './config.ts';

/** The webhook ports that Telegram supports. */
const webhookPorts = ['443', '80', '88', '8443'];

export const notHttps = 'is not an https:// address';
export const httpsRemedy = 'Telegram calls https only; write it like https://bot.example.org/telegram';

/** Whether this is an http:// address on this machine, which only a local Bot API server can call. */
export function isLoopbackHttp(value: string): boolean {
  const { protocol, hostname } = new URL(value);
  return protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** Whether a host is this machine's loopback interface. */
export function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host);
}

export const telegramsOwnApi = 'https://api.telegram.org';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * A setting that must pass `check`. The error consists of `wrong` and `remedy` and never quotes the value, which may be
 * a secret.
 */
function setting(check: (value: string) => boolean, wrong: string, remedy: string) {
  return v.pipe(v.string(), v.check(check, `${wrong}; ${remedy}`));
}

/** A setting parsed by `read`, which gives null for an invalid value. */
function settingRead<Read>(read: (value: string) => Read | null, wrong: string, remedy: string) {
  return v.pipe(
    v.string(),
    v.transform(read),
    v.custom<Read>((taken) => taken !== null, `${wrong}; ${remedy}`),
  );
}

function address(protocols: readonly string[], example: string) {
  const accepts = (value: string) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    return url !== null && protocols.includes(url.protocol) && (url.host !== '' || url.search !== '');
  };
  const kinds = protocols.map((protocol) => `${protocol}//`).join(' or ');
  return v.pipe(
    setting(accepts, `is not a ${kinds} address`, `write it like ${example}`),
    v.check(
      (value) => !/%(?![0-9a-f]{2})/i.test(beforeQuery(value)),
      'has a % that begins no %xx; write %25',
    ),
    v.check(
      (value) => canDecode(beforeQuery(value)),
      'has a %xx that is not in UTF-8; write %25 for a % itself',
    ),
  );
}

/** The part of an address in which %xx is decoded strictly; names in a query may contain a bare %. */
const beforeQuery = (value: string) => value.replace(/[?#].*$/s, '');

function canDecode(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const isLongSecret = (value: string) => value.length >= 32;

/** The minimum length of a passphrase for backups. */
export const shortestPassphrase = 8;

const directory = v.pipe(
  setting(
    (value) => !value.startsWith('~'),
    'begins with ~, which only a shell understands',
    'write the whole path',
  ),
  v.transform((value) => resolve(value)),
);

/** The valid values of every setting, and what to do about others. Errors never quote a value. */
export const schema = v.object({
  botToken: v.nullish(
    setting(
      (value) => /^\d+:[A-Za-z0-9_-]+$/.test(value),
      'is not a bot token',
      'copy it whole from @BotFather: digits, a colon, then letters and digits',
    ),
    null,
  ),
  telegramApi: v.optional(
    v.pipe(
      address(['http:', 'https:'], telegramsOwnApi),
      v.transform((value) => value.replace(/\/+$/, '')),
    ),
    telegramsOwnApi,
  ),
  databaseUrl: v.nullish(
    address(
      ['postgres:', 'postgresql:'],
      'postgres://user:password@host:5432/spndr, with %40 for an @ in the password and so on, or for a server on this machine postgres:///spndr?host=/run/postgresql',
    ),
    null,
  ),
  redisUrl: v.nullish(address(['redis:', 'rediss:'], 'redis://host:6379'), null),
  dataDir: directory,
  webhookUrl: v.nullish(
    v.pipe(
      setting(
        (value) => URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopbackHttp(value)),
        notHttps,
        httpsRemedy,
      ),
      v.check(
        (value) => isLoopbackHttp(value) || webhookPorts.includes(new URL(value).port || '443'),
        'has a port that Telegram does not call; use 443, 80, 88 or 8443',
      ),
    ),
    null,
  ),
  webhookListen: v.optional(
    settingRead(
      listenAddress,
      'is not host:port',
      'write it like 127.0.0.1:8443 or [::1]:8443, the port from 0 to 65535',
    ),
    '127.0.0.1:8443',
  ),
  webhookSecret: v.nullish(
    setting(
      (value) => /^[A-Za-z0-9_-]{1,256}$/.test(value),
      'is not a secret that Telegram takes',
      'use 1 to 256 of A-Z a-z 0-9 _ -, or leave it out and one is made',
    ),
    null,
  ),
  pepper: v.nullish(
    setting(
      isLongSecret,
      'is shorter than 32 characters',
      'make one with `openssl rand -base64 32`, or leave it out and one is made; SPNDR_OLD_PEPPER takes the previous one',
    ),
    null,
  ),
  oldPepper: v.nullish(
    setting(isLongSecret, 'is shorter than 32 characters', 'copy the whole of what SPNDR_PEPPER was before'),
    null,
  ),
  sendLimit: v.optional(
    v.pipe(
      setting(
        (value) => /^\d{1,6}$/.test(value),
        'is not a whole number of replies a second',
        "write 30 (Telegram's limit), or 0 for no limit",
      ),
      v.transform(Number),
    ),
    '30',
  ),
  ratesUrl: v.nullish(
    address(['https:', 'http:'], 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml'),
    null,
  ),
  backupDir: v.nullish(directory, null),
  backupSchedule: v.optional(
    setting(
      isSchedule,
      'is not a time in cron syntax',
      'write it like "30 3 * * *" (at 03:30 every day) or @weekly',
    ),
    '30 3 * * *',
  ),
  backupKeep: v.optional(
    settingRead(
      parseKeep,
      'does not say which backups to keep',
      'write it like "7 daily, 4 weekly, 12 monthly", or 10 for the newest ten',
    ),
    '7 daily, 4 weekly, 12 monthly',
  ),
  backupFormat: v.optional(
    v.picklist(formats, `is not a format of backups; use ${formats.join(', ')}`),
    'auto',
  ),
  backupPassphrase: v.nullish(
    setting(
      (value) => value.length >= shortestPassphrase,
      `is shorter than ${shortestPassphrase} characters`,
      'make one with `openssl rand -base64 24`, and keep it where the backups are not',
    ),
    null,
  ),
  signUp: v.nullish(
    v.picklist(['open', 'invite', 'closed'], 'is not a way to sign up; use open, invite or closed'),
    null,
  ),
  allowed: v.nullish(
    v.pipe(
      setting(
        (value) => value.split(',').every((id) => /^\s*[1-9]\d{0,14}\s*$/.test(id)),
        'is not a list of Telegram user ids',
        'write numbers with commas between them, like 123456,234567',
      ),
      v.transform((value): ReadonlySet<number> => new Set(value.split(',').map(Number))),
    ),
    null,
  ),
  linkApproval: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'is neither 0 nor 1; write 1 to have log-ins allowed by whoever is linked'),
      v.transform((value) => value === '1'),
    ),
    '0',
  ),
  logLevel: v.optional(
    setting((value) => logLevels.includes(value), 'is not a log level', `use one of ${logLevels.join(', ')}`),
    'info',
  ),
  adminListen: v.nullish(
    settingRead(listenAddress, 'is not host:port', 'write it like 127.0.0.1:9464, the port from 0 to 65535'),
    null,
  ),
  adminPublic: v.optional(
    v.pipe(
      setting((value) => /^[01]$/.test(value), 'is neither 0 nor 1', 'write 1, or leave it out'),
      v.transform((value) => value === '1'),
    ),
    '0',
  ),
}) satisfies v.GenericSchema<unknown, Config>;

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
