import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Parsed } from '../../../src/ledger/entry/parse.ts';
import { parseEntry } from '../../../src/ledger/entry/parse.ts';
import { decimal } from '../../../src/ledger/money.ts';

interface Row {
  today: string;
  currency: string;
  locale: string;
  categories?: string[];
  vendors?: string[];
  text: string;
  expect: { entries: unknown[]; question: string | null; problems: boolean };
}

const folder = new URL('./lines/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

function rowsOf(file: string): Row[] {
  const lines = readFileSync(new URL(file, folder), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}

function read(row: Row): Parsed {
  const { today, currency, locale, categories = [], vendors = [] } = row;
  return parseEntry(row.text, { today, currency, locale, categories, vendors });
}

/** What was understood, in the shape of the rows. */
function understood({ entries, question, problems }: Parsed): Row['expect'] {
  return {
    entries: entries.map(({ kind, money, item, vendor, category, tags, date }) => ({
      kind,
      amount: decimal(money),
      currency: money.currency,
      item,
      vendor,
      category,
      tags,
      date,
    })),
    question: question?.about ?? null,
    problems: problems.length > 0,
  };
}

test('the conformance set has at least 400 rows', () => {
  expect(files.flatMap(rowsOf).length).toBeGreaterThanOrEqual(400);
});

describe.each(files)('%s', (file) => {
  test.each(
    rowsOf(file).map((row) => [`${row.locale} ${row.currency}: ${row.text.slice(0, 60)}`, row] as const),
  )('%s', (_, row) => expect(understood(read(row))).toEqual(row.expect));
});

const options = { today: '2026-03-11', currency: 'EUR', locale: 'en', categories: [], vendors: [] };

describe('questions', () => {
  function asked(text: string, locale = 'en') {
    const { question } = parseEntry(text, { ...options, locale });
    return question === null ? null : [question.about, question.choices.map((choice) => choice.text)];
  }

  test.each([
    ['1.234 chairs', '', ['amount', ['1234.00 EUR', '1.23 EUR']]],
    ['5€ or 6€ coffee', 'en', ['amount', ['5.00 EUR', '6.00 EUR']]],
    ['lunch 12 or 13 or 14', 'en', ['amount', ['12.00 EUR', '13.00 EUR', '14.00 EUR']]],
    ['3 or 4 coffees 12', 'en', ['amount', ['3.00 EUR', '4.00 EUR', '12.00 EUR']]],
    ['5/3 12 coffee', 'en', ['date', ['2025-05-03', '1.67 EUR']]],
    ['5.10 12 coffee', 'en', ['date', ['2025-10-05', '5.10 EUR']]],
    ['12 bread 5.10.', 'de', ['date', ['2025-10-05', '5.10 EUR']]],
    ['12 bread on 5.10', 'en', ['date', ['2025-10-05', '5.10 EUR']]],
    ['12 bread, 24.12, cheese 5', 'en', ['date', ['2025-12-24', '24.12 EUR']]],
    ['24.12, 24.12, Brot 12, Käse 5', 'de', ['date', ['2025-12-24', '24.12 EUR']]],
    ['12 bread, 5/3, cheese 5', '', ['date', ['2026-03-05', '2025-05-03']]],
    ['5.10 bread 12, cheese 5', 'en', ['date', ['2025-10-05', '5.10 EUR']]],
    ['5/3 12€ coffee', '', ['date', ['2026-03-05', '2025-05-03']]],
    ['lunch 12 tomorrow', 'en', ['date', ['2026-03-12', '2026-03-11']]],
    ['lunch 12, tea 3; tomorrow', 'en', ['date', ['2026-03-12', '2026-03-11']]],
    ['tomorrow: lunch 12, tea 3', 'en', ['date', ['2026-03-12', '2026-03-11']]],
    ['50 kr tea', 'en', ['currency', ['SEK', 'NOK', 'DKK', 'ISK']]],
    ['12 x #a category:b category:c', 'en', ['category', ['b', 'c']]],
    ['5€', 'en', ['item', []]],
    ['iphone 15 999', 'en', ['amount', ['15999.00 EUR', '999.00 EUR']]],
    ['iphone 15 999', 'ru', null],
    ['3 euros 50 coffee', 'en', ['amount', ['3.50 EUR', '3.00 EUR']]],
    ['2 thousand 500 chairs', 'en', ['amount', ['2500.00 EUR', '2000.00 EUR']]],
    ['100 walmart: 60 groceries', 'en', ['split', ['40.00 EUR', 'drop']]],
    ['12 lunch plus 50 cents tip', 'en', ['amount', ['12.50 EUR', '12.00 EUR', '0.50 EUR']]],
    ['12 lunch plus 3 tip plus 2 tea', 'en', ['amount', ['17.00 EUR', '12.00 EUR']]],
    ['12 lunch minus 2 voucher', 'en', ['amount', ['10.00 EUR', '12.00 EUR']]],
    ['12.50 lunch and 2.50 tip', 'en', ['amount', ['15.00 EUR', '12.50 EUR', '2.50 EUR']]],
    ['Mittag 12 und Kaffee 3', 'de', ['amount', ['15.00 EUR', '3.00 EUR']]],
    ['2 coffees and 7.50 cake', 'en', ['amount', ['9.50 EUR', '2.00 EUR', '7.50 EUR']]],
    ['2 coffees at 3.50 each', 'en', ['amount', ['7.00 EUR', '3.50 EUR']]],
    ['2 coffees @ 3.50', 'en', ['amount', ['7.00 EUR', '3.50 EUR']]],
    ['3 baguettes à 1,20 pièce', 'fr', ['amount', ['3.60 EUR', '1.20 EUR']]],
    ['3 пива по 200', 'ru', ['amount', ['600.00 EUR', '200.00 EUR', '3.00 EUR']]],
    ['2 kg apples at 1.99', 'en', ['amount', ['3.98 EUR', '1.99 EUR']]],
    ['apples 1.5kg 1.99/kg', 'en', ['amount', ['2.98 EUR', '1.99 EUR']]],
    ['бензин 40 л по 55', 'ru', ['amount', ['2200.00 EUR', '55.00 EUR']]],
    ['500 g cheese at 8.50', 'en', null],
    ['2 kg flour and 3 l milk at 1.99', 'en', null],
    ['2 Bier für 7', 'de', ['amount', ['7.00 EUR', '2.00 EUR']]],
    ['2 for 5 donuts', 'en', ['amount', ['5.00 EUR', '2.00 EUR']]],
    ['12 lunch for 2', 'en', null],
    ['25 dinner at 7', 'en', null],
    ['- milk 3\n- bread 2.50', 'en', ['kind', ['expense', 'refund']]],
    ['- milk 3', 'en', null],
    ['-5 amazon\n-6 zara', 'en', null],
    ['- 5 amazon\n- 6 zara', 'en', null],
    ['lunch 12 50', 'en', ['amount', ['12.50 EUR', '50.00 EUR']]],
    ['12 50 lunch', 'en', ['amount', ['12.50 EUR', '12.00 EUR']]],
    ['lunch 12, 50', 'en', ['amount', ['12.50 EUR', '50.00 EUR']]],
    ['lunch 12 .50', 'en', ['amount', ['12.50 EUR', '50.00 EUR']]],
    ['lunch 12, 50 €', 'en', ['amount', ['12.50 EUR', '50.00 EUR']]],
    ['lunch 12 5', 'en', null],
    ['coffee 5 and tea 3 and cake 4', 'en', ['amount', ['12.00 EUR', '4.00 EUR']]],
    ['iphone 15 plus 999', 'en', ['amount', ['1014.00 EUR', '999.00 EUR']]],
    ['iphone 15 plus 999€', 'en', ['amount', ['1014.00 EUR', '999.00 EUR']]],
  ])('%s (%s)', (text, locale, expected) => expect(asked(text, locale)).toEqual(expected));

  test('each choice, taken, gives its entry', () => {
    const read = (text: string, key: string, answer: string) =>
      parseEntry(text, { ...options, locale: '', answers: new Map([[key, answer]]) }).entries.map(
        ({ money, item, date }) => `${decimal(money)} ${money.currency} ${item} ${date}`,
      );
    expect(read('1.234 chairs', 'amount@1:0', '1234.00 EUR')).toEqual(['1234.00 EUR chairs 2026-03-11']);
    expect(read('1.234 chairs', 'amount@1:0', '1.23 EUR')).toEqual(['1.23 EUR chairs 2026-03-11']);
    expect(read('5.10 12 coffee', 'date@1:0', '2025-10-05')).toEqual(['12.00 EUR coffee 2025-10-05']);
    expect(read('5.10 12 coffee', 'date@1:0', '5.10 EUR')).toEqual(['5.10 EUR 12 coffee 2026-03-11']);
    expect(read('12 bread 5.10.', 'date@1:9', '2025-10-05')).toEqual(['12.00 EUR bread 2025-10-05']);
    expect(read('12 bread 5.10.', 'date@1:9', '5.10 EUR')).toEqual(['5.10 EUR 12 bread 2026-03-11']);
    expect(read('lunch 12 tomorrow', 'date@1:9', '2026-03-11')).toEqual(['12.00 EUR lunch 2026-03-11']);
    expect(read('lunch 12 tomorrow', 'date@1:9', '2026-03-12')).toEqual(['12.00 EUR lunch 2026-03-12']);
    for (const day of ['2026-03-11', '2026-03-12']) {
      const both = [`12.00 EUR lunch ${day}`, `3.00 EUR tea ${day}`];
      expect(read('lunch 12, tea 3; tomorrow', 'date@1:17', day)).toEqual(both);
      expect(read('tomorrow: lunch 12, tea 3', 'date@1:0', day)).toEqual(both);
    }
    const bread = ['12.00 EUR bread 2025-10-05', '5.00 EUR cheese 2025-10-05'];
    expect(read('12 bread, 5.10, cheese 5', 'date@1:10', '2025-10-05')).toEqual(bread);
    expect(read('5.10 bread 12, cheese 5', 'date@1:0', '2025-10-05')).toEqual(bread);
    expect(read('12 bread, 5.10, cheese 5', 'date@1:10', '5.10 EUR')).toEqual([
      '5.10 EUR 12 bread, cheese 5 2026-03-11',
    ]);
    expect(read('50 kr tea', 'currency@1:0', 'NOK')).toEqual(['50.00 NOK tea 2026-03-11']);
    expect(read('5€', 'item@1:0', 'a book')).toEqual(['5.00 EUR a book 2026-03-11']);
    expect(read('100 walmart: 60 milk', 'split@1:0', 'drop')).toEqual(['60.00 EUR milk 2026-03-11']);
    expect(read('100 walmart: 60 milk', 'split@1:0', '40.00 EUR')).toEqual([
      '60.00 EUR milk 2026-03-11',
      '40.00 EUR walmart 2026-03-11',
    ]);
  });

  test('a number behind a currency or "thousand" is part of the amount or of the item', () => {
    const read = (text: string, answer: string) =>
      parseEntry(text, { ...options, answers: new Map([['amount@1:0', answer]]) }).entries.map(
        ({ money, item }) => `${decimal(money)} ${item}`,
      );
    expect(read('3 euros 50 coffee', '3.50 EUR')).toEqual(['3.50 coffee']);
    expect(read('3 euros 50 coffee', '3.00 EUR')).toEqual(['3.00 50 coffee']);
    expect(read('2 thousand 500 chairs', '2500.00 EUR')).toEqual(['2500.00 chairs']);
    expect(read('2 thousand 500 chairs', '2000.00 EUR')).toEqual(['2000.00 500 chairs']);
    const [tea] = parseEntry('18 usd = 16 eur 90 cents tea', options).entries;
    expect(tea?.converted).toEqual({ minor: 1690n, currency: 'EUR' });
  });

  test('a sum takes all its numbers out of the item, one of them only its own', () => {
    const read = (text: string, answer: string) => {
      const answers = new Map([[parseEntry(text, options).question?.key ?? '', answer]]);
      return parseEntry(text, { ...options, answers }).entries.map(
        ({ money, item }) => `${decimal(money)} ${item}`,
      );
    };
    expect(read('12 lunch plus 50 cents tip', '12.50 EUR')).toEqual(['12.50 lunch plus tip']);
    expect(read('12 lunch plus 50 cents tip', '12.00 EUR')).toEqual(['12.00 lunch plus 50 cents tip']);
    expect(read('12 lunch plus 50 cents', '12.50 EUR')).toEqual(['12.50 lunch']);
    expect(read('lunch 12 and coffee 3', '15.00 EUR')).toEqual(['15.00 lunch and coffee']);
    expect(read('lunch 12 50 yesterday', '12.50 EUR')).toEqual(['12.50 lunch']);
    expect(read('lunch 12 50', '50.00 EUR')).toEqual(['50.00 lunch 12']);
    expect(read('2 coffees at 3.50 each', '7.00 EUR')).toEqual(['7.00 2 coffees']);
    expect(read('2 Bier für 7', '7.00 EUR')).toEqual(['7.00 2 Bier für']);
    expect(read('iphone 15 plus 999', '999.00 EUR')).toEqual(['999.00 iphone 15 plus']);
  });

  test('lines with dashes are what was bought, or money back, as was answered', () => {
    const read = (answer: string) =>
      parseEntry('tea 5\n- milk 3\n– bread 2.50', {
        ...options,
        answers: new Map([['kind@2:0', answer]]),
      }).entries.map(({ kind, money, item }) => `${kind} ${decimal(money)} ${item}`);
    expect(read('expense')).toEqual(['expense 5.00 tea', 'expense 3.00 milk', 'expense 2.50 bread']);
    expect(read('refund')).toEqual(['expense 5.00 tea', 'refund 3.00 milk', 'refund 2.50 bread']);
  });

  test.each(['-', '–', '−', '－', '﹣'])('two lines that begin with "%s" are asked about', (dash) => {
    const lines = `${dash} milk 3\n ${dash} bread 2`;
    expect(parseEntry(lines, options).question?.about).toBe('kind');
    const { entries } = parseEntry(lines, { ...options, answers: new Map([['kind@1:0', 'expense']]) });
    expect(entries.map(({ kind, item }) => `${kind} ${item}`)).toEqual(['expense milk', 'expense bread']);
  });

  test('a number behind a space, taken alone, leaves the one before it to its word', () => {
    const read = (text: string, answer: string) => {
      const answers = new Map([[parseEntry(text, options).question?.key ?? '', answer]]);
      return parseEntry(text, { ...options, answers }).entries.map(
        ({ money, item, vendor, date }) => `${decimal(money)} ${item} @${vendor} ${date}`,
      );
    };
    expect(read('iphone 15 999', '15999.00 EUR')).toEqual(['15999.00 iphone @null 2026-03-11']);
    expect(read('iphone 15 999', '999.00 EUR')).toEqual(['999.00 iphone 15 @null 2026-03-11']);
    expect(read('yesterday coffee @ Route 66 500', '500.00 EUR')).toEqual([
      '500.00 coffee @Route 66 2026-03-10',
    ]);
    expect(read('case 20, iphone 15 999', '999.00 EUR')).toEqual([
      '20.00 case @null 2026-03-11',
      '999.00 iphone 15 @null 2026-03-11',
    ]);
    expect(read('2000 shop: iphone 15 999, rest case', '999.00 EUR')).toEqual([
      '999.00 iphone 15 @shop 2026-03-11',
      '1001.00 case @shop 2026-03-11',
    ]);
  });

  test('an answer that is none of the choices leaves the question open', () => {
    const answers = new Map([['amount@1:0', '7.00 EUR']]);
    expect(parseEntry('1.234 chairs', { ...options, locale: '', answers }).question?.key).toBe('amount@1:0');
  });

  test('of several lines the second question is asked when the first is answered', () => {
    const text = '5€ or 6€ tea\n3 cake\n7€ or 8€ pie';
    const first = parseEntry(text, options);
    expect(first.entries).toEqual([]);
    expect(first.question?.key).toBe('amount@1:0');
    const answers = new Map([['amount@1:0', '6.00 EUR']]);
    const second = parseEntry(text, { ...options, answers });
    expect(second.question?.key).toBe('amount@3:0');
    answers.set('amount@3:0', '7.00 EUR');
    expect(parseEntry(text, { ...options, answers }).entries.map(({ money }) => decimal(money))).toEqual([
      '6.00',
      '3.00',
      '7.00',
    ]);
  });

  test('the place of a question in a part of a line is its place in the line', () => {
    expect(parseEntry('tea 3, 5€ or 6€ cake', options).question).toMatchObject({
      line: 1,
      start: 7,
      end: 15,
    });
  });

  test('an unclear text has no more choices than a person can look through', () => {
    const text = Array.from({ length: 99 }, (_, index) => `${index + 1}€`).join(' ');
    expect(parseEntry(text, options).question?.choices.length).toBe(8);
  });
});

describe('problems', () => {
  function wrong(text: string) {
    return parseEntry(text, options).problems.map(({ kind, line }) => `${line} ${kind}`);
  }

  test.each([
    ['hello', ['1 no-amount']],
    ['spent 20 on gas', ['1 amount-inside']],
    ['coffee 3 at starbucks yesterday', ['1 amount-inside']],
    ['hotel 300 3 nights', ['1 no-amount']],
    ['see you in room #5', ['1 no-amount']],
    ['tip 10%', ['1 no-amount']],
    ['', ['1 no-amount']],
    ['5 tea\n\nhello', ['3 no-amount']],
    ['0 tea', ['1 zero']],
    ['5-9 tea', ['1 negative']],
    ['coffee -5', ['1 negative']],
    ['5000000000000 tea', ['1 too-large']],
    ['1.234 tea', ['1 too-many-decimals']],
    ['5\u200b tea', ['1 hidden-characters']],
    [`5 ${'a'.repeat(4095)}`, ['1 too-long']],
    ['5 a\n'.repeat(101), ['1 too-many-lines']],
    ['a 5,'.repeat(101), ['1 too-many-entries']],
    [`5 ${'a'.repeat(201)}`, ['1 item-too-long']],
    [`5 a @ ${'a'.repeat(101)}`, ['1 name-too-long']],
    ['10 a: 6 b, 5 c', ['1 split-too-much']],
    ['10€ a: 6$ b, rest c', ['1 split-currencies']],
    [`${'1+'.repeat(150)}1 tea`, ['1 too-large']],
  ])('%j', (text, expected) => expect(wrong(text)).toEqual(expected));

  test('a text of exactly 4,096 characters in 100 lines is read', () => {
    const lines = Array.from({ length: 100 }, () => `5 ${'a'.repeat(37)}`).join('\n');
    expect(parseEntry(lines.padEnd(4096), options).entries.length).toBe(100);
  });
});

describe('spread and recurrence', () => {
  function only(text: string, locale = 'en') {
    const [entry] = parseEntry(text, { ...options, locale }).entries;
    return { spread: entry?.spread ?? null, recurring: entry?.recurring ?? null };
  }

  test.each([
    ['300 hotel over 5 days', { count: 5, unit: 'day' }],
    ['hotel 300 for 5 nights', { count: 5, unit: 'day' }],
    ['12.50 shoes for 3 years old', null],
    ['Bilderbuch 12,50 für 2 Jahre alte Kinder', null],
    ['insurance 1200 #food for 12 months', { count: 12, unit: 'month' }],
    ['Versicherung 1200 für 12 Monate', { count: 12, unit: 'month' }],
    ['hotel 300 para 3 noches', { count: 3, unit: 'day' }],
    ['assurance 1200 pour 12 mois', { count: 12, unit: 'month' }],
    ['seguro 1200 por 12 meses', { count: 12, unit: 'month' }],
    ['300 hotel over 2 weeks', { count: 2, unit: 'week' }],
    ['1200 insurance over twelve months', null],
    ['1200 insurance over 12 months', { count: 12, unit: 'month' }],
    ['300 Hotel über 5 Tage', { count: 5, unit: 'day' }],
    ['300 Hotel auf zwei Wochen verteilt', { count: 2, unit: 'week' }],
    ['300 hotel durante 5 días', { count: 5, unit: 'day' }],
    ['отель 300 на 5 дней', { count: 5, unit: 'day' }],
    ['300 hôtel sur 5 jours', { count: 5, unit: 'day' }],
    ['1200 assurance étalée sur 12 mois', { count: 12, unit: 'month' }],
    ['300 hotel durante 2 semanas', { count: 2, unit: 'week' }],
    ['1200 seguro dividido em 12 meses', { count: 12, unit: 'month' }],
    ['3000 होटल 5 दिन के लिए', { count: 5, unit: 'day' }],
  ])('%s', (text, spread) => expect(only(text)).toEqual({ spread, recurring: null }));

  test.each([
    ['gym 30 monthly', { every: 'month', on: null }],
    ['rent 500 every month', { every: 'month', on: null }],
    ['gym 40 € a month #health', { every: 'month', on: null }],
    ['netflix 15.99/mo', { every: 'month', on: null }],
    ['Versicherung 1200 im Jahr', { every: 'year', on: null }],
    ['ménage 60 la semaine', { every: 'week', on: null }],
    ['rent 500 monthly on the 5th', { every: 'month', on: 5 }],
    ['cleaning 40 weekly', { every: 'week', on: null }],
    ['cleaning 40 every friday', { every: 'week', on: 5 }],
    ['insurance 300 yearly', { every: 'year', on: null }],
    ['coffee 3 daily', { every: 'day', on: null }],
    ['Miete 500 monatlich am 5.', { every: 'month', on: 5 }],
    ['Putzen 40 jeden Freitag', { every: 'week', on: 5 }],
    ['alquiler 500 cada mes el 5', { every: 'month', on: 5 }],
    ['limpieza 40 todos los viernes', { every: 'week', on: 5 }],
    ['аренда 500 ежемесячно 5-го', { every: 'month', on: 5 }],
    ['уборка 40 каждую пятницу', { every: 'week', on: 5 }],
    ['уборка 40 по пятницам', { every: 'week', on: 5 }],
    ['pan 5 todos los domingos', { every: 'week', on: 0 }],
    ['loyer 500 tous les mois', { every: 'month', on: null }],
    ['loyer 500 le 5 de chaque mois', { every: 'month', on: 5 }],
    ['ménage 40 tous les vendredis', { every: 'week', on: 5 }],
    ['assurance 300 par an', { every: 'year', on: null }],
    ['aluguel 500 todo dia 5', { every: 'month', on: 5 }],
    ['pão 5 todo dia', { every: 'day', on: null }],
    ['faxina 40 todas as sextas', { every: 'week', on: 5 }],
    ['किराया 5000 हर महीने की 5 तारीख को', { every: 'month', on: 5 }],
    ['सफाई 40 हर शुक्रवार', { every: 'week', on: 5 }],
    ['दूध 60 रोज़', { every: 'day', on: null }],
  ])('%s', (text, recurring) => expect(only(text)).toEqual({ spread: null, recurring }));

  test('all parts of a split are spread as the whole', () => {
    const { entries } = parseEntry('100 hotel over 5 days: 60 room, rest food', options);
    expect(entries.map(({ spread }) => spread?.count)).toEqual([5, 5]);
  });
});

test('an amount in another currency keeps what it was exchanged for', () => {
  const [entry] = parseEntry('18 usd = 16.90 eur taxi', options).entries;
  expect(entry?.money).toEqual({ minor: 1800n, currency: 'USD' });
  expect(entry?.converted).toEqual({ minor: 1690n, currency: 'EUR' });
  expect(entry?.item).toBe('taxi');
});

test('the parts of a split share what the whole was exchanged for', () => {
  const shared = (text: string, answer?: string) =>
    parseEntry(text, {
      ...options,
      answers: new Map(answer === undefined ? [] : [['split@1:0', answer]]),
    }).entries.map(({ converted }) => converted && `${decimal(converted)} ${converted.currency}`);
  expect(shared('100 usd = 90 eur walmart: 60 food, rest car')).toEqual(['54.00 EUR', '36.00 EUR']);
  expect(shared('3 usd = 1 eur walmart: 1 a, 1 b, 1 c')).toEqual(['0.33 EUR', '0.34 EUR', '0.33 EUR']);
  expect(shared('100 usd = 90 eur: 60 food, 20 car', 'drop')).toEqual(['54.00 EUR', '18.00 EUR']);
  expect(shared('100 usd = 90 eur walmart: 60 food', '40.00 USD')).toEqual(['54.00 EUR', '36.00 EUR']);
  expect(shared('100 usd = 90 eur walmart: 60 usd = 50 eur food, rest car')).toEqual([
    '50.00 EUR',
    '36.00 EUR',
  ]);
  expect(shared('100 usd walmart: 60 food, rest car')).toEqual([null, null]);
});

test('an account in no currency at all is a mistake of the program', () => {
  expect(() => parseEntry('5 tea', { ...options, currency: 'XYZ' })).toThrow(RangeError);
});
