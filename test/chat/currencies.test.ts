import { beforeAll, describe, expect, it } from 'vitest';
import { accountOf, changeCurrency } from '../../src/ledger/accounts/accounts.ts';
import { convertDue } from '../../src/ledger/rates/conversions.ts';
import { importRates } from '../../src/ledger/rates/table.ts';
import { botId, type TestPerson, textOf, writtenAt } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();
beforeAll(async () => {
  const rates = new Map([
    ['USD', '1.0694'],
    ['GBP', '0.83495'],
    ['JPY', '160'],
  ]);
  await importRates(world.database, [{ day: '2025-03-05', rates }]);
});

async function zoneOf(person: TestPerson): Promise<string | undefined> {
  const account = await world.database.transaction().execute((ledger) => accountOf(ledger, botId, person.id));
  return account?.timeZone;
}

describe('an entry in another currency', () => {
  it('shows what it comes to, and the rate', async () => {
    const person = await world.newcomer('abroad', { language: 'en-IE' });
    const text = textOf(await person.say('18 usd lunch'));
    expect(text).toContain('lunch · US$18.00 (≈ €16.83) · ');
    expect(text).toContain('\n1 USD is 0.935104 EUR: the rate of 5 Mar 2025.');
    expect(textOf(await person.say('/show'))).toContain('US$18.00 (≈ €16.83)');
  });

  it('has the rate the person gives', async () => {
    const person = await world.newcomer('own', { language: 'en-IE' });
    const text = textOf(await person.say('18 usd = 16.90 eur lunch'));
    expect(text).toContain('lunch · US$18.00 (≈ €16.90) · ');
    expect(text).toContain('\n1 USD is 0.938889 EUR: your own rate.');
  });

  it('is recorded without a rate, and filled in when one arrives', async () => {
    const person = await world.newcomer('waiting', { language: 'en-IE' });
    const text = textOf(await person.say('100 sek coffee'));
    expect(text).toContain('coffee · SEK\u00a0100.00 (no rate yet) · ');
    expect(text).toContain('\nThere is no rate from SEK to EUR for this day yet.');
    await importRates(world.database, [{ day: '2025-03-04', rates: new Map([['SEK', '10.9805']]) }]);
    await world.database.transaction().execute((ledger) => convertDue(ledger, 100));
    expect(textOf(await person.say('/show'))).toContain('SEK\u00a0100.00 (≈ €9.11)');
  });

  it.each([
    ['12 tea', '13 tea', 'tea · €13.00 (≈ JP¥2,080)'],
    ['12.50 tea', '12.50 tea #food', 'tea · €12.50 (≈ JP¥2,000) · in food'],
    ['12 tea', '13 usd tea', 'tea · US$13.00 (≈ JP¥1,945)'],
    ['12 usd tea', '13 usd tea', 'tea · US$13.00 (≈ JP¥1,945)'],
    ['12 tea\n5 eur cake', '13 tea\n5 eur cake\n500 bun', 'tea · €13.00'],
    ['12 usd tea', '13 usd tea\n500 bun', 'bun · JP¥500'],
  ])('of %j is still what it was written in when it is edited to %j', async (written, edited, shown) => {
    const person = await world.newcomer(null, { language: 'en-IE' });
    await person.say(written);
    await world.database.transaction().execute(async (ledger) => {
      const account = await accountOf(ledger, botId, person.id);
      await changeCurrency(ledger, account!.id, 'JPY');
      await convertDue(ledger, 100);
    });
    expect(textOf(await person.edit(edited)).replaceAll('\u00a0', ' ')).toContain(shown);
  });

  it('follows the currency of the account', async () => {
    const person = await world.newcomer('moving', { language: 'en-IE' });
    await person.say('10 usd a');
    await person.say('10 eur b');
    await person.say('/settings currency gbp');
    await world.database.transaction().execute((ledger) => convertDue(ledger, 100));
    const shown = textOf(await person.say('/show'));
    expect(shown).toContain('€10.00 (≈ £8.35)');
    expect(shown).toContain('US$10.00 (≈ £7.81)');
    expect(textOf(await person.say('5 c'))).toContain('c · £5.00 · ');
  });
});

