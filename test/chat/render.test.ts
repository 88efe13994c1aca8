import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/chat/locales/render.ts';
import { type Argument, phrase } from '../../src/chat/reply.ts';
import { numberStyleOf, withNumberStyle } from '../../src/ledger/entry/amounts/number-style.ts';

const english = `
words = <b>{ $words }</b> & more
number = No. { $number }
price = { $price }
day = on { $day }
chosen = you chose { $choice }
only-english = English
`;
const german = `
words = <i>{ $words }</i>
price = { $price }
day = am { $day }
`;

function renderer() {
  const problems: string[] = [];
  const sources = new Map([
    ['en', english],
    ['de', german],
  ]);
  return { problems, ...createRenderer(sources, (problem) => problems.push(problem)) };
}

function price(minor: string, currency: string) {
  return phrase('price', { price: { money: { minor, currency } } });
}

describe('words', () => {
  it('come back as typed, escaped where HTML is meant', () => {
    const said = phrase('words', { words: '<b>&amp; %s $1 {x} "q"</b>' });
    expect(renderer().html([said], 'en')).toBe('<b>&lt;b&gt;&amp;amp; %s $1 {x} "q"&lt;/b&gt;</b> & more');
    expect(renderer().plain(said, 'en')).toBe('<b>&amp; %s $1 {x} "q"</b> & more');
  });

  it('from right to left are isolated, and controls of direction are left out', () => {
    expect(renderer().plain(phrase('words', { words: 'שלום' }), 'en')).toBe('\u2068שלום\u2069 & more');
    expect(renderer().plain(phrase('words', { words: '\u202Eevil\u2069' }), 'en')).toBe('evil & more');
  });

  it('of a phrase within a phrase are escaped once', () => {
    const inner = phrase('words', { words: '<' });
    expect(renderer().html([phrase('chosen', { choice: { phrase: inner } })], 'en')).toBe(
      'you chose <b>&lt;</b> & more',
    );
  });

  it('of several phrases stand one below the other', () => {
    const number = (value: number) => phrase('number', { number: value });
    expect(renderer().html([number(1), number(12_345)], 'en')).toBe('No. 1\nNo. 12345');
  });
});

describe('money', () => {
  it.each([
    ['1250', 'EUR', 'en', '€12.50'],
    ['1250', 'EUR', 'de', '12,50 €'],
    ['1200', 'JPY', 'en', '¥1,200'],
    ['1', 'KWD', 'en', 'KWD 0.001'],
    ['99999999999999', 'USD', 'en', '$999,999,999,999.99'],
    ['9999999999999999', 'USD', 'en', '$99,999,999,999,999.99'],
    ['9007199254740993', 'JPY', 'en', '¥9,007,199,254,740,993'],
    ['1050', 'HUF', 'en', 'HUF 10.50'],
  ])('%s minor units of %s in %s are %s, exactly', (minor, currency, locale, shown) => {
    const text = renderer().plain(price(minor, currency), locale);
    expect(text.replaceAll('\u00A0', ' ')).toBe(shown);
  });
});

describe('the style of numbers that a locale was given', () => {
  it.each([
    ['en', '1,234.5', '€12,345.60', '1.5', 'Monday'],
    ['en', '1.234,5', '€12.345,60', '1,5', 'Monday'],
    ['en-GB', '1 234,5', '€12 345,60', '1,5', 'Monday'],
    ['de', '1’234.5', '12’345.60 €', '1.5', 'Montag'],
    ['de', null, '12.345,60 €', '1,5', 'Montag'],
    // no language of these: English, in the style of its own
    ['it', '1.234,5', '€12.345,60', '1,5', 'Monday'],
  ] as const)('%s with %s', (language, style, money, number, weekday) => {
    const locale = withNumberStyle(language, style);
    const shown = (argument: Argument) =>
      renderer()
        .plain(phrase('price', { price: argument }), locale)
        .replaceAll('\u00A0', ' ');
    expect(shown({ money: { minor: '1234560', currency: 'EUR' } })).toBe(money);
    expect(shown({ decimal: '1.5' })).toBe(number);
    expect(shown({ weekday: 1 })).toBe(weekday);
    expect(numberStyleOf(locale)).toBe(style);
    expect(withNumberStyle(locale, null)).toBe(language);
  });

  it('groups thousands also where the language groups only more', () => {
    const spanish = createRenderer(
      new Map([
        ['en', english],
        ['es', english],
      ]),
    );
    const shown = (locale: string) => spanish.plain(price('123450', 'EUR'), locale);
    expect(shown('es')).toBe('1234,50\u00A0€');
    expect(shown(withNumberStyle('es', '1.234,5'))).toBe('1.234,50\u00A0€');
  });
});

