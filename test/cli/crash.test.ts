import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { freshDataDir } from '../helpers/cli.ts';
import { spawnDaemon } from '../helpers/daemon.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let sandbox: Sandbox;
let database: TestDatabase;
beforeAll(async () => {
  sandbox = await startSandbox();
  database = await freshDatabase();
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

/**
 * Has a running daemon meet an error that says all that it should not, and gives what it prints. `databaseUrl` is '' for
 * the embedded database.
 */
async function crash(how: string, args: readonly string[] = [], databaseUrl = database.url) {
  const preload = join(mkdtempSync(join(tmpdir(), 'spndr-crash-')), 'preload.mjs');
  writeFileSync(
    preload,
    `import { readFileSync } from 'node:fs';
     process.on('SIGUSR2', () => {
       const { SPNDR_BOT_TOKEN, DATABASE_URL, SPNDR_DATA_DIR } = process.env;
       const pepper = readFileSync(SPNDR_DATA_DIR + '/pepper', 'utf8').trim();
       const cause = new TypeError('canary coffee, ' + pepper + ' ' + DATABASE_URL);
       const error = new Error('canary lunch, ' + SPNDR_BOT_TOKEN, { cause });
       ${how}
     });`,
  );
  const dataDir = freshDataDir();
  const daemon = spawnDaemon({
    mode: 'polling',
    args,
    env: {
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      DATABASE_URL: databaseUrl,
      SPNDR_DATA_DIR: dataDir,
      SPNDR_PEPPER: '',
      NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`,
    },
  });
  await daemon.logged('running');
  daemon.signal('SIGUSR2');
  const code = await daemon.ended;
  // its report outlives it, and the next one has another pepper
  await query(database.url, 'delete from daemon');
  const secrets = [
    sandbox.token.split(':')[1] ?? '',
    new URL(database.url).password,
    readFileSync(join(dataDir, 'pepper'), 'utf8').trim(),
  ];
  const printed = daemon.stderr() + JSON.stringify(daemon.log);
  return {
    dataDir,
    code,
    stderr: daemon.stderr(),
    leaked: secrets.filter((secret) => printed.includes(secret)),
    printed,
  };
}

test.each([
  ['an exception that nothing catches', 'throw error;'],
  ['a rejection that nobody handles', 'Promise.reject(error);'],
  ['something thrown that is no error', 'throw { lunch: error.message, toString: () => error.message };'],
])('%s ends the daemon with its kind and its place, and not a word of it', async (_, how) => {
  const { code, stderr, leaked, printed } = await crash(how);
  expect({ code, leaked }).toEqual({ code: 1, leaked: [] });
  expect(printed).not.toContain('canary');
  expect(stderr).toMatch(
    /^spndr: a fault in spndr, (Error at .*preload\.mjs:\d+:\d+\S*|object); .*--debug.*\n$/,
  );
});

test('with --debug its words are shown, without the secrets', async () => {
  const { code, stderr, leaked } = await crash('throw error;', ['--debug']);
  expect({ code, leaked }).toEqual({ code: 1, leaked: [] });
  expect(stderr).toMatch(/Error: canary lunch[\s\S]*caused by TypeError: canary coffee/);
});

test('the embedded database is stopped with the daemon', async () => {
  const { code, dataDir, stderr } = await crash('throw error;', [], '');
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^spndr: a fault in spndr, Error at /);
  expect(existsSync(join(dataDir, 'database', 'PG_VERSION'))).toBe(true);
  expect(existsSync(join(dataDir, 'database', 'postmaster.pid'))).toBe(false);
});
