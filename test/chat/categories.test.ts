import { describe, expect, it } from 'vitest';
import { nameMark } from '../../src/chat/buttons.ts';
import { accountOf } from '../../src/ledger/accounts/accounts.ts';
import { recordPurchase } from '../../src/ledger/purchases/purchases.ts';
import { botId, type Shown, sayAll, type TestPerson, textOf } from '../helpers/chat.ts';
import { localeSources, strictRenderer } from '../helpers/locales.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

let messages = 1_000_000;
/** Records one purchase for each category, of 1.00, 2.00, ... */
async function fill(person: TestPerson, categories: readonly string[], currency = 'USD'): Promise<void> {
  await world.database.transaction().execute(async (ledger) => {
    const account = await accountOf(ledger, botId, person.id);
    for (const [index, category] of categories.entries()) {
      messages += 1;
      const price = { minor: BigInt(index + 1) * 100n, currency };
      const purchase = { item: 'x', vendor: null, category, day: '2025-03-05', price };
      const origin = { botId, chatId: 1, messageId: messages, position: 0, personId: person.id };
      await recordPurchase(ledger, account?.id ?? 0n, purchase, origin);
    }
  });
}

function dataOf(shown: readonly Shown[], label: string): string {
  const found = shown.flatMap(({ buttons }) => buttons.flat()).find((button) => button.label === label);
  if (!found) throw new Error(`no button "${label}"`);
  return found.data;
}

describe('/categories', () => {
  it('pages, those with the most spent first', async () => {
    const person = await world.newcomer('pages');
    const names = Array.from({ length: 23 }, (_, index) => `c${index + 1}`);
    await fill(person, names);
    const namesIn = (shown: readonly Shown[]) =>
      [...textOf(shown).matchAll(/^(c\d+) ·/gm)].map(([, name]) => name);
    const pages = [
      namesIn(await person.say('/categories')),
      namesIn(await person.tap('»')),
      namesIn(await person.tap('»')),
    ];
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(names.toReversed());
    expect(namesIn(await person.tap('«'))).toEqual(pages[1]);
    const beyond = await person.tapData(`categories:${person.id}:list:99`);
    expect(namesIn(beyond)).toEqual(pages[2]);
  });

  it.each([...localeSources().keys()])('stays below 4,096 characters at its longest (%s)', async (locale) => {
    const person = await world.newcomer(`long-${locale}`, { language: locale });
    const wide = Array.from({ length: 11 }, (_, index) => `${index}${'🌵'.repeat(98)}`);
    for (const currency of ['USD', 'EUR', 'CHF', 'JPY', 'GBP', 'SEK']) await fill(person, wide, currency);
    await world.database.updateTable('purchase').set({ amount: 9_999_999_999_999_999n }).execute();
    const [shown] = await person.say('/categories');
    expect(shown?.text.length).toBeLessThan(4096);
    expect(shown?.text).toContain(' · …');
    const [card] = (await person.tapData(dataOf([shown!], shown!.buttons[0]![0]!.label))).slice(1);
    expect(card?.text.length).toBeLessThan(4096);
  });

  it('shows what was spent in the month it is for the person', async () => {
    const person = await world.newcomer('months');
    await fill(person, ['food']);
    expect(textOf(await person.say('/categories', new Date('2025-03-31T23:59:59Z')))).toContain(
      'food · $1.00',
    );
    expect(textOf(await person.say('/categories', new Date('2025-04-01T00:00:00Z')))).toMatch(/^food$/m);
  });

  it('shows names as typed', async () => {
    const person = await world.newcomer('hostile');
    const names = ['<b>bold</b> & &amp;', '%s $1 { $name }', '=0', '-x', ':::'];
    await fill(person, names);
    const [shown] = await person.say('/categories');
    for (const name of names) expect(shown?.text).toContain(`${name} · `);
    expect(shown?.html.replace(/<\/?b>/g, '')).not.toMatch(/<|&(?!(lt|gt|amp);)/);
    for (const name of names) {
      const page = await person.tapData(`categories:${person.id}:card:${nameMark(name)}`);
      expect(page[1]?.text.split('\n')[0]).toBe(name);
    }
  });

  it('is for the person who asked, and shows nothing of others', async () => {
    const [ann, bob] = [await world.newcomer('ann'), await world.newcomer('bob')];
    await fill(ann, ['food']);
    const there = await ann.inGroup('club').say('/categories');
    const food = dataOf(there, 'food');
    expect(textOf(await bob.inGroup('club').tapData(food))).toBe('This button is for someone else.');
    expect(textOf(await bob.tapData(food.replace(String(ann.id), String(bob.id))))).toBe(
      'There is no such category any more. See /categories.',
    );
    const eve = world.person('eve');
    expect(textOf(await eve.tapData(food.replace(String(ann.id), String(eve.id))))).toBe(
      'You have no account with me, or not any more. Write to me to sign up or log in.',
    );
  });

  it.each([
    'categories:ID',
    'categories:ID:list',
    'categories:ID:list:-1',
    'categories:ID:list:2147483648',
    'categories:ID:list:0:0',
    'categories:ID:burn:00000000',
    'categories:ID:hide:0000000g',
    "categories:ID:hide:'; drop",
    'categories:ID:card:',
  ])('with the forged data %j is told so', async (data) => {
    const person = await world.newcomer(`forger-${encodeURIComponent(data).replaceAll('%', '')}`);
    const shown = await person.tapData(data.replace('ID', String(person.id)));
    expect(shown).toMatchObject([{ kind: 'note', text: 'I don’t know this button.' }]);
  });

  it('merges only what is still there when the person says yes', async () => {
    const person = await world.newcomer('race');
    await fill(person, ['a', 'b']);
    await person.say('/categories');
    await person.tap('a');
    await person.tap('Merge into…');
    await person.say('B');
    await world.database.updateTable('purchase').set({ category: 'c' }).where('category', '=', 'a').execute();
    expect(textOf(await person.say('y'))).toBe('There is no such category any more. See /categories.');
  });

  it('merges only into what is still called that when the person says yes', async () => {
    const person = await world.newcomer('renamed');
    await fill(person, ['a', 'b']);
    await person.say('/categories');
    await person.tap('a');
    await person.tap('Merge into…');
    await person.say('b');
    const meanwhile = person.inGroup('renamed');
    await meanwhile.say('/categories');
    await meanwhile.tap('b');
    await meanwhile.tap('Rename');
    await meanwhile.say('c');
    expect(textOf(await person.say('y'))).toBe('There is no such category any more. See /categories.');
    expect(textOf(await person.say('/categories'))).toContain('[c] [a]');
  });

  it('refuses names that are too long or cannot be seen', async () => {
    const person = await world.newcomer('limits');
    await fill(person, ['a', 'b']);
    await person.say('/categories');
    await person.tap('a');
    await person.tap('Rename');
    expect(textOf(await person.say('x'.repeat(101)))).toMatch(/^This is too long: at most 100/);
    expect(textOf(await person.say('fo\u200Bod'))).toMatch(/^There are invisible characters/);
    await person.say('/quit');
    await person.tap('Merge into…');
    expect(textOf(await person.say('x'.repeat(101)))).toMatch(/^This is too long: at most 100/);
  });
});

