import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as backupCommand from '../../src/cli/commands/backup.ts';
import * as dbCommand from '../../src/cli/commands/db.ts';
import * as restoreCommand from '../../src/cli/commands/restore.ts';
import { runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { everything, fill } from '../helpers/filled.ts';
import { asking, databaseOfTest, freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = join(tmpdir(), randomUUID());
const path = (name: string) => join(folder, name);
const pepper = 'the pepper of the machine that was, long enough';
let from: string;
let filled: TestDatabase;

beforeAll(async () => {
  filled = await freshDatabase();
  from = filled.url;
  await fill(from);
  await mkdir(path('data'), { recursive: true });
  await writeFile(path('data/pepper'), `${pepper}\n`);
  await writeFile(path('key'), 'correct horse battery\n');
});
afterAll(() => filled.drop());

const spndr = (url: string, dataDir: string, ...args: string[]) =>
  runCli(args, { env: { DATABASE_URL: url, SPNDR_DATA_DIR: path(dataDir) } });
const purchases = async (url: string) => (await everything(url)).purchase;

describe('spndr backup and restore', () => {
  it('bring everything to another machine, the pepper too when it is encrypted', async () => {
    const file = path('one.sealed');
    const made = await spndr(from, 'data', 'backup', '--passphrase-file', path('key'), '--json', file);
    expect(made).toMatchObject({ code: 0, stderr: expect.not.stringContaining('pepper') });
    expect(JSON.parse(made.stdout)).toMatchObject({
      file,
      encrypted: true,
      pepperIncluded: true,
      accounts: 2,
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'latin1')).includes(pepper)).toBe(false);

    const to = await databaseOfTest({ migrated: false });
    const restored = await spndr(to, 'new', 'restore', '--passphrase-file', path('key'), file);
    expect(restored).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/2 accounts, as of .*, every sum as it was/),
    });
    expect(await purchases(to)).toEqual(await purchases(from));
    expect(await readFile(path('new/pepper'), 'utf8')).toBe(`${pepper}\n`);
    expect((await stat(path('new/pepper'))).mode & 0o777).toBe(0o600);

    // what is there now is something to lose
    const again = await spndr(to, 'new', 'restore', '--passphrase-file', path('key'), file);
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`spndr restore --yes ${file} does it without asking`),
    });
    const wrong = await runCli(['restore', '--yes', file], {
      env: { DATABASE_URL: to, SPNDR_DATA_DIR: path('new'), SPNDR_BACKUP_PASSPHRASE: 'some other words' },
    });
    expect(wrong).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not the passphrase of this backup'),
    });
    await writeFile(path('new/pepper'), 'one that was made here meanwhile\n');
    expect((await spndr(to, 'new', 'restore', '--yes', '--passphrase-file', path('key'), file)).code).toBe(0);
    expect(await readFile(path('new/pepper'), 'utf8')).toBe(`${pepper}\n`);
    expect(await readFile(path('new/pepper.before-restore'), 'utf8')).toBe(
      'one that was made here meanwhile\n',
    );
  });

  it('say that the pepper is missing where it is, and refuse another one in the settings', async () => {
    const file = path('plain.tar.gz');
    const made = await spndr(from, 'data', 'backup', file);
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('lacks the pepper') });
    const to = await databaseOfTest({ migrated: false });
    const restored = await spndr(to, 'bare', 'restore', file);
    expect(restored).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('the pepper of this backup is not here'),
    });
    const known = await spndr(to, 'data', 'restore', '--yes', file);
    expect(known).toMatchObject({ code: 0, stderr: expect.not.stringContaining('pepper') });

    const sealed = path('two.sealed');
    await spndr(from, 'data', 'backup', '--passphrase-file', path('key'), sealed);
    const empty = await databaseOfTest({ migrated: false });
    const env = {
      DATABASE_URL: empty,
      SPNDR_PEPPER: 'x'.repeat(40),
      SPNDR_BACKUP_PASSPHRASE_FILE: path('key'),
    };
    expect(await runCli(['restore', sealed], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('SPNDR_PEPPER is not the pepper of this backup'),
    });
    expect(await everything(empty)).toEqual({});
  });

  it('verify without touching anything, and leave no database behind', async () => {
    const file = path('verified.tar.gz');
    await spndr(from, 'data', 'backup', file);
    const to = await databaseOfTest();
    await query(to, "insert into unreachable_chat values (1, 2, 'gone')");
    const before = await everything(to);
    const verified = await spndr(to, 'data', 'restore', '--verify', '--json', file);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ manifest: { accounts: 2 }, replies: 2 });
    const bytes = await readFile(file);
    await writeFile(path('cut'), bytes.subarray(0, bytes.length / 2));
    const cut = await spndr(to, 'data', 'restore', '--verify', path('cut'));
    expect(cut).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/the backup ends too early: use another/),
    });
    await writeFile(path('twice'), Buffer.concat([bytes, bytes]));
    expect(await spndr(to, 'data', 'restore', '--verify', path('twice'))).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/the backup is followed by something else: use another/),
    });
    const piped = await runCli(['restore', '--verify', '-'], {
      env: { DATABASE_URL: to, SPNDR_DATA_DIR: path('data') },
      shell: `exec < ${file}`,
    });
    expect(piped).toMatchObject({ code: 0, stdout: expect.stringMatching(/^standard input is whole: /) });
    expect(await everything(to)).toEqual(before);
    expect(await query(to, "select from pg_database where datname like 'spndr_verify%'")).toEqual([]);
  });

  it('read a pipe once, whatever comes of it first', async () => {
    const to = await databaseOfTest({ migrated: false });
    for (const [name, option] of [
      ['piped.tar.gz', []],
      ['piped.sealed', ['--passphrase-file', path('key')]],
    ] as const) {
      expect((await spndr(from, 'data', 'backup', ...option, path(name))).code).toBe(0);
      const pipe = path(`${name}.pipe`);
      execFileSync('mkfifo', [pipe]);
      const verified = await runCli(['restore', '--verify', ...option, pipe], {
        env: { DATABASE_URL: to, SPNDR_DATA_DIR: path('data') },
        // a pipe gives what there is: here at first less than what tells an encrypted one
        shell: `{ { head -c 3 ${path(name)}; tail -c +4 ${path(name)}; } > ${pipe} & }`,
      });
      expect(verified).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`${pipe} is whole: `),
      });
    }
    const unasked = await runCli(['restore', '--verify', '-'], {
      env: { DATABASE_URL: to, SPNDR_DATA_DIR: path('data') },
      shell: `exec < ${path('piped.sealed')}`,
    });
    expect(unasked).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^spndr: there is no terminal to ask on; give --passphrase-file FILE, /),
    });
  });

  it('work on the embedded database, and verify in one made for it', async () => {
    const file = path('embedded.tar.gz');
    const embedded = (...args: string[]) => runCli(args, { env: { SPNDR_DATA_DIR: path('embedded') } });
    expect((await embedded('db', 'migrate')).code).toBe(0);
    expect((await embedded('backup', file)).code).toBe(0);
    expect(await embedded('restore', '--verify', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is whole'),
    });
    expect((await embedded('restore', file)).code).toBe(0);
    expect((await readdir(path('embedded'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leave the file that was there when a backup fails, and nothing beside it', async () => {
    await mkdir(path('kept'));
    const file = path('kept/old.tar.gz');
    await writeFile(file, 'the old one');
    const empty = await databaseOfTest({ migrated: false });
    const failed = await spndr(empty, 'data', 'backup', file);
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no tables of spndr: run `spndr db migrate`'),
    });
    expect((await spndr(empty, 'data', 'backup', '--history')).stderr).toContain('run `spndr db migrate`');
    expect(await readdir(path('kept'))).toEqual(['old.tar.gz']);
    expect(await readFile(file, 'utf8')).toBe('the old one');
  });

  it('write where a symlink leads, and into nothing but a file', async () => {
    await mkdir(path('led'));
    await symlink('led/by.tar.gz', path('link'));
    const backup = (file: string) =>
      runCommand(backupCommand.define, ['backup', file], {
        databaseUrl: from,
        env: { SPNDR_DATA_DIR: path('data') },
      });
    // the first time it leads to nothing yet
    for (const _ of [1, 2]) {
      expect(await backup(path('link'))).toMatchObject({ code: 0 });
      expect(await readlink(path('link'))).toBe('led/by.tar.gz');
      expect((await stat(path('led/by.tar.gz'))).size).toBeGreaterThan(1000);
      await writeFile(path('led/by.tar.gz'), 'older');
    }
    const pipe = path('pipe');
    execFileSync('mkfifo', [pipe]);
    await symlink('pipe', path('to-pipe'));
    for (const file of [pipe, path('to-pipe')])
      expect(await backup(file)).toMatchObject({
        code: 2,
        error: `${file} is not an ordinary file; use - for standard output`,
      });
    expect((await stat(pipe)).isFIFO()).toBe(true);
  });

  it('leave nothing of a backup that is told to stop, and no server that it started', async () => {
    await mkdir(path('told'));
    const stopped = await asking(from, async (ask) => {
      // it has begun, and gets no further
      await ask('begin; lock table purchase in access exclusive mode');
      return runCli(['backup', path('told/one.tar.gz')], {
        env: { DATABASE_URL: from, SPNDR_DATA_DIR: path('data') },
        async meanwhile(child) {
          await expect.poll(() => readdir(path('told')), { timeout: 20_000 }).toHaveLength(1);
          child.kill('SIGTERM');
        },
      });
    });
    expect(stopped).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^spndr: stopped, as told; run the command again$/m),
    });
    expect(await readdir(path('told'))).toEqual([]);

    const env = { SPNDR_DATA_DIR: path('told-embedded') };
    expect((await runCli(['db', 'migrate'], { env })).code).toBe(0);
    const embedded = await runCli(['backup', path('told/two.tar.gz')], {
      env,
      meanwhile: (child) =>
        new Promise<void>((resolve) => {
          child.stderr?.on('data', (text: string) => {
            if (text.includes('backing up')) resolve();
          });
        }).then(() => void child.kill('SIGTERM')),
    });
    // it may have been done already
    expect([0, 1]).toContain(embedded.code);
    expect((await readdir(path('told'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const kept = await readdir(path('told-embedded'), { recursive: true });
    expect(kept.filter((name) => name.endsWith('postmaster.pid'))).toEqual([]);
  });

  it('say that a file is no backup before they ask whether it may replace anything, or make a database', async () => {
    const to = await databaseOfTest();
    await fill(to, 3);
    const file = path('named.tar.gz');
    expect((await spndr(from, 'data', 'backup', file)).code).toBe(0);
    await writeFile(path('photo.jpg'), 'no backup');
    await writeFile(path('half.tar.gz'), (await readFile(file)).subarray(0, 200));
    const restoring = (name: string) =>
      runCommand(restoreCommand.define, ['restore', path(name)], { databaseUrl: to, answer: false });
    expect(await restoring('photo.jpg')).toMatchObject({
      code: 1,
      questions: [],
      error: expect.stringMatching(/^the backup is not one that spndr made: /),
    });
    expect(await restoring('half.tar.gz')).toMatchObject({
      code: 1,
      questions: [],
      error: expect.stringMatching(/^the backup ends too early: /),
    });
    expect((await restoring('named.tar.gz')).questions).toEqual([
      expect.stringMatching(/\nReplace it with the backup as of 2.*Z, which holds 2 accounts\?$/),
    ]);
    for (const option of ['--yes', '--verify']) {
      const env = { SPNDR_DATA_DIR: path('unmade') };
      const refused = await runCli(['restore', option, path('photo.jpg')], { env });
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^spndr: the backup is not/) });
    }
    await expect(readdir(path('unmade'))).rejects.toThrow(/ENOENT/);
  });

  it('ask for a passphrase, twice for a new one, and before replacing anything', async () => {
    const file = path('asked.sealed');
    const secret = 'correct horse battery';
    const env = { SPNDR_DATA_DIR: path('data') };
    const asked = await runCommand(backupCommand.define, ['backup', '--encrypt', file], {
      databaseUrl: from,
      secret,
      env,
    });
    expect(asked).toMatchObject({ code: 0, questions: ['A passphrase for the backup:', 'The same again:'] });
    const to = await databaseOfTest();
    await fill(to, 3);
    const answered = (answer: boolean) =>
      runCommand(restoreCommand.define, ['restore', file], { databaseUrl: to, secret, answer, env });
    expect(await answered(false)).toMatchObject({
      code: 1,
      error: expect.stringContaining('nothing was changed'),
    });
    const done = await answered(true);
    expect(done.questions[1]).toMatch(
      /^This replaces everything spndr keeps in .*: 2 accounts and 3 purchases\./,
    );
    expect(done.code).toBe(0);
    expect(await purchases(to)).toEqual(await purchases(from));
    const short = await runCommand(backupCommand.define, ['backup', '--encrypt', file], {
      databaseUrl: from,
      secret: 'short',
      env,
    });
    expect(short).toMatchObject({ code: 2, error: expect.stringContaining('shorter than 8') });
  });

  it.each([
    ['backup', ['backup'], 'needs a file to write'],
    ['backup', ['backup', tmpdir()], 'is a directory'],
    ['backup', ['backup', '/nowhere/at/all'], 'there is no directory /nowhere/at'],
    ['backup', ['backup', '--passphrase-file', '/nowhere', 'x'], 'cannot be read'],
    ['restore', ['restore', '/nowhere'], '/nowhere cannot be read (ENOENT)'],
    ['restore', ['restore'], 'missing required argument'],
    ['db', ['db', 'upgrade'], 'is for the embedded database'],
  ] as const)('%s: %j is answered with a sentence', async (name, args, sentence) => {
    const { define } = { backup: backupCommand, restore: restoreCommand, db: dbCommand }[name];
    const { code, stdout, error } = await runCommand(define, args, { databaseUrl: from });
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expect(error.trim().split('\n').at(-1)).toContain(sentence);
  });
});