describe('a locale', () => {
  const day = phrase('day', { day: { day: '2025-03-05' } });

  it.each([
    ['en', 'on Mar 5, 2025'],
    ['en-GB', 'on 5 Mar 2025'],
    ['de-AT', 'am 05.03.2025'],
    ['DE', 'am 05.03.2025'],
    ['xx', 'on Mar 5, 2025'],
    ['not a locale', 'on Mar 5, 2025'],
  ])('%s is answered as %s', (locale, shown) => {
    expect(renderer().plain(day, locale)).toBe(shown);
  });

  it('that lacks a phrase says it in English', () => {
    const { plain, problems } = renderer();
    expect(plain(phrase('only-english'), 'de')).toBe('English');
    expect(problems).toEqual([]);
  });
});

describe('what is missing', () => {
  it('a phrase shows its key and is reported', () => {
    const { html, problems } = renderer();
    expect(html([phrase('no-such-key')], 'en')).toBe('no-such-key');
    expect(problems).toEqual(['no-such-key: no such phrase']);
  });

  it('an argument is reported', () => {
    const { html, problems } = renderer();
    html([phrase('words')], 'en');
    expect(problems).toEqual([expect.stringContaining('words: ')]);
  });

  it('a language is read when it is spoken first, and what cannot be read of it is reported once', () => {
    const problems: string[] = [];
    const sources = new Map([
      ['en', 'yes = Yes\n'],
      ['de', 'yes = Ja\nyes = Jawohl\n'],
    ]);
    const { html } = createRenderer(sources, (problem) => problems.push(problem));
    expect(html([phrase('yes')], 'en')).toBe('Yes');
    expect(problems).toEqual([]);
    expect([html([phrase('yes')], 'de'), html([phrase('yes')], 'de')]).toEqual(['Ja', 'Ja']);
    expect(problems).toEqual([expect.stringMatching(/^the words for "de" cannot be read: .*"yes"/)]);
  });

  it('English must be there', () => {
    expect(() => createRenderer(new Map([['de', german]]))).toThrow('add locales/en.ftl');
  });
});

describe('where there is little room', () => {
  const source = 'short = { $it }\n';
  const { plain } = createRenderer(
    new Map([
      ['en', source],
      ['de', source],
      ['hi', source],
    ]),
  );
  const roughly = (minor: string, currency: string, locale = 'en') =>
    plain(phrase('short', { it: { roughly: { minor, currency } } }), locale).replaceAll('\u00A0', ' ');

  it.each([
    ['0', 'EUR', '€0'],
    ['1250', 'EUR', '€12.50'],
    ['1200', 'EUR', '€12'],
    ['12345', 'EUR', '€123'],
    ['-133366', 'EUR', '-€1.33K'],
    ['999999999999999', 'EUR', '€10T'],
    ['1250', 'JPY', '¥1.25K'],
    ['12', 'JPY', '¥12'],
    ['1250', 'KWD', 'KWD 1.25'],
  ])('%s %s is %s', (minor, currency, shown) => {
    expect(roughly(minor, currency)).toBe(shown);
  });

  it('money is shortened as the locale does', () => {
    expect(roughly('18000000', 'INR', 'hi')).toBe('₹1.8 लाख');
    expect(roughly('125000000', 'EUR', 'de')).toBe('1,25 Mio. €');
  });

  it.each([
    [0.4, 'en', '40%'],
    [1, 'en', '100%'],
    [0, 'en', '0%'],
    [0.0042, 'en', '0.4%'],
    [-0.05, 'en', '-5%'],
    [0.126, 'de', '13 %'],
  ])('a share of %s is, in %s, %s', (share, locale, shown) => {
    expect(plain(phrase('short', { it: { share } }), locale).replaceAll('\u00A0', ' ')).toBe(shown);
  });

  it.each([
    ['day', 'en', 'Mar 1'],
    ['month', 'en', 'Mar'],
    ['year', 'en', '2026'],
    ['day', 'de', '1. März'],
  ] as const)('a %s is, in %s, %s', (of, locale, shown) => {
    expect(plain(phrase('short', { it: { short: '2026-03-01', of } }), locale)).toBe(shown);
  });
});