describe('the names that /new offers', () => {
  it('may be as long as names can be, and mean what they say', async () => {
    const person = await world.newcomer('offers');
    const vendor = 'v'.repeat(100);
    for (const answer of ['/new', 'coffee', '3', vendor, '=0']) await person.say(answer);
    for (const answer of ['/new', 'coffee', '3']) await person.say(answer);
    await person.tap(`${'v'.repeat(29)}…`);
    const recorded = await person.tap('=0');
    expect(textOf(recorded)).toContain(`at ${vendor} · in =0`);
  });

  it('are unknown to a question that an earlier version asked', async () => {
    const person = await world.newcomer('earlier');
    for (const answer of ['/new', 'coffee', '3']) await person.say(answer);
    const state = { at: 'new-vendor', item: 'coffee', price: { minor: '300', currency: 'USD' } };
    await world.database
      .updateTable('conversation')
      .set({ state: JSON.stringify(state) })
      .where('person_id', '=', BigInt(person.id))
      .execute();
    expect(textOf(await person.say('Bar'))).toContain('What category is it?');
  });
});

describe('a suggested category', () => {
  it('is said once however often the message comes', async () => {
    const person = await world.newcomer('twice');
    for (const line of ['1 rice @Lidl #food', '2 milk @Lidl #food']) await person.say(line);
    const message = person.incoming({ kind: 'text', text: '3 eggs @Lidl', replyTo: null });
    expect(textOf(await person.deliver(message))).toContain('In food, like your last 2 at Lidl.');
    await person.deliver(message);
    const noted = await world.database
      .selectFrom('suggested_category')
      .innerJoin('purchase', 'purchase.id', 'purchase_id')
      .select('once')
      .where('chat_id', '=', BigInt(person.chatId))
      .execute();
    expect(noted).toEqual([{ once: false }]);
  });

  it('comes from one’s own account only', async () => {
    const [one, other] = [await world.newcomer('own'), await world.newcomer('foreign')];
    for (const line of ['1 rice @Lidl #secret', '2 milk @Lidl #secret']) await one.say(line);
    expect(textOf(await other.say('3 eggs @Lidl'))).not.toContain('secret');
  });

  it('stays where the person corrects only the price', async () => {
    const person = await world.newcomer('corrects');
    for (const line of ['1 rice @Lidl #food', '2 milk @Lidl #food', '3 eggs @Lidl']) await person.say(line);
    expect(textOf(await person.edit('3.50 eggs @Lidl'))).toContain('eggs · $3.50 · at Lidl · in food');
  });

  it('is no rule without a word to go by', async () => {
    const person = await world.newcomer('emoji');
    for (const line of ['1 🎁 #gifts', '2 🎁']) await person.say(line);
    await person.tap('Category');
    const labels = (await person.tap('gifts')).flatMap(({ buttons }) =>
      buttons.flat().map(({ label }) => label),
    );
    expect(labels).toEqual(['Just once', 'Category', 'Undo', 'Edit']);
  });

  it.each([...localeSources().keys()])('never makes an answer too long (%s)', async (locale) => {
    const person = await world.newcomer(`longest-${locale}`, { language: locale });
    const category = '🌵'.repeat(100);
    const words = Array.from({ length: 12 }, (_, index) => `${'w'.repeat(98)}${index + 10}`);
    for (const word of words) for (const price of [1, 2]) await person.say(`${price} ${word} #${category}`);
    const shown = await person.say(words.map((word, index) => `${index + 1} ${word}`).join('\n'));
    const more = { key: 'suggested-more', args: { count: 9 } };
    expect(textOf(shown)).toContain(strictRenderer().plain(more, locale));
    for (const { text } of shown) expect(text.length).toBeLessThan(4096);
    for (const { text } of await person.say(`3 ${words[0]} @${'v'.repeat(100)}`))
      expect(text.length).toBeLessThan(4096);
  });

  it('is taught by nobody else, and by no forged button', async () => {
    const [ann, bob] = [await world.newcomer('teacher'), await world.newcomer('stranger')];
    await ann.say('1 rice @Lidl #food');
    await ann.say('1 milk @Lidl');
    const data = (await ann.tap('food')).flatMap(({ buttons }) => buttons.flat())[0]!.data;
    expect(data).toMatch(/^teach:\d+:2:always$/);
    expect((await bob.inGroup('club').tapData(data))[0]).toMatchObject({
      kind: 'note',
      text: 'This button is for someone else.',
    });
    for (const forged of [data.replace('always', 'never'), `${data}:1`, 'teach:0:1:once', 'teach:1:x:once']) {
      expect((await ann.tapData(forged))[0]).toMatchObject({ text: 'I don’t know this button.' });
    }
    const stale = await ann.tapData(data.replace(':2:', ':1:'));
    expect(stale[0]?.text).toMatch(/^This entry has changed since/);
    expect(await world.database.selectFrom('category_rule').selectAll().execute()).toEqual([]);
  });
});

