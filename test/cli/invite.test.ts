import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const invite = (args: readonly string[], env: Record<string, string> = {}) =>
  runCli(['invite', ...args], { env: { DATABASE_URL: database.url, ...env } });

const kept = () =>
  query(database.url, 'select digest, uses_left, expires_at from invite order by expires_at');

it('prints a code, of which only a digest is kept', async () => {
  const { code, stdout, stderr } = await invite([]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^[\w-]{22}\n$/);
  expect(stderr).toContain('one person can sign up with it until 20');
  expect(stderr).toContain('only where SPNDR_SIGNUP=invite');
  const [made] = await kept();
  expect(made).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), uses_left: 1 });
});

it('prints a link where the bot can be asked for its name', async () => {
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ ok: true, result: { id: 5, is_bot: true, username: 'our_spending_bot' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const env = {
    SPNDR_BOT_TOKEN: '5:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr',
    SPNDR_TELEGRAM_API: `http://127.0.0.1:${port}`,
    SPNDR_SIGNUP: 'invite',
  };
  const { stdout, stderr } = await invite(['--uses', '3', '--days', '30', '--json'], env);
  const shown = JSON.parse(stdout);
  expect(shown).toMatchObject({ uses: 3, link: `https://t.me/our_spending_bot?start=${shown.code}` });
  expect(stderr).not.toContain('only where');
  const days = (Date.parse(shown.expires) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(30);
});

it('prints the code alone, and why, where Telegram does not answer', async () => {
  const env = { SPNDR_BOT_TOKEN: '5:AAbbCCddEEffGGhhIIjj', SPNDR_TELEGRAM_API: 'http://127.0.0.1:9' };
  const { code, stdout, stderr } = await invite([], env);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^[\w-]{22}\n$/) });
  expect(stderr).toContain('there is a code but no link: Telegram cannot be reached');
});

it.each([
  [['--uses', '0'], '--uses 0 is not a number I can use; give one from 1 to 1000'],
  [['--days', '400'], '--days 400 is not a number I can use; give one from 1 to 365'],
])('refuses %j', async (args, problem) => {
  const before = await kept();
  expect(await invite(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  expect(await kept()).toEqual(before);
});
