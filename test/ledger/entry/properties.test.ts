import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/ledger/entry/entry.ts';
import { parseEntry } from '../../../src/ledger/entry/parse.ts';
import { normalForm } from '../../../src/ledger/entry/text/characters.ts';
import { decimal, isTooLarge } from '../../../src/ledger/money.ts';
import { currencyCodes } from '../../helpers/currency-codes.ts';
import { formatEntry } from '../../helpers/format-entry.ts';
import { hostileTexts } from '../../helpers/hostile-texts.ts';

const locale = fc.constantFrom(
  'en',
  'en-GB',
  'de',
  'de-CH',
  'es',
  'es-MX',
  'ru',
  'fr',
  'ja',
  'ar',
  '',
  'xx',
  'not a tag',
);
const options = fc.record({
  today: fc.constantFrom('2026-03-11', '2024-02-29', '2026-01-01', '2025-12-31'),
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'RUB', 'SEK', 'MXN', 'HUF', 'ALL'),
  locale,
  categories: fc.constantFrom([], ['Food', 'Eat out', 'Home'], ['еда', 'Essen', '5']),
  vendors: fc.constantFrom([], ['Lidl', 'Amazon']),
});

/** What the grammar looks at, in no order at all. */
const soup = fc
  .array(
    fc.constantFrom(
      ...(
        '5|5.50|1.234|1,000.50|1 900|12|2026-03-05|5.3.|5/3|0|.5|1e5|,|;|:|.|-|+|*|/|x|х|(|)|=|@|#|"|\'|%|№|€|$|kr|usd|EUR|' +
        'S$|zł|р.|k|тыс|coffee|food|Eat out|rest|остальное|tag:|tags:|category:|from:|#food|#"eat out"|@Lidl|yesterday|вчера|' +
        'vor 3 Tagen|hace 3 días|on monday|5 Mar|may 5|March 5, 2025|tomorrow|every month|monthly on the 5th|over 5 days|' +
        'plus|minus|times|and|&|плюс|refund|income|r|salary|no.|kg|\n|\t|\u200b|½|☕|👨‍👩‍👧'
      ).split('|'),
      ' ',
    ),
    { maxLength: 25 },
  )
  .chain((words) => fc.constantFrom('', ' ').map((glue) => words.join(glue)));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  soup,
);

