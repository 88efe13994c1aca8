import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { runCli } from '../helpers/cli.ts';
import { type RunningDaemon, spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query } from '../helpers/postgres.ts';

const docs = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));

interface Scene {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  readonly daemon: RunningDaemon;
  get(path: string, method?: string): Promise<{ status: number; text: string }>;
}

/** A polling daemon that serves health and metrics. */
async function scene(): Promise<Scene> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const daemon = spawnDaemon({
    mode: 'polling',
    env: {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: database.url,
      SPNDR_ADMIN_LISTEN: '127.0.0.1:0',
    },
  });
  onTestFinished(async () => {
    await daemon.stop();
  });
  await daemon.logged('running');
  const { port } = await daemon.logged('health and metrics are served');
  return {
    sandbox,
    databaseUrl: database.url,
    daemon,
    async get(path, method = 'GET') {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
      return { status: response.status, text: await response.text() };
    },
  };
}

/** The value of a sample by its name and labels; null when it is not there. */
function sample(text: string, name: string): number | null {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}

test('the metrics tell what the daemon does, and nothing of a person', async () => {
  const { sandbox, get } = await scene();
  const person = sandbox.person({ firstName: 'Canaryname' });
  sandbox.failNext('sendMessage', { times: 1, with: { status: 429, retryAfter: 1 } });
  for (const text of ['hi', 'canaryword']) {
    person.say(text);
    await person.nextAnswer(20_000);
  }
  await expect
    .poll(async () => sample((await get('/metrics')).text, 'spndr_latency_seconds_count{stage="delivered"}'))
    .toBe(2);
  const { status, text } = await get('/metrics');
  expect(status).toBe(200);
  expect(sample(text, 'spndr_updates_received_total')).toBe(2);
  expect(sample(text, 'spndr_latency_seconds_count{stage="committed"}')).toBe(2);
  expect(sample(text, 'spndr_telegram_call_seconds_count{outcome="slow-down"}')).toBe(1);
  expect(sample(text, 'spndr_replies_retried_total')).toBe(1);
  expect(sample(text, 'spndr_outbox_replies{state="pending"}')).toBe(0);
  expect(sample(text, 'spndr_backlog_entries{partition="15"}')).toBe(0);
  expect(sample(text, 'spndr_database_up')).toBe(1);
  expect(sample(text, 'spndr_dead_letters_total')).toBe(0);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');

  const labels = text
    .split('\n')
    .flatMap((line) => (line.startsWith('#') ? [] : line.replace(/ [^ ]*$/, '')));
  const [botId = '', secret = ''] = sandbox.token.split(':');
  for (const canary of [secret, botId, 'Canaryname', 'canaryword', String(person.chat.wire.id)])
    expect(labels.filter((line) => line.includes(canary))).toEqual([]);
});

test('every metric that the dashboard, the alerts and the docs name is there, and the docs name all of spndr', async () => {
  const { get } = await scene();
  const { text } = await get('/metrics');
  const known = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]));
  const named = ['ops/grafana-dashboard.json', 'ops/prometheus-alerts.yml', 'OPERATING.md'].flatMap((name) =>
    [...readFileSync(docs(name), 'utf8').matchAll(/\b(?:spndr|nodejs|process)_[a-z0-9_]+\b/g)].map((match) =>
      match[0].replace(/(?<=_seconds)_(bucket|count|sum)$/, ''),
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  const operating = readFileSync(docs('OPERATING.md'), 'utf8');
  expect([...known].filter((name) => name?.startsWith('spndr_') && !operating.includes(name))).toEqual([]);
});

test('promtool finds nothing wrong with the alert rules and the metrics', async (context) => {
  const promtool = process.env.PROMTOOL ?? 'promtool';
  if (spawnSync(promtool, ['--version']).error)
    context.skip('there is no promtool here (Debian has it in the package prometheus)');
  const rules = spawnSync(promtool, ['check', 'rules', docs('ops/prometheus-alerts.yml')], {
    encoding: 'utf8',
  });
  expect(rules).toMatchObject({ status: 0, stderr: '' });
  const { get } = await scene();
  const { text } = await get('/metrics');
  const own = text
    .split('\n')
    .filter((line) => /^(# (HELP|TYPE) )?spndr_/.test(line))
    .join('\n');
  const lint = spawnSync(promtool, ['check', 'metrics'], { encoding: 'utf8', input: `${own}\n` });
  expect(lint).toMatchObject({ status: 0, stderr: '' });
});

test('it is alive, and ready unless the database is out of reach', async () => {
  const { databaseUrl, get } = await scene();
  expect(await get('/healthz')).toEqual({ status: 200, text: 'alive\n' });
  expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
  expect(await get('/else')).toMatchObject({ status: 404 });
  expect(await get('/metrics', 'POST')).toMatchObject({ status: 405 });

  const name = new URL(databaseUrl).pathname.slice(1);
  const elsewhere = databaseUrl.replace(name, 'postgres');
  await query(elsewhere, `alter database ${name} allow_connections false`);
  await query(elsewhere, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await expect
    .poll(async () => (await get('/readyz')).text, { timeout: 20_000 })
    .toBe('the database is out of reach\n');
  expect(await get('/readyz')).toMatchObject({ status: 503 });
  expect(await get('/healthz')).toMatchObject({ status: 200 });
  expect(sample((await get('/metrics')).text, 'spndr_database_up')).toBe(0);
  await query(elsewhere, `alter database ${name} allow_connections true`);
  await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000 }).toBe(200);
});

test('a port that another program has is told', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const address = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  const { code, stderr } = await runCli(['start', '--polling'], {
    env: {
      SPNDR_BOT_TOKEN: '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr',
      DATABASE_URL: database.url,
      SPNDR_ADMIN_LISTEN: address,
    },
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `spndr: cannot listen on ${address}: another program already does, stop it; or set SPNDR_ADMIN_LISTEN to another host:port\n`,
  });
});

test('other machines are kept out unless the operator says so', async () => {
  const env = { SPNDR_BOT_TOKEN: '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr' };
  const refused = await runCli(['start', '--polling'], {
    env: { ...env, SPNDR_ADMIN_LISTEN: '0.0.0.0:9464' },
  });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(
    /^spndr: SPNDR_ADMIN_LISTEN is not a loopback address, .*SPNDR_ADMIN_PUBLIC=1/,
  );
  const wrong = await runCli(['start', '--polling'], { env: { ...env, SPNDR_ADMIN_LISTEN: '9464' } });
  expect(wrong.stderr).toMatch(/^spndr: SPNDR_ADMIN_LISTEN is not host:port; /);
});
