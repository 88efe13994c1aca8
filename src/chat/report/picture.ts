import { daysIn } from '../../ledger/reports/period.ts';
import { keep } from '../entry/lines.ts';
import type { Picture } from '../picture.ts';
import { phrase } from '../reply.ts';
import type { Loaded } from './load.ts';

type Chart = Picture['charts'][number];

const mostCategories = 20;
const mostMonths = 36;

/**
 * The picture of a report: its days or months, then its categories. `budget`: what may be spent in its period, in minor
 * units of its currency; null: no budget.
 */
export function pictureOf(report: Loaded, theme: Picture['theme'], budget: bigint | null): Picture {
  const categories = categoriesChart(report);
  const times = timesChart(report, budget, categories.length === 0);
  return {
    title: phrase('report-period', { period: { period: report.period } }),
    theme,
    charts: [...times, ...categories],
  };
}

function timesChart(report: Loaded, budget: bigint | null, always: boolean): readonly Chart[] {
  const { currency, part, parts, period } = report;
  const amounts = parts.map(({ own }) => String(own));
  if (part === 'day') {
    const days = daysIn(period);
    if (days === 1 && !always) return [];
    const toCome = Array.from({ length: days - amounts.length }, () => null);
    return [
      {
        shows: 'days',
        title: phrase('chart-days'),
        currency,
        from: period.from,
        amounts: [...amounts, ...toCome],
        budget: budget === null ? null : String(budget),
      },
    ];
  }
  if (part === 'year' && !always) return [];
  const months = parts.map(({ name, own }) => ({ month: name ?? period.from, amount: String(own) }));
  return [{ shows: 'months', title: phrase('chart-months'), currency, months: months.slice(-mostMonths) }];
}

function categoriesChart({ currency, categories }: Loaded): readonly Chart[] {
  const spent = categories.filter(({ own }) => own > 0n);
  if (spent.length === 0) return [];
  const more = spent.slice(mostCategories);
  const rest = more.reduce((sum, { own }) => sum + own, 0n);
  return [
    {
      shows: 'categories',
      title: phrase('chart-categories'),
      currency,
      categories: spent
        .slice(0, mostCategories)
        .map(({ name, own }) => ({ name, amount: keep({ minor: own, currency }).minor })),
      ...(more.length === 0
        ? {}
        : { more: { count: more.length, amount: keep({ minor: rest, currency }).minor } }),
    },
  ];
}
