import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { shippedSpndr } from '../helpers/build.ts';
import { freshDataDir } from '../helpers/cli.ts';
import { fill } from '../helpers/filled.ts';
import { freshDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  // several times what a pipe holds
  await fill(database.url, 20_000);
});
afterAll(() => database.drop());

/** Starts the compiled command by a line of shell; `limitMs` later it counts as hanging. */
function start(args: readonly string[], env: Record<string, string>, through = 'exec "$@"') {
  const child = spawn('/bin/sh', ['-c', through, 'sh', process.execPath, shippedSpndr, ...args], {
    env: { PATH: process.env.PATH, SPNDR_DATA_DIR: freshDataDir(), ...env },
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<{ code: number | string | null; stderr: string }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code: signal ?? code, stderr })),
  );
  return { child, ended };
}

const limitMs = 50_000;

/** What is piped into `head -1`: the line, and how the command ended. */
async function headOf(args: readonly string[], env: Record<string, string> = { DATABASE_URL: database.url }) {
  const { child, ended } = start(args, env);
  const line = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (first) => {
      child.stdout.destroy();
      resolve(first);
    });
  });
  return { line, ...(await ended) };
}

describe('a reader that leaves after the first line', () => {
  const account = ['--account', 'p1@example.org'];

  test.each(['csv', 'json', 'hledger'])('ends spndr export as %s', async (format) => {
    const { line, ...end } = await headOf(['export', ...account, '--format', format]);
    expect(line).not.toBe('');
    expect(end).toEqual({ code: 0, stderr: '' });
  });

  test.each([[['--json']], [[]]])('ends spndr status --watch %j', async (more) => {
    const { line, ...end } = await headOf(['status', '--watch', '--every', '0.1', ...more]);
    expect(line).toMatch(/daemon/);
    expect(end).toEqual({ code: 0, stderr: '' });
  });

  test('ends spndr parse while there are lines to come', async () => {
    const { child, ended } = start(['parse', '--json'], {});
    const saying = setInterval(() => child.stdin.write('12 coffee\n'), 50);
    onTestFinished(() => clearInterval(saying));
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });

  test('stops the embedded database as at any end', async () => {
    const dataDir = freshDataDir();
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const { code: migrated } = await start(['db', 'migrate'], { SPNDR_DATA_DIR: dataDir }).ended;
    expect(migrated).toBe(0);
    const { code } = await headOf(['status', '--watch', '--json', '--every', '0.1'], {
      SPNDR_DATA_DIR: dataDir,
    });
    expect(code).toBe(0);
    expect(existsSync(join(dataDir, 'database', 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(dataDir, 'database', 'postmaster.pid'))).toBe(false);
  });

  test('is told by a backup, which is not whole', async () => {
    const { child, ended } = start(['backup', '-'], { DATABASE_URL: database.url });
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/spndr: nobody read the backup to its end; see why .*\n$/);
  });
});

test.each([
  [['--version']],
  [['start', '--help']],
  [['db', 'status']],
  [['status', '--watch']],
  [['export', '--account', 'p1@example.org', '--format', 'csv']],
])('where there is no room for what it prints, spndr %j says so', async (args) => {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-full-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // a limit of the size of files stands for a disk that is full
  const through = `ulimit -f 0; exec "$@" > ${join(folder, 'result')}`;
  expect(await start(args, { DATABASE_URL: database.url }, through).ended).toEqual({
    code: 1,
    stderr:
      'spndr: the result cannot be written: there is no room where it goes (EFBIG); make room there, or send it elsewhere\n',
  });
});

test('where there is room for a part of what it prints, spndr says so, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-full-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const account = ['--account', 'p1@example.org'];
  for (const args of [['man'], ['export', ...account, '--format', 'csv'], ['db', 'status', '--json']]) {
    const file = join(folder, 'result');
    // room for a block, which is none too many; the last piece, or the only one, is cut
    const result = await start(args, { DATABASE_URL: database.url }, `ulimit -f 1; exec "$@" > ${file}`)
      .ended;
    expect({ args, ...result, size: statSync(file).size }).toEqual({
      args,
      code: 1,
      stderr: expect.stringMatching(/^spndr: the result cannot be written: there is no room /),
      size: expect.toSatisfy((size) => size > 0),
    });
  }
});
