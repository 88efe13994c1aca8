import type { Renderer } from '../../chat/locales/render.ts';
import type { Chart, Picture } from '../../chat/picture.ts';
import { type Phrase, phrase } from '../../chat/reply.ts';
import { addDays, type Day } from '../../ledger/day.ts';
import { minorDigits } from '../../ledger/money.ts';
import type { ChartDrawing, Drawing, Scale } from './drawing.ts';
import { drawable } from './labels.ts';
import { roundValues } from './scale.ts';

/** How many categories get a bar of their own. */
const mostBars = 8;
const mostDays = 400;
const mostMonths = 13;
/** Candidates for how many days apart labels are: the first that makes at most `mostNamedDays` is used. */
const namingSteps = [1, 2, 7, 14, 28, 56];
const mostNamedDays = 8;

/** Turns a picture into the words of a locale. Throws when a phrase or currency is unknown. */
export function putIntoWords(picture: Picture, renderer: Renderer, locale: string): Drawing {
  const say: Say = (words) => drawable(renderer.plain(words, locale));
  const { title, total, theme, charts } = picture;
  return {
    theme,
    title: say(title),
    total: total ? say(phrase('picture-amount', { amount: { money: total } })) : '',
    charts: charts.map((chart) => wordChart(chart, say)),
  };
}

type Say = (words: Phrase) => string;
type Of<Shows> = Extract<Chart, { readonly shows: Shows }>;

function wordChart(chart: Chart, say: Say): ChartDrawing {
  if (isEmpty(chart))
    return { shows: 'nothing', title: say(chart.title), words: say(phrase('picture-nothing')) };
  switch (chart.shows) {
    case 'categories':
      return wordCategories(chart, say);
    case 'days':
      return wordDays(chart, say);
    case 'months':
      return wordMonths(chart, say);
  }
}

function isEmpty(chart: Chart): boolean {
  if (chart.shows === 'categories') return chart.categories.length === 0;
  return chart.shows === 'days' ? chart.amounts.length === 0 : chart.months.length === 0;
}

function wordCategories(chart: Of<'categories'>, say: Say): ChartDrawing {
  const { currency, categories, more = { count: 0, amount: '0' } } = chart;
  const bars = categories.map(({ name, amount }) => ({
    name: name === null ? say(phrase('picture-no-category')) : drawable(name),
    own: name !== null,
    minor: BigInt(amount),
  }));
  // a single category left over takes no more room than "others" would
  const shown = bars.length + more.count > mostBars + 1 ? bars.slice(0, mostBars) : bars;
  const rest = bars.slice(shown.length);
  const count = rest.length + more.count;
  const others = {
    name: say(phrase('picture-others', { count })),
    own: false,
    minor: sumOf([...rest.map(({ minor }) => minor), BigInt(more.amount)]),
  };
  const total = sumOf([...shown.map(({ minor }) => minor), others.minor]);
  return {
    shows: 'categories',
    title: say(chart.title),
    bars: [...shown, ...(count > 0 ? [others] : [])].map(({ name, own, minor }) => ({
      name,
      own,
      value: Number(minor),
      amount: say(amountOf(minor, currency)),
      share: total > 0n ? say(phrase('picture-share', { share: { share: partOf(minor, total) } })) : '',
    })),
  };
}

function wordDays(chart: Of<'days'>, say: Say): ChartDrawing {
  const { currency } = chart;
  const amounts = chart.amounts.slice(0, mostDays).map((amount) => (amount === null ? null : BigInt(amount)));
  const values = amounts.map((amount) => (amount === null ? null : Number(amount)));
  const budget = chart.budget === null ? null : BigInt(chart.budget);
  const known = amounts.filter((amount) => amount !== null);
  const seen = budget === null ? known : [...known, ...runningSums(known), budget];
  const step = namingSteps.find((days) => amounts.length / days <= mostNamedDays) ?? mostDays;
  return {
    shows: 'days',
    title: say(chart.title),
    note: budget === null ? '' : say(spentOf(sumOf(known), budget, currency)),
    values,
    names: values.map((_, index) =>
      index % step === 0 ? say(shortDay(addDays(chart.from, index), 'day')) : '',
    ),
    scale: scaleOf(seen.map(Number), currency, say),
    budget: budget === null ? null : { value: Number(budget), name: say(budgetOf(budget, currency)) },
  };
}

function wordMonths(chart: Of<'months'>, say: Say): ChartDrawing {
  const { currency } = chart;
  const months = chart.months.slice(-mostMonths);
  const values = months.map(({ amount }) => Number(amount));
  return {
    shows: 'months',
    title: say(chart.title),
    values,
    scale: scaleOf(values, currency, say),
    amounts: months.map(({ amount }) => say(roughly(BigInt(amount), currency))),
    names: months.map(({ month }, index) => [
      say(shortDay(month, 'month')),
      ...(index === 0 || month.slice(5, 7) === '01' ? [say(shortDay(month, 'year'))] : []),
    ]),
  };
}

function scaleOf(values: readonly number[], currency: string, say: Say): Scale {
  const lines = roundValues(values, minorDigits(currency) ?? 0);
  return {
    least: lines[0] ?? 0,
    most: lines.at(-1) || 1,
    lines: lines.map((at) => ({ at, name: say(roughly(BigInt(Math.round(at)), currency)) })),
  };
}

function amountOf(minor: bigint, currency: string): Phrase {
  return phrase('picture-amount', { amount: { money: { minor: String(minor), currency } } });
}

function roughly(minor: bigint, currency: string): Phrase {
  return phrase('picture-amount', { amount: { roughly: { minor: String(minor), currency } } });
}

function shortDay(short: Day, of: 'day' | 'month' | 'year'): Phrase {
  return phrase('picture-day', { day: { short, of } });
}

function budgetOf(budget: bigint, currency: string): Phrase {
  return phrase('picture-budget', { budget: { roughly: { minor: String(budget), currency } } });
}

function spentOf(spent: bigint, budget: bigint, currency: string): Phrase {
  return phrase('picture-of-budget', {
    spent: { money: { minor: String(spent), currency } },
    budget: { money: { minor: String(budget), currency } },
  });
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

function runningSums(amounts: readonly bigint[]): bigint[] {
  let sum = 0n;
  return amounts.map((amount) => {
    sum += amount;
    return sum;
  });
}

/** `minor` as a share of `total`, rounded down to a hundredth of a per cent. */
function partOf(minor: bigint, total: bigint): number {
  return Number((minor * 10_000n) / total) / 10_000;
}
