import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { define as defineExport } from '../../src/cli/commands/export.ts';
import { define as defineImport } from '../../src/cli/commands/import.ts';
import { runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { asking, freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const name of ['ann', 'bo', 'cy', 'dee', 'full', 'pip']) {
    await query(
      database.url,
      `insert into account (email, password_hash, locale, currency, time_zone)
       values ($1, '-', 'en', 'EUR', 'Europe/Berlin')`,
      [`${name}@example.com`],
    );
  }
});
afterAll(() => database.drop());

const folder = mkdtempSync(join(tmpdir(), 'spndr-portable-'));
const path = (name: string) => join(folder, name);
function file(name: string, text: string | Buffer): string {
  writeFileSync(path(name), text);
  return path(name);
}
/** Where nothing is read from stdin, in this process. */
async function run(args: readonly string[], input?: string) {
  if (input !== undefined) return runCli(args, { env: { DATABASE_URL: database.url }, input });
  const define = args[0] === 'import' ? defineImport : defineExport;
  const { code, stdout, stderr, error } = await runCommand(define, args, { databaseUrl: database.url });
  return { code, stdout, stderr: stderr + error };
}
const spndrCsv = new URL('../dialogues/files/spndr.csv', import.meta.url).pathname;

describe('spndr import and export', () => {
  it('show what would be, take it, and then find nothing new', async () => {
    const dry = await run(['import', '--account', 'ann@example.com', spndrCsv, '--dry-run']);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.stdout).toContain('new, line 3: 2025-02-02 12.00 EUR wine @Jacques #food\n');
    expect(dry.stdout).toContain(
      'dry run, nothing is written: 2 purchases would be new, 0 would be changed\n',
    );
    const done = await run(['import', '--account', 'ANN@example.com', spndrCsv]);
    expect(done.stdout).toBe('2 purchases new, 0 changed\n');
    const again = await run(['import', '--account', 'ann@example.com', spndrCsv]);
    expect(again.stdout).toBe('0 purchases new, 0 changed; skipped 2 there already\n');
  });

  it('carry an account over byte for byte', async () => {
    const written = await run(['export', '--account', 'ann@example.com', '-o', path('a.json'), '--json']);
    expect(JSON.parse(written.stdout)).toMatchObject({ format: 'json', purchases: 2 });
    await run(['import', '--account', 'bo@example.com', path('a.json')]);
    const other = await run(['export', '--account', 'bo@example.com', '--format', 'json']);
    expect(other.stdout).toBe(readFileSync(path('a.json'), 'utf8'));
  });

  it('write a span of days to stdout', async () => {
    const { stdout } = await run([
      ...[
        'export',
        '--account',
        'ann@example.com',
        '--format',
        'csv',
        '--from',
        '2025-02-02',
        '--to',
        '2025-02-28',
      ],
    ]);
    expect(stdout.split('\n').map((line) => line.split(',')[5])).toEqual(['item', 'wine', undefined]);
  });

  it('replace a file only when told to', async () => {
    const there = file('there.csv', 'mine');
    const args = ['export', '--account', 'ann@example.com', '-o', there];
    const refused = await run(args);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `there is a file ${there} already; give another name, or --force to replace it`,
    );
    expect(readFileSync(there, 'utf8')).toBe('mine');
    expect(await run([...args, '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(there, 'utf8')).toContain('bread');
  });

  it('leave nothing where a file cannot be written', async () => {
    const nowhere = join(folder, 'no', 'such.csv');
    const { code, stderr } = await run(['export', '--account', 'ann@example.com', '-o', nowhere]);
    expect({ code, there: existsSync(nowhere) }).toEqual({ code: 1, there: false });
    expect(stderr).toContain('(ENOENT); check the path');
  });

  it('fail where the disk is full before the last line, and leave what was there', async () => {
    await query(
      database.url,
      `insert into purchase (account_id, number, item, amount, currency, day, bot_id, chat_id, message_id)
       select id, n, 'item ' || n, n, 'EUR', '2025-06-01', 7, 100, n from account, generate_series(1, 100) n
       where email = 'full@example.com'`,
    );
    const inFull = path('full');
    mkdirSync(inFull);
    const there = file('full/there.csv', 'mine');
    const args = ['export', '--account', 'full@example.com', '-o', there, '--force'];
    // a file of so many blocks is all that there is room for
    const cut = await runCli(args, { env: { DATABASE_URL: database.url }, shell: 'ulimit -f 2' });
    expect(cut).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(EFBIG); check') });
    expect(readFileSync(there, 'utf8')).toBe('mine');
    expect(readdirSync(inFull)).toEqual(['there.csv']);
  });

  it('write into no file that somebody else put beside, and for the owner only', async () => {
    const beside = file('beside.csv.part', 'of somebody else');
    expect(await run(['export', '--account', 'ann@example.com', '-o', path('beside.csv')])).toMatchObject({
      code: 0,
    });
    expect(readFileSync(beside, 'utf8')).toBe('of somebody else');
    expect(statSync(path('beside.csv')).mode & 0o777).toBe(0o600);
  });

  it('write where a symlink leads, and into nothing but a file', async () => {
    mkdirSync(path('led'));
    const args = (to: string) => ['export', '--account', 'ann@example.com', '-o', to, '--force'];
    symlinkSync('led/by.csv', path('link.csv'));
    // the first time it leads to nothing yet
    for (const _ of [1, 2]) {
      expect(await run(args(path('link.csv')))).toMatchObject({ code: 0 });
      expect(readlinkSync(path('link.csv'))).toBe('led/by.csv');
      expect(readFileSync(path('led/by.csv'), 'utf8')).toContain('bread');
      writeFileSync(path('led/by.csv'), 'older');
    }
    const pipe = path('pipe.csv');
    execFileSync('mkfifo', [pipe]);
    symlinkSync(pipe, path('to-pipe.csv'));
    for (const to of [pipe, path('to-pipe.csv')]) {
      const { code, stderr } = await run(args(to));
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `${to} is not an ordinary file; leave -o out for standard output`,
      });
    }
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(await run([...args(path('led')), '--format', 'csv'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a directory'),
    });
    symlinkSync('round.csv', path('round.csv'));
    expect(await run(args(path('round.csv')))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('leads to no file; name'),
    });
  });

  it('leave nothing of an export that is told to stop', async () => {
    mkdirSync(path('told'));
    const stopped = await asking(database.url, async (ask) => {
      // it has begun, and gets no further
      await ask('begin; lock table purchase_revision in access exclusive mode');
      return runCli(['export', '--account', 'ann@example.com', '-o', path('told/one.json')], {
        env: { DATABASE_URL: database.url },
        async meanwhile(child) {
          await expect.poll(() => readdirSync(path('told')), { timeout: 20_000 }).toHaveLength(1);
          child.kill('SIGTERM');
          await expect.poll(() => readdirSync(path('told')), { timeout: 20_000 }).toEqual([]);
          await ask('commit');
        },
      });
    });
    expect(stopped).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^spndr: stopped, as told; run the command again$/m),
    });
    expect(readdirSync(path('told'))).toEqual([]);
  });

  it.each([
    [['export', '--account', 'ann@example.com'], 'no format is given'],
    [
      ['export', '--account', 'a@b.c', '--format', 'json', '--from', '2025-01-01'],
      'json always holds everything',
    ],
    [['export', '--account', 'a@b.c', '--format', 'csv', '--from', 'monday'], "'monday' is not a day"],
    [['import', 'x.csv'], 'no account is named; say which with --account EMAIL'],
  ])('%j is wrong usage', async (args, wrong) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(wrong);
  });

  it.each(['export', 'import'])('%s takes only the formats there are', async (command) => {
    const { code, stderr } = await runCli([command, '--account', 'ann@example.com', '--format', 'xls']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("argument 'xls' is invalid. Allowed choices are csv, json, "),
    });
  });

  it('say which account or file is not there', async () => {
    expect(await run(['export', '--account', 'no@example.com', '--format', 'csv'])).toMatchObject({
      code: 1,
    });
    const { code, stderr } = await run(['import', '--account', 'ann@example.com', path('none.csv')]);
    expect(code).toBe(1);
    expect(stderr).toContain('(ENOENT); check the path');
  });
});

