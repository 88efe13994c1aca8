import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/ledger/day.ts';
import {
  daysIn,
  firstWeekday,
  type Period,
  partOf,
  partsOf,
  periodAround,
  reached,
  remaining,
  spanBefore,
  stepped,
  wholeMonths,
} from '../../../src/ledger/reports/period.ts';
import { readPeriod } from '../../../src/ledger/reports/period-words.ts';

const today = '2026-03-18';
const written = (period: Period | null) => (period === null ? null : `${period.from}..${period.to}`);
const read = (text: string | null): Period => {
  const [from = '', to = ''] = (text ?? '').split('..');
  return { from, to };
};

describe('a period', () => {
  it.each([
    ['day', '2026-03-18..2026-03-18'],
    ['week', '2026-03-16..2026-03-22'],
    ['month', '2026-03-01..2026-03-31'],
    ['year', '2026-01-01..2026-12-31'],
  ] as const)('around a day: the %s', (unit, around) => {
    expect(written(periodAround(unit, today, 1))).toBe(around);
  });

  it('of a week begins where it begins for the account, or in its country', () => {
    expect([0, 1, 3, 6].map((first) => periodAround('week', today, first).from)).toEqual([
      '2026-03-15',
      '2026-03-16',
      '2026-03-18',
      '2026-03-14',
    ]);
    expect(['en', 'en-GB', 'de', 'ru', 'pt-BR', 'ar-EG'].map((locale) => firstWeekday(locale, null))).toEqual(
      [0, 1, 1, 1, 0, 6],
    );
    expect(firstWeekday('en', 3)).toBe(3);
  });

  it.each([
    ['2026-03-18..2026-03-18', '2026-03-17..2026-03-17', '2026-03-19..2026-03-19'],
    ['2026-03-16..2026-03-22', '2026-03-09..2026-03-15', '2026-03-23..2026-03-29'],
    ['2026-03-01..2026-03-31', '2026-02-01..2026-02-28', '2026-04-01..2026-04-30'],
    ['2026-01-01..2026-12-31', '2025-01-01..2025-12-31', '2027-01-01..2027-12-31'],
    ['2026-01-01..2026-03-31', '2025-10-01..2025-12-31', '2026-04-01..2026-06-30'],
    ['2026-01-05..2026-03-31', '2025-10-11..2026-01-04', '2026-04-01..2026-06-25'],
    ['0001-01-01..0001-12-31', null, '0002-01-01..0002-12-31'],
    ['0001-01-02..0001-01-03', null, '0001-01-04..0001-01-05'],
    ['9999-12-01..9999-12-31', '9999-11-01..9999-11-30', null],
  ])('%s comes after %s and before %s', (period, before, after) => {
    expect(written(stepped(read(period), -1))).toBe(before);
    expect(written(stepped(read(period), 1))).toBe(after);
  });

  it.each([
    // running: as many days of the one before
    ['2026-03-01..2026-03-31', '2026-02-01..2026-02-18'],
    ['2026-03-16..2026-03-22', '2026-03-09..2026-03-11'],
    ['2026-01-01..2026-12-31', '2025-01-01..2025-03-18'],
    // over, or just ending, or still to come
    ['2026-02-01..2026-02-28', '2026-01-01..2026-01-31'],
    ['2026-03-18..2026-03-18', '2026-03-17..2026-03-17'],
    ['2026-04-01..2026-04-30', '2026-03-01..2026-03-31'],
  ])('%s is compared with %s', (period, before) => {
    expect(written(spanBefore(read(period), today))).toBe(before);
  });

  it('is compared with no more days than the month before has', () => {
    const march = read('2026-03-01..2026-03-31');
    expect(written(spanBefore(march, '2026-03-30'))).toBe('2026-02-01..2026-02-28');
  });

  it('is reached until today where it runs, and the rest is to come', () => {
    const march = read('2026-03-01..2026-03-31');
    expect([written(reached(march, today)), written(remaining(march, today))]).toEqual([
      '2026-03-01..2026-03-18',
      '2026-03-19..2026-03-31',
    ]);
    expect([written(reached(march, '2026-03-31')), remaining(march, '2026-03-31')]).toEqual([
      '2026-03-01..2026-03-31',
      null,
    ]);
  });

  const spans = fc
    .tuple(fc.integer({ min: 0, max: 3_000_000 }), fc.integer({ min: 0, max: 4_000 }))
    .map(([from, days]) => ({ from: addDays('0010-01-01', from), to: addDays('0010-01-01', from + days) }));

  it('steps there and back again, without a gap', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const after = stepped(span, 1);
        if (after === null) return;
        expect(after.from).toBe(addDays(span.to, 1));
        // months differ in length, days do not
        if (wholeMonths(span) === null && wholeMonths(after) === null)
          expect(stepped(after, -1)).toEqual(span);
      }),
    );
  });

  it('is cut into pieces that hold every day once, and not too many', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const part = partOf(span);
        const starts = partsOf(span, part);
        const pieces = starts.map((start) => periodAround(part, start, 0));
        expect(pieces[0]?.from.localeCompare(span.from)).not.toBe(1);
        expect(pieces.at(-1)?.to.localeCompare(span.to)).not.toBe(-1);
        for (const [index, piece] of pieces.slice(1).entries()) {
          expect(piece.from).toBe(addDays(pieces[index]?.to ?? '', 1));
        }
        expect(pieces.length).toBeLessThanOrEqual(62);
      }),
    );
    expect(daysIn(read('2026-01-01..2026-12-31'))).toBe(365);
  });
});

