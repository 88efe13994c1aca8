import { describe, expect, it } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { hiddenCharacterAt } from '../../src/ledger/entry/text/characters.ts';
import { parseHtml } from '../../src/sandbox/entities.ts';
import { type Shown, signUp, type TestPerson, textOf } from '../helpers/chat.ts';
import { hostileTexts } from '../helpers/hostile-texts.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

async function withAccount(name: string, firstName?: string): Promise<TestPerson> {
  const person = world.person(name, firstName === undefined ? {} : { firstName });
  await signUp(person, `${name}@example.com`);
  return person;
}

const lines = (shown: readonly Shown[]) => shown.flatMap(({ text }) => text.split('\n'));

/** What is sent can be sent: it is Telegram's HTML, fits, and says what it is meant to say. */
function expectSound(shown: readonly Shown[]): void {
  for (const { html, text } of shown) {
    expect(parseHtml(html).text.trim()).toBe(text.trim());
    // the marks around words from right to left are ours, and paired
    expect(text.match(/\u2068/g)?.length).toBe(text.match(/\u2069/g)?.length);
    expect(hiddenCharacterAt(text.replace(/[\u2068\u2069]/g, ''))).toBeNull();
    expect(text.length).toBeLessThan(4_096);
  }
}

const injections = [
  '<b>bold',
  '</code></b>',
  '<a href="tg://user?id=1">x</a>',
  '&lt;b&gt; &amp; &#60;',
  '{ $item } {"x"} { items }',
  '{ PLATFORM() } .attr = x',
  "'; drop table purchase; --",
  "x' or '1'='1",
  '"; select pg_sleep(9); --',
  "$1 $$ \\ \\x41 E'\\'",
  '%s %d %_ ___',
  '*_~`[x](http://e.org)',
  '__proto__ constructor',
  'שלום عالم',
  'a'.repeat(90),
  '👨‍👩‍👧'.repeat(11),
];

describe.each(injections)('the words %j', (words) => {
  it('are kept and shown as they are, and are nothing but words', async () => {
    const me = await withAccount(`i${injections.indexOf(words)}`);
    const short = words.slice(0, 90);
    await me.say('/new');
    expectSound(await me.say(words));
    for (const said of ['3.50', short, short]) expectSound(await me.say(said));
    expectSound(await me.say(`4 tea @Lidl #food`));
    const row = await world.database
      .selectFrom('purchase')
      .select(['item', 'vendor', 'category'])
      .where('chat_id', '=', BigInt(me.chatId))
      .orderBy('number')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ item: words, vendor: short, category: short });
    const asked = [
      '/show',
      '/month',
      '/categories',
      '/search tea',
      '/history 1',
      '/edit 1',
      '/undo',
      '/redo',
    ];
    for (const said of asked) expectSound(await me.say(said));
    expectSound(await me.say(`/search ${words}`));
    expect(textOf(await me.say('/show'))).toContain(words);
    for (const name of [
      'search',
      'stats',
      'budget',
      'edit',
      'export',
      'recurring',
      'settings',
      'start',
      'history',
    ]) {
      expectSound(await me.say(`/${name} ${words}`));
      await me.say('/quit');
    }
  });
});

describe('what cannot be seen', () => {
  const hidden = [
    'te\u202ea',
    'te\u2066a',
    'te\u200ba',
    'te\u200da',

    'te\u00ada',
    'te\u2060a',
    '\u3164',
  ];

  it.each(hidden)('%j is refused wherever words are asked for', async (words) => {
    const me = await withAccount(`h${hidden.indexOf(words)}`);
    const refused = /can’t be seen|not seen|invisible|hidden/i;
    await me.say('/new');
    expect(textOf(await me.say(words))).toMatch(refused);
    for (const said of ['tea', '3']) await me.say(said);
    expect(textOf(await me.say(words))).toMatch(refused);
    await me.say('-');
    expect(textOf(await me.say(words))).toMatch(refused);
    await me.say('-');
    const before = await world.database.selectFrom('purchase').select('id').execute();
    expect(textOf(await me.say(`5 ${words}`))).not.toContain('Recorded');
    expect(await world.database.selectFrom('purchase').select('id').execute()).toEqual(before);
  });
});