describe('parseEntry', () => {
  test('never throws, and entries hold to their contract', () => {
    fc.assert(
      fc.property(anyText, options, (text, given) => {
        const { entries, question, problems } = parseEntry(text, given);
        expect(entries.length > 0 || question !== null || problems.length > 0).toBe(true);
        if (question !== null) expect(entries).toEqual([]);
        for (const entry of entries) {
          expect(entry.money.minor).toBeGreaterThan(0n);
          expect(isTooLarge(entry.money)).toBe(false);
          expect(currencyCodes).toContain(entry.money.currency);
          expect(entry.date).toMatch(/^\d{4}-\d\d-\d\d$/);
          expect(entry.date <= given.today).toBe(true);
          for (const name of [entry.item, entry.vendor, entry.category, ...entry.tags]) {
            expect(name).not.toBe('');
            expect(name?.trim()).toBe(name?.valueOf());
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('two prices with a word for plus between them are their sum', () => {
    const cents = fc.integer({ min: 1, max: 999_999 });
    const words = fc.constantFrom('plus', 'más', 'mais', 'плюс', 'प्लस', 'zuzüglich', '+');
    fc.assert(
      fc.property(cents, cents, words, locale, (a, b, plus, language) => {
        const known = { today: '2026-03-11', currency: 'EUR', locale: language, categories: [], vendors: [] };
        const price = (minor: number): string => decimal({ minor: BigInt(minor), currency: 'EUR' });
        for (const text of [
          `${price(a)} lunch ${plus} ${price(b)} tip`,
          `lunch ${price(a)} ${plus} ${price(b)}`,
          `€${price(a)} ${plus} ${price(b)} lunch`,
        ]) {
          const { entries } = parseEntry(text, known);
          expect(entries.map(({ money }) => money.minor)).toEqual([BigInt(a + b)]);
        }
      }),
    );
  });

  test('gives the same for the same', () => {
    fc.assert(
      fc.property(soup, options, (text, given) => {
        expect(parseEntry(text, given)).toEqual(parseEntry(text, given));
      }),
      { numRuns: 300 },
    );
  });

  test('a question answered with any of its choices is not asked again', () => {
    fc.assert(
      fc.property(soup, options, fc.nat(), (text, given, pick) => {
        const answers = new Map<string, string>();
        for (let round = 0; round < 40; round += 1) {
          const { question } = parseEntry(text, { ...given, answers });
          if (question === null) return;
          expect(answers.has(question.key)).toBe(false);
          expect(question.key.length).toBeLessThanOrEqual(24);
          const { choices } = question;
          answers.set(
            question.key,
            choices.length === 0 ? 'thing' : (choices[pick % choices.length]?.text ?? ''),
          );
        }
        expect.unreachable('it never stops asking');
      }),
      { numRuns: 1000 },
    );
  });

  test('amounts are exact in every currency', () => {
    const amount = fc.bigInt({ min: 1n, max: 99_999_999_999_999n });
    fc.assert(
      fc.property(amount, fc.constantFrom(...currencyCodes), (minor, currency) => {
        fc.pre(!isTooLarge({ minor, currency }));
        const given = { today: '2026-03-11', currency, locale: 'en', categories: [], vendors: [] };
        const { entries } = parseEntry(`${decimal({ minor, currency })} thing`, given);
        expect(entries.map(({ money }) => money)).toEqual([{ minor, currency }]);
      }),
      { numRuns: 1000 },
    );
  });

  test('an item written behind a price comes back as it was', () => {
    const word = fc.stringMatching(/^[b-z]{1,8}$/).map((letters) => `q${letters}`);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const given = { today: '2026-03-11', currency: 'EUR', locale: 'en', categories: [], vendors: [] };
        expect(parseEntry(`12.50 ${words.join('  ')}`, given).entries[0]?.item).toBe(words.join(' '));
      }),
    );
  });
});

describe('formatEntry', () => {
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      soup,
      fc.constantFrom('Coffee', '"', 'a "b" c'),
    )
    .map((value) =>
      normalForm(value)
        .replace(/(?:[\p{C}\p{Z}\s\u115f\u1160\u3164\uffa0]|\u034f)+/gu, ' ')
        .trim(),
    )
    .filter((value) => value !== '' && value.length <= 90 && value.replaceAll('"', '').trim() !== '');
  const optional = fc.option(text);
  const recurrences = [
    { every: 'day', on: null },
    { every: 'week', on: null },
    { every: 'week', on: 3 },
    { every: 'month', on: null },
    { every: 'month', on: 22 },
    { every: 'year', on: null },
    { every: 'week', on: null, step: 2 },
    { every: 'week', on: 5, step: 3 },
    { every: 'month', on: 21, step: 6 },
  ] as const;
  const money = fc
    .record({
      minor: fc.bigInt({ min: 1n, max: 99_999_999_999n }),
      currency: fc.constantFrom(...currencyCodes),
    })
    .filter((value) => !isTooLarge(value));
  const entry: fc.Arbitrary<Entry> = fc.record({
    kind: fc.constantFrom('expense', 'income', 'refund'),
    money,
    converted: fc.constant(null),
    item: text,
    vendor: optional,
    category: optional,
    tags: fc.uniqueArray(text, { maxLength: 3 }),
    date: fc.constantFrom('2020-02-29', '2023-12-31', '2024-01-01'),
    spread: fc.option(
      fc.record({ count: fc.integer({ min: 1, max: 1000 }), unit: fc.constantFrom('day', 'week', 'month') }),
    ),
    recurring: fc.option(fc.constantFrom(...recurrences)),
    line: fc.constant(1),
  });

  test('what is printed for any entry reads back as that entry', () => {
    fc.assert(
      fc.property(entry, options, (value, given) => {
        const line = formatEntry(value, given);
        expect({ line, ...parseEntry(line, given) }).toEqual({
          line,
          entries: [value],
          question: null,
          problems: [],
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('what is printed for what was read reads back the same', () => {
    fc.assert(
      fc.property(soup, options, (text, given) => {
        for (const value of parseEntry(text, given).entries) {
          const line = formatEntry(value, given);
          const { entries, question } = parseEntry(line, given);
          // A day far ahead is asked about, but not where another part of the line had a problem.
          if (question?.about === 'date')
            expect(question.choices).toContainEqual(expect.objectContaining({ day: value.date }));
          else expect(entries).toEqual([{ ...value, line: 1 }]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('quotes stand only where they are needed', () => {
    const given = { today: '2026-03-11', currency: 'EUR', locale: 'en', categories: [], vendors: [] };
    const shown = (line: string) => parseEntry(line, given).entries.map((value) => formatEntry(value, given));
    expect(shown('12.50 coffee @ Starbucks #food #work')).toEqual([
      '12.50 EUR coffee @ Starbucks #food #work 2026-03-11',
    ]);
    expect(shown('-5 "2 for 1, yesterday" #"eat out"')).toEqual([
      '-5.00 EUR "2 for 1, yesterday" #"eat out" 2026-03-11',
    ]);
    expect(shown('rent 500 monthly on the 5th')).toEqual(['500.00 EUR rent monthly on the 5th 2026-03-11']);
    expect(shown('18 usd = 16.90 eur taxi')).toEqual(['18.00 USD = 16.90 EUR taxi 2026-03-11']);
  });
});

describe('time', () => {
  const given = {
    today: '2026-03-11',
    currency: 'EUR',
    locale: 'en',
    categories: ['Food', 'Eat out'],
    vendors: [],
  };
  /** Milliseconds of the processor, so that other programs on a busy machine do not count. */
  const cost = (text: string): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 7; round += 1) {
      const start = process.cpuUsage();
      parseEntry(text, given);
      const { user, system } = process.cpuUsage(start);
      best = Math.min(best, (user + system) / 1000);
    }
    return best;
  };

  // what is quadratic fails every time; a pause of the collector does not
  test.each(Object.keys(hostileTexts()))(
    '%s: twice the text takes about twice the time',
    { retry: 5 },
    (name) => {
      const whole = cost(hostileTexts(4096)[name] ?? '');
      const half = cost(hostileTexts(2048)[name] ?? '');
      // the additional 5 ms are for what the clock and a busy machine add to very short times
      expect(whole).toBeLessThan(3 * half + 5);
      expect(whole).toBeLessThan(60);
    },
  );
});
