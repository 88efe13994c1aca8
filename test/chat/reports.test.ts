import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { nameMark, readTap } from '../../src/chat/buttons.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { openData, reportData, searchData } from '../../src/chat/report/buttons.ts';
import { addDays } from '../../src/ledger/day.ts';
import { type Shown, type TestPerson, textOf } from '../helpers/chat.ts';
import { localeSources } from '../helpers/locales.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

async function newcomer(name: string, language = 'en'): Promise<TestPerson> {
  const person = await world.newcomer(name, { language });
  await person.say('/skip');
  return person;
}

/** Purchases that nobody typed: item, amount in minor units, day and what else the columns say. */
async function insert(
  person: TestPerson,
  rows: readonly {
    item?: string;
    amount: number | string;
    day?: string;
    vendor?: string;
    category?: string;
    currency?: string;
  }[],
): Promise<void> {
  await sql`
    insert into purchase (account_id, number, item, amount, currency, vendor, category, day, bot_id, chat_id, message_id, position)
    select account.id, 1000 + place, coalesce(item, 'thing'), amount, coalesce(given.currency, account.currency), vendor,
      category, coalesce(day, '2025-03-05'), 99, ${person.chatId}, 900000, place
    from jsonb_to_recordset(${JSON.stringify(rows.map((row, place) => ({ ...row, place })))}::jsonb)
      as given (item text, amount bigint, day date, vendor text, category text, currency text, place int),
      link join account on account.id = link.account_id
    where link.person_id = ${person.id}`.execute(world.database);
}

const last = (shown: readonly Shown[]) => shown.at(-1)?.text ?? '';
const labels = (shown: readonly Shown[]) => buttonsOf(shown).map(({ label }) => label);
const buttonsOf = (shown: readonly Shown[]) => shown.at(-1)?.buttons.flat() ?? [];

