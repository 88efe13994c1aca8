import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../src/chat/picture.ts';
import { roundValues } from '../../../src/daemon/pictures/scale.ts';
import { putIntoWords } from '../../../src/daemon/pictures/words.ts';
import {
  categoriesChart,
  monthPicture,
  pictureOf,
  pictureRenderer,
  words,
} from '../../helpers/made-pictures.ts';

const renderer = await pictureRenderer();
const drawingOf = (chart: Chart) => putIntoWords(pictureOf(chart), renderer, 'en').charts[0]!;

function barsOf(chart: Chart) {
  const drawing = drawingOf(chart);
  if (drawing.shows !== 'categories') throw new Error(drawing.shows);
  return drawing.bars.map(({ name, amount, share }) => [name, amount, share].join(' ').trim());
}

describe('by category', () => {
  it('each has its name, amount and share; what has none is named', () => {
    expect(barsOf(categoriesChart(['Food', 7_550n], [null, 2_450n]))).toEqual([
      'Food €75.50 76%',
      'No category €24.50 25%',
    ]);
  });

  it('the tail beyond eight is one bar, unless it would be one anyway', () => {
    const categories = (count: number) =>
      categoriesChart(...Array.from({ length: count }, (_, index) => [`c${index}`, 100n] as const));
    expect(barsOf(categories(9)).at(-1)).toBe('c8 €1.00 11%');
    expect(barsOf(categories(10)).slice(-2)).toEqual(['c7 €1.00 10%', '2 others €2.00 20%']);
    expect(barsOf(categories(1_000)).slice(-1)).toEqual(['992 others €992.00 99%']);
  });

  it('those that only their number and sum are known of count as well', () => {
    const some = categoriesChart(['Food', 6_000n], ['Rent', 3_000n]);
    const chart = { ...some, more: { count: 40, amount: '1000' } } as Chart;
    expect(barsOf(chart)).toEqual(['Food €60.00 60%', 'Rent €30.00 30%', '40 others €10.00 10%']);
  });

  it('refunds are parts of the same whole; where nothing was spent in all there are no shares', () => {
    expect(barsOf(categoriesChart(['Food', 20_000n], ['Back', -10_000n]))).toEqual([
      'Food €200.00 200%',
      'Back -€100.00 -100%',
    ]);
    expect(barsOf(categoriesChart(['Food', 100n], ['Back', -100n]))).toEqual(['Food €1.00', 'Back -€1.00']);
  });

  it('amounts beyond what a float holds are exact', () => {
    expect(barsOf(categoriesChart(['Food', 9_999_999_999_999_999n]))).toEqual([
      'Food €99,999,999,999,999.99 100%',
    ]);
  });
});

describe('day by day', () => {
  const days = (amounts: readonly (string | null)[], budget: string | null) => {
    const drawing = drawingOf({
      title: words('Days'),
      currency: 'EUR',
      shows: 'days',
      from: '2026-02-27',
      amounts,
      budget,
    });
    if (drawing.shows !== 'days') throw new Error(drawing.shows);
    return drawing;
  };

  it('the budget and what is spent of it are said, and days to come stay empty', () => {
    const { note, budget, values, scale } = days(['100', '250', null], '40000');
    expect({ note, budget, values }).toEqual({
      note: '€3.50 of €400.00',
      budget: { value: 40_000, name: 'Budget €400' },
      values: [100, 250, null],
    });
    expect(scale.most).toBeGreaterThanOrEqual(40_000);
  });

  it('the scale holds the sums where there is a budget, and single days otherwise', () => {
    const amounts = Array.from({ length: 10 }, () => '1000');
    expect(days(amounts, '100').scale.most).toBe(10_000);
    expect(days(amounts, null).scale.most).toBe(1_000);
  });

  it('a few days are named', () => {
    const names = (count: number) => days(Array(count).fill('1'), null).names.filter((name) => name !== '');
    expect(names(3)).toEqual(['Feb 27', 'Feb 28', 'Mar 1']);
    expect(names(31)).toEqual(['Feb 27', 'Mar 6', 'Mar 13', 'Mar 20', 'Mar 27']);
    for (const count of [1, 7, 8, 14, 62, 366, 5_000]) expect(names(count).length).toBeLessThanOrEqual(8);
  });
});

describe('month by month', () => {
  it('years are named where they begin, and no more than 13 months are shown', () => {
    const months = Array.from({ length: 20 }, (_, index) => ({
      month: `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
      amount: '123456',
    }));
    const drawing = drawingOf({ title: words('Months'), currency: 'EUR', shows: 'months', months });
    if (drawing.shows !== 'months') throw new Error(drawing.shows);
    expect(drawing.names.map((lines) => lines.join(' '))).toEqual([
      ...[
        'Aug 2025',
        'Sep',
        'Oct',
        'Nov',
        'Dec',
        'Jan 2026',
        'Feb',
        'Mar',
        'Apr',
        'May',
        'Jun',
        'Jul',
        'Aug',
      ],
    ]);
    expect(new Set(drawing.amounts)).toEqual(new Set(['€1.23K']));
  });
});

it('a picture without figures says so, and one of an unknown currency is refused', () => {
  expect(drawingOf(categoriesChart())).toEqual({
    shows: 'nothing',
    title: 'By category',
    words: 'Nothing spent',
  });
  expect(() => drawingOf({ ...categoriesChart(['Food', 1n]), currency: 'XXX' })).toThrow('XXX');
});

it('what is put into words is plain data, with the total beside the title', () => {
  const drawing = putIntoWords(monthPicture('dark'), renderer, 'en');
  expect(JSON.parse(JSON.stringify(drawing))).toEqual(drawing);
  expect(drawing).toMatchObject({ theme: 'dark', title: 'March 2026', total: '€1,333.66' });
});

it.each([
  [[], [0]],
  [[0, 0], [0]],
  [[1_000], [0, 250, 500, 750, 1_000]],
  [
    [-300, 100],
    [-300, -200, -100, 0, 100],
  ],
  [[3], [0, 3]],
  [
    [1_333_00, 1_800_00],
    [0, 50_000, 100_000, 150_000, 200_000],
  ],
])('lines around %j stand at %j', (values, lines) => {
  expect(roundValues(values, 2)).toEqual(lines);
});
