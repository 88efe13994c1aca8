import { describe, expect, it } from 'vitest';
import { type Shown, type TestPerson, textOf, writtenAt } from '../helpers/chat.ts';
import { localeSources } from '../helpers/locales.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

async function record(person: TestPerson, ...answers: readonly string[]): Promise<readonly Shown[]> {
  let last: readonly Shown[] = [];
  for (const answer of ['/new', ...answers]) last = await person.say(answer);
  return last;
}

describe('a purchase', () => {
  it.each([
    '<b>bold</b> & &amp; <',
    '%s %d $1 $& `x` {x} { $item }',
    '"quoted" \'words\'',
    '\\n \\0',
    '🧑‍🍳 café ñ',
  ])('keeps the words %j as typed', async (words) => {
    const person = await world.newcomer(`words-${words.length}-${words.charCodeAt(0)}`);
    const [shown] = await record(person, words, '3.50', words, words);
    expect(shown?.text).toBe(`✅ Recorded:\n1. ${words} · $3.50 · at ${words} · in ${words} · Mar 5, 2025`);
    expect(shown?.html.replace(/<\/?b>/g, '')).not.toMatch(/<|&(?!(lt|gt|amp);)/);
    expect(textOf(await person.say('/show'))).toContain(words);
  });

  it('keeps words that run from right to left from turning the line around', async () => {
    const person = await world.newcomer('hebrew');
    const [shown] = await record(person, 'קפה', '3.50', '-', '-');
    expect(shown?.text).toContain('1. \u2068קפה\u2069 · $3.50');
  });

  it('collapses line breaks and refuses what cannot be seen', async () => {
    const person = await world.newcomer('hidden');
    await person.say('/new');
    for (const words of [
      'cof\0fee',
      'cof\u202Efee',
      'cof\u200Bfee',
      'cof\u0007fee',
      'cof\uD800fee',
      '\u2066coffee',
    ]) {
      expect(textOf(await person.say(words))).toBe(
        'There are invisible characters in this text. Please type it without them.\nWhat did you buy?',
      );
    }
    expect(textOf(await person.say(' \n\t '))).toMatch(/^I need at least one character/);
    expect(textOf(await person.say('two\n\n  lines'))).toBe('What did two lines cost?');
  });

  it.each([
    'nan',
    'inf',
    'Infinity',
    '1e400',
    '1e22',
    '99999999999999999999',
    '12.345678901234567890',
    '0',
    '-1',
    '',
  ])('never costs %j', async (price) => {
    const person = await world.newcomer(`never-${price.length}`);
    await record(person, 'coffee');
    expect(textOf(await person.say(`${price} `))).toMatch(/\nWhat did coffee cost\?$/);
  });

  it.each([
    ['1,50', '$1.50'],
    ['1.50', '$1.50'],
    ['$5', '$5.00'],
    ['5 USD', '$5.00'],
    ['5 eur', '€5.00 (no rate yet)'],
    ['٣', '$3.00'],
    ['999999999999.99', '$999,999,999,999.99'],
  ])('can cost %s, shown exactly as %s', async (typed, shown) => {
    const person = await world.newcomer(`price-${encodeURIComponent(typed).replaceAll('%', '')}`);
    await record(person, 'coffee', typed, '-', '-');
    expect(textOf(await person.say('/show'))).toContain(`1. coffee · ${shown} · `);
  });

  it('is recorded once when its message comes twice', async () => {
    const person = await world.newcomer('twice');
    await record(person, 'coffee', '3.50', '-');
    const message = person.incoming({ kind: 'text', text: '-', replyTo: null });
    await person.deliver(message);
    await person.deliver(message);
    const oneLine = person.incoming({ kind: 'command', name: 'new', argument: 'tea 2', replyTo: null });
    expect(textOf(await person.deliver(oneLine))).toBe(textOf(await person.deliver(oneLine)));
    expect(textOf(await person.say('/show')).split('\n')).toHaveLength(3);
  });

  it('belongs to the day its last answer was written', async () => {
    const person = await world.newcomer('midnight');
    await person.say('/new', new Date('2024-12-31T23:58:00Z'));
    await person.say('coffee', new Date('2024-12-31T23:59:00Z'));
    await person.say('3.50');
    await person.say('-');
    expect(textOf(await person.say('-', new Date('2025-01-01T00:00:01Z')))).toContain('Jan 1, 2025');
  });

  it('is numbered apart for everybody, also when they write at the same instant', async () => {
    const people = await Promise.all(['left', 'right', 'middle'].map((name) => world.newcomer(name)));
    const shown = await Promise.all(
      people.map(async (person, index) => {
        await record(person, `item ${index}`, `${index + 1}`, '-', '-');
        return textOf(await person.say('/show'));
      }),
    );
    shown.forEach((text, index) => {
      expect(text).toBe(
        `Your purchases, the newest first:\n1. item ${index} · $${index + 1}.00 · Mar 5, 2025`,
      );
    });
  });
});

describe('/show', () => {
  it('pages through everything, newest day first, and back', async () => {
    const person = await world.newcomer('pages');
    for (let number = 1; number <= 23; number += 1) {
      const day = new Date(writtenAt.getTime() - (number % 3) * 86_400_000);
      await person.say(`/new n${number} ${number}`, day);
    }
    const itemsOf = (shown: readonly Shown[]) =>
      [...textOf(shown).matchAll(/\. (n\d+) /g)].map(([, item]) => item);
    const pages = [
      itemsOf(await person.say('/show')),
      itemsOf(await person.tap('Older »')),
      itemsOf(await person.tap('Older »')),
    ];
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
    const numbers = Array.from({ length: 23 }, (_, index) => 23 - index);
    const newestFirst = numbers.toSorted((one, other) => (one % 3) - (other % 3) || other - one);
    expect(pages.flat()).toEqual(newestFirst.map((number) => `n${number}`));
    expect(itemsOf(await person.tap('« Newer'))).toEqual(pages[1]);
    expect(itemsOf(await person.tap('« Newer'))).toEqual(pages[0]);
  });

  it.each([...localeSources().keys()])('stays below 4,096 characters at its longest (%s)', async (locale) => {
    const person = await world.newcomer(`long-${locale}`, { language: locale });
    for (let number = 1; number <= 12; number += 1) {
      const wide = number % 2 === 0 ? '🌵' : '&';
      await record(person, wide.repeat(200), '999999999999.99 CHF', wide.repeat(100), wide.repeat(100));
    }
    await world.database
      .updateTable('purchase')
      .set((purchase) => ({ number: purchase('number', '+', 2_147_483_000) }))
      .where('chat_id', '=', BigInt(person.chatId))
      .execute();
    const seen: string[] = [];
    let shown = (await person.say('/show')).at(-1);
    for (;;) {
      expect(shown?.text.length).toBeLessThan(4096);
      seen.push(...(shown?.text.match(/^214748\d+/gm) ?? []));
      const older = shown?.buttons.flat().find(({ data }) => data.includes('older'));
      if (!older) break;
      shown = (await person.tapData(older.data)).at(-1);
    }
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
  });
});
