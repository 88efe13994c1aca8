import { weekdayOf } from '../../ledger/day.ts';
import { shortened } from '../../ledger/lengths.ts';
import type { Rhythm } from '../../ledger/recurring/recurrence.ts';
import { isOver, type Recurring } from '../../ledger/recurring/recurring.ts';
import { pricePart } from '../entry/lines.ts';
import { type Phrase, phrase, type Text } from '../reply.ts';

/** How often something recurs: "monthly on the 1st". */
export function rhythmPhrase({ every, step, starts, onDate }: Rhythm): Phrase {
  switch (every) {
    case 'day':
      return phrase('rhythm-day', { step });
    case 'week':
      return phrase('rhythm-week', { step, weekday: weekdayOf(starts) });
    case 'month':
      return phrase('rhythm-month', { step, date: onDate ?? Number(starts.slice(8)) });
    case 'year':
      return phrase('rhythm-year', {
        step,
        date: onDate ?? Number(starts.slice(8)),
        month: Number(starts.slice(5, 7)),
      });
  }
}

/** One line that shows a recurring purchase and when it is next recorded. */
export function recurringLine(recurring: Recurring): Phrase {
  const { template, rhythm } = recurring;
  return phrase('recurring-line', {
    item: shortened(template.item, 60),
    rest: {
      line: [pricePart(template.kind, template.price), rhythmPhrase(rhythm), stateOf(recurring)],
    },
  });
}

function stateOf(recurring: Recurring): Phrase {
  if (isOver(recurring)) return phrase('recurring-over');
  if (recurring.paused) return phrase('recurring-paused');
  return phrase('recurring-next', { day: { day: recurring.nextDay } });
}

/** All details of a recurring purchase. */
export function recurringText(recurring: Recurring): Text {
  const { template, ends } = recurring;
  const { vendor, category, tags } = template;
  const parts = [
    ...(vendor === null ? [] : [phrase('part-vendor', { vendor })]),
    ...(category === null ? [] : [phrase('part-category', { category })]),
    ...(tags.length === 0 ? [] : [phrase('part-tags', { tags: shortened(tags.join(', '), 100) })]),
  ];
  return [
    recurringLine(recurring),
    ...(parts.length === 0 ? [] : [phrase('recurring-parts', { rest: { line: parts } })]),
    ...(ends === null ? [] : [phrase('recurring-ends', { day: { day: ends } })]),
  ];
}
