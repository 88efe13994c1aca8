import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { define } from '../../src/cli/commands/outbox.ts';
import { runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { freshDatabase, query, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => query(database.url, 'truncate outbox, unreachable_chat restart identity'));
afterAll(() => database.drop());

const outbox = (...args: string[]) => runCommand(define, ['outbox', ...args], { databaseUrl: database.url });

const said = {
  do: 'say',
  text: [{ key: 'recorded', args: { item: 'coffee with somebody' } }, { key: 'what-next' }],
};

/** Puts a reply into the outbox, made `ageS` ago. */
async function addReply(
  state: 'pending' | 'sending' | 'failed',
  { chat = 42, ageS = 0, error = null as string | null, reply = said as object } = {},
): Promise<void> {
  await query(
    database.url,
    `insert into outbox (bot_id, chat_id, reply, locale, trace, received_at, state, attempts, error, created_at,
       claimed_by, claimed_until)
     values (7000000001, $1, $2, 'en', 't', now(), $3, 1, $4, now() - $5 * interval '1 s',
       case when $3 = 'sending' then gen_random_uuid() end, case when $3 = 'sending' then now() end)`,
    [chat, JSON.stringify(reply), state, error, ageS],
  );
}

function states() {
  return query(database.url, 'select id::int, state from outbox order by id');
}

describe('spndr outbox list', () => {
  it('says that there is nothing', async () => {
    expect(await outbox('list')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^there are no /) });
    expect(await outbox('list', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  it('shows bot, chat, state, attempts, age, keys and error, and no words', async () => {
    await addReply('failed', { ageS: 3 * 86_400, error: '400 Bad Request' });
    await addReply('pending', { chat: -100, ageS: 125 });
    const { code, stdout, error } = await outbox('list');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const [failed, pending] = stdout.split('\n').filter((line) => line.includes('7000000001'));
    expect(failed).toMatch(
      /1 +│ 7000000001 │ 42 +│ failed +│ 1 +│ 3 d +│ recorded what-next │ 400 Bad Request/,
    );
    expect(pending).toMatch(/2 +│ 7000000001 │ -100 +│ pending +│ 1 +│ 2 min +│ recorded what-next/);
    expect(stdout).not.toContain('coffee');
  });

  it('prints JSON, whatever kind of reply it is', async () => {
    await addReply('sending', {
      reply: { do: 'answer', tapId: '9', note: { key: 'too-late', args: { item: 'coffee' } } },
    });
    await addReply('pending', { reply: { do: 'answer', tapId: '9' } });
    await addReply('pending', { reply: { of: 'another version', text: 'coffee' } });
    const { stdout } = await outbox('list', '--json');
    expect(stdout).not.toContain('coffee');
    const rows = JSON.parse(stdout);
    expect(rows.map((row: { keys: unknown }) => row.keys)).toEqual([['too-late'], [], []]);
    expect(rows[0]).toEqual({
      id: 1,
      bot: 7_000_000_001,
      chat: 42,
      state: 'sending',
      attempts: 1,
      created: expect.stringMatching(/^\d{4}-.*Z$/),
      keys: ['too-late'],
      error: null,
    });
  });

  it('can be asked for the failed or the pending ones, and says when it does not show all', async () => {
    for (const state of ['failed', 'pending', 'sending', 'failed'] as const) await addReply(state);
    const idsWith = async (...options: string[]) => {
      const { stdout } = await outbox('list', '--json', ...options);
      return JSON.parse(stdout).map(({ id }: { id: number }) => id);
    };
    expect(await idsWith()).toEqual([1, 2, 3, 4]);
    expect(await idsWith('--failed')).toEqual([1, 4]);
    expect(await idsWith('--pending')).toEqual([2, 3]);
    expect(await outbox('list', '--failed', '--limit', '1')).toMatchObject({
      stderr: '1 of 2 are shown; see --limit\n',
    });
    expect(await outbox('list', '--failed', '--pending')).toMatchObject({ code: 2 });
  });
});

describe('spndr outbox retry', () => {
  it('makes failed replies due again and their chats reachable', async () => {
    await addReply('failed', { chat: 42, error: 'blocked' });
    await addReply('failed', { chat: 43, error: 'blocked' });
    await query(
      database.url,
      "insert into unreachable_chat values (7000000001, 42, 'blocked'), (7000000001, 43, 'blocked'), (8, 42, '')",
    );
    expect(await outbox('retry', '1')).toMatchObject({ code: 0, stdout: '1 reply is sent again\n' });
    expect(await query(database.url, 'select state, error, attempts from outbox order by id')).toEqual([
      { state: 'pending', error: null, attempts: 1 },
      { state: 'failed', error: 'blocked', attempts: 1 },
    ]);
    expect(
      await query(database.url, 'select bot_id::float, chat_id::int from unreachable_chat order by 2, 1'),
    ).toEqual([
      { bot_id: 8, chat_id: 42 },
      { bot_id: 7_000_000_001, chat_id: 43 },
    ]);
  });

  it('retries all that failed and nothing else', async () => {
    for (const state of ['failed', 'pending', 'sending', 'failed'] as const) await addReply(state);
    expect(await outbox('retry', '--all-failed')).toMatchObject({ stdout: '2 replies are sent again\n' });
    expect((await states()).map(({ state }) => state)).toEqual(['pending', 'pending', 'sending', 'pending']);
    expect(await outbox('retry', '--all-failed')).toMatchObject({ code: 0, stdout: 'no reply has failed\n' });
  });

  it('changes nothing when one of them has not failed', async () => {
    await addReply('failed');
    await addReply('pending');
    expect(await outbox('retry', '1', '2')).toMatchObject({
      code: 1,
      error:
        'nothing was changed: there is no failed reply 2; `spndr outbox list --failed` shows which there are',
    });
    expect(await states()).toEqual([
      { id: 1, state: 'failed' },
      { id: 2, state: 'pending' },
    ]);
  });
});

describe('spndr outbox drop', () => {
  it('forgets those that are named, but none that is being sent', async () => {
    for (const state of ['failed', 'pending', 'sending'] as const) await addReply(state);
    expect(await outbox('drop', '2', '3', '--yes')).toMatchObject({
      code: 1,
      error: expect.stringMatching(
        /^nothing was changed: there is no reply 3, or it is being sent just now; /,
      ),
    });
    expect(await states()).toHaveLength(3);
    expect(await outbox('drop', '2', '--yes')).toMatchObject({ code: 0, stdout: 'forgot 1 reply\n' });
    expect(await outbox('drop', '--all-failed', '--yes')).toMatchObject({ stdout: 'forgot 1 reply\n' });
    expect(await states()).toEqual([{ id: 3, state: 'sending' }]);
    expect(await outbox('drop', '--all-failed')).toMatchObject({ code: 0, stdout: 'no reply has failed\n' });
  });

  it('asks first, saying how many', async () => {
    await addReply('failed');
    await addReply('failed');
    const drop = (answer: boolean | null) =>
      runCommand(define, ['outbox', 'drop', '--all-failed'], { databaseUrl: database.url, answer });
    expect(await drop(null)).toMatchObject({
      code: 2,
      error: 'there is no terminal to ask on; spndr outbox drop --all-failed --yes does it without asking',
    });
    expect(await drop(false)).toMatchObject({
      questions: [expect.stringMatching(/^This forgets 2 replies: /)],
      code: 1,
      error: 'nothing was changed; answer y to go on',
    });
    expect(await states()).toHaveLength(2);
    expect(await drop(true)).toMatchObject({ code: 0, stdout: 'forgot 2 replies\n' });
    expect(await states()).toEqual([]);
  });
});

describe('spndr outbox unreachable', () => {
  it('says that there is none', async () => {
    expect(await outbox('unreachable')).toMatchObject({ code: 0, stdout: 'every chat can be reached\n' });
  });

  it('shows the chats, the latest first, with the reason and what failed', async () => {
    await query(
      database.url,
      `insert into unreachable_chat values (7000000001, 42, 'blocked by the user', '2024-05-01T12:00:00Z'),
         (7000000001, 43, 'chat not found', '2024-05-02T12:00:00Z')`,
    );
    await addReply('failed');
    await addReply('pending');
    const json = await outbox('unreachable', '--json');
    const shared = { bot: 7_000_000_001 };
    expect(JSON.parse(json.stdout)).toEqual([
      { ...shared, chat: 43, since: '2024-05-02T12:00:00.000Z', reason: 'chat not found', failedReplies: 0 },
      {
        ...shared,
        chat: 42,
        since: '2024-05-01T12:00:00.000Z',
        reason: 'blocked by the user',
        failedReplies: 1,
      },
    ]);
    const { stdout, stderr } = await outbox('unreachable', '--limit', '1');
    expect(stdout).toMatch(/7000000001 │ 43 +│ 2024-05-02T12:00:00.000Z │ 0 +│ chat not found/);
    expect(stderr).toBe('1 of 2 are shown; see --limit\n');
  });
});

describe('spndr outbox', () => {
  it.each([
    [['retry'], /^no reply is named; give the numbers that `spndr outbox list` shows, or --all-failed$/],
    [['drop', '1', '--all-failed'], /^both --all-failed and numbers are given; /],
    [['retry', '-1'], /^'-1' is not the number of a reply; /],
  ])('%j is wrong usage', async (args, line) => {
    const { stdout, error } = await outbox(...args);
    expect(stdout).toBe('');
    expect(error).toMatch(line);
  });

  it('prints its errors as one line and exits like every command', async () => {
    const env = { DATABASE_URL: database.url };
    const [missing, wrong] = await Promise.all([
      runCli(['outbox', 'retry', '9'], { env }),
      runCli(['outbox', 'list', '--failed', '--pending'], { env }),
    ]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^spndr: nothing was .*\n$/) });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/^spndr: both --failed .*\n$/) });
  });
});
