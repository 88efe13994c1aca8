import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { withPriorities } from '../../../src/daemon/log/journal.ts';
import { createLogger } from '../../../src/daemon/log/log.ts';
import { packageFile } from '../../../src/ledger/storage/package-file.ts';

test.each([
  ['fatal', 2],
  ['error', 3],
  ['warn', 4],
  ['info', 6],
  ['debug', 7],
  ['trace', 7],
] as const)('a line of level %s has the priority %i before it', (level, priority) => {
  const lines: string[] = [];
  const log = createLogger('trace', withPriorities({ write: (line) => lines.push(line) }));
  log.info('first');
  log[level]({ trace: 't' }, 'it happened');
  const [, prefix, json] = /^<(\d)>(.*)\n$/.exec(lines[1]!)!;
  expect(Number(prefix)).toBe(priority);
  expect(JSON.parse(json!)).toMatchObject({ trace: 't', msg: 'it happened' });
});

/** Logs a line with the next number every few milliseconds until its stdin ends, and one more as it exits. */
const logger = `
  const { logDestination } = await import(process.argv[1]);
  const log = logDestination({});
  let number = 0;
  const line = () => log.write(JSON.stringify({ number: number++, pad: 'x'.repeat(90) }) + '\\n');
  const timer = setInterval(line, 2);
  process.stdin.resume().on('end', () => {
    clearInterval(timer);
    line();
  });`;

test('a log that cannot be written ends nothing, and goes on whole where there is room again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spndr-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'log');
  // a limit of the size of files stands for a disk that is full
  const args = ['--input-type=module', '-e', logger, packageFile('.build/src/daemon/log/journal.js')];
  const child = spawn(
    '/bin/sh',
    ['-c', `ulimit -f 8; exec "$@" >> ${file}`, 'sh', process.execPath, ...args],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  const size = () => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  await expect.poll(size, { timeout: 20_000 }).toBeGreaterThanOrEqual(4_096);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = readFileSync(file, 'utf8');
  truncateSync(file);
  await expect.poll(size, { timeout: 20_000 }).toBeGreaterThanOrEqual(400);
  const after = readFileSync(file, 'utf8');
  child.stdin.end();
  expect({ ended: await ended, stderr }).toEqual({ ended: 0, stderr: '' });
  const numbers = (before + after)
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line).number);
  expect(numbers.length).toBeGreaterThan(35);
  expect(numbers).toEqual(numbers.map((_, index) => index));
});

/** Logs more than may wait while there is no room, a line a turn, and two lines more when there is room again. */
const overflow = `
  import fs from 'node:fs';
  const { writeSync } = fs;
  let isFull = true;
  fs.writeSync = (...args) => {
    if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return writeSync(...args);
  };
  const { logDestination } = await import(process.argv[1]);
  const log = logDestination({});
  const line = (number, pad) => {
    log.write(JSON.stringify({ number, pad }) + '\\n');
    return new Promise(setImmediate);
  };
  for (let number = 0; number < 60; number += 1) await line(number, 'x'.repeat(100_000));
  // it would have room, were not others before it
  await line(60, '');
  isFull = false;
  await line(61, '');
  await line(62, '');`;

test('a log that was full for long says how many lines it lost, and where', async () => {
  const args = ['--input-type=module', '-e', overflow, packageFile('.build/src/daemon/log/journal.js')];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const [at, ...more] = lines.flatMap(({ msg }, index) => (msg === undefined ? [] : [index]));
  expect({ at, more }).toEqual({ at: expect.toSatisfy((index) => index > 30), more: [] });
  expect(lines[at!]).toEqual({
    level: 40,
    time: expect.any(Number),
    lines: 61 - at!,
    msg: 'lines of this log were dropped: there was no room for them',
  });
  const numbers = lines.toSpliced(at!, 1).map(({ number }) => number);
  expect(numbers).toEqual([...Array(at).keys(), 61, 62]);
});
