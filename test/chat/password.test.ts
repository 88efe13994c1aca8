import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { State } from '../../src/chat/conversation.ts';
import { converse, type PasswordResult } from '../../src/chat/converse.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { accountById, changePassword } from '../../src/ledger/accounts.ts';
import type { Ledger } from '../../src/ledger/database.ts';
import {
  botId,
  createWorld,
  rules,
  sayAll,
  signUp,
  type TestPerson,
  textOf,
  type World,
  writtenAt,
} from '../helpers/chat.ts';

let world: World;
afterEach(() => world.close());

/** A world with somebody who has an account. */
async function household(ruled: Parameters<typeof createWorld>[0] = {}): Promise<TestPerson> {
  world = await createWorld(ruled);
  const owner = world.person('owner');
  await signUp(owner, 'home@example.com');
  return owner;
}

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

it.each([null, 'hash of correct horse, anew'])(
  'a password that is changed at the moment of a log-in with the old one leaves no request behind (rehashed: %j)',
  async (rehashed) => {
    await household();
    const bob = world.person('bob');
    const said = bob.incoming({ kind: 'text', text: 'correct horse', replyTo: null });
    const state = { at: 'log-in-password', email: 'home@example.com' } as const;
    const hash = 'hash of correct horse';
    const done = { kind: 'verify-password', hash, matches: true, rehashed } as const;
    const { id } = await world.database.selectFrom('account').select('id').executeTakeFirstOrThrow();
    const change = () =>
      world.database
        .transaction()
        .execute((ledger) => changePassword(ledger, id, { hash: 'another', now: writtenAt }));
    const changing = await world.database.transaction().execute(async (ledger) => {
      await answerIn(ledger, said, state, done);
      const changing = change();
      // time to be done, if nothing keeps it from that
      await sql`select pg_sleep(0.2)`.execute(ledger);
      return { changing };
    });
    expect(await changing.changing).toEqual([{ botId, personId: bob.id }]);
    const { rows } = await sql`select from link_request`.execute(world.database);
    expect(rows).toEqual([]);
    expect(await passwordHash()).toBe('another');
  },
);

it.each([null, 'hash of correct horse, anew'])(
  'a log-in that meets a change of the password is compared with the new one (rehashed: %j)',
  async (rehashed) => {
    await household();
    const bob = world.person('bob');
    const said = bob.incoming({ kind: 'text', text: 'correct horse', replyTo: null });
    const state = { at: 'log-in-password', email: 'home@example.com' } as const;
    const hash = 'hash of correct horse';
    const done = { kind: 'verify-password', hash, matches: true, rehashed } as const;
    const { id } = await world.database.selectFrom('account').select('id').executeTakeFirstOrThrow();
    const hear = () => world.database.transaction().execute((ledger) => answerIn(ledger, said, state, done));
    const hearing = await world.database.transaction().execute(async (ledger) => {
      await changePassword(ledger, id, { hash: 'another', now: writtenAt });
      const hearing = hear();
      await sql`select pg_sleep(0.2)`.execute(ledger);
      return { hearing };
    });
    const verify = { kind: 'verify-password', password: 'correct horse' };
    expect(await hearing.hearing).toMatchObject({ needs: verify });
    expect(await hear()).toEqual({ needs: { ...verify, hash: 'another' } });
    expect(await passwordHash()).toBe('another');
  },
);

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
