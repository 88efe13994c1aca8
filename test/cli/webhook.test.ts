import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { handledUpdateTypes } from '../../src/daemon/telegram/decode.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';

const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

/** Serves on a free port of the loopback interface until the test ends. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Call {
  readonly method: string;
  readonly params: Record<string, string>;
}

/** Plays the Bot API: answers every call with `answer` and keeps the calls. */
async function playTelegram(answer: (call: Call) => object) {
  const calls: Call[] = [];
  const root = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const [, bot, method = ''] = (request.url ?? '').split('/');
    const call = { method, params: Object.fromEntries(new URLSearchParams(body)) };
    calls.push(call);
    const refused = { ok: false, error_code: 401, description: 'Unauthorized' };
    response.end(JSON.stringify(bot === `bot${token}` ? answer(call) : refused));
  });
  return { calls, env: { SPNDR_BOT_TOKEN: token, SPNDR_TELEGRAM_API: root } };
}

const agreed = () => ({ ok: true, result: true });

function ngrokWith(...tunnels: { url: string; addr: string }[]): Promise<string> {
  const answer = tunnels.map(({ url, addr }) => ({ public_url: url, proto: 'https', config: { addr } }));
  return serve((request, response) => {
    response.end(request.url === '/api/tunnels' ? JSON.stringify({ tunnels: answer }) : 'not found');
  });
}

