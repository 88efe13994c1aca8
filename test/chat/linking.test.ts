import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { converse, type PasswordResult } from '../../src/chat/converse.ts';
import { makeInvite } from '../../src/ledger/accounts/invites.ts';
import { appendReplies } from '../../src/ledger/updates/outbox.ts';
import { botId, rules, sayAll, signUp, type TestPerson, textOf, writtenAt } from '../helpers/chat.ts';
import { useOwnWorlds } from '../helpers/world.ts';

const world = useOwnWorlds();
const { household } = world;

const minute = 60_000;
const after = (minutes: number) => new Date(writtenAt.getTime() + minutes * minute);

const logIn = (person: TestPerson) => sayAll(person, 'hi', 'y', '1', 'home@example.com', 'correct horse');

async function codeOf(person: TestPerson): Promise<string> {
  return /start=([\w-]{22})/.exec(textOf(await person.say('/link')))?.[1] ?? 'no code';
}

const buttonOf = (person: TestPerson, label: string, shown = person.look()): string =>
  shown
    .flatMap(({ buttons }) => buttons.flat())
    .find((button) => button.label.replace(/\p{Cf}/gu, '') === label)?.data ?? 'no such button';

const refused = /^This code can’t be used/;
const settled = 'This question is already settled.';
const noAccount = 'You have no account with me, or not any more. Write to me to sign up or log in.';

it('a code is good for ten minutes, and is kept nowhere but as a digest', async () => {
  const owner = await household();
  const code = await codeOf(owner);
  const bob = world.person('bob');
  expect(textOf(await bob.say(`/start ${code}`, after(10)))).toMatch(refused);
  const { rows: kept } = await sql<{ digest: string }>`select digest from link_code`.execute(world.database);
  expect(kept).toEqual([{ digest: createHash('sha256').update(code).digest('hex') }]);
  const { rows: said } = await sql`select state from conversation`.execute(world.database);
  expect(JSON.stringify(said)).not.toContain(code);
  expect(textOf(await bob.say(`/start ${code}`, after(9)))).toMatch(/You are logged in/);
});

it('a code of somebody who was removed meanwhile is worth nothing', async () => {
  const owner = await household();
  const bob = world.person('bob');
  await bob.say(`/start ${await codeOf(owner)}`);
  const code = await codeOf(bob);
  await owner.tap('Remove Bob');
  expect(textOf(await bob.say(`/start ${code}`))).toMatch(refused);
});

it('nothing of the account reaches who was removed: no file, no reply, no question', async () => {
  const owner = await household();
  const [bob, eve] = [world.person('bob'), world.person('eve')];
  await bob.say(`/start ${await codeOf(owner)}`);
  await eve.say(`/start ${await codeOf(owner)}`);
  await bob.inGroup('club').say('/new');
  await eve.say('/new');
  const chats = [bob.id, eve.id, bob.inGroup('club').chatId];
  await world.database.transaction().execute(async (ledger) => {
    for (const [index, state] of (['pending', 'sending', 'failed'] as const).entries()) {
      for (const person of [bob, eve]) {
        const to = { chatId: chats[index] ?? 0, personId: person.id, locale: 'en', trace: state };
        const reply = { do: 'say', text: [], file: { accountId: '1' } };
        await appendReplies(ledger, botId, [{ ...to, reply, receivedAt: writtenAt }]);
      }
    }
    await sql`
      update outbox set state = trace, claimed_until = case when trace = 'sending' then now() end,
        claimed_by = case when trace = 'sending' then gen_random_uuid() end`.execute(ledger);
  });
  const left = async () => {
    const { rows } = await sql<{ person_id: bigint; what: string }>`
      select person_id, state as what from outbox union all select person_id, 'talk' from conversation
      order by 1, 2`.execute(world.database);
    return (person: TestPerson) =>
      rows.filter(({ person_id }) => person_id === BigInt(person.id)).map(({ what }) => what);
  };
  await owner.tap('Remove Bob');
  expect((await left())(bob)).toEqual([]);
  expect((await left())(eve)).toEqual(['failed', 'pending', 'sending', 'talk']);
  // who leaves gets what they asked for, and nothing else of them stays
  await eve.say('/abort');
  await eve.say('y');
  await sayAll(eve, '/delete', 'y');
  expect((await left())(eve)).toEqual(['pending', 'sending', 'talk']);
});

