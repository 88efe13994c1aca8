import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmendment, parseCorrection } from '../../../src/ledger/entry/amendment.ts';

const options = {
  today: '2026-03-11',
  currency: 'EUR',
  locale: 'en',
  categories: ['Food'],
  vendors: ['Lidl'],
};
const nothing = {
  kind: null,
  money: null,
  given: null,
  item: null,
  vendor: null,
  category: null,
  tags: [],
  date: null,
  spread: null,
  recurring: null,
};

describe('a reply to an entry', () => {
  it.each([
    ['18.50', { money: { minor: 1850n, currency: 'EUR' } }],
    ['18', { money: { minor: 1800n, currency: 'EUR' } }],
    ['$18', { money: { minor: 1800n, currency: 'USD' } }],
    ['#food', { category: 'Food' }],
    ['food', { category: 'Food' }],
    ['#food #work', { category: 'Food', tags: ['work'] }],
    ['@lidl', { vendor: 'Lidl' }],
    ['@ Corner shop', { vendor: 'Corner shop' }],
    ['yesterday', { date: '2026-03-10' }],
    ['5 Mar', { date: '2026-03-05' }],
    ['вчера', { date: '2026-03-10' }],
    ['gestern Abend', { date: '2026-03-10' }],
    ['el lunes pasado', { date: '2026-03-09' }],
    ['hier soir', { date: '2026-03-10' }],
    ['le 5 mars', { date: '2026-03-05' }, 'fr'],
    ['ontem à noite', { date: '2026-03-10' }],
    ['na segunda', { date: '2026-03-09' }],
    ['segunda', { date: '2026-03-09' }, 'pt-BR'],
    ['कल', { date: '2026-03-10' }],
    ['सोमवार को', { date: '2026-03-09' }],
    ['kal', { date: '2026-03-10' }, 'hi'],
    ['monthly on the 5th', { recurring: { every: 'month', on: 5 } }],
    ['950 weekly', { money: { minor: 95000n, currency: 'EUR' }, recurring: { every: 'week', on: null } }],
    ['over 5 days', { spread: { count: 5, unit: 'day' } }],
    ['sur 5 jours', { spread: { count: 5, unit: 'day' } }],
    ['durante 5 dias', { spread: { count: 5, unit: 'day' } }],
    ['५ दिन के लिए', { spread: { count: 5, unit: 'day' } }],
    ['refund', { kind: 'refund' }],
    ['-5', { kind: 'refund', money: { minor: 500n, currency: 'EUR' } }],
    ['+ bonus', { kind: 'income', item: 'bonus' }],
    ['-', {}],
    ['+', {}],
    ['–', {}],
    ['?', {}],
    ['Rückerstattung', { kind: 'refund' }],
    ['devolución 20', { kind: 'refund', money: { minor: 2000n, currency: 'EUR' } }],
    ['remboursement', { kind: 'refund' }],
    ['estorno 20', { kind: 'refund', money: { minor: 2000n, currency: 'EUR' } }],
    ['रिफंड', { kind: 'refund' }],
    ['रिफ\u093cंड २०', { kind: 'refund', money: { minor: 2000n, currency: 'EUR' } }],
    ['salaire', { kind: 'income' }],
    ['receita', { kind: 'income' }],
    ['वेतन', { kind: 'income' }],
    ['12,50 €', { money: { minor: 1250n, currency: 'EUR' } }],
    ['R$ 12,50', { money: { minor: 1250n, currency: 'BRL' } }],
    ['₹1,50,000', { money: { minor: 15000000n, currency: 'INR' } }],
    ['refund 20', { kind: 'refund', money: { minor: 2000n, currency: 'EUR' } }],
    ['income', { kind: 'income' }],
    ['5 tea', { money: { minor: 500n, currency: 'EUR' }, item: 'tea' }],
    ['"flat white"', { item: 'flat white' }],
    [
      '18 usd = 16.90 eur',
      { money: { minor: 1800n, currency: 'USD' }, given: { minor: 1690n, currency: 'EUR' } },
    ],
    [
      '7,20 @Lidl #food yesterday',
      {
        money: { minor: 720n, currency: 'EUR' },
        vendor: 'Lidl',
        category: 'Food',
        date: '2026-03-10',
      },
    ],
  ])('%s says what it says and nothing else', (text, says, locale = 'en') => {
    expect(parseAmendment(text, { ...options, locale })).toEqual({
      amendment: { ...nothing, ...says },
      question: null,
      problems: [],
    });
  });

  it('is asked about where it can be read in several ways', () => {
    const { amendment, question } = parseAmendment('5 kr', options);
    expect(amendment).toBeNull();
    expect(question).toMatchObject({ about: 'currency' });
    const answers = new Map([[question?.key ?? '', 'SEK']]);
    expect(parseAmendment('5 kr', { ...options, answers }).amendment).toMatchObject({
      money: { minor: 500n, currency: 'SEK' },
    });
  });

  it.each([
    ['0', 'zero'],
    ['1.2345', 'too-many-decimals'],
    ['9999999999999', 'too-large'],
    ['#f\u200Bood', 'hidden-characters'],
    [`@${'x'.repeat(101)}`, 'name-too-long'],
    [`5 ${'x'.repeat(201)}`, 'item-too-long'],
  ])('%s is refused', (text, kind) => {
    expect(parseAmendment(text, options)).toMatchObject({ amendment: null, problems: [{ kind }] });
  });

  it('is read without an exception whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void parseAmendment(text, options)),
    );
  });
});

