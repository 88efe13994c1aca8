import { describe, expect, it } from 'vitest';
import { readSearch } from '../../../src/ledger/reports/search-words.ts';

const options = { today: '2026-03-18', locale: 'en', weekStarts: null, currency: 'EUR' };
const march = { from: '2026-03-01', to: '2026-03-31' };
const nothing = { words: [], texts: [], amounts: null, names: [], vendor: null, period: null };
const eur = (least: bigint | null, most: bigint | null, currency = 'EUR') => ({
  amounts: { currency, least, most },
});

describe('what is searched for', () => {
  it.each([
    ['coffee', { words: ['coffee'] }],
    ['Cafés  BREAD', { words: ['cafe', 'bread'] }],
    ['10..20', eur(1000n, 2000n)],
    ['20..10', eur(1000n, 2000n)],
    ['10-20', eur(1000n, 2000n)],
    ['10 – 20', eur(1000n, 2000n)],
    ['>10', eur(1000n, null)],
    ['<20.50', eur(null, 2050n)],
    ['10..', eur(1000n, null)],
    ['..20', eur(null, 2000n)],
    ['12.50', eur(1250n, 1250n)],
    ['12,50', eur(1250n, 1250n)],
    ['5.10', eur(510n, 510n)],
    ['10..20 usd', eur(1000n, 2000n, 'USD')],
    ['१०..२०', eur(1000n, 2000n)],
    ['१०-२०', eur(1000n, 2000n)],
    ['>३०', eur(3000n, null)],
    ['३०', eur(3000n, 3000n)],
    ['"३०" ३०', { texts: ['३०'], ...eur(3000n, 3000n) }],
    ['$10..20', eur(1000n, 2000n, 'USD')],
    ['1500', eur(150_000n, 150_000n)],
    ['2025', { period: { from: '2025-01-01', to: '2025-12-31' } }],
    ['2024..2025', { period: { from: '2024-01-01', to: '2025-12-31' } }],
    ['#food', { names: ['food'] }],
    ['#eat_out', { names: ['eat out'] }],
    ['#"eat out"', { names: ['eat out'] }],
    ['#food #work', { names: ['food', 'work'] }],
    ['@Lidl', { vendor: ['lidl'] }],
    ['@ Corner Café 10..20', { vendor: ['corner', 'café'], ...eur(1000n, 2000n) }],
    ['@"Corner Café" tea', { vendor: ['corner café'], words: ['tea'] }],
    ['march', { period: march }],
    ['5/3', { period: { from: '2025-05-03', to: '2025-05-03' } }],
    ['from 5 march to 10 march', { period: { from: '2026-03-05', to: '2026-03-10' } }],
    ['"march" tea', { words: ['march', 'tea'] }],
    ['7up', { words: ['7up'] }],
    ['day cream', { words: ['day', 'cream'] }],
    ['"iphone 15"', { words: ['iphone'], texts: ['15'] }],
    ['iphone "15"', { words: ['iphone'], texts: ['15'] }],
    ['“iphone 15”', { words: ['iphone'], texts: ['15'] }],
    ['#„eat out“ @«Lidl Nord»', { names: ['eat out'], vendor: ['lidl nord'] }],
    ['"15" "15"', { texts: ['15'] }],
    ['case 🍕', { words: ['case'], texts: ['🍕'] }],
    ['☕️🍕', { texts: ['☕', '🍕'] }],
    ['👩🏽‍🍳 🇩🇪', { texts: ['👩🏽‍🍳', '🇩🇪'] }],
    ['pizza🍕', { words: ['pizza'], texts: ['🍕'] }],
    ['"½ cup"', { words: ['cup'], texts: ['½'] }],
    ['№5', { words: ['no5'] }],
    ['vitamin B', { words: ['vitamin'], texts: ['b'] }],
    ['b c d', { texts: ['b', 'c', 'd'] }],
    ['tea & "%_"', { words: ['tea'] }],
    [
      '"one two three four five six seven eight 9 10"',
      {
        words: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'],
        texts: ['9', '10'],
      },
    ],
    [
      '10..20 tea last month #food @lidl',
      {
        words: ['tea'],
        ...eur(1000n, 2000n),
        names: ['food'],
        vendor: ['lidl'],
        period: { from: '2026-02-01', to: '2026-02-28' },
      },
    ],
    [
      'last month @corner café coffee #food',
      {
        vendor: ['corner', 'café', 'coffee'],
        names: ['food'],
        period: { from: '2026-02-01', to: '2026-02-28' },
      },
    ],
  ])('%s', (words, wanted) => {
    expect(readSearch(words, options)).toEqual({ ...nothing, ...wanted });
  });

  it.each([
    '',
    '  ',
    '#',
    '@',
    '"',
    '""',
    '!?',
    '&',
    '"%_"',
    '..',
    'x'.repeat(201),
    'tea\u200b',
    'a b c d e f g h i j k',
    'tea '.repeat(25),
  ])('%j is nothing', (words) => {
    expect(readSearch(words, options)).toBeNull();
  });
});