it('a wrong code, a used one and words get the same answer, and after five of them waiting', async () => {
  const owner = await household();
  const code = await codeOf(owner);
  await world.person('bob').say(`/start ${code}`);
  const eve = world.person('eve');
  const tries = [code, 'A'.repeat(22), "'; drop table link; --", code.toLowerCase(), `${code}A`];
  const answers = new Set<string>();
  for (const tried of tries) answers.add(textOf(await eve.say(`/start ${tried}`)));
  expect([...answers]).toEqual([expect.stringMatching(refused)]);
  const good = await codeOf(owner);
  expect(textOf(await eve.say(`/start ${good}`))).toBe('Too many tries. Please wait a second.');
  expect(textOf(await eve.say(`/start ${good}`, after(1)))).toMatch(/You are logged in/);
});

it('forged buttons end and allow nothing', async () => {
  const owner = await household();
  await world.person('bob').say(`/start ${await codeOf(owner)}`);
  const revoke = buttonOf(owner, 'Remove Bob');
  expect(revoke).toMatch(/^link:revoke:\d+$/);
  const other = world.person('other');
  await signUp(other, 'other@example.com');
  expect(textOf(await other.tapData(revoke))).toBe(settled);
  expect(textOf(await world.person('stranger').tapData(revoke))).toBe(noAccount);
  const [own] = await world.database
    .selectFrom('link')
    .select('id')
    .where('person_id', '=', BigInt(owner.id))
    .execute();
  expect(textOf(await owner.tapData(`link:revoke:${own?.id}`))).toBe(settled);
  for (const data of ['link:allow:1', `link:revoke:${10n ** 17n}`])
    expect(textOf(await owner.tapData(data))).toBe(settled);
  for (const data of ['link:revoke:0', 'link:revoke:-1', 'link:drop:1', 'link:revoke:1:2', 'link:revoke:'])
    expect(textOf(await owner.tapData(data))).toBe('I don’t know this button.');
  expect(textOf(await world.person('bob').say('/links'))).toMatch(/Bob · .* · this chat/);
});

it('a button names the very link: who comes back is not removed by the old one', async () => {
  const owner = await household();
  const bob = world.person('bob');
  await logIn(bob);
  const old = buttonOf(owner, 'Remove Bob');
  await sayAll(bob, '/delete', 'y');
  await logIn(bob);
  expect(textOf(await owner.tapData(old))).toBe(settled);
  expect(textOf(await bob.say('/links'))).toMatch(/Bob · .* · this chat/);
});

it('whose name was not kept is somebody', async () => {
  const owner = await household();
  await logIn(world.person('bob'));
  await world.database.updateTable('link').set({ person_name: null, how: 'import' }).execute();
  const [page] = await owner.say('/links');
  expect(page?.text.split('\n').slice(1)).toEqual([
    expect.stringMatching(/^Somebody · Mar 5, 2025, 12:00\sPM · imported · this chat$/),
    expect.stringMatching(/^Somebody · Mar 5, 2025, 12:00\sPM · imported · another chat$/),
  ]);
});

it('where the operator wants it, somebody linked must allow a log-in by password', async () => {
  const owner = await household({ rules: { approval: true } });
  const [bob, eve] = [world.person('bob'), world.person('eve')];
  expect(await logIn(bob)).toMatch(/Somebody who uses this account has to allow it within 10 minutes/);
  const question = owner.look();
  expect(textOf(question)).toMatch(/^🔑 Bob gave the right password[\s\S]*\n\[Allow\] \[Refuse\]$/);
  expect(textOf(await bob.say('/show'))).toMatch(/^👋 Hi, Bob!/);
  expect(textOf(await owner.tap('Allow'))).toBe('\n\nBob uses this account now, as you allowed.');
  expect(textOf(bob.look())).toMatch(/You are logged in as home@example.com/);
  expect(textOf(await bob.say('/show'))).not.toContain('Hi, Bob');
  expect(textOf(await owner.tapData(buttonOf(owner, 'Refuse', question)))).toBe(settled);

  await logIn(eve);
  const asked = bob.look();
  expect(textOf(asked)).toContain('🔑 Eve');
  expect(textOf(await owner.tap('Refuse'))).toContain('Eve was not let into this account.');
  expect(textOf(eve.look())).toBe('Your log-in was refused.');
  expect(textOf(await bob.tapData(buttonOf(bob, 'Allow', asked)))).toBe(settled);
  expect(textOf(await eve.say('hi'))).toMatch(/^👋 Hi, Eve!/);
});

it('nobody is allowed in later than ten minutes, by a stranger, or in another account’s name', async () => {
  const owner = await household({ rules: { approval: true } });
  const bob = world.person('bob');
  await logIn(bob);
  const allow = buttonOf(owner, 'Allow');
  const other = world.person('other');
  await signUp(other, 'other@example.com');
  expect(textOf(await other.tapData(allow))).toBe(settled);
  for (const person of [bob, world.person('eve')])
    expect(textOf(await person.tapData(allow))).toBe(noAccount);
  const late = { ...owner.incoming({ kind: 'button', data: allow, tapId: 'late' }), at: after(10) };
  expect(textOf(await owner.deliver(late))).toBe(settled);
  expect(textOf(await bob.say('hi'))).toMatch(/^👋 Hi, Bob!/);
});

