import { describe, expect, it } from 'vitest';
import { type Shown, type TestPerson, textOf } from '../../helpers/chat.ts';
import { localeSources } from '../../helpers/locales.ts';
import { useWorld } from '../../helpers/world.ts';

const world = useWorld();

const newcomer = (language = 'en') => world.newcomer(null, { language, firstName: 'Ann' });

async function revisionsOf(person: TestPerson): Promise<number> {
  const rows = await world.database
    .selectFrom('purchase_revision')
    .innerJoin('purchase', 'purchase.id', 'purchase_id')
    .select('purchase_revision.revision')
    .where('purchase.chat_id', '=', BigInt(person.chatId))
    .execute();
  return rows.length;
}

function buttonOf(shown: readonly Shown[], label: string): string {
  const button = shown
    .flatMap(({ buttons }) => buttons.flat())
    .find((candidate) => candidate.label === label);
  if (!button) throw new Error(`no button "${label}"`);
  return button.data;
}

describe('an entry', () => {
  it.each([
    ['en', '1,234.50 rent', '$1,234.50'],
    ['de', '1.234,50 Miete', 'Miete · 1.234,50 €'],
    ['ru', 'вчера 500 продукты', 'продукты · 500,00 ₽ · 4 мар. 2025 г.'],
    ['es', 'ayer 20 cena #comida', 'comida'],
  ])('is read in the manner of the person (%s: %s)', async (language, text, shows) => {
    const person = await newcomer(language);
    expect(textOf(await person.say(text)).replaceAll('\u00a0', ' ')).toContain(shows);
  });

  it.each([
    ['hmm… spent 20 on gas', '20 hmm... spent on gas'],
    ['+ gift 50 from grandma', '+ 50 gift from grandma'],
    ['r shoes 25 at the shop', 'r 25 shoes at the shop'],
    ['− shoes 25 at the shop', '− 25 shoes at the shop'],
  ])('whose price stands amid its words is shown as it can be read (%s)', async (text, better) => {
    const person = await newcomer();
    expect(textOf(await person.say(text))).toContain(better);
    expect(textOf(await person.say(better))).toContain('Recorded');
  });

  it('belongs to the day its message was written in the time zone of the person', async () => {
    const person = await newcomer();
    await world.database.updateTable('account').set({ time_zone: 'Pacific/Auckland' }).execute();
    expect(textOf(await person.say('tea 2', new Date('2025-01-01T10:59:00Z')))).toContain('Jan 1, 2025');
    expect(textOf(await person.say('tea 2', new Date('2025-01-01T11:01:00Z')))).toContain('Jan 2, 2025');
    const kept = await person.say('yesterday tea 2', new Date('2025-01-01T11:01:00Z'));
    expect(textOf(kept)).toContain('Jan 1, 2025');
    await world.database.updateTable('account').set({ time_zone: 'UTC' }).execute();
    // "yesterday" means the day before the message was written, whenever it is edited
    await person.say('yesterday tea 2', new Date('2024-06-10T12:00:00Z'));
    expect(textOf(await person.edit('yesterday tea 3'))).toContain('Jun 9, 2024');
  });

  it('is recorded once when its message comes twice', async () => {
    const person = await newcomer();
    const message = person.incoming({ kind: 'text', text: 'milk 1\nbread 2', replyTo: null });
    expect(textOf(await person.deliver(message))).toBe(textOf(await person.deliver(message)));
    expect(await revisionsOf(person)).toBe(2);
  });

  it('is not made of a question about what was spent, which is answered with how to search', async () => {
    const person = await newcomer();
    const answer = textOf(await person.say('how much did I spend on coffee in march 2026'));
    expect(answer).toMatch(/^What are you looking for\? Send, for example, .*\/search coffee/);
    expect(await revisionsOf(person)).toBe(0);
  });

  it.each(['<b>x</b> & &amp; <', '%s $x {x} { $item }', "quoted 'words'", '🧑‍🍳 café'])(
    'keeps the words %j as typed',
    async (words) => {
      const person = await newcomer();
      const [shown] = await person.say(`${words} 3.50`);
      expect(shown?.text).toContain(`${words} · `);
      expect(shown?.html.replace(/<\/?b>/g, '')).not.toMatch(/<|&(?!(lt|gt|amp);)/);
    },
  );
});