describe('what is piped in', () => {
  const csv = 'Date,Payee,Amount\n2025-06-01,Kiosk,-1.00\n2025-06-02,Kiosk,-2.00\n';

  it('is nowhere any more when the import is killed', async () => {
    const temporary = path('temporary');
    mkdirSync(temporary);
    await asking(database.url, async (ask) => {
      // it has the file, and gets no further
      await ask('begin; lock table account in access exclusive mode');
      await runCli(['import', '--account', 'pip@example.com', '-'], {
        env: { DATABASE_URL: database.url, TMPDIR: temporary },
        input: csv,
        async meanwhile(child) {
          const waiting = () =>
            ask("select from pg_locks where not granted and relation = 'account'::regclass");
          await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
          child.kill('SIGKILL');
        },
      });
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('may also have a name', async () => {
    const pipe = path('pipe');
    execFileSync('mkfifo', [pipe]);
    const { code, stdout } = await runCli(['import', '--account', 'pip@example.com', pipe], {
      env: { DATABASE_URL: database.url },
      shell: `{ printf '${csv.replaceAll('\n', '\\n')}' > ${pipe} & }`,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('2 purchases new') });
  });
});

describe('the table of another program', () => {
  const bank = 'Дата;Описание;Расход;Приход\n01.03.2025;Хлеб;1 234,50;\n02.03.2025;Зарплата;;90 000,00\n';

  it('is read in whatever encoding, its columns guessed by their names', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bank, 'utf16le')]);
    const { stdout } = await run([
      'import',
      '--account',
      'cy@example.com',
      file('bank.csv', utf16),
      '--dry-run',
    ]);
    expect(stdout).toContain(
      "--map 'date=Дата,debit=Расход,credit=Приход,item=Описание,dates=dmy,decimal=comma,spent=plus'",
    );
    expect(stdout).toContain('new, line 2: 2025-03-01 1234.50 EUR Хлеб\n');
    expect(stdout).toContain('new, line 3: 2025-03-02 income 90000.00 EUR Зарплата\n');
  });

  it.each([
    [
      'is guessed by its cells where the names of its columns say nothing',
      'When,No,What,Price\n13/04/2025,1001,tea and cake,"5.00"\n14/04/2025,1002,bus,12.30\n',
      "--map 'date=When,amount=Price,item=What,dates=dmy,decimal=point,spent=plus'",
      'new, line 2: 2025-04-13 5.00 EUR tea and cake\n',
    ],
    [
      'may have no header: its columns are numbers then',
      '2025-01-13;-5,20;Tee;4711\n2025-01-14;-6,00;"Kaffee; Kuchen";4712\n',
      "--map 'date=1,amount=2,item=3,dates=ymd,decimal=comma,spent=minus'",
      'new, line 1: 2025-01-13 5.20 EUR Tee\nnew, line 2: 2025-01-14 6.00 EUR Kaffee; Kuchen\n',
    ],
  ])('%s', async (_, text, map, found) => {
    const args = ['import', '--account', 'cy@example.com', file('guess.csv', text), '--dry-run'];
    const { stdout } = await run(args);
    expect(stdout).toContain(map);
    expect(stdout).toContain(found);
  });

  it.each([
    [
      'Date,Amount,Item\n05/03/2025,-5,tea\n',
      'can be read day first and month first',
      'dates=mdy',
      '2025-05-03',
    ],
    [
      'Date,Amount,Item\n05/13/2025,5,tea\n05/13/2025,7,tea\n05/14/2025,-9,paid\n',
      'whether amounts below zero are what was spent is only guessed',
      'spent=plus',
      '2025-05-13',
    ],
  ])('is not taken without a terminal while it can be meant either way: %j', async (text, why, map, day) => {
    const args = ['import', '--account', 'cy@example.com', file('either.csv', text)];
    const refused = await run(args);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(why);
    expect(refused.stderr).toContain('--map');
    expect((await run([...args, '--map', map, '--dry-run'])).stdout).toContain(`${day} 5.00 EUR tea`);
  });

  it('is taken up to where it is broken', async () => {
    const text = 'date,amount,item\n2025-01-01,5,tea\n2025-01-02,6,"cake\n';
    const args = ['import', '--account', 'cy@example.com', file('broken.csv', text), '--dry-run'];
    const { stdout, stderr } = await run(args);
    expect(stdout).toContain('new, line 2: 2025-01-01 5.00 EUR tea\n');
    expect(stderr).toContain('line 3: the file cannot be read from here on');
  });

  it('is read as --map says', async () => {
    const text = 'when,what,how much\n3/4/2025,taxi,12.50\n';
    const none = await run(['import', '--account', 'cy@example.com', '-'], 'when,what\nsoon,taxi\n');
    expect(none).toMatchObject({ code: 1 });
    expect(none.stderr).toContain('could be its date; its columns are when, what');
    const guess = await run(['import', '--account', 'cy@example.com', '-'], text);
    expect(guess).toMatchObject({ code: 1, stdout: '' });
    expect(guess.stderr).toContain("take it with --map 'date=when,amount=how much,item=what,dates=dmy");
    const map = 'date=when,item=what,amount=how much,dates=mdy';
    const told = await run(['import', '--account', 'cy@example.com', '-', '--map', map, '--json'], text);
    expect(JSON.parse(told.stdout)).toMatchObject({ new: 1, examples: [{ content: { day: '2025-03-04' } }] });
    const wrong = await run(['import', '--account', 'cy@example.com', '-', '--map', 'date=nowhere'], text);
    expect(wrong).toMatchObject({ code: 2 });
  });

  it('is asked about where there is somebody to ask', async () => {
    const bankFile = file('bank.csv', bank);
    const answered = (answer: boolean) =>
      runCommand(defineImport, ['import', '--account', 'dee@example.com', bankFile], {
        databaseUrl: database.url,
        answer,
      });
    const no = await answered(false);
    expect(no).toMatchObject({ code: 1, stdout: '', questions: ['Take it like this?'] });
    expect(no.stderr).toContain("bank.csv would be read as a table: --map 'date=Дата,debit=Расход");
    expect(no.stderr).toContain('  01.03.2025 | Хлеб | 1 234,50 | \n');
    expect((await answered(true)).stdout).toContain('2 purchases new, 0 changed\n');
  });

  it('is known again, also when it is read otherwise, and equal rows are as many as there are', async () => {
    const text = 'Date,Payee,Amount\n2025-05-01,Kiosk,-1.00\n2025-05-01,Kiosk,-1.00\n';
    const first = await run(['import', '--account', 'cy@example.com', '-'], text);
    expect(first.stdout).toContain('2 purchases new, 0 changed\n');
    const longer = `${text}2025-05-01,Kiosk,-1.00\n`;
    const second = await run(['import', '--account', 'cy@example.com', '-', '--map', 'spent=plus'], longer);
    expect(second.stdout).toContain('1 purchase new, 0 changed; skipped 2 there already\n');
  });
});
