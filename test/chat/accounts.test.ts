import { describe, expect, it } from 'vitest';
import { conversationFrom } from '../../src/chat/conversation.ts';
import { converse } from '../../src/chat/converse.ts';
import { accountOf } from '../../src/ledger/accounts/accounts.ts';
import { botId, rules, sayAll, signUp, type TestPerson, textOf, writtenAt } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

const cameToNothing =
  'That did not create an account. If you have one already, log in; if not, try another address. ' +
  'Write to me to begin again.';

describe('signing up', () => {
  it('gives an address to one of two who ask for it at the same moment, and a sentence to the other', async () => {
    const pair = [world.person('one'), world.person('two')];
    for (const person of pair) await sayAll(person, 'hi', 'y', '2', 'same@example.com');
    const answers = await Promise.all(pair.map((person) => sayAll(person, 'correct horse')));
    expect(answers.filter((answer) => answer.includes('is ready'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.endsWith(cameToNothing))).toHaveLength(1);
  });

  it('gives it to one also when both transactions are open at once', async () => {
    const pair = [world.person('three'), world.person('four')];
    const state = { at: 'sign-up-password', email: 'Both@example.com' };
    const open = pair.map((person) =>
      world.database.transaction().execute((ledger) =>
        converse(person.incoming({ kind: 'text', text: 'correct horse', replyTo: null }), {
          ledger,
          botId,
          rules,
          conversation: conversationFrom({ state, step: 4 }, writtenAt),
          account: null,
          now: writtenAt,
          done: { kind: 'hash-password', hash: 'hash' },
        }),
      ),
    );
    const states = (await Promise.all(open)).map(
      (answer) => 'replies' in answer && answer.conversation?.state.at,
    );
    expect(states.sort()).toEqual(['first-currency', 'idle']);
  });

  it.each([
    ['en', 'USD', 'UTC'],
    ['de', 'EUR', 'Europe/Berlin'],
    ['fr', 'EUR', 'Europe/Paris'],
    ['es', 'EUR', 'UTC'],
    ['ru', 'RUB', 'Europe/Moscow'],
    ['hi', 'INR', 'Asia/Kolkata'],
    ['pt-br', 'BRL', 'America/Sao_Paulo'],
    ['en-gb', 'GBP', 'Europe/London'],
    ['xx', 'USD', 'UTC'],
    ['not a tag', 'USD', 'UTC'],
    [null, 'USD', 'UTC'],
  ])(
    'guesses from the language %s that prices are in %s and days in %s',
    async (language, currency, timeZone) => {
      const person = world.person(`from ${language}`, { language });
      await signUp(person, `${currency}-${language?.replaceAll(' ', '-')}@example.com`);
      const account = await world.database
        .transaction()
        .execute((ledger) => accountOf(ledger, botId, person.id));
      expect(account).toMatchObject({ currency, timeZone });
    },
  );

  it('takes passwords of 8 to 1000 characters, and counts characters', async () => {
    const person = world.person('passwords');
    await sayAll(person, 'hi', 'y', '2', 'passwords@example.com');
    expect(await sayAll(person, '😀'.repeat(7))).toMatch(/This is too short/);
    expect(await sayAll(person, 'x'.repeat(1001))).toMatch(/This is too long/);
    expect(await sayAll(person, 'ü'.repeat(1000))).toMatch(/is ready/);
  });

  it('takes whatever was typed as a password out of the chat', async () => {
    const person = world.person('hidden');
    await sayAll(person, 'hi', 'y', '2', 'hidden@example.com');
    for (const typed of ['short', '/correcthorse', 'correct horse']) {
      const shown = await person.say(typed);
      const written = world.replies.findLast((reply) => reply.do === 'delete');
      expect(shown.map(({ kind }) => kind)).toEqual(['deletion', 'message']);
      expect(shown[0]?.messageId).toBe(written?.messageId);
      expect(shown[1]?.text).toMatch(/^I deleted your message with the password from this chat/);
    }
    expect((await person.say('12.50 coffee')).map(({ kind }) => kind)).toEqual(['message']);
  });

  it('greets whatever a name holds', async () => {
    const person = world.person('odd', { firstName: '<b>&\0 \uD800 \u202Eevil %s {x}' });
    const [welcome] = await person.say('hi');
    expect(welcome?.html).toMatch(/^👋 Hi, &lt;b&gt;&amp; {2}evil %s \{x\}! I’m spndr/);
  });
});

describe('logging in', () => {
  it('answers an unknown address and a wrong password alike, after the same work', async () => {
    await signUp(world.person('owner'), 'owner@example.com');
    const guest = world.person('guest');
    await sayAll(guest, 'hi', 'y', '1');
    const unknown = await sayAll(guest, 'nobody@example.com', 'a wrong password');
    const wrong = await sayAll(guest, 'owner@example.com', 'a wrong password');
    expect(unknown).toBe(wrong);
    expect(world.works.slice(-2)).toEqual([
      { kind: 'verify-password', password: 'a wrong password', hash: null },
      { kind: 'verify-password', password: 'a wrong password', hash: 'hash of correct horse' },
    ]);
  });

  it('adds a link and takes none away; unlinking one leaves the other', async () => {
    const [first, second] = [world.person('first'), world.person('second')];
    await signUp(first, 'shared@example.com');
    await sayAll(second, 'hi', 'y', '1', ' SHARED@example.COM ', 'correct horse');
    await sayAll(first, '/new coffee 3.50');
    expect(await sayAll(second, '/show')).toContain('coffee');
    await sayAll(second, '/delete', 'y');
    expect(await sayAll(second, '/show')).toMatch(/^👋 Hi, Second!/);
    expect(await sayAll(first, '/show')).toContain('coffee');
    await sayAll(second, 'y', '1', 'shared@example.com', 'correct horse');
    expect(await sayAll(second, '/show')).toContain('coffee');
  });

  it('needs a private chat', async () => {
    const person = world.person('outsider');
    const expected = /^I don’t know you yet\. Open a private chat/;
    for (const text of ['coffee 3.50', '1', '/start', '/new coffee 3.50']) {
      expect(await sayAll(person.inGroup('club'), text)).toMatch(expected);
    }
    expect(await person.inGroup('club').edit('hello')).toEqual([]);
    const hello = person.inGroup('club').incoming({ kind: 'text', text: 'hello', replyTo: null });
    expect(await person.inGroup('club').deliver(hello)).toEqual([]);
    expect(textOf(await person.inGroup('club').deliver({ ...hello, isForUs: true }))).toMatch(expected);
  });
});

it('a password is never kept in a conversation and never said', async () => {
  const person = world.person('private');
  const secret = 'S3cret-never-to-be-seen';
  const talk = ['hi', 'y', '2', 'private@example.com', `/${secret}`, '/S3cret', 'S3cret', secret, '/help'];
  for (const text of talk) {
    expect(textOf(await person.say(text))).not.toMatch(/s3cret/i);
    const kept = await world.database.selectFrom('conversation').select('state').execute();
    expect(JSON.stringify(kept)).not.toMatch(/s3cret/i);
  }
});

describe('a conversation that does not fit', () => {
  async function converseFrom(person: TestPerson, state: unknown) {
    const key = { bot_id: botId, chat_id: person.chatId, person_id: person.id };
    await world.database
      .insertInto('conversation')
      .values({ ...key, state: JSON.stringify(state), step: 7 })
      .onConflict((conflict) =>
        conflict
          .columns(['bot_id', 'chat_id', 'person_id'])
          .doUpdateSet({ state: JSON.stringify(state), step: 7 }),
      )
      .execute();
  }

  it.each([
    [{ at: 'a state of the future', with: ['data'] }],
    [{ at: 'new-price' }],
    [{ at: 'new-vendor', item: 'coffee', price: { minor: 'NaN', currency: 'EUR' } }],
    [{ at: 'abort', open: { at: 'idle' } }],
    [7],
    [null],
  ])('is begun again with a sentence: %j', async (state) => {
    const person = world.person(`lost ${JSON.stringify(state)}`);
    await signUp(person, `lost-${person.id}@example.com`);
    await converseFrom(person, state);
    expect(await sayAll(person, 'coffee')).toMatch(/^I have lost the thread[^\n]*\n\nI can’t find an amount/);
    expect(await sayAll(person, '/new')).toBe('What did you buy?');
  });

  it('is left when the person was unlinked or linked meanwhile', async () => {
    const person = world.person('moved');
    await signUp(person, 'moved@example.com');
    await sayAll(person.inGroup('club'), '/new', 'coffee');
    await sayAll(person, '/delete', 'y');
    expect(await sayAll(person.inGroup('club'), '3.50')).toMatch(/^I don’t know you yet/);
    await sayAll(person, 'hi', 'y', '1', 'moved@example.com', 'correct horse');
    await converseFrom(person, { at: 'sign-up-offer' });
    expect(await sayAll(person, 'y')).toMatch(/^I can’t find an amount in this/);
  });
});
