import { mkdtemp, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { configFileToRead, defaultConfigFile } from '../../src/cli/config-file.ts';
import { qrCode } from '../../src/cli/init/qr-code.ts';
import { changeSettings } from '../../src/cli/init/settings-file.ts';
import { parseSettings } from '../../src/cli/settings.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { runCli } from '../helpers/cli.ts';
import { freePort } from '../helpers/ports.ts';
import { freshDatabase } from '../helpers/postgres.ts';
import { freshRedis, startRedis } from '../helpers/redis.ts';

let sandbox: Sandbox;
let folder: string;
let file: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  folder = await mkdtemp(join(tmpdir(), 'init-'));
  file = join(folder, 'below', 'spndr.env');
});

/** Runs `spndr init` unattended, with the token on stdin unless `input` says otherwise. */
function init(args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) {
  return runCli(['--config', file, 'init', '--yes', ...args], {
    env: { SPNDR_TELEGRAM_API: sandbox.url, ...options.env },
    input: options.input ?? sandbox.token,
  });
}

async function written(): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.filter((line) => !line.startsWith('#'));
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

describe('spndr init --yes', () => {
  test('writes a file that only its owner can read and every command reads', async () => {
    const { code, stdout, stderr } = await init(['--token-file', '-']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'asking Telegram\nthe bot is @spndr_sandbox_bot\n' });
    expect(stdout).toBe(
      [
        `wrote ${file}, which only its owner can read`,
        '',
        'next:',
        `  spndr --config ${file} doctor   # is all well?`,
        `  spndr --config ${file} start --polling`,
        '  then write to @spndr_sandbox_bot: https://t.me/spndr_sandbox_bot',
        '',
      ].join('\n'),
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await written()).toEqual([`SPNDR_BOT_TOKEN=${sandbox.token}`]);
    const env = { SPNDR_TELEGRAM_API: sandbox.url };
    expect(await runCli(['--config', file, 'webhook', 'info'], { env })).toMatchObject({ code: 0 });
  });

  test('with servers of one’s own and a webhook, all of them tried', async () => {
    const database = await freshDatabase({ migrated: false });
    onTestFinished(() => database.drop());
    const redis = await freshRedis();
    const result = await init(
      [
        '--database-url-file',
        await fileOf('database', `${database.url}\n`),
        '--redis-url-file',
        await fileOf('redis', redis),
        '--webhook-url',
        'https://bot.example.org/telegram',
      ],
      { env: { SPNDR_BOT_TOKEN: sandbox.token } },
    );
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('start --webhook');
    expect(await written()).toEqual([
      `SPNDR_BOT_TOKEN=${sandbox.token}`,
      `DATABASE_URL=${database.url}`,
      `REDIS_URL=${redis}`,
      'SPNDR_WEBHOOK_URL=https://bot.example.org/telegram',
    ]);
    const said = result.stdout + result.stderr;
    expect(said).not.toContain(sandbox.token);
    expect(said).not.toContain(`:${new URL(database.url).password}@`);
  });

  test('says who may sign up, and where to get the codes of invitations', async () => {
    const { code, stdout } = await init(['--token-file', '-', '--signup', 'invite']);
    expect(code).toBe(0);
    expect(await written()).toContain('SPNDR_SIGNUP=invite');
    expect(stdout).toContain(`\n  spndr --config ${file} invite   #`);
  });

  test('with the address of an ngrok that runs', async () => {
    const ngrok = createServer((_request, response) =>
      response.end(
        JSON.stringify({ tunnels: [{ public_url: 'https://mine.ngrok.app', config: { addr: '8443' } }] }),
      ),
    );
    await new Promise<void>((resolve) => ngrok.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void ngrok.close());
    const api = `http://127.0.0.1:${(ngrok.address() as AddressInfo).port}`;
    const { code } = await init(['--token-file', '-', '--mode', 'ngrok', '--ngrok-api', api]);
    expect(code).toBe(0);
    expect(await written()).toContain('SPNDR_WEBHOOK_URL=https://mine.ngrok.app/telegram');
  });

  test('leaves a file alone that is there, but for --force, which keeps what it does not ask for', async () => {
    file = await fileOf(
      'spndr.env',
      '# mine\nSPNDR_BOT_TOKEN="1:old"\n; slow\nSPNDR_SEND_LIMIT=5\nOTHER=x\n',
    );
    const refused = await init(['--token-file', '-']);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is there already; --force changes it/),
    });
    expect(await readFile(file, 'utf8')).toContain('1:old');
    expect((await init(['--token-file', '-', '--force'])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(
      `# mine\nSPNDR_BOT_TOKEN=${sandbox.token}\n; slow\nSPNDR_SEND_LIMIT=5\nOTHER=x\n`,
    );
  });

  test('leaves a line that says so already as it is: a secret stays in the file it is in', async () => {
    const token = await fileOf('token', `${sandbox.token}\n`);
    const text = `# for now\nSPNDR_SIGNUP='invite'\nSPNDR_BOT_TOKEN_FILE=${token}\n`;
    file = await fileOf('spndr.env', text);
    expect((await init(['--force', '--signup', 'invite'])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('what is answered takes the place of what was in a file of its own', async () => {
    const database = await fileOf('database', 'postgres://away/x');
    const token = await fileOf('token', '1:old');
    file = await fileOf('spndr.env', `DATABASE_URL_FILE=${database}\nSPNDR_BOT_TOKEN_FILE=${token}\n`);
    expect((await init(['--token-file', '-', '--force', '--embedded'])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(`SPNDR_BOT_TOKEN=${sandbox.token}\n`);
  });

  test('says what to type next so that a shell understands it', async () => {
    file = join(folder, 'my bot', 'spndr.env');
    const { stdout } = await init(['--token-file', '-']);
    expect(stdout).toContain(`\n  spndr --config '${file}' doctor   #`);
  });

  test('writes where a link leads', async () => {
    const led = await fileOf('led.env', 'OTHER=x\n');
    file = join(folder, 'link.env');
    await symlink('led.env', file);
    expect((await init(['--token-file', '-', '--force'])).code).toBe(0);
    expect(await readlink(file)).toBe('led.env');
    expect(await readFile(led, 'utf8')).toContain(`SPNDR_BOT_TOKEN=${sandbox.token}`);
  });

  test('goes back from servers of one’s own to what spndr brings', async () => {
    const before = [
      'DATABASE_URL=postgres://away/x',
      'REDIS_URL=redis://away',
      'SPNDR_WEBHOOK_URL=https://a.org/',
    ];
    file = await fileOf('spndr.env', `${before.join('\n')}\n`);
    const back = ['--embedded', '--no-redis', '--mode', 'polling'];
    expect((await init(['--token-file', '-', '--force', ...back])).code).toBe(0);
    expect(await written()).toEqual([`SPNDR_BOT_TOKEN=${sandbox.token}`]);
  });

  test.each([
    ['no token', [], '', 2, /there is no token; give --token-file FILE/],
    ['an empty token', ['--token-file', '-'], '', 2, /stdin is empty; put SPNDR_BOT_TOKEN into it/],
    [
      'no token at all in it',
      ['--token-file', '-'],
      'hello',
      2,
      /SPNDR_BOT_TOKEN is not a bot token; copy it whole/,
    ],
    [
      'a token that Telegram does not know',
      ['--token-file', '-'],
      '1234567:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr',
      1,
      /Telegram refuses the bot token/,
    ],
    [
      'a webhook without an address',
      ['--token-file', '-', '--mode', 'webhook'],
      null,
      2,
      /give --webhook-url/,
    ],
    [
      'an address that is not https',
      ['--token-file', '-', '--webhook-url', 'ftp://x'],
      null,
      2,
      /SPNDR_WEBHOOK_URL is not an https/,
    ],
    [
      'an ngrok that does not run',
      ['--token-file', '-', '--mode', 'ngrok', '--ngrok-api', 'http://127.0.0.1:1'],
      null,
      1,
      /ngrok; start ngrok on this machine, or choose --mode polling, or --mode webhook with --webhook-url\n/,
    ],
    ['another mode', ['--mode', 'pigeon'], null, 2, /Allowed choices are polling, webhook, ngrok/],
    ['a file that is not there', ['--token-file', '/nowhere'], null, 2, /cannot read \/nowhere \(ENOENT\)/],
  ] as const)('%s is refused, and nothing is written', async (_what, args, input, code, line) => {
    const result = await init(args, { input: input ?? sandbox.token });
    expect(result).toMatchObject({ code, stderr: expect.stringMatching(line) });
    expect(result.stderr).not.toContain('AAbbCCdd');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  // a place where nobody can make a file, root neither
  test('a file that cannot be written is refused first', async () => {
    file = '/proc/spndr.env';
    expect(await init(['--token-file', '-'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^spndr: cannot write \/proc\/spndr\.env \(E\w+\); check its path and permissions, or name another one with --config\n$/,
      ),
    });
  });

  test('servers that cannot be used are refused', async () => {
    const secret = 'a-password-of-mine';
    const nowhere = await fileOf('database', `postgres://me:${secret}@127.0.0.1:${await freePort()}/spndr`);
    const database = await init(['--token-file', '-', '--database-url-file', nowhere]);
    expect(database).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/the database cannot be reached/),
    });
    expect(database.stderr).not.toContain(secret);
    const evicting = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] });
    onTestFinished(() => evicting.stop());
    const redis = await init(['--token-file', '-', '--redis-url-file', await fileOf('redis', evicting.url)]);
    expect(redis).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/maxmemory-policy is allkeys-lru/),
    });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});