/** An address of the loopback interface where nothing listens any more. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe('spndr webhook set', () => {
  const url = 'https://bot.example.org/telegram';

  it('registers the address with the secret and the update types', async () => {
    const { calls, env } = await playTelegram(agreed);
    const result = await runCli(['webhook', 'set'], {
      env: { ...env, SPNDR_WEBHOOK_URL: url, SPNDR_WEBHOOK_SECRET: 'my-own-secret' },
    });
    expect(result).toMatchObject({ code: 0, stdout: `Telegram now calls ${url}\n` });
    expect(calls).toEqual([
      {
        method: 'setWebhook',
        params: {
          url,
          secret_token: 'my-own-secret',
          allowed_updates: JSON.stringify(handledUpdateTypes),
          drop_pending_updates: 'false',
        },
      },
    ]);
    expect(result.stdout + result.stderr).not.toContain('my-own-secret');
  });

  it('makes a secret once, the same for two that start together', async () => {
    const { calls, env } = await playTelegram(agreed);
    const options = { env: { ...env, SPNDR_WEBHOOK_URL: url, SPNDR_DATA_DIR: freshDataDir() } };
    await Promise.all([runCli(['webhook', 'set'], options), runCli(['webhook', 'set'], options)]);
    await runCli(['webhook', 'set', '--drop-pending'], options);
    const secrets = calls.map(({ params }) => params.secret_token);
    expect(secrets).toHaveLength(3);
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(calls[2]?.params.drop_pending_updates).toBe('true');
  });

  it.each([
    ['http://bot.example.org', /SPNDR_WEBHOOK_URL is not an https:\/\/ address; /],
    ['https://bot.example.org:9999', /SPNDR_WEBHOOK_URL has a port that Telegram does not call; /],
  ])('does not call Telegram with %s', async (address, line) => {
    const { calls, env } = await playTelegram(agreed);
    const { code, stderr } = await runCli(['webhook', 'set'], {
      env: { ...env, SPNDR_WEBHOOK_URL: address },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(line);
    expect(calls).toEqual([]);
  });

  it('tells what Telegram has against it', async () => {
    const description = 'Bad Request: bad webhook: Failed to resolve host: Name or service not known';
    const { env } = await playTelegram(() => ({ ok: false, error_code: 400, description }));
    const { code, stderr } = await runCli(['webhook', 'set'], { env: { ...env, SPNDR_WEBHOOK_URL: url } });
    expect(code).toBe(1);
    expect(lastLine(stderr)).toMatch(/^spndr: Telegram refuses .*Failed to resolve host.*; /);
  });
});

describe('spndr webhook set --ngrok', () => {
  it('registers the tunnel to the port spndr listens on, with the path of SPNDR_WEBHOOK_URL', async () => {
    const ngrok = await ngrokWith(
      { url: 'https://other.ngrok.app', addr: 'http://localhost:3000' },
      { url: 'http://plain.ngrok.app', addr: 'http://localhost:8443' },
      { url: 'https://mine.ngrok.app', addr: 'http://localhost:8443' },
    );
    const { calls, env } = await playTelegram(agreed);
    const args = ['webhook', 'set', '--ngrok', '--ngrok-api', ngrok];
    expect(await runCli(args, { env })).toMatchObject({
      code: 0,
      stdout: 'Telegram now calls https://mine.ngrok.app/\n',
    });
    const configured = {
      ...env,
      SPNDR_WEBHOOK_URL: 'https://bot.example.org/telegram',
      SPNDR_WEBHOOK_LISTEN: 'localhost:3000',
    };
    expect(await runCli(args, { env: configured })).toMatchObject({ code: 0 });
    expect(calls.map(({ params }) => params.url)).toEqual([
      'https://mine.ngrok.app/',
      'https://other.ngrok.app/telegram',
    ]);
  });

  it('says what to start where there is no such tunnel', async () => {
    const { calls, env } = await playTelegram(agreed);
    const lineWith = async (api: string) => {
      const { code, stderr } = await runCli(['webhook', 'set', '--ngrok', '--ngrok-api', api], { env });
      expect(code).toBe(1);
      return lastLine(stderr);
    };
    expect(await lineWith(await nowhere())).toMatch(/^spndr: ngrok is not running .*; start ngrok/);
    const other = await serve((_, response) => response.end('{"hello":1}'));
    expect(await lineWith(other)).toMatch(/does not answer like ngrok; /);
    const plain = await ngrokWith({ url: 'http://x.ngrok.app', addr: 'localhost:8443' });
    expect(await lineWith(plain)).toBe(
      'spndr: ngrok runs but has no https tunnel; start it with: ngrok http 8443',
    );
    const elsewhere = await ngrokWith({ url: 'https://x.ngrok.app', addr: 'http://localhost:80' });
    expect(await lineWith(elsewhere)).toMatch(/^spndr: ngrok forwards to 80, but spndr listens on 8443; /);
    expect(calls).toEqual([]);
  });
});

describe('spndr webhook delete', () => {
  it('deletes the webhook and, when told to, what waits', async () => {
    const { calls, env } = await playTelegram(agreed);
    expect(await runCli(['webhook', 'delete'], { env })).toMatchObject({ code: 0 });
    expect(await runCli(['webhook', 'delete', '--drop-pending'], { env })).toMatchObject({ code: 0 });
    expect(calls).toEqual([
      { method: 'deleteWebhook', params: { drop_pending_updates: 'false' } },
      { method: 'deleteWebhook', params: { drop_pending_updates: 'true' } },
    ]);
  });
});

describe('spndr webhook info', () => {
  const info = {
    url: 'https://bot.example.org/telegram',
    has_custom_certificate: false,
    pending_update_count: 3,
    last_error_date: 1_700_000_000,
    last_error_message: 'Connection refused',
    allowed_updates: ['message'],
  };

  it('shows what Telegram has', async () => {
    const { env } = await playTelegram(() => ({ ok: true, result: info }));
    const { code, stdout, stderr } = await runCli(['webhook', 'info'], {
      env: { ...env, SPNDR_WEBHOOK_URL: 'https://new.example.org' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/bot\.example\.org.*3.*message.*2023-11-14T22:13:20.000Z Connection refused/s);
    expect(stderr).toContain('this is not SPNDR_WEBHOOK_URL');
  });

  it('prints it as JSON on its own', async () => {
    const { env } = await playTelegram(() => ({ ok: true, result: info }));
    const { stdout } = await runCli(['webhook', 'info', '--json'], { env });
    expect(JSON.parse(stdout)).toEqual(info);
  });

  it('says when there is none', async () => {
    const none = { url: '', has_custom_certificate: false, pending_update_count: 0 };
    const { env } = await playTelegram(() => ({ ok: true, result: none }));
    expect(await runCli(['webhook', 'info'], { env })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('none'),
    });
  });
});

describe('a Telegram that does not serve', () => {
  it.each([[[]], [['--debug']]])('gets one clear line, and the token is never shown: %j', async (flags) => {
    const echo = { ok: false, error_code: 400, description: `Bad Request: ${token} at /bot${token}/x` };
    const { env } = await playTelegram(() => echo);
    const garbage = await serve((_, response) => response.end(`<html>${token}`));
    const wrongToken = token.replace('AA', 'ZZ');
    const run = async (changes: Record<string, string>) => {
      const { code, stdout, stderr } = await runCli(['webhook', 'info', ...flags], {
        env: { ...env, ...changes },
      });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).not.toContain(token.slice(7));
      expect(stderr).not.toContain(wrongToken.slice(7));
      const lines = stderr.split('\n').filter((line) => line.startsWith('spndr: '));
      expect(lines).toHaveLength(1);
      expect(/^ {4}at /m.test(stderr)).toBe(flags.length > 0);
      return lines[0];
    };
    expect(await run({})).toMatch(/Telegram refuses .*400/);
    expect(await run({ SPNDR_BOT_TOKEN: wrongToken })).toMatch(/refuses the bot token .*@BotFather/);
    expect(await run({ SPNDR_TELEGRAM_API: await nowhere() })).toMatch(
      /cannot be reached .*SPNDR_TELEGRAM_API/,
    );
    expect(await run({ SPNDR_TELEGRAM_API: garbage })).toMatch(/cannot be reached .*SPNDR_TELEGRAM_API/);
  });
});

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
