import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/cli/config.ts';
import { ConfigProblems } from '../../src/cli/failure.ts';
import { parseSettings } from '../../src/cli/settings.ts';
import { databaseName } from '../../src/cli/storage.ts';
import { packageFile } from '../../src/ledger/storage/package-file.ts';

const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

function read(env: Record<string, string>, file: string | null = null) {
  return readConfig({ env, file, needs: [], learn: () => {} });
}

function problemsOf(env: Record<string, string>, file: string | null = null): readonly string[] {
  try {
    read(env, file);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'spndr-config-')), 'spndr.env');
  writeFileSync(file, text);
  return file;
}

describe('the settings', () => {
  it.each(['127.0.0.1:1', '127.8.9.1:1', '[::1]:1', 'localhost:1'])('serve metrics at %s', (address) => {
    expect(read({ SPNDR_ADMIN_LISTEN: address }).adminListen?.port).toBe(1);
  });

  it.each(['0.0.0.0:1', '[::]:1', '192.168.1.2:1', '127.example.org:1', 'localhost.example.org:1'])(
    'serve metrics at %s only where others may read them',
    (address) => {
      expect(() => read({ SPNDR_ADMIN_LISTEN: address })).toThrow(/not a loopback address/);
      const { adminListen } = read({ SPNDR_ADMIN_LISTEN: address, SPNDR_ADMIN_PUBLIC: '1' });
      expect(adminListen?.port).toBe(1);
    },
  );

  it('have the documented defaults', () => {
    expect(read({ SPNDR_DATA_DIR: '/srv/spndr' })).toEqual({
      adminListen: null,
      adminPublic: false,
      backupDir: null,
      backupSchedule: '30 3 * * *',
      backupKeep: { newest: 1, daily: 7, weekly: 4, monthly: 12 },
      backupFormat: 'auto',
      backupPassphrase: null,
      botToken: null,
      telegramApi: 'https://api.telegram.org',
      databaseUrl: null,
      redisUrl: null,
      dataDir: '/srv/spndr',
      webhookUrl: null,
      webhookListen: { host: '127.0.0.1', port: 8443 },
      webhookSecret: null,
      pepper: null,
      oldPepper: null,
      sendLimit: 30,
      ratesUrl: null,
      signUp: null,
      allowed: null,
      linkApproval: false,
      logLevel: 'info',
    });
  });

  it('say when a backup cannot be made like that', () => {
    for (const [name, value, problem] of [
      ['SPNDR_BACKUP_SCHEDULE', 'at night', 'is not a time in cron syntax; write it like'],
      ['SPNDR_BACKUP_SCHEDULE', '0 0 31 2 *', 'is not a time in cron syntax; write it like'],
      ['SPNDR_BACKUP_KEEP', 'all', 'does not say which backups to keep; write it like'],
      ['SPNDR_BACKUP_FORMAT', 'tar', 'is not a format of backups; use auto, pg_dump, snapshot'],
      ['SPNDR_BACKUP_PASSPHRASE', 'short', 'is shorter than 8 characters; make one with'],
      ['SPNDR_BACKUP_DIR', '~/backup', 'begins with ~, which only a shell understands'],
    ])
      expect(() => read({ [name!]: value! }), value).toThrow(`${name} ${problem}`);
    expect(read({ SPNDR_BACKUP_KEEP: '3 daily' }).backupKeep).toEqual({
      newest: 1,
      daily: 3,
      weekly: 0,
      monthly: 0,
    });
  });

  it('are read from the environment', () => {
    const config = read({
      SPNDR_BOT_TOKEN: token,
      SPNDR_TELEGRAM_API: 'http://127.0.0.1:8081/',
      DATABASE_URL: 'postgres://me:p%40ss@db/spndr',
      REDIS_URL: 'rediss://cache:6380',
      SPNDR_WEBHOOK_URL: 'https://bot.example.org:8443/telegram',
      SPNDR_WEBHOOK_LISTEN: '[::1]:0',
      SPNDR_WEBHOOK_SECRET: 'a_Secret-1',
      SPNDR_SEND_LIMIT: '0',
      SPNDR_RATES_URL: 'https://rates.example.org/eurofxref.xml',
      SPNDR_SIGNUP: 'invite',
      SPNDR_ALLOW: '123456, 7',
      SPNDR_LINK_APPROVAL: '1',
      SPNDR_LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      botToken: token,
      telegramApi: 'http://127.0.0.1:8081',
      databaseUrl: 'postgres://me:p%40ss@db/spndr',
      redisUrl: 'rediss://cache:6380',
      webhookUrl: 'https://bot.example.org:8443/telegram',
      webhookListen: { host: '::1', port: 0 },
      webhookSecret: 'a_Secret-1',
      sendLimit: 0,
      ratesUrl: 'https://rates.example.org/eurofxref.xml',
      signUp: 'invite',
      allowed: new Set([123456, 7]),
      linkApproval: true,
      logLevel: 'debug',
    });
  });

  it('count as not set when they are empty', () => {
    expect(read({ SPNDR_BOT_TOKEN: '', SPNDR_SEND_LIMIT: ' ', DATABASE_URL: '' })).toMatchObject({
      botToken: null,
      sendLimit: 30,
      databaseUrl: null,
    });
  });

  it.each([
    ['postgres:///spndr?host=/run/postgresql', '/run/postgresql/spndr'],
    ['postgres://me@%2Frun%2Fpostgresql:5433/spndr', '/run/postgresql:5433/spndr'],
    ['postgres://me:secret@db:5433/spndr', 'db:5433/spndr'],
  ])('take %s, which is called %s', (address, name) => {
    const config = read({ DATABASE_URL: address });
    expect(config.databaseUrl).toBe(address);
    expect(databaseName(config)).toBe(name);
  });

  it.each([
    ['a%b', 'has a % that begins no %xx; write %25'],
    ['secret-100%', 'has a % that begins no %xx; write %25'],
    ['caf%e9', 'has a %xx that is not in UTF-8; write %25 for a % itself'],
  ])('are not taken with the password %s, which is hidden all the same', (password, problem) => {
    const learned: (string | null)[] = [];
    const env = {
      DATABASE_URL: `postgres://me:${password}@db/spndr`,
      REDIS_URL: `redis://:${password}@cache`,
    };
    expect(() => readConfig({ env, file: null, needs: [], learn: (secret) => learned.push(secret) })).toThrow(
      expect.objectContaining({ problems: [`DATABASE_URL ${problem}`, `REDIS_URL ${problem}`] }),
    );
    expect(new Set(learned)).toContain(password);
  });

  it('hide a password as it is written and as it is meant', () => {
    const learned: (string | null)[] = [];
    const env = { DATABASE_URL: 'postgres://me:100%25@db/spndr?application_name=50%' };
    readConfig({ env, file: null, needs: [], learn: (secret) => learned.push(secret) });
    expect(learned).toEqual(expect.arrayContaining(['100%25', '100%']));
  });

  it('come from the environment before credentials, and from credentials before the file', () => {
    const credentials = mkdtempSync(join(tmpdir(), 'spndr-credentials-'));
    writeFileSync(join(credentials, 'SPNDR_BOT_TOKEN'), `${token}\n`);
    writeFileSync(join(credentials, 'SPNDR_LOG_LEVEL'), 'warn\n');
    const file = fileWith('SPNDR_LOG_LEVEL=error\nSPNDR_BOT_TOKEN=1:file\nSPNDR_SEND_LIMIT=5\nOTHER=1\n');
    const env = { CREDENTIALS_DIRECTORY: credentials, SPNDR_LOG_LEVEL: 'trace' };
    expect(read(env, file)).toMatchObject({ logLevel: 'trace', botToken: token, sendLimit: 5 });
  });

  it('take a secret from the file that NAME_FILE names', () => {
    const secret = fileWith(`${token}\n`);
    const pepper = fileWith('0123456789abcdef0123456789abcdef');
    const file = fileWith(`SPNDR_PEPPER_FILE=${pepper}\n`);
    expect(read({ SPNDR_BOT_TOKEN_FILE: secret }, file)).toMatchObject({
      botToken: token,
      pepper: '0123456789abcdef0123456789abcdef',
    });
    expect(read({ SPNDR_BOT_TOKEN_FILE: secret, SPNDR_BOT_TOKEN: '1:direct' }).botToken).toBe('1:direct');
    expect(problemsOf({ SPNDR_BOT_TOKEN_FILE: '/nowhere', SPNDR_WEBHOOK_SECRET_FILE: fileWith('') })).toEqual(
      [
        'SPNDR_BOT_TOKEN_FILE names a file that cannot be read (ENOENT); check path and permissions',
        'SPNDR_WEBHOOK_SECRET_FILE names an empty file; put the secret into it',
      ],
    );
  });

  it.each([
    ['SPNDR_BOT_TOKEN', 'botToken', token],
    ['DATABASE_URL', 'databaseUrl', 'postgres://me:secret@db/spndr'],
    ['REDIS_URL', 'redisUrl', 'redis://:secret@cache'],
    ['SPNDR_WEBHOOK_SECRET', 'webhookSecret', 'secret'],
    ['SPNDR_PEPPER', 'pepper', 'p'.repeat(32)],
    ['SPNDR_OLD_PEPPER', 'oldPepper', 'o'.repeat(32)],
    ['SPNDR_BACKUP_PASSPHRASE', 'backupPassphrase', 'a passphrase'],
  ] as const)(
    'take the secret %s from environment, file, credential and settings file',
    (name, key, secret) => {
      const credentials = mkdtempSync(join(tmpdir(), 'spndr-credentials-'));
      writeFileSync(join(credentials, name), `${secret}\n`);
      const secretFile = fileWith(`${secret}\n`);
      const ways = [
        read({ [name]: secret }),
        read({ [`${name}_FILE`]: secretFile }),
        read({ CREDENTIALS_DIRECTORY: credentials }),
        read({}, fileWith(`${name}="${secret}"\n`)),
        read({}, fileWith(`${name}_FILE=${secretFile}\n`)),
      ];
      expect(ways.map((config) => config[key])).toEqual(ways.map(() => secret));
      for (const unit of ['spndr.service', 'spndr@.service', 'user/spndr.service'])
        expect(readFileSync(packageFile(`systemd/${unit}`), 'utf8')).toMatch(
          new RegExp(`^LoadCredential=${name}:.*/${name}$`, 'm'),
        );
    },
  );

  it('keep data in /var/lib/spndr for root, under XDG_DATA_HOME for others', () => {
    const user = vi.spyOn(process, 'getuid');
    onTestFinished(() => user.mockRestore());
    user.mockReturnValue(0);
    expect(read({ XDG_DATA_HOME: '/data' }).dataDir).toBe('/var/lib/spndr');
    user.mockReturnValue(1000);
    expect(read({ XDG_DATA_HOME: '/data' }).dataDir).toBe('/data/spndr');
    expect(read({ XDG_DATA_HOME: 'relative' }).dataDir).toBe(join(homedir(), '.local/share/spndr'));
  });
});

