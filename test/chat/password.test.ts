import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/chat/conversation.ts';
import { converse, type PasswordResult } from '../../src/chat/converse.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { accountById, changePassword } from '../../src/ledger/accounts/accounts.ts';
import type { Ledger } from '../../src/ledger/storage/database.ts';
import { botId, rules, sayAll, textOf, writtenAt } from '../helpers/chat.ts';
import { useOwnWorlds } from '../helpers/world.ts';

const world = useOwnWorlds();
const { household } = world;

const passwordHash = async () =>
  (await world.database.selectFrom('account').select('password_hash').executeTakeFirst())?.password_hash;

/** Answers `incoming` in a transaction of the caller. */
const answerIn = (ledger: Ledger, incoming: Incoming, state: State, done: PasswordResult | null) =>
  converse(incoming, {
    ledger,
    botId,
    rules: { ...rules, approval: true },
    conversation: { state, step: 4 },
    account: null,
    now: writtenAt,
    done,
  });

it.each([
  'Keep the old password',
  "Garder l'ancien",
  'Оставить прежний пароль',
  'Keep the old password.',
  'Never mind',
  'Leave it as it is',
  'no',
])('what stands on the button, and the like, keeps the password when it is typed: %s', async (typed) => {
  const owner = await household();
  await owner.say('/password');
  expect(textOf(await owner.say(typed))).toMatch(/Good, the password stays as it is\.$/);
  expect(await passwordHash()).toBe('hash of correct horse');
});

describe('who is told of a changed password', () => {
  it('people of other bots too, those waiting there included', async () => {
    const owner = await household();
    await sql`insert into link (bot_id, person_id, account_id) select 8, 110, id from account`.execute(
      world.database,
    );
    await sql`
      insert into link_request (account_id, bot_id, person_id, person_name, expires_at)
      select id, 8, 120, 'Eve', ${writtenAt}::timestamptz + interval '9 min' from account`.execute(
      world.database,
    );
    await sayAll(owner, '/password', 'battery staple');
    const { rows } = await sql`
      select bot_id, chat_id, reply #>> '{text,0,key}' as said from outbox order by chat_id`.execute(
      world.database,
    );
    expect(rows).toEqual([
      { bot_id: 8n, chat_id: 110n, said: 'password-changed-by' },
      { bot_id: 8n, chat_id: 120n, said: 'log-in-was-withheld' },
    ]);
  });

  it('nobody hears of a refused log-in whose request had expired, or who was let in with a code since', async () => {
    const owner = await household({ rules: { approval: true } });
    const [bob, eve] = [world.person('bob'), world.person('eve')];
    for (const person of [bob, eve])
      await sayAll(person, 'hi', 'y', '1', 'home@example.com', 'correct horse');
    const code = /start=([\w-]{22})/.exec(textOf(await owner.say('/link')))?.[1];
    await bob.say(`/start ${code}`);
    await sql`
      update link_request set expires_at = ${writtenAt}::timestamptz - interval '1 min'
      where person_id = ${eve.id}`.execute(world.database);
    await sayAll(owner, '/password', 'battery staple');
    expect(textOf(bob.look())).toMatch(/^🔑 Owner has changed the password/);
    expect(eve.look()).toEqual([]);
    const { rows } = await sql`select from link_request`.execute(world.database);
    expect(rows).toEqual([]);
  });
});

describe.each([null, 'hash of correct horse, anew'])('at one moment (rehashed: %j)', (rehashed) => {
  /** Somebody whose old password was just verified, and somebody who changes it. */
  async function logInAndChange() {
    await household();
    const bob = world.person('bob');
    const said = bob.incoming({ kind: 'text', text: 'correct horse', replyTo: null });
    const state = { at: 'log-in-password', email: 'home@example.com' } as const;
    const hash = 'hash of correct horse';
    const done = { kind: 'verify-password', hash, matches: true, rehashed } as const;
    const { id } = await world.database.selectFrom('account').select('id').executeTakeFirstOrThrow();
    return {
      bob,
      logIn: (ledger: Ledger) => answerIn(ledger, said, state, done),
      change: (ledger: Ledger) => changePassword(ledger, id, { hash: 'another', now: writtenAt }),
    };
  }

  /** Does `second` while `first` is done and not committed: until then it waits, if it has to. */
  async function during<Result>(
    first: (ledger: Ledger) => Promise<unknown>,
    second: (ledger: Ledger) => Promise<Result>,
  ): Promise<Result> {
    const { ended } = await world.database.transaction().execute(async (ledger) => {
      await first(ledger);
      let hasEnded = false;
      const ended = world.database.transaction().execute(second);
      void ended.finally(() => {
        hasEnded = true;
      });
      while (!hasEnded && !(await isWaitingForLock()));
      return { ended };
    });
    return ended;
  }

  async function isWaitingForLock(): Promise<boolean> {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      world.database,
    );
    return rows.length > 0;
  }

  it('a password that is changed during a log-in with the old one leaves no request behind', async () => {
    const { bob, logIn, change } = await logInAndChange();
    expect(await during(logIn, change)).toEqual([{ botId, personId: bob.id }]);
    const { rows } = await sql`select from link_request`.execute(world.database);
    expect(rows).toEqual([]);
    expect(await passwordHash()).toBe('another');
  });

  it('a log-in during a change of the password is compared with the new one', async () => {
    const { logIn, change } = await logInAndChange();
    const verify = { kind: 'verify-password', password: 'correct horse' };
    expect(await during(change, logIn)).toMatchObject({ needs: verify });
    expect(await world.database.transaction().execute(logIn)).toEqual({
      needs: { ...verify, hash: 'another' },
    });
    expect(await passwordHash()).toBe('another');
  });
});

it('nothing is said of an account that was erased while its new password was hashed', async () => {
  const owner = await household();
  const said = owner.incoming({ kind: 'text', text: 'battery staple', replyTo: null });
  const { id } = await world.database.selectFrom('account').select('id').executeTakeFirstOrThrow();
  const account = await world.database.transaction().execute((ledger) => accountById(ledger, id));
  await world.database.deleteFrom('account').execute();
  const answer = await world.database.transaction().execute((ledger) =>
    converse(said, {
      ledger,
      botId,
      rules,
      conversation: { state: { at: 'set-password', email: 'home@example.com' }, step: 4 },
      account,
      now: writtenAt,
      done: { kind: 'hash-password', hash: 'another' },
    }),
  );
  expect(answer).toMatchObject({ replies: [{ do: 'delete' }, { do: 'say' }] });
  expect(JSON.stringify(answer)).not.toMatch(/home@example|password-changed/);
});