describe('a move that is taken back', () => {
  /** Renames a category, or merges it where there is one of the other name. */
  async function move(person: TestPerson, was: string, is: string): Promise<void> {
    await person.say('/categories');
    await person.tap(was);
    await person.tap('Rename');
    if (textOf(await person.say(is)).includes('(y/n)')) await person.say('y');
  }

  it.each([
    ['renamed', [], /b is now called a: one purchase/],
    ['merged', ['1 pie #b'], /One purchase moved from b to a/],
  ] as const)('leaves no trace in what is undone later, where it was %s', async (how, before, back) => {
    const person = await world.newcomer(`taken-back-${how}`);
    await sayAll(person, '/skip', ...before);
    const tea = person.incoming({ kind: 'text', text: '3 tea #a', replyTo: null });
    await person.deliver(tea);
    await move(person, 'a', 'b');
    await person.reply(tea.messageId, '4');
    expect(await sayAll(person, '/undo')).toMatch(/tea · \$3\.00 · in b ·/);
    expect(await sayAll(person, '/undo')).toMatch(back);
    await person.reply(tea.messageId, '5');
    expect(await sayAll(person, '/undo')).toMatch(/tea · \$3\.00 · in a ·/);
    // the later ones were cleared by the new price: what is left is that the entry was made
    expect(await sayAll(person, '/undo')).toMatch(/Removed/);
  });

  it('comes again with the entries around it, in their order', async () => {
    const person = await world.newcomer('in-between');
    await sayAll(person, '/skip', '3 tea #a');
    await move(person, 'a', 'b');
    await sayAll(person, '4 pie #b', '/undo', '/undo');
    expect(await sayAll(person, '/redo')).toMatch(/a is now called b/);
    expect(await sayAll(person, '/redo')).toMatch(/pie · \$4\.00 · in b/);
  });
});