describe('a reply with a plus', () => {
  it.each(['+2.50', '+2.50 tip', '+ 2.50 $'])('adds to what was spent: %s', async (words) => {
    const person = await newcomer();
    await person.say('lunch 12');
    const shown = textOf(await person.reply('spndr', words));
    expect(shown).toContain('lunch · $14.50');
  });

  it('in another currency is not understood', async () => {
    const person = await newcomer();
    await person.say('lunch 12');
    expect(textOf(await person.reply('spndr', '+2 EUR'))).toContain('I don’t know what to change with');
  });
});

describe('a reply of quoted words', () => {
  it.each(['"brunch"', '“brunch”', '„brunch“', '«brunch»', '»brunch«'])(
    'is a new name: %s',
    async (words) => {
      const person = await newcomer();
      await person.say('lunch 12');
      expect(textOf(await person.reply('spndr', words))).toContain('brunch · $12.00');
    },
  );
});

describe('an edit', () => {
  it('back to the same text leaves everything as it was', async () => {
    const person = await newcomer();
    const texts = ['milk 1\nbread 2', 'milk 1.10\nbread 2\ntea 3', 'bread 2', 'milk 1\nbread 2'];
    const written = person.incoming({ kind: 'text', text: texts[0]!, replyTo: null });
    await person.deliver(written);
    const { messageId } = written;
    const before = textOf(await person.say('/show'));
    for (const text of texts.slice(1)) {
      await person.deliver({ ...person.incoming({ kind: 'edit', text }), messageId });
    }
    const after = textOf(await person.say('/show'));
    expect(after.replaceAll(/^\d+\./gm, '')).toBe(before.replaceAll(/^\d+\./gm, ''));
    const revisions = await revisionsOf(person);
    const again = await person.deliver({
      ...person.incoming({ kind: 'edit', text: texts[0]! }),
      messageId,
    });
    expect(again).toEqual([]);
    expect(await revisionsOf(person)).toBe(revisions);
  });
});