it('a wrong password asks nobody; and where nobody is left to allow it, that is said', async () => {
  const owner = await household({ rules: { approval: true } });
  const bob = world.person('bob');
  await sayAll(bob, 'hi', 'y', '1', 'home@example.com', 'a wrong horse', '/quit');
  expect(owner.look()).toEqual([]);
  await sayAll(owner, '/delete', 'y');
  expect(await logIn(bob)).toMatch(/there is nobody I could ask\. Ask whoever runs this bot\.$/);
  expect(textOf(await bob.say('hi'))).toMatch(/^👋 Hi, Bob!/);
});

it('who waits with a password that was changed meanwhile is refused, and told', async () => {
  const owner = await household({ rules: { approval: true } });
  const bob = world.person('bob');
  await logIn(bob);
  const allow = buttonOf(owner, 'Allow');
  await sayAll(owner, '/password', 'battery staple');
  expect(textOf(bob.look())).toBe('Your log-in was refused.');
  expect(textOf(await owner.tapData(allow))).toBe(settled);
  expect(textOf(await bob.say('hi'))).toMatch(/^👋 Hi, Bob!/);
});

it('a password that is changed while it is compared is compared with the new one', async () => {
  const owner = await household();
  const bob = world.person('bob');
  await sayAll(bob, 'hi', 'y', '1', 'home@example.com');
  const said = bob.incoming({ kind: 'text', text: 'correct horse', replyTo: null });
  const state = { at: 'log-in-password', email: 'home@example.com' } as const;
  const hear = (done: PasswordResult | null) =>
    world.database.transaction().execute((ledger) =>
      converse(said, {
        ledger,
        botId,
        rules,
        conversation: { state, step: 4 },
        account: null,
        now: writtenAt,
        done,
      }),
    );
  const asked = { kind: 'verify-password', password: 'correct horse' } as const;
  expect(await hear(null)).toEqual({ needs: { ...asked, hash: 'hash of correct horse' } });
  await sayAll(owner, '/password', 'battery staple');
  const compared = { kind: 'verify-password', matches: true, rehashed: null } as const;
  expect(await hear({ ...compared, hash: 'hash of correct horse' })).toEqual({
    needs: { ...asked, hash: 'hash of battery staple' },
  });
  expect(await hear({ ...compared, hash: 'hash of battery staple', matches: false })).toMatchObject({
    conversation: { state: { at: 'log-in-email' } },
  });
});

it('a password is changed for the account that the question named', async () => {
  const owner = await household();
  await owner.say('/password');
  await world.database.updateTable('account').set({ email: 'other@example.com' }).execute();
  expect(textOf(await owner.say('battery staple'))).toMatch(/Good, the password stays as it is\.$/);
});

it('a code needs no approval: somebody linked made it', async () => {
  const owner = await household({ rules: { approval: true } });
  const shown = await world.person('bob').say(`/start ${await codeOf(owner)}`);
  expect(textOf(shown)).toMatch(/You are logged in/);
});

const inviteFor = (uses: number, expiresAt = after(60)) =>
  world.database.transaction().execute((ledger) => makeInvite(ledger, { uses, expiresAt, now: writtenAt }));

const needsInvitation = /^To create an account you need an invitation/;

it('with invite, only who has a code can sign up, by typing it or by its link', async () => {
  await world.open({ rules: { signUp: 'invite' } });
  const [ann, bob, eve] = [world.person('ann'), world.person('bob'), world.person('eve')];
  const code = await inviteFor(2);
  expect(await sayAll(ann, 'hi', 'y', '2')).toMatch(needsInvitation);
  expect(await sayAll(ann, 'please')).toMatch(refused);
  expect(await sayAll(ann, code)).toMatch(/^What is your e-mail address/);
  expect(await sayAll(ann, 'ann@example.com', 'correct horse')).toMatch(/is ready/);

  expect(await sayAll(bob, `/start ${code}`)).toMatch(/Do you have an account\?/);
  // what was begun can be begun again
  expect(await sayAll(bob, '/quit', 'hi', 'y', '2')).toMatch(/^What is your e-mail/);
  expect(await sayAll(bob, 'bob@example.com', 'correct horse')).toMatch(/is ready/);

  expect(await sayAll(eve, `/start ${code}`)).toMatch(refused);
  expect(await sayAll(eve, 'hi', 'y', '2')).toMatch(needsInvitation);
  // one code, one account
  expect(await sayAll(bob, '/delete', 'y', 'hi', 'y', '2')).toMatch(needsInvitation);
});

