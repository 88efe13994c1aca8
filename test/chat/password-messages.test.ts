import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { converse } from '../../src/chat/converse.ts';
import { botId, rules, type Shown, sayAll, textOf, writtenAt } from '../helpers/chat.ts';
import { useOwnWorlds } from '../helpers/world.ts';

const world = useOwnWorlds();
const { household } = world;

const passwordHash = async () =>
  (await world.database.selectFrom('account').select('password_hash').executeTakeFirst())?.password_hash;

/** Everything in the tables that what people write can get into. */
async function kept(): Promise<string> {
  const tables = ['purchase', 'purchase_revision', 'entry_message', 'conversation', 'search'];
  const rows = await Promise.all(
    tables.map((name) => sql`select t::text from ${sql.table(name)} t`.execute(world.database)),
  );
  return JSON.stringify(rows);
}

/** The message that was written last is deleted, and what it said is neither repeated nor kept. */
async function expectNoTrace(shown: readonly Shown[], secret: string): Promise<void> {
  expect(shown[0]?.kind).toBe('deletion');
  expect(textOf(shown)).not.toContain(secret);
  expect(await kept()).not.toContain(secret);
}

describe('while a password is asked for', () => {
  it('a reply to an entry changes neither the entry nor the password', async () => {
    const owner = await household();
    const [recorded] = await owner.say('3 tea');
    const answerId = recorded?.messageId ?? 0;
    for (const messageId of [answerId, answerId - 1]) {
      await owner.say('/password');
      const shown = await owner.reply(messageId, 'battery staple');
      await expectNoTrace(shown, 'battery staple');
      expect(textOf(shown)).toContain('One thing at a time');
      expect(textOf(shown)).toContain('What should the password of');
      await owner.say('/quit');
    }
    expect(await passwordHash()).toBe('hash of correct horse');
  });

  it('a reply to the question is the answer', async () => {
    const owner = await household();
    await owner.say('/password');
    await expectNoTrace(await owner.reply('spndr', 'battery staple'), 'battery staple');
    expect(await passwordHash()).toBe('hash of battery staple');
  });

  it('an earlier message that is edited into it is deleted; an entry follows its message as ever', async () => {
    const owner = await household();
    await owner.say('well then');
    const words = owner.incoming({ kind: 'edit', text: 'battery staple' });
    await owner.say('3 tea');
    const entry = owner.incoming({ kind: 'edit', text: '4 tea' });
    await owner.say('/password');
    await expectNoTrace(await owner.deliver(words), 'battery staple');
    const shown = await owner.deliver(entry);
    expect(shown.map(({ kind }) => kind)).not.toContain('deletion');
    expect(textOf(shown)).toContain('$4.00');
    expect(await passwordHash()).toBe('hash of correct horse');
  });

  it('one that is written while leaving is to be confirmed is deleted too; yes and no are not', async () => {
    await world.open();
    const bob = world.person('bob');
    await sayAll(bob, 'hi', 'y', '2', 'bob@example.com', '/abort');
    await expectNoTrace(await bob.say('battery staple'), 'battery staple');
    expect((await bob.say('n')).map(({ kind }) => kind)).toEqual(['message']);
    await bob.say('/abort');
    expect((await bob.say('y')).map(({ kind }) => kind)).toEqual(['message']);
  });
});

it.each(['battery staple', '12 staples'])(
  'a password for an account that the person was let into meanwhile, %j, is deleted and recorded nowhere',
  async (secret) => {
    const owner = await household({ rules: { approval: true } });
    const bob = world.person('bob');
    await sayAll(bob, 'hi', 'y', '1', 'home@example.com', 'correct horse');
    await sayAll(bob, 'hi', 'y', '1', 'other@example.com');
    await owner.tap('Allow');
    const shown = await bob.say(secret);
    await expectNoTrace(shown, secret);
    expect(textOf(shown)).toMatch(/I have lost the thread of what we were doing/);
    expect(textOf(await bob.say('3 tea'))).toContain('Recorded');
  },
);

it('a password that was being hashed when its question was dropped is deleted and recorded nowhere', async () => {
  await household();
  const bob = world.person('bob');
  const said = bob.incoming({ kind: 'text', text: 'battery staple', replyTo: null });
  const done = { kind: 'hash-password', hash: 'hash of battery staple' } as const;
  const answer = await world.database.transaction().execute((ledger) =>
    converse(said, {
      ledger,
      botId,
      rules,
      conversation: { state: { at: 'idle' }, step: 4 },
      account: null,
      now: writtenAt,
      done,
    }),
  );
  expect(answer).toMatchObject({ replies: [{ do: 'delete', messageId: said.messageId }, { do: 'say' }] });
});

it.each(['private', 'group'])(
  'one that a stranger writes behind /password in a %s chat is deleted too',
  async (kind) => {
    await world.open();
    const bob = world.person('bob');
    const shown = await (kind === 'group' ? bob.inGroup('club') : bob).say('/password battery staple');
    await expectNoTrace(shown, 'battery staple');
    expect(textOf(shown)).toContain(kind === 'group' ? 'I don’t know you yet' : 'I’m spndr');
  },
);

it('a password behind a mistyped /password is deleted once that is corrected', async () => {
  const owner = await household();
  await owner.say('/pasword battery staple');
  await expectNoTrace(await owner.edit('/Password battery staple'), 'battery staple');
  expect((await owner.say('3 tea')).map(({ kind }) => kind)).toEqual(['message']);
});

it('a password written behind /password is deleted, and the question asked', async () => {
  const owner = await household();
  for (const expected of ['What should the password of', 'One thing at a time']) {
    const shown = await owner.say('/password battery staple');
    await expectNoTrace(shown, 'battery staple');
    expect(textOf(shown)).toContain(expected);
  }
  await owner.say('/quit');
  const shown = await owner.inGroup('club').say('/password battery staple');
  await expectNoTrace(shown, 'battery staple');
  // in a group it depends on the bot's rights whether it is
  expect(textOf(shown)).not.toContain('I deleted');
  expect((await owner.say('/password')).map(({ kind }) => kind)).toEqual(['message']);
});