describe('a button below an entry', () => {
  it('made for an earlier revision changes nothing and says so', async () => {
    const person = await newcomer();
    const shown = await person.say('tea 2');
    const [undo, category] = [buttonOf(shown, 'Undo'), buttonOf(shown, 'Category')];
    await person.reply('own', '3');
    const revisions = await revisionsOf(person);
    for (const data of [undo, category]) {
      expect(await person.tapData(data)).toMatchObject([
        { kind: 'note', text: expect.stringContaining('has changed since') },
      ]);
    }
    expect(await revisionsOf(person)).toBe(revisions);
  });

  it('tapped twice does its work once', async () => {
    const person = await newcomer();
    const shown = await person.say('tea 2');
    const undo = buttonOf(shown, 'Undo');
    await person.tapData(undo);
    const revisions = await revisionsOf(person);
    expect(await person.tapData(undo)).toMatchObject([{ kind: 'note' }]);
    expect(await revisionsOf(person)).toBe(revisions);
  });

  it('never shows or changes anything of another account', async () => {
    const [ann, eve] = [await newcomer(), await newcomer()];
    const several = await ann.say('secret 1\nmystery 2');
    const one = await ann.say('secret 3');
    const card = await ann.tapData(buttonOf(one, 'Edit'));
    const question = await ann.say('secret 5 kr');
    const data = [
      ...['Undo', 'Edit'].map((label) => buttonOf(several, label)),
      ...['Undo', 'Edit', 'Category'].map((label) => buttonOf(one, label)),
      ...['Remove', 'History', 'Category'].map((label) => buttonOf(card, label)),
      buttonOf(question, 'SEK'),
    ];
    const stranger = world.person('stranger');
    for (const person of [eve, stranger]) {
      for (const one of data) {
        const shown = await person.tapData(one);
        expect(shown).toMatchObject([{ kind: 'note' }]);
        expect(textOf(shown)).not.toMatch(/secret|mystery/);
      }
    }
    expect(textOf(await eve.reply(one[0]!.messageId, '9'))).not.toContain('secret');
    expect(await revisionsOf(ann)).toBe(3);
  });

  it.each([
    'undo:',
    'undo:0',
    'undo:1:2',
    'undo:9999999999999999999',
    'redo:-1',
    'pick:x',
    'entry:1:1',
    'entry:1:1:sing',
    'entry:1:4294967296:card',
    'category:1:1:zzzzzzzz',
    'category:1:1',
    'reading:1:1:-1',
    'reading:99999999999999999:1:1',
    'reading:1:1:1:1',
  ])('with the forged data %j is told so', async (data) => {
    const person = await newcomer();
    expect(await person.tapData(data)).toMatchObject([{ kind: 'note', text: 'I don’t know this button.' }]);
  });

  it('made up by somebody else finds nothing', async () => {
    const person = await newcomer();
    for (const data of [
      'undo:123456789012345678',
      'pick:123456789012345678',
      'entry:123456789012345678:1:card',
      'entry:123456789012345678:1:history',
      'category:123456789012345678:1:',
      `reading:${Number.MAX_SAFE_INTEGER}:1:0`,
    ]) {
      expect(await person.tapData(data)).toMatchObject([{ kind: 'note' }]);
    }
  });
});

describe('whatever is said about entries', () => {
  const codes = ['AED', 'ARS', 'AUD', 'BDT', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'COP', 'CZK', 'DKK', 'EGP'];

  it.each([...localeSources().keys()])('stays below 4,096 characters at its longest (%s)', async (locale) => {
    const person = await newcomer(locale);
    const all: Shown[] = [];
    const see = async (shown: Promise<readonly Shown[]>) => all.push(...(await shown));
    const tags = Array.from({ length: 9 }, (_, index) => `#${index}${'🌵'.repeat(40)}`).join(' ');
    const long = `999999999999.99 CHF ${'🌵'.repeat(199)} @${'&'.repeat(100)} ${tags} over 999 months`;
    await see(person.say(long));
    await see(person.say([long, long, 'tea 2'].join('\n')));
    await see(person.edit([long.replace('🌵', 'x'), long, 'tea 3', '🌵'.repeat(300)].join('\n')));
    await see(
      person.say(
        [...codes.map((code) => `9999999999 ${code} ${'x'.repeat(90)}`), ...'🌵🍓🍒🍑🍐🍏'].join('\n'),
      ),
    );
    await see(person.say('/undo'));
    await see(person.say('/redo'));
    for (const price of [1, 2, 3, 4]) await see(person.reply('spndr', String(price)));
    await see(person.say(`5 kr ${'🌵'.repeat(150)}`));
    await see(person.say(`5 ${'y'.repeat(200)}`));
    for (let count = 0; count < 20; count += 1) {
      await see(person.reply('own', `"${String.fromCharCode(97 + count).repeat(200)}"`));
      await see(person.reply('own', `@${'&'.repeat(99)}${count % 2} #${'🌵'.repeat(99)}${count % 2}`));
    }
    await see(person.reply('own', '/history'));
    await see(person.say('/edit'));
    await see(person.say('/show'));
    await see(person.say('/history 1'));
    for (const { text } of all) expect(text.length).toBeLessThan(4_096);
    expect(Math.max(...all.map(({ text }) => text.length))).toBeGreaterThan(2_000);
  });
});