describe('the buttons of a report', () => {
  const names = fc.string({ minLength: 1, maxLength: 100 });
  const person = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  const page = fc.nat({ max: 9_999 });
  const period = fc
    .tuple(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 40_000 }))
    .map(([from, days]) => ({ from: addDays('0001-01-01', from), to: addDays('0001-01-01', from + days) }));
  const view = fc.oneof(
    fc.constant({ shows: 'glance' as const }),
    fc.record({ shows: fc.constantFrom('categories', 'vendors', 'people', 'parts'), page }),
    fc.record({
      shows: fc.constantFrom('category', 'vendor', 'person'),
      mark: names.map(nameMark),
      page,
    }),
  );

  it('say what they were made for, in at most 64 bytes', () => {
    fc.assert(
      fc.property(person, fc.boolean(), period, view, (personId, pictured, span, shows) => {
        const data = reportData({ personId, pictured, period: span }, shows);
        expect(data.length).toBeLessThanOrEqual(64);
        expect(readTap(data)).toEqual({ kind: 'report', personId, pictured, period: span, view: shows });
      }),
    );
    const id = 999_999_999_999_999_999n;
    const personId = Number.MAX_SAFE_INTEGER;
    expect(readTap(searchData(personId, id, 20_000))).toEqual({ kind: 'search', personId, id, page: 9_999 });
    expect(readTap(openData(personId, { id }))).toEqual({ kind: 'open', personId, id });
    expect(searchData(personId, id, 9_999).length).toBeLessThanOrEqual(64);
  });

  it.each([
    'report:1:p2025030120250331',
    'report:1:x2025030120250331:s',
    'report:1:p2025033120250301:s',
    'report:1:p2025023020250331:s',
    'report:1:p2025030120250331:s:0',
    'report:1:p2025030120250331:c',
    'report:1:p2025030120250331:c:-1',
    'report:1:p2025030120250331:c:99999',
    'report:1:p2025030120250331:C:0',
    'report:1:p2025030120250331:C:abc:0',
    'report:1:p2025030120250331:z:0',
    'report:1:p2025030120250331:constructor:0',
    'report:x:p2025030120250331:s',
    'report:1:p0000010120250331:s',
    'search:1:0:0',
    'search:1:5',
    'search:1:5:0:0',
    'open:1:x',
    'open:1:5:6',
  ])('that are forged are nobody’s: %s', (data) => {
    expect(readTap(data)).toBeNull();
  });

  it('do nothing for another person, and show nothing of another account', async () => {
    const [ann, bob] = [await newcomer('ann'), await newcomer('bob')];
    await ann.say('5 secret #hidden @ Lair');
    const data = buttonsOf(await ann.say('/today'))[0]?.data ?? '';
    expect(textOf(await bob.tapData(data))).toBe('This button is for someone else.');
    const own = { personId: bob.id, pictured: false, period: { from: '2025-03-01', to: '2025-03-31' } };
    for (const view of [
      { shows: 'glance' as const },
      { shows: 'categories' as const, page: 7 },
      { shows: 'category' as const, mark: nameMark('hidden'), page: 0 },
    ]) {
      expect(textOf(await bob.tapData(reportData(own, view)))).not.toMatch(/secret|hidden|Lair|5\.00/);
    }
    const { id } = await world.database
      .selectFrom('purchase')
      .select('id')
      .where('chat_id', '=', BigInt(ann.chatId))
      .executeTakeFirstOrThrow();
    expect(textOf(await bob.tapData(openData(bob.id, { id })))).toBe('I can’t find this entry any more.');
    const found = await ann.say('/search secret');
    expect(textOf(found)).toContain('Found one entry.');
    const search = await world.database
      .selectFrom('search')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(textOf(await bob.tapData(searchData(bob.id, search.id, 0)))).toBe(
      'This search was too long ago. Please search again.',
    );
  });

  it('of a search work as long as it is kept, and of a page that is gone show the nearest', async () => {
    const person = await newcomer('keeper');
    await person.say('5 tea');
    await person.say('/search tea');
    const { id } = await world.database
      .selectFrom('search')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(textOf(await person.tapData(searchData(person.id, id, 99)))).toContain('Found one entry.');
    for (let more = 0; more < 20; more += 1) await person.say('/search cake');
    expect(textOf(await person.tapData(searchData(person.id, id, 0)))).toBe(
      'This search was too long ago. Please search again.',
    );
  });
});