describe('the question for the currency', () => {
  it('takes signs and words of the person’s language', async () => {
    for (const [name, typed, currency] of [
      ['sign', '€', 'EUR'],
      ['word', 'Rubel', 'RUB'],
      ['code', ' Jpy ', 'JPY'],
    ] as const) {
      const person = await world.newcomer(name, { language: 'en' });
      expect(textOf(await person.say(typed))).toContain(currency);
    }
  });

  it('stays answerable while entries are recorded, by button too', async () => {
    const person = await world.newcomer('later', { language: 'en' });
    await person.say('3.50 coffee');
    await person.say('what?');
    expect(textOf(await person.tap('EUR'))).toContain('is in EUR');
    expect(textOf(await person.say('3.50 coffee'))).toContain('€3.50');
  });

  it('is settled once', async () => {
    const person = await world.newcomer('once', { language: 'en' });
    const [asked] = (await person.say('/start')).slice(-1);
    expect(asked?.text).not.toContain('Is USD right?');
    await person.tap('GBP');
    expect(textOf(await person.say('EUR'))).not.toContain('is in EUR');
  });

  it('makes way for another question', async () => {
    const person = await world.newcomer('busy', { language: 'en' });
    expect(textOf(await person.say('/new'))).toBe('What did you buy?');
    expect(textOf(await person.say('EUR'))).toContain('What did EUR cost?');
  });
});

describe('the time zone', () => {
  it('is found by what time it is there', async () => {
    const person = await world.newcomer('clock', { language: 'en' });
    await person.say('/settings zone');
    // it is noon in London
    const offered = textOf(await person.say('it is 17:32 here'));
    expect(offered).toContain('[1. Asia/Kolkata]\n[Leave it as it is]');
    await person.tap('1. Asia/Kolkata');
    expect(await zoneOf(person)).toBe('Asia/Kolkata');
    expect(textOf(await person.say('/settings zone 1:00 pm'))).toContain('[1. Europe/Berlin]');
    await person.say('1');
    expect(await zoneOf(person)).toBe('Europe/Berlin');
  });

  it('is asked again where it is that time nowhere', async () => {
    const person = await world.newcomer('nowhere', { language: 'en' });
    expect(textOf(await person.say('/settings zone 12:08'))).toMatch(/^It isn’t that time anywhere on earth/);
    expect(textOf(await person.say('14:05'))).toContain('Which of these is your time zone?');
    expect(await zoneOf(person)).toBe('UTC');
  });

  it('says which day an entry belongs to', async () => {
    const person = await world.newcomer('traveller', { language: 'en' });
    await person.say('/settings zone Pacific/Apia');
    expect(textOf(await person.say('1 a', writtenAt))).toContain('Mar 6, 2025');
    await person.say('/settings zone Pacific/Honolulu');
    expect(textOf(await person.say('1 b', new Date('2025-03-05T09:59:59Z')))).toContain('Mar 4, 2025');
    expect(textOf(await person.say('1 c', new Date('2025-03-05T10:00:00Z')))).toContain('Mar 5, 2025');
    await person.say('/settings zone Europe/Berlin');
    expect(textOf(await person.say('1 d', new Date('2025-03-29T23:00:00Z')))).toContain('Mar 30, 2025');
    expect(textOf(await person.say('1 e yesterday', new Date('2025-03-30T22:00:00Z')))).toContain(
      'Mar 30, 2025',
    );
  });

  it('comes from a location anywhere on earth', async () => {
    const person = await world.newcomer('sailor', { language: 'en' });
    for (const [latitude, longitude, zone] of [
      [19.07, 72.88, 'Asia/Kolkata'],
      [-31.55, 159.08, 'Australia/Lord_Howe'],
      [-13.83, -171.77, 'Pacific/Apia'],
      [-23.55, -46.63, 'America/Sao_Paulo'],
      [0, -30, 'Etc/GMT+2'],
      [90, 180, null],
    ] as const) {
      await person.say('/settings zone');
      await person.deliver(person.incoming({ kind: 'location', latitude, longitude }));
      if (zone !== null) expect(await zoneOf(person)).toBe(zone);
    }
  });
});