test('without a terminal it says how to go on', async () => {
  const { code, stderr } = await runCli(['--config', file, 'init']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'spndr: there is no terminal to ask on; give the answers as options, and --yes\n',
  });
});

describe('the usual file', () => {
  test('is in /etc for root, else where the user keeps configuration', () => {
    expect(defaultConfigFile({ XDG_CONFIG_HOME: '/xdg' }, true)).toBe('/etc/spndr/spndr.env');
    expect(defaultConfigFile({ XDG_CONFIG_HOME: '/xdg' }, false)).toBe('/xdg/spndr/spndr.env');
    expect(defaultConfigFile({ XDG_CONFIG_HOME: 'xdg' }, false)).toMatch(
      /^\/.*\/\.config\/spndr\/spndr\.env$/,
    );
  });

  test('is read where it is there and no other is named', async () => {
    const env = { XDG_CONFIG_HOME: folder };
    expect(configFileToRead(undefined, env, false)).toBeNull();
    expect(configFileToRead('/other', env, false)).toBe('/other');
    file = defaultConfigFile(env, false);
    await init(['--token-file', '-']);
    expect(configFileToRead(undefined, env, false)).toBe(file);
  });
});

describe('changing a settings file', () => {
  test('values that need quotes have them, what is taken out is gone, doubles become one', () => {
    const text = 'A=1\nB=2\n\nA=3\n# B=5\n';
    const changes = new Map([
      ['A', 'with space'],
      ['B', null],
      ['C', 'has "quotes"'],
    ]);
    expect(changeSettings(text, changes)).toBe('A="with space"\n\n# B=5\nC=\'has "quotes"\'\n');
    expect(() => changeSettings('', new Map([['A', 'two\nlines']]))).toThrow(/a line break/);
  });

  test.each(['"\'', 'a\\b', 'it\'s $5 `or` \\"6\\"', '"$HOME"', 'a #b', '#a'])(
    'the value %j is read as it was written',
    (value) => {
      const text = changeSettings('', new Map([['A', value]]));
      expect(parseSettings(text)).toEqual({ values: new Map([['A', value]]), badLines: [], oddLines: [] });
    },
  );
});

test('the QR code is a square with its quiet zone, black on white', () => {
  const lines = qrCode('https://t.me/spndr_sandbox_bot');
  const [before, after] = ['\u001b[97;40m', '\u001b[0m'];
  expect(lines.every((line) => line.startsWith(before) && line.endsWith(after))).toBe(true);
  const plain = lines.map((line) => line.slice(before.length, -after.length));
  const width = plain[0]!.length;
  expect(plain.map((line) => line.length)).toEqual(plain.map(() => width));
  // Every character is two modules high.
  expect(plain.length).toBe((width + 1) / 2);
});