describe('a first name', () => {
  const names: readonly (readonly [name: string, shown: string])[] = [
    ['<b>Ann', '<b>Ann'],
    ['{ $moment }', '{ $moment }'],
    ['Ann\n✅ Recorded:\r\n1. gold', 'Ann ✅ Recorded: 1. gold'],
    ['Ann\u2028\u2029\x85Bob', 'Ann Bob'],
    ['\u202eAnn\u2066', 'Ann'],
    ['\u200b\u3164\u2060', 'Somebody'],
    ['A\0n\ud800n', 'Ann'],
    ['x'.repeat(200), 'x'.repeat(64)],
    ['😀'.repeat(100), '😀'.repeat(64)],
    ["'; drop table link; --", "'; drop table link; --"],
  ];

  it.each(names)('%j is shown as %j, on one line', async (firstName, shown) => {
    const at = names.findIndex(([name]) => name === firstName);
    const owner = await withAccount(`o${at}`);
    const guest = world.person(`g${at}`, { firstName });
    expectSound(await guest.say('hi'));
    const code = /start=([\w-]{22})/.exec(textOf(await owner.say('/link')))?.[1];
    expectSound(await guest.say(`/start ${code}`));
    const told = owner.look();
    expectSound(told);
    expect(lines(told)).toHaveLength(1);
    expect(textOf(told)).toContain(`🔗 ${shown} uses this account now`);
    await guest.say('5 tea');
    for (const [said, answered] of [
      ['/links', `\n${shown} · `],
      ['/history 1', ` · ${shown} · recorded\n`],
    ] as const) {
      const answer = await owner.say(said);
      expectSound(answer);
      expect(textOf(answer), said).toContain(answered);
    }
  });
});

describe('far too much', () => {
  const texts = Object.entries(hostileTexts(4_000)).filter(([name]) =>
    [
      'digits',
      'accents',
      'families',
      'lines',
      'joiners',
      'quotes',
      'many accents',
      'open parentheses',
    ].includes(name),
  );

  it.each(commands.map(({ name }) => name))('behind /%s is answered in one message', async (name) => {
    const me = world.person('longwinded');
    if (!textOf(await me.say('/show')).startsWith('You have')) await signUp(me, 'longwinded@example.com');
    for (const [, text] of texts) {
      const shown = await me.say(`/${name} ${text}`);
      expect(shown.length).toBeGreaterThan(0);
      for (const { html, text: said } of shown) {
        expect(parseHtml(html).text.length).toBeLessThan(4_096);
        expect(said).not.toMatch(/\p{Surrogate}|\0/u);
      }
      await me.say('/quit');
    }
  });
});

describe('in a group that two accounts share', () => {
  it('somebody’s entry is nobody else’s to change by a reply, an edit or a command', async () => {
    const [ann, bob] = [await withAccount('ann'), await withAccount('bob')];
    const [annThere, bobThere] = [ann.inGroup('both'), bob.inGroup('both')];
    const shown = (await annThere.say('5 secretcake #treats')).at(-1)!;
    const rows = () =>
      world.database.selectFrom('purchase').selectAll().where('item', '=', 'secretcake').execute();
    const before = await rows();
    const written = Number(before[0]?.message_id);
    for (const to of [shown.messageId, written]) {
      for (const said of ['undo', 'delete', '#stolen', '7', '/edit', '/history', '/undo']) {
        expect(textOf(await bobThere.reply(to, said)), said).not.toContain('secretcake');
        await bobThere.say('/quit');
      }
    }
    // to him those messages are about nothing: what he says is an entry of his own
    for (const to of [shown.messageId, written]) {
      expect(textOf(await bobThere.reply(to, '7 juice'))).toMatch(/^✅ Recorded:\n\d+\. juice/);
    }
    const edit = bobThere.incoming({ kind: 'edit', text: '9 stolen' });
    await bobThere.deliver({ ...edit, messageId: written });
    expect(await rows()).toEqual(before);
  });

  it('an edit changes nothing for who has another account now', async () => {
    const [cat, dan] = [await withAccount('cat'), await withAccount('dan')];
    await cat.say('5 cats');
    const rows = () => world.database.selectFrom('purchase').selectAll().where('item', '=', 'cats').execute();
    const before = await rows();
    await cat.say('/delete');
    await cat.say('y');
    await cat.say(`/start ${/start=([\w-]{22})/.exec(textOf(await dan.say('/link')))?.[1]}`);
    const edit = cat.incoming({ kind: 'edit', text: '9 cats' });
    const shown = await cat.deliver({ ...edit, messageId: Number(before[0]?.message_id) });
    expect(textOf(shown)).toMatch(/^I saw that you edited a message/);
    expect(await rows()).toEqual(before);
  });
});

describe('an edited command', () => {
  it.each(commands.map(({ name }) => name))('/%s does nothing', async (name) => {
    const known = world.person('editor');
    if (!textOf(await known.say('/show')).startsWith('You have')) await signUp(known, 'editor@example.com');
    for (const person of [known, world.person('unknown')]) {
      await person.say('hi');
      const conversations = () =>
        world.database
          .selectFrom('conversation')
          .select(['state', 'step'])
          .orderBy('chat_id')
          .orderBy('person_id')
          .execute();
      const before = await conversations();
      for (const text of [`/${name}`, `/${name} now`, `/${name}@spndr_bot y`]) {
        const shown = await person.edit(text);
        expect(shown.map(({ kind }) => kind)).not.toContain('edit');
        expect(shown.flatMap(({ file }) => file ?? [])).toEqual([]);
      }
      expect(await conversations()).toEqual(before);
    }
    const account = world.database.selectFrom('account').select('email');
    expect(await account.where('email', '=', 'editor@example.com').execute()).toHaveLength(1);
  });
});