describe('problems with the settings', () => {
  it('are reported all at once, each with its remedy and without the value', () => {
    const problems = problemsOf({
      SPNDR_BOT_TOKEN: 'oops-my-token',
      SPNDR_TELEGRAM_API: 'ftp://x',
      DATABASE_URL: 'mysql://me:hunter2@db/x',
      REDIS_URL: 'localhost:6379',
      SPNDR_DATA_DIR: '~/spndr',
      SPNDR_WEBHOOK_URL: 'http://bot.example.org',
      SPNDR_WEBHOOK_LISTEN: '8443',
      SPNDR_WEBHOOK_SECRET: 'not this one!',
      SPNDR_PEPPER: 'salt and pepper',
      SPNDR_SEND_LIMIT: '-1',
      SPNDR_SIGNUP: 'sometimes',
      SPNDR_ALLOW: '1;2',
      SPNDR_LINK_APPROVAL: 'yes',
      SPNDR_LOG_LEVEL: 'loud',
    });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'SPNDR_BOT_TOKEN',
      'SPNDR_TELEGRAM_API',
      'DATABASE_URL',
      'REDIS_URL',
      'SPNDR_DATA_DIR',
      'SPNDR_WEBHOOK_URL',
      'SPNDR_WEBHOOK_LISTEN',
      'SPNDR_WEBHOOK_SECRET',
      'SPNDR_PEPPER',
      'SPNDR_SEND_LIMIT',
      'SPNDR_SIGNUP',
      'SPNDR_ALLOW',
      'SPNDR_LINK_APPROVAL',
      'SPNDR_LOG_LEVEL',
    ]);
    for (const problem of problems) expect(problem).toMatch(/^\S+ .+; .+$/);
    expect(problems.join('\n')).not.toMatch(/oops|hunter2|not this one|salt and/);
  });

  it('name what a command cannot do without, together with the rest', () => {
    const call = () =>
      readConfig({
        env: { SPNDR_LOG_LEVEL: 'loud' },
        file: null,
        needs: ['botToken', 'webhookUrl'],
        learn: () => {},
      });
    expect(call).toThrow(/SPNDR_BOT_TOKEN is not set; .*@BotFather.*SPNDR_WEBHOOK_URL.*SPNDR_LOG_LEVEL/s);
  });

  it.each([
    ['https://bot.example.org', []],
    ['https://bot.example.org:443/x', []],
    ['https://bot.example.org:80', []],
    ['https://bot.example.org:88', []],
    ['https://bot.example.org:8443', []],
    [
      'https://bot.example.org:9000',
      [expect.stringMatching(/port that Telegram does not call; use 443, 80, 88/)],
    ],
    ['bot.example.org', [expect.stringMatching(/not an https/)]],
  ])('take a webhook address for what Telegram would: %s', (url, expected) => {
    expect(problemsOf({ SPNDR_WEBHOOK_URL: url })).toEqual(expected);
  });

  it.each(['127.0.0.1:65536', 'localhost', ':8443', '::1:8443', 'a b:1'])(
    'refuse to listen on %s',
    (listen) => {
      expect(problemsOf({ SPNDR_WEBHOOK_LISTEN: listen })).toHaveLength(1);
    },
  );

  it('tell a file that is not there, a bad line and a name nobody knows', () => {
    expect(problemsOf({}, '/nowhere/spndr.env')).toEqual([
      expect.stringMatching(/^cannot read \/nowhere\/spndr.env \(ENOENT\); /),
    ]);
    const problems = problemsOf({}, fileWith('SPNDR_BOT_TOKN=1:a\nwhat is this\n'));
    expect(problems).toEqual([
      expect.stringMatching(/line 2 is not NAME=value; /),
      expect.stringMatching(/sets SPNDR_BOT_TOKN, which spndr does not know; /),
    ]);
  });
});

