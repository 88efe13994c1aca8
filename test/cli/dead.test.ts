import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { define } from '../../src/cli/commands/dead.ts';
import { aboutUpdate, createSeal } from '../../src/daemon/secrets/seal.ts';
import { freshDataDir, runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => query(database.url, 'truncate dead_letter restart identity'));
afterAll(() => database.drop());

const dead = (...args: string[]) => runCommand(define, ['dead', ...args], { databaseUrl: database.url });

const secret = 'coffee with somebody 12.50';
const payload = JSON.stringify({
  update_id: 500,
  message: {
    message_id: 7,
    date: 1_700_000_000,
    from: { id: 42, is_bot: false, first_name: 'Somebody', language_code: 'pt-br' },
    chat: { id: 42, type: 'private', first_name: 'Somebody' },
    text: secret,
    entities: [{ type: 'bold', offset: 0, length: 6 }],
    location: { latitude: 47.3769, longitude: 8.5417 },
    dice: { emoji: '🎲', value: 5 },
  },
});

async function addLetters(...updateIds: number[]): Promise<void> {
  for (const updateId of updateIds)
    await query(
      database.url,
      `insert into dead_letter (bot_id, update_id, payload, attempts, error, died_at)
       values (7000000001, $1, $2, 5, 'error P0001', '2024-05-01T12:00:00Z')`,
      [updateId, payload],
    );
}

function letters() {
  return query(database.url, 'select id::int, retry_at is not null as asked from dead_letter order by id');
}