it('an invitation ends, and is no way into an account', async () => {
  await world.open({ rules: { signUp: 'invite' } });
  const eve = world.person('eve');
  const code = await inviteFor(1, after(5));
  expect(textOf(await eve.say(`/start ${code}`, after(5)))).toMatch(refused);
  expect(await sayAll(eve, `/start ${code}`, '/links')).toMatch(/^That needs an account/);
});

it('closed, nobody signs up, not even half-way; logging in and codes still work', async () => {
  await world.open({ rules: { signUp: 'closed' } });
  await world.database
    .insertInto('account')
    .values({
      email: 'home@example.com',
      password_hash: 'hash of correct horse',
      locale: 'en',
      currency: 'EUR',
      time_zone: 'UTC',
    })
    .execute();
  const [ann, eve] = [world.person('ann'), world.person('eve')];
  const greeting = await sayAll(ann, 'hi');
  expect(greeting).toMatch(
    /New accounts can’t be made here\.[\s\S]*What is the e-mail address of your account\?$/,
  );
  expect(await sayAll(ann, 'home@example.com', 'correct horse')).toMatch(/You are logged in/);
  expect(await sayAll(eve, `/start ${await inviteFor(1)}`)).toMatch(refused);
  await world.database
    .insertInto('conversation')
    .values({
      bot_id: 99,
      chat_id: world.person('mid').id,
      person_id: world.person('mid').id,
      state: JSON.stringify({ at: 'sign-up-password', email: 'mid@example.com' }),
      step: 3,
    })
    .execute();
  expect(await sayAll(world.person('mid'), 'correct horse')).toMatch(/New accounts can’t be made here/);
  expect(await sayAll(eve, `/start ${await codeOf(ann)}`)).toMatch(/You are logged in/);
});

it('strangers who are not on the list get one sentence, in groups none; who is linked stays', async () => {
  await world.open({ rules: { allowed: new Set([1_000]) } });
  const [ann, eve] = [world.person('ann'), world.person('eve')];
  await signUp(ann, 'home@example.com');
  const code = await codeOf(ann);
  for (const text of ['hi', `/start ${code}`, '/help', '12.50 lunch'])
    expect(await sayAll(eve, text)).toBe('This bot is private.');
  expect(textOf(await eve.send('photo'))).toBe('This bot is private.');
  expect(await eve.tapData('link:allow:1')).toMatchObject([{ kind: 'note', text: 'This bot is private.' }]);
  expect(await eve.inGroup('club').say('/help')).toEqual([]);
  expect(await sayAll(ann, '/links')).toMatch(/Ann · .* · this chat/);
});

it('the first one to sign up is told how to close it, where nobody has decided', async () => {
  await world.open({ rules: { signUp: null } });
  const told =
    /SPNDR_SIGNUP is not set: closed lets in nobody else, invite only those who have a code from spndr invite/;
  const answers = [];
  for (const name of ['ann', 'bob'])
    answers.push(await sayAll(world.person(name), 'hi', 'y', '2', `${name}@example.com`, 'correct horse'));
  expect(answers).toEqual([expect.stringMatching(told), expect.not.stringMatching(told)]);
});

it('a taken address takes the same steps and the same work; its owner hears of it; who tries many has to wait', async () => {
  const owner = await household();
  const eve = world.person('eve');
  const before = world.works.length;
  for (let time = 1; time <= 5; time++) {
    const answer = await sayAll(eve, 'hi', 'y', '2', 'HOME@example.com', `correct horse ${time}`);
    expect(answer).toMatch(/That did not create an account\./);
    expect(textOf(owner.look())).toMatch(/^⚠️ Somebody tried to create an account with your address/);
  }
  expect(world.works.slice(before).map(({ kind }) => kind)).toEqual(Array(5).fill('hash-password'));
  expect(await sayAll(eve, 'hi', 'y', '2', 'home@example.com', 'correct horse')).toMatch(/Too many/);
  expect(world.works).toHaveLength(before + 5);
  expect(owner.look()).toEqual([]);
  // the owner’s own password still is looked at
  expect(await logIn(world.person('bob'))).toMatch(/You are logged in/);
});

it('nobody is told in a chat that is out of reach', async () => {
  const owner = await household();
  await world.database
    .insertInto('unreachable_chat')
    .values({ bot_id: 99, chat_id: owner.chatId, reason: 'blocked' })
    .execute();
  await logIn(world.person('bob'));
  expect(owner.look()).toEqual([]);
});
