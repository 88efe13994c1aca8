import { createRenderer, type Renderer } from '../../src/chat/locales/render.ts';
import type { Chart, Picture } from '../../src/chat/picture.ts';
import { type Phrase, phrase } from '../../src/chat/reply.ts';
import { readLocales } from '../../src/daemon/locale-files.ts';

/** Pictures of fictional spending, for tests, the bench and the README. */

/** A phrase for a title made up by a test, whatever the language. */
export function words(text: string): Phrase {
  return phrase('made-words', { words: text });
}

/** A renderer that knows `words` too; throws if a phrase or an argument is missing. */
export async function pictureRenderer(): Promise<Renderer> {
  const sources = [...(await readLocales())].map(
    ([locale, source]) => [locale, `${source}\nmade-words = { $words }\n`] as const,
  );
  return createRenderer(new Map(sources), (problem) => {
    throw new Error(problem);
  });
}

const rent = 62_000;
const groups = [
  'Rent',
  'Food',
  'Eating out',
  'Transport',
  'Health',
  'Children',
  'Clothes',
  'Presents',
  'Books',
];

/** A month's spending up to a day in March: by category, day by day against a budget, and the months before. */
export function monthPicture(theme: 'light' | 'dark', seed = 0): Picture {
  const spent = dayAmounts(seed);
  const total = spent.reduce((sum, amount) => sum + amount, 0);
  return {
    theme,
    title: words('March 2026'),
    total: { minor: String(total), currency: 'EUR' },
    charts: [
      { ...common('By category'), shows: 'categories', categories: categoriesOf(total) },
      {
        ...common('Day by day'),
        shows: 'days',
        from: '2026-03-01',
        amounts: Array.from({ length: 31 }, (_, day) => (day < spent.length ? String(spent[day]) : null)),
        budget: '180000',
      },
      {
        ...common('Month by month'),
        shows: 'months',
        months: ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'].map((month, index) => ({
          month: `${month}-01`,
          amount: String([131_250, 142_080, 198_430, 124_900, 138_765, total][index]),
        })),
      },
    ],
  };
}

/** A picture of one chart. */
export function pictureOf(chart: Chart, theme: 'light' | 'dark' = 'light'): Picture {
  return { theme, title: words('March 2026'), charts: [chart] };
}

/** A chart by category, of amounts (minor units of euros) by name. */
export function categoriesChart(...categories: readonly (readonly [string | null, bigint])[]): Chart {
  return {
    ...common('By category'),
    shows: 'categories',
    categories: categories.map(([name, amount]) => ({ name, amount: String(amount) })),
  };
}

function common(title: string): { title: Phrase; currency: string } {
  return { title: words(title), currency: 'EUR' };
}

function dayAmounts(seed: number): number[] {
  let state = seed + 7;
  return Array.from({ length: 22 }, (_, day) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    if (day === 0) return rent;
    return state % 5 === 0 ? 0 : 850 + (state % 9_900);
  });
}

/** The rent, then shares of the other spending; the rest has no category. */
function categoriesOf(total: number): { name: string | null; amount: string }[] {
  const parts = [0.34, 0.21, 0.13, 0.09, 0.07, 0.05, 0.04, 0.02];
  const amounts = [rent, ...parts.map((part) => Math.round((total - rent) * part))];
  const rest = total - amounts.reduce((sum, amount) => sum + amount, 0);
  const named = amounts.map((amount, index) => ({ name: groups[index] ?? null, amount: String(amount) }));
  return [...named.slice(0, 7), { name: null, amount: String(rest) }, ...named.slice(7)];
}