describe('a settings file', () => {
  it('is read as systemd reads it', () => {
    const text = [
      '\uFEFF# a comment',
      '; another',
      '',
      'A=1',
      ' B = two words  ',
      'C="quoted # not a comment"',
      "D='single\\'\r",
      'E=',
      'F=a#b=c',
      'A=again',
      'broken "quote',
      'G="open',
      'H=a\\b\\ c"d"',
      'I="a\\$b\\"c\\b\\\\d"',
    ].join('\n');
    const { values, badLines, oddLines } = parseSettings(text);
    expect(Object.fromEntries(values)).toEqual({
      A: 'again',
      B: 'two words',
      C: 'quoted # not a comment',
      D: 'single\\',
      E: '',
      F: 'a#b=c',
      H: 'ab c"d"',
      I: 'a$b"c\\b\\d',
    });
    expect(badLines).toEqual([11, 12]);
    expect(oddLines).toEqual([]);
  });

  it.each([
    ['A=5 # slow', '5', 'has a comment behind the value'],
    ['A="5" # slow', '5', 'has a comment behind the value'],
    ['A= # none', '', 'has a comment behind the value'],
    ['export A=5', '5', 'begins with export'],
    ['\uFEFFA=5', '5', 'begins with a byte order mark'],
  ])('tells what systemd reads otherwise: %j', (line, value, why) => {
    const { values, badLines, oddLines } = parseSettings(line);
    expect([[...values], badLines]).toEqual([[['A', value]], []]);
    expect(oddLines).toMatchObject([{ line: 1, why }]);
  });

  it('is not continued on the next line', () => {
    expect(parseSettings('A=5\\\nB=6')).toEqual({
      values: new Map([['B', '6']]),
      badLines: [1],
      oddLines: [],
    });
  });
});