describe('a report', () => {
  it('has a picture where it has more than one day, and keeps it whatever is shown', async () => {
    const person = await newcomer('painter');
    await person.say('5 tea #food');
    expect(await picturesOf(person, '/today')).toEqual([null]);
    const [picture] = await picturesOf(person, '/month');
    expect(picture).toMatchObject({
      theme: 'light',
      charts: [
        { shows: 'days', from: '2025-03-01', budget: null },
        { shows: 'categories', currency: 'USD', categories: [{ name: 'food', amount: '500' }] },
      ],
    });
    const [days] = picture?.charts ?? [];
    expect(days?.shows === 'days' && days.amounts).toEqual([
      '0',
      '0',
      '0',
      '0',
      '500',
      ...Array(26).fill(null),
    ]);
    expect((await picturesOf(person, '/year'))[0]?.charts.map(({ shows }) => shows)).toEqual([
      'months',
      'categories',
    ]);
    const shown = await person.say('/month');
    for (const { label, data } of buttonsOf(shown)) {
      const [, picture] = await picturesOf(person, { data });
      expect([label, picture === null]).toEqual([label, false]);
    }
  });

  it('that has none gets none, and nothing at all is still a picture of nothing', async () => {
    const person = await newcomer('nobody');
    const empty = await person.say('/month');
    expect(textOf(empty)).toContain('Nothing was spent or earned.');
    expect(await picturesOf(person, '/month')).toEqual([null]);
    expect(await picturesOf(person, { data: buttonsOf(empty)[0]?.data ?? '' })).toEqual([undefined, null]);
    await person.say('5 tea');
    const data = buttonsOf(await person.say('/month'))[0]?.data ?? '';
    const [, picture] = await picturesOf(person, { data });
    expect(picture?.charts).toMatchObject([
      { shows: 'days', from: '2025-02-01', amounts: Array(28).fill('0') },
    ]);
  });

  it('is drawn in the theme of the account', async () => {
    const person = await newcomer('owl');
    await person.say('5 tea');
    await world.database
      .updateTable('account')
      .set({ picture_theme: 'dark' })
      .where('email', '=', 'owl@example.com')
      .execute();
    expect((await picturesOf(person, '/week'))[0]?.theme).toBe('dark');
  });

  it('gives the same shares in its words as in its picture, whatever came back', async () => {
    const person = await newcomer('returner');
    await person.say('75 lamp #home\n25 tea #food\nrefund 60 boots #clothes');
    const shown = await person.say('/month');
    const lines = ['Spent: $40.00', 'home: $75.00 · 75%', 'food: $25.00 · 25%', 'clothes: -$60.00'];
    expect(last(shown).split('\n').slice(1)).toEqual(lines);
    expect(shown.at(-1)?.picture?.charts).toMatchObject([{}, { bars: [{ share: '75%' }, { share: '25%' }] }]);
  });

  it('adds up in what is shown, with 1,000 categories and names that look like markup', async () => {
    const person = await newcomer('collector');
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      amount: index + 1,
      category: index === 999 ? '<b>&amp;</b> "x"' : `category ${index}`,
      vendor: `<script>${index}</script>`,
    }));
    await insert(person, rows);
    const shown = await person.say('/month');
    expect(last(shown)).toContain('Spent: $5,005.00');
    expect(last(shown)).toContain('<b>&amp;</b> "x": $10.00');
    expect(last(shown).length).toBeLessThanOrEqual(1_024);
    const listed = last(shown)
      .split('\n')
      .filter((line) => / · \d+%/.test(line)).length;
    expect(last(shown)).toContain(`… and ${1_000 - listed} more.`);
    const drawn = shown.at(-1)?.picture?.charts.find(({ shows }) => shows === 'categories');
    const bars = drawn?.shows === 'categories' ? drawn.bars : [];
    expect(bars.at(-1)).toMatchObject({ name: '992 others', share: '98%' });
    expect(bars.reduce((sum, { value }) => sum + value, 0)).toBe(500_500);
    let page = await person.tap('Categories');
    let seen = 0;
    for (;;) {
      seen += page.at(-1)?.text.split('\n').slice(1).length ?? 0;
      expect(last(page).length).toBeLessThanOrEqual(1_024);
      const next = buttonsOf(page).find(({ label }) => label === '»');
      if (!next || seen > 60) break;
      page = await person.tapData(next.data);
    }
    expect(seen).toBeGreaterThan(60);
  });

  it.each([...localeSources().keys()])('fits below its picture at its longest (%s)', async (locale) => {
    const person = await newcomer(`longest-${locale}`, locale);
    const currencies = ['USD', 'EUR', 'CHF', 'THB', 'KWD', 'IDR', 'JPY', 'SEK'];
    const rows = Array.from({ length: 160 }, (_, index) => ({
      item: '🌵'.repeat(200),
      amount: '9999999999999999',
      currency: currencies[index % 8] as string,
      category: `${index % 20}${'🌵'.repeat(90)}`,
      vendor: `${index % 20}${'&'.repeat(90)}`,
      day: addDays('2025-03-05', -(index % 3) * 30),
    }));
    await insert(person, rows);
    for (const command of ['/month', '/year', '/stats 2024-12-29..2025-03-10', '/stats last month']) {
      const shown = await person.say(command);
      const seen = [shown];
      for (const { data } of buttonsOf(shown)) {
        seen.push(await person.tapData(data));
        for (const { data } of buttonsOf(seen.at(-1) ?? []).slice(0, 4))
          seen.push(await person.tapData(data));
      }
      for (const message of seen) expect(last(message).length).toBeLessThanOrEqual(1_024);
    }
    expect(last(await person.say('/search 1..')).length).toBeLessThanOrEqual(4_096);
  });

  it.each([
    '/stats 1500..2026',
    '/stats 9999..0001',
    '/stats 2025-03-31..2025-03-01',
    '/stats 0001',
    '/stats 9999-12-31',
    `/stats ${'9'.repeat(4_000)}`,
    '/stats <b>march</b>',
    '/stats ..',
    "/stats '; drop table purchase; --",
    '/month march..may 1600',
    '/search <b>x</b> ..',
    "/search '; drop table purchase; --",
    '/search @@@ ### ""',
    `/search ${'x '.repeat(2_000)}`,
    '/search %_\\',
    '/search 9999999999999999999..1',
    '/search 1/0..2',
  ])('answers %j', async (text) => {
    const person = world.person('hostile');
    if (textOf(await person.say('/today')).includes('sign up')) await newcomer('hostile');
    await person.say('5 x #<b>');
    const shown = await person.say(text);
    expect(shown.length).toBeGreaterThan(0);
    for (const { html, text } of shown) {
      expect(text.length).toBeLessThan(4_096);
      expect(html.replace(/<\/?(b|i|code)>/g, '')).not.toMatch(/<|&(?!(lt|gt|amp);)/);
    }
    for (const { data } of buttonsOf(shown)) expect((await person.tapData(data)).length).toBeGreaterThan(0);
  });

  it('of a shared account says who recorded what, for as long as it is known', async () => {
    const ann = await newcomer('ann-shares');
    await ann.say('30 dinner #food');
    expect(labels(await ann.say('/month'))).not.toContain('People');
    const bob = world.person('bob-shares');
    const code = /start=([\w-]{22})/.exec(textOf(await ann.say('/link')))?.[1];
    await bob.say(`/start ${code}`);
    await bob.say('90 hotel over 3 days\n10 bus\n50 gift 2020-01-05');
    await ann.say('refund 5 dinner');
    expect(labels(await bob.say('/month'))).toEqual(
      expect.arrayContaining(['Categories', 'Vendors', 'People', 'Over time']),
    );
    expect(last(await bob.tap('People'))).toBe(
      'March 2025 by person:\nBob-shares: $40.00 · 62%\nAnn-shares: $25.00 · 38%',
    );
    expect(last(await bob.tap('Bob-shares'))).toBe(
      'Bob-shares · March 2025 · $40.00\n' +
        '3. bus · $10.00 · Mar 5, 2025\n2. hotel · $90.00 · Mar 5, 2025 · over 3 days',
    );
    await bob.say('/quit');
    await ann.say('/month');
    expect(last(await ann.tap('People'))).toContain('Bob-shares: $40.00');
  });

  it('counts what is converted, also after the account has another currency', async () => {
    const person = await newcomer('mover');
    await insert(person, [{ amount: 100 }, { amount: 300, currency: 'EUR' }]);
    await sql`update purchase set conversion = 'done', converted_currency = 'USD', converted_amount = 330, rate = '11/10',
      rate_source = 'own' where chat_id = ${person.chatId} and currency = 'EUR'`.execute(world.database);
    expect(last(await person.say('/today'))).toContain('Spent: $4.30');
    expect(last(await person.say('/today'))).toContain('In other currencies: €3.00');
    await person.say('/settings currency EUR');
    const shown = last(await person.say('/today'));
    expect(shown).toContain('Spent: €3.00');
    expect(shown).toContain('One entry has no rate to EUR yet, and is not counted.');
  });
});

/** The picture of each reply: undefined where it can have none, null where it has none. */
async function picturesOf(person: TestPerson, does: string | { readonly data: string }) {
  const before = world.replies.length;
  if (typeof does === 'string') await person.say(does);
  else await person.tapData(does.data);
  const replies: readonly Reply[] = world.replies.slice(before);
  return replies.map((reply) => ('text' in reply ? (reply.picture ?? null) : undefined));
}