describe('a correction', () => {
  it.each([
    ['no, 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['no, make it $15 please', { money: { minor: 1500n, currency: 'USD' } }],
    ['es waren doch 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['нет, было 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['no, eran 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['non, c’était 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['não, foi 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['नहीं, १२', { money: { minor: 1200n, currency: 'EUR' } }],
    ['it was yesterday', { date: '2026-03-10' }],
    ['no, tea 5', { money: { minor: 500n, currency: 'EUR' }, item: 'tea' }],
    ['no sugar cola 5', { money: { minor: 500n, currency: 'EUR' }, item: 'no sugar cola' }],
    ['"no" 5', { money: { minor: 500n, currency: 'EUR' }, item: 'no' }],
    ['it was lidl', { vendor: 'Lidl' }],
    ['war Lidl', { vendor: 'Lidl' }],
    ['13 not 12.50', { item: '13 not 12.50' }],
    ['12 instead of 15', { item: '12 instead of 15' }],
    ['not 12', { item: 'not 12' }],
    ['no, it wasn’t 12.50', { item: 'no, it wasn’t 12.50' }],
    ['nicht 12 €', { item: 'nicht 12 €' }],
    ['pas 12', { item: 'pas 12' }],
    ['не 12', { item: 'не 12' }],
    ['12 no', { item: '12 no' }],
    ['12 não', { item: '12 não' }],
    ['12 नहीं', { item: '12 नहीं' }],
    ['oops, typo, 12', { money: { minor: 1200n, currency: 'EUR' } }],
    ['nicht 12, sondern 15', { item: 'nicht 12, sondern 15' }],
    ['am 5.', { date: '2026-03-05' }],
    ['on the 5th', { date: '2026-03-05' }],
    ['5.3.', { date: '2026-03-05' }],
    ['5.10', { money: { minor: 510n, currency: 'EUR' } }],
  ])('%s says what is different', (text, says) => {
    expect(parseCorrection(text, options)).toEqual({
      amendment: { ...nothing, ...says },
      question: null,
      problems: [],
    });
  });

  it.each([
    ['no, 12 please', { money: { minor: 1200n, currency: 'EUR' } }],
    ['nein, 12 bitte!', { money: { minor: 1200n, currency: 'EUR' } }],
    ['at Aldi', { vendor: 'Aldi' }],
    ['it was at lidl', { vendor: 'Lidl' }],
    ['bei Aldi', { vendor: 'Aldi' }],
    ['en Mercadona', { vendor: 'Mercadona' }],
    ['в Лидл', { vendor: 'Лидл' }],
    ['no Sugar', { item: 'no Sugar' }],
    ['15 at Aldi', { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Aldi' }],
    ['no, make it 15 at lidl', { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Lidl' }],
    [
      'no 15.50 at Aldi #food',
      { money: { minor: 1550n, currency: 'EUR' }, vendor: 'Aldi', category: 'Food' },
    ],
    [
      'nein, 15 bei Aldi gestern',
      { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Aldi', date: '2026-03-10' },
    ],
    ['non, c’était 15 € chez Carrefour', { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Carrefour' }],
    ['no, 15 en Mercadona', { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Mercadona' }],
    ['não, 15 no Extra', { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Extra' }],
    ['нет, 15 в Лидл', { money: { minor: 1500n, currency: 'EUR' }, vendor: 'Лидл' }],
    ['15 at home', { money: { minor: 1500n, currency: 'EUR' }, item: 'at home' }],
    ['it was 15 times better', { item: '15 times better' }],
    ['en 3 cuotas', { item: 'en 3 cuotas' }],
    ['not 12 at Lidl', { item: 'not 12 at Lidl' }],
    ['at home', { item: 'at home' }],
    ['"At Aldi"', { item: 'At Aldi' }],
  ])('may be polite and may name a place: %s', (text, says) => {
    expect(parseCorrection(text, options).amendment).toEqual({ ...nothing, ...says });
  });

  it('may name a day by numbers, or a price', () => {
    const { question } = parseCorrection('3/5', options);
    expect(question?.choices.map(({ text }) => text)).toEqual(['2026-03-05', '0.60 EUR']);
    const taken = (answer: string) => {
      const answers = new Map([[question?.key ?? '', answer]]);
      return parseCorrection('3/5', { ...options, answers }).amendment;
    };
    expect(taken('2026-03-05')).toEqual({ ...nothing, date: '2026-03-05' });
    expect(taken('0.60 EUR')).toEqual({ ...nothing, money: { minor: 60n, currency: 'EUR' } });
  });

  it.each(['no', 'no 5', 'lidl', '🍕 5'])('nothing else loses its words: %s', (text) => {
    expect(parseAmendment(text, options).amendment?.item).toBe(text.split(' ')[0]);
  });
});