describe('the words of a period', () => {
  const meant = (words: string, locale = 'en', weekStarts: number | null = null) =>
    written(readPeriod(words, { today, locale, weekStarts }));

  it.each([
    ['5 Mar', '2027-03-05..2027-03-05'],
    ['18.3.', '2026-03-18..2026-03-18'],
    ['monday', '2026-03-23..2026-03-23'],
    ['last monday', '2026-03-16..2026-03-16'],
    ['february', '2027-02-01..2027-02-28'],
    ['march', '2026-03-01..2026-03-31'],
    ['april', '2026-04-01..2026-04-30'],
    ['november..february', '2026-11-01..2027-02-28'],
    ['monday..friday', '2026-03-16..2026-03-20'],
    ['april 2025', '2025-04-01..2025-04-30'],
    ['last month', '2026-02-01..2026-02-28'],
  ])('are read %j as the next that is not over', (words, period) => {
    expect(written(readPeriod(words, { today, means: 'next', locale: 'en', weekStarts: null }))).toBe(period);
  });

  it.each([
    ['month', 'last', '2026-02-01..2026-02-28'],
    ['month', 'the previous', '2026-02-01..2026-02-28'],
    ['month', 'this', '2026-03-01..2026-03-31'],
    ['month', 'letzter', '2026-02-01..2026-02-28'],
    ['month', 'vorheriger', '2026-02-01..2026-02-28'],
    ['month', 'anterior', '2026-02-01..2026-02-28'],
    ['month', 'précédent', '2026-02-01..2026-02-28'],
    ['month', 'passado', '2026-02-01..2026-02-28'],
    ['month', 'предыдущий', '2026-02-01..2026-02-28'],
    ['month', 'पिछला', '2026-02-01..2026-02-28'],
    ['week', 'last', '2026-03-08..2026-03-14'],
    ['year', 'last', '2025-01-01..2025-12-31'],
    ['day', 'last', '2026-03-17..2026-03-17'],
    ['month', 'last 3', '2025-12-19..2026-03-18'],
    ['month', 'last year', '2025-01-01..2025-12-31'],
    ['month', '3', '2026-03-01..2026-03-31'],
    ['month', '04', '2025-04-01..2025-04-30'],
    ['month', '11..2', '2025-11-01..2026-02-28'],
    ['month', '13', null],
    ['month', '0', null],
    ['month', 'to', null],
    ['week', '3', null],
    ['year', '3', null],
  ] as const)('after /%s: %j', (unit, words, period) => {
    expect(written(readPeriod(words, { today, locale: 'en', weekStarts: null, unit }))).toBe(period);
  });

  it.each([
    ['today', '2026-03-18..2026-03-18'],
    ['yesterday', '2026-03-17..2026-03-17'],
    ['3 days ago', '2026-03-15..2026-03-15'],
    ['last monday', '2026-03-16..2026-03-16'],
    ['tomorrow', '2026-03-19..2026-03-19'],
    ['5 Mar', '2026-03-05..2026-03-05'],
    ['on the 5th of March', '2026-03-05..2026-03-05'],
    ['5/3', '2025-05-03..2025-05-03'],
    ['2026-03-05', '2026-03-05..2026-03-05'],
    ['march', '2026-03-01..2026-03-31'],
    ['DECEMBER', '2025-12-01..2025-12-31'],
    ['march 2025', '2025-03-01..2025-03-31'],
    ['2025 march', '2025-03-01..2025-03-31'],
    ['2026-03', '2026-03-01..2026-03-31'],
    ['03/2026', '2026-03-01..2026-03-31'],
    ['2025', '2025-01-01..2025-12-31'],
    ['this month', '2026-03-01..2026-03-31'],
    ['week', '2026-03-15..2026-03-21'],
    ['last week', '2026-03-08..2026-03-14'],
    ['the last month', '2026-02-01..2026-02-28'],
    ['last year', '2025-01-01..2025-12-31'],
    ['last 30 days', '2026-02-17..2026-03-18'],
    ['past 2 weeks', '2026-03-05..2026-03-18'],
    ['last 3 months', '2025-12-19..2026-03-18'],
    ['last 2 years', '2024-03-19..2026-03-18'],
    ['march..may', '2025-03-01..2025-05-31'],
    ['march-may', '2025-03-01..2025-05-31'],
    ['November – February', '2025-11-01..2026-02-28'],
    ['january to december 2024', '2024-01-01..2024-12-31'],
    ['november to february 2024', '2023-11-01..2024-02-29'],
    ['2024..2025', '2024-01-01..2025-12-31'],
    ['from 5 march to 10 march', '2026-03-05..2026-03-10'],
    ['2026-03-10..2026-03-05', '2026-03-05..2026-03-10'],
    ['2/5 - 3/20', '2025-02-05..2025-03-20'],
    ['12/28 - 1/2', '2025-12-28..2026-01-02'],
    ['monday..friday', '2026-03-09..2026-03-13'],
    ['from friday to monday', '2026-03-13..2026-03-16'],
    ['last monday..friday', '2026-03-09..2026-03-13'],
    ['last monday to last friday', '2026-03-09..2026-03-13'],
    ['last monday..today', '2026-03-16..2026-03-18'],
    ['last wednesday..wednesday', '2026-03-11..2026-03-18'],
    ['thursday to wednesday', '2026-03-12..2026-03-18'],
    ['wednesday..wednesday', '2026-03-18..2026-03-18'],
    ['5 january 2026 to 20 april', '2026-01-05..2026-04-20'],
    ['2025-12-20..5/3', '2025-12-20..2026-05-03'],
    ['december 2025..may', '2025-12-01..2026-05-31'],
    ['december 2027..february', '2027-12-01..2028-02-29'],
    ['2026-03-12..tuesday', '2026-03-12..2026-03-17'],
    ['2026-03-18..friday', '2026-03-18..2026-03-20'],
    ['today..friday', '2026-03-13..2026-03-18'],
    ['today..yesterday', '2026-03-17..2026-03-18'],
    ['since monday', '2026-03-16..2026-03-18'],
    ['march..', '2026-03-01..2026-03-18'],
    ['feb..today', '2026-02-01..2026-03-18'],
    ['1500..2026', '1500-01-01..2026-12-31'],
  ])('%s', (words, period) => {
    expect(meant(words)).toBe(period);
  });

  it.each([
    ['de', 'letzten Monat', '2026-02-01..2026-02-28'],
    ['de', 'diese Woche', '2026-03-16..2026-03-22'],
    ['de', 'die letzten 3 Tage', '2026-03-16..2026-03-18'],
    ['de', '5.3.–10.3.', '2026-03-05..2026-03-10'],
    ['de', '5.3.–20.3.', '2025-03-05..2025-03-20'],
    ['de', 'Montag bis Freitag', '2026-03-09..2026-03-13'],
    ['de', 'vom 5. März bis 10. März', '2026-03-05..2026-03-10'],
    ['de', 'seit Montag', '2026-03-16..2026-03-18'],
    ['de', 'März', '2026-03-01..2026-03-31'],
    ['en', 'in march', '2026-03-01..2026-03-31'],
    ['de', 'im März', '2026-03-01..2026-03-31'],
    ['de', 'im letzten Monat', '2026-02-01..2026-02-28'],
    ['de', 'in diesem Monat', '2026-03-01..2026-03-31'],
    ['es', 'el mes pasado', '2026-02-01..2026-02-28'],
    ['es', 'últimos 7 días', '2026-03-12..2026-03-18'],
    ['es', 'de marzo a mayo', '2025-03-01..2025-05-31'],
    ['es', 'marzo de 2025', '2025-03-01..2025-03-31'],
    ['fr', 'le mois dernier', '2026-02-01..2026-02-28'],
    ['fr', 'ce mois-ci', '2026-03-01..2026-03-31'],
    ['fr', 'l’année dernière', '2025-01-01..2025-12-31'],
    ['fr', 'les 7 derniers jours', '2026-03-12..2026-03-18'],
    ['fr', 'de mars à mai', '2025-03-01..2025-05-31'],
    ['fr', 'du 5 mars au 10 mars', '2026-03-05..2026-03-10'],
    ['fr', 'du 5 mars jusqu’au 10 mars', '2026-03-05..2026-03-10'],
    ['fr', 'depuis lundi', '2026-03-16..2026-03-18'],
    ['pt-BR', 'o mês passado', '2026-02-01..2026-02-28'],
    ['pt-BR', 'a semana passada', '2026-03-08..2026-03-14'],
    ['pt-BR', 'neste ano', '2026-01-01..2026-12-31'],
    ['pt-BR', 'nos últimos 7 dias', '2026-03-12..2026-03-18'],
    ['pt-BR', 'de março a maio', '2025-03-01..2025-05-31'],
    ['pt-BR', 'do dia 5 de março até 10 de março', '2026-03-05..2026-03-10'],
    ['pt-BR', 'desde segunda-feira', '2026-03-16..2026-03-18'],
    ['ru', 'прошлый месяц', '2026-02-01..2026-02-28'],
    ['ru', 'с 5 марта по 10 марта', '2026-03-05..2026-03-10'],
    ['ru', 'в прошлом месяце', '2026-02-01..2026-02-28'],
    ['ru', 'на прошлой неделе', '2026-03-09..2026-03-15'],
    ['ru', 'эта неделя', '2026-03-16..2026-03-22'],
    ['ru', 'в этом году', '2026-01-01..2026-12-31'],
    ['ru', 'в марте', '2026-03-01..2026-03-31'],
    ['ru', '5 янв. 2026 г.', '2026-01-05..2026-01-05'],
    ['ru', 'март 2025 года', '2025-03-01..2025-03-31'],
    ['ru', 'март 2025 г', '2025-03-01..2025-03-31'],
    ['ru', 'в марте 2025 г.', '2025-03-01..2025-03-31'],
    ['ru', 'с марта 2025 г. по май 2025 г.', '2025-03-01..2025-05-31'],
    ['ru', 'за 2025 год', '2025-01-01..2025-12-31'],
    ['de', 'im Jahr 2025', '2025-01-01..2025-12-31'],
    ['es', 'marzo del año 2025', '2025-03-01..2025-03-31'],
    ['en', 'the year 2025', '2025-01-01..2025-12-31'],
    ['ru', 'последние 7 дней', '2026-03-12..2026-03-18'],
    ['hi', 'पिछला महीना', '2026-02-01..2026-02-28'],
    ['hi', 'इस हफ़्ते', '2026-03-15..2026-03-21'],
    ['hi', '5 फ़र॰ 2026', '2026-02-05..2026-02-05'],
    ['hi', 'पिछले 30 दिन', '2026-02-17..2026-03-18'],
    ['hi', 'मार्च से मई', '2025-03-01..2025-05-31'],
    ['hi', '5 मार्च से 10 मार्च तक', '2026-03-05..2026-03-10'],
    ['hi', 'सोमवार से', '2026-03-16..2026-03-18'],
    ['hi', 'सोमवार से आज तक', '2026-03-16..2026-03-18'],
    ['hi', 'pichle mahine', '2026-02-01..2026-02-28'],
    // whatever the language is set to
    ['en', 'прошлый месяц', '2026-02-01..2026-02-28'],
  ])('in %s: %s', (locale, words, period) => {
    expect(meant(words, locale)).toBe(period);
  });

  it('begin the week where the account does', () => {
    expect(meant('this week', 'en', 3)).toBe('2026-03-18..2026-03-24');
  });

  it.each([
    '',
    ' ',
    'garbage',
    '5',
    '..',
    '1..2',
    '0000',
    'feb 30',
    '2026-13',
    '2026-00',
    'last 0 days',
    'last 99999 days',
    'last 1000 years ago',
    'march march march',
    'march..garbage',
    'this last month',
    'march of',
    'last year 2025',
    '2 года',
    'सोमवार तक',
    'x'.repeat(101),
    'mar\u200bch',
  ])('%j are none', (words) => {
    expect(meant(words)).toBeNull();
  });

  it('are none where they could be two days', () => {
    expect(meant('5/3', '')).toBeNull();
  });

  it('are read or refused, whatever they are', () => {
    const words = [
      'last',
      'march',
      '..',
      '-',
      '2025',
      '5',
      'to',
      'since',
      'days',
      'monday',
      '.',
      '/',
      '9999',
      '#',
      '0001',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { maxLength: 8 }),
        fc.constantFrom(' ', ''),
        (some, joint) => {
          const period = readPeriod(some.join(joint), { today, locale: 'en', weekStarts: null });
          if (period !== null) expect(period.from <= period.to).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