describe('spndr dead list', () => {
  it('says that there are none', async () => {
    expect(await dead('list')).toMatchObject({ code: 0, stdout: 'there are no dead letters\n' });
    expect(await dead('list', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  it('shows bot, update, moment, attempts and error, and nothing that was said', async () => {
    await addLetters(500, 501);
    const { code, stdout } = await dead('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 +│ 7000000001 │ 500 +│ 2024-05-01T12:00:00.000Z │ 5 +│ error P0001/);
    expect(stdout).not.toMatch(/coffee|Somebody/);
    const json = await dead('list', '--json');
    expect(JSON.parse(json.stdout)).toEqual(
      [500, 501].map((update, index) => ({
        id: index + 1,
        bot: 7_000_000_001,
        update,
        died: '2024-05-01T12:00:00.000Z',
        attempts: 5,
        error: 'error P0001',
        awaitsRetry: false,
      })),
    );
    expect(json.stdout).not.toMatch(/coffee|Somebody/);
  });

  it('says when it does not show all', async () => {
    await addLetters(500, 501, 502);
    const { stdout, stderr } = await dead('list', '--limit', '2', '--json');
    expect(JSON.parse(stdout)).toHaveLength(2);
    expect(stderr).toBe('2 of 3 are shown; see --limit\n');
  });
});

describe('spndr dead show', () => {
  it('opens what the daemon sealed, with the daemon’s secret only', async () => {
    const pepper = 'a pepper of thirty-two characters or more';
    const sealed = createSeal(pepper).seal(payload, aboutUpdate(7_000_000_001, 1));
    await addLetters(1);
    await query(database.url, 'update dead_letter set payload = $1', [sealed]);
    const SPNDR_DATA_DIR = freshDataDir();
    const show = (SPNDR_PEPPER: string) =>
      runCommand(define, ['dead', 'show', '1', '--json'], {
        databaseUrl: database.url,
        env: { SPNDR_PEPPER, SPNDR_DATA_DIR },
      });
    expect(JSON.parse((await show(pepper)).stdout).content).toMatchObject({ update_id: 500 });
    expect(await show('another pepper of thirty-two characters')).toMatchObject({
      code: 1,
      error: expect.stringContaining('sealed with another secret'),
    });
    // a pepper made up here would be taken for the daemon's later
    expect(await show('')).toMatchObject({ error: expect.stringContaining('sealed with another secret') });
    expect(existsSync(SPNDR_DATA_DIR)).toBe(false);
  });

  it('shows the form of the update with every text masked', async () => {
    await addLetters(500);
    const masked = {
      update_id: 500,
      message: {
        message_id: 7,
        date: 1_700_000_000,
        from: { id: 42, is_bot: false, first_name: '<text of 8>', language_code: 'pt-br' },
        chat: { id: 42, type: 'private', first_name: '<text of 8>' },
        text: `<text of ${secret.length}>`,
        entities: [{ type: 'bold', offset: 0, length: 6 }],
        location: { latitude: '<number>', longitude: '<number>' },
        dice: { emoji: '<text of 2>', value: '<number>' },
      },
    };
    const json = await dead('show', '1', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ id: 1, error: 'error P0001', content: masked });
    const shown = await dead('show', '1');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(shown.stdout.slice(shown.stdout.indexOf('{')))).toEqual(masked);
    expect(shown.stdout).toMatch(/error +│ error P0001/);
  });

  it('names what does not exist', async () => {
    expect(await dead('show', '9')).toMatchObject({
      code: 1,
      error: 'there is no dead letter 9; `spndr dead list` shows which there are',
    });
  });
});

describe('spndr dead retry', () => {
  it('asks for those that are named', async () => {
    await addLetters(500, 501);
    const { code, stdout, stderr } = await dead('retry', '2');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1 dead letter awaits another attempt\n' });
    expect(stderr).toMatch(/^a running spndr start /);
    expect(await letters()).toEqual([
      { id: 1, asked: false },
      { id: 2, asked: true },
    ]);
    expect((await dead('list')).stdout).toContain('5, awaits another');
  });

  it('asks for all, and again does no harm', async () => {
    await addLetters(500, 501);
    const all = { code: 0, stdout: '2 dead letters await another attempt\n' };
    expect(await dead('retry', '--all')).toMatchObject(all);
    const asked = 'select retry_at, retries from dead_letter order by id';
    await query(database.url, "update dead_letter set retries = 2, retry_at = now() + interval '9 s'");
    const before = await query(database.url, asked);
    expect(await dead('retry', '--all')).toMatchObject(all);
    expect(await query(database.url, asked)).toEqual(before);
  });

  it('changes nothing when one of them does not exist', async () => {
    await addLetters(500);
    expect(await dead('retry', '1', '2')).toMatchObject({
      code: 1,
      error: 'nothing was changed: there is no dead letter 2; `spndr dead list` shows which there are',
    });
    expect(await letters()).toEqual([{ id: 1, asked: false }]);
  });
});

describe('spndr dead drop', () => {
  it('forgets those that are named, or all', async () => {
    await addLetters(500, 501, 502);
    expect(await dead('drop', '2', '--yes')).toMatchObject({ code: 0, stdout: 'forgot 1 dead letter\n' });
    expect(await letters()).toMatchObject([{ id: 1 }, { id: 3 }]);
    expect(await dead('drop', '1', '2', '--yes')).toMatchObject({
      code: 1,
      error: expect.stringContaining('nothing was changed: there is no dead letter 2; '),
    });
    expect(await letters()).toHaveLength(2);
    expect(await dead('drop', '--all', '--yes')).toMatchObject({
      code: 0,
      stdout: 'forgot 2 dead letters\n',
    });
    expect(await dead('drop', '--all')).toMatchObject({ code: 0, stdout: 'there are no dead letters\n' });
  });

  it('keeps them where nobody can be asked, even when y comes in', async () => {
    await addLetters(500);
    const env = { DATABASE_URL: database.url };
    expect(await runCli(['dead', 'drop', '1'], { env, input: 'y\n' })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'spndr: there is no terminal to ask on; spndr dead drop 1 --yes does it without asking\n',
    });
    expect(await letters()).toHaveLength(1);
  });

  it('asks, saying how many, and does as it is told', async () => {
    await addLetters(500, 501);
    const drop = (answer: boolean) =>
      runCommand(define, ['dead', 'drop', '--all'], { databaseUrl: database.url, answer });
    expect(await drop(false)).toMatchObject({
      questions: [expect.stringMatching(/^This forgets 2 dead letters: /)],
      code: 1,
      error: 'nothing was changed; answer y to go on',
    });
    expect(await letters()).toHaveLength(2);
    expect(await drop(true)).toMatchObject({ code: 0, stdout: 'forgot 2 dead letters\n' });
    expect(await letters()).toEqual([]);
  });
});

describe('spndr dead', () => {
  it.each([
    [['retry'], 'no dead letter is named; give the numbers that `spndr dead list` shows, or --all'],
    [['drop', '--yes'], /^no dead letter is named; /],
    [['retry', '1', '--all'], /^both --all and numbers are given; /],
    [['retry', '1', 'x'], /^'x' is not the number of a dead letter; /],
    [['show', '99999999999999999999'], /^'99999999999999999999' is not the number of a dead letter; /],
  ])('%j is wrong usage', async (args, line) => {
    expect(await dead(...args)).toMatchObject({ code: 2, stdout: '', error: expect.stringMatching(line) });
  });

  it('prints its errors as one line and exits like every command', async () => {
    const env = { DATABASE_URL: database.url };
    const [missing, wrong, limit] = await Promise.all([
      runCli(['dead', 'show', '9'], { env }),
      runCli(['dead', 'show'], { env }),
      runCli(['dead', 'list', '--limit', '0'], { env }),
    ]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^spndr: there is no .*\n$/) });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/^spndr: missing required .*\n$/) });
    expect(limit).toMatchObject({ code: 2, stderr: expect.stringMatching(/^spndr: option '--limit .*\n$/) });
  });

  it('says what to do about a database of another version', async () => {
    const older = await freshDatabase();
    onTestFinished(() => older.drop());
    const list = () => runCommand(define, ['dead', 'list'], { databaseUrl: older.url });
    await query(older.url, "delete from spndr_migration where name like '0002%'");
    expect(await list()).toMatchObject({
      code: 1,
      error: 'the database lacks 0002_dead_letter_retry; run `spndr db migrate`',
    });
    await query(older.url, "insert into spndr_migration (name, run_on) values ('9999_tomorrow', now())");
    expect(await list()).toMatchObject({ code: 1, error: expect.stringContaining('newer spndr') });
  });
});
