import { addDays, addMonths, type Day, dayOf, isDay } from '../../ledger/day.ts';
import { endingOf, formatNames } from '../../ledger/portable/formats.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, aside } from '../turn.ts';
import type { Command } from './command.ts';

const usualFormat = 'csv';

export const exporting: Command = {
  name: 'export',
  description: 'command-export',
  for: 'linked',
  when: 'always',
  run(turn, argument) {
    const words = argument.split(/\s+/).filter((word) => word !== '');
    const format =
      words.find((word) => formatNames.includes(word.toLowerCase()))?.toLowerCase() ?? usualFormat;
    const periods = words.filter((word) => !formatNames.includes(word.toLowerCase()));
    const span = spanIn(periods.join(''));
    if (span === null) return aside(turn, phrase('export-how', { formats: formatNames.join(', ') }));
    const part = periods.length === 0 || format === 'json' ? '' : `-${periods.join('')}`;
    const everything = format === 'json' || periods.length === 0;
    const file = {
      accountId: String(accountOfTurn(turn).id),
      name: `spndr${part}.${endingOf(format)}`,
      format,
      ...(format === 'json' ? always : span),
    };
    const caption = [captionOf(format, everything, span), phrase('export-back')];
    return { ...aside(turn), messages: [{ do: 'say', text: caption, file }] };
  },
};

function captionOf(format: string, everything: boolean, { from, to }: Span): Phrase {
  if (format === 'json') return phrase('export-everything');
  if (everything || from === null || to === null) return phrase('export-all', { format });
  return phrase('export-span', { format, from: { day: from }, to: { day: to } });
}

interface Span {
  readonly from: Day | null;
  readonly to: Day | null;
}

const always: Span = { from: null, to: null };

/** 2026, 2026-03, 2026-03-05, or two of them with .. between, both with all their days; '' is always. Null: none. */
function spanIn(text: string): Span | null {
  if (text === '') return always;
  const [first = '', last = first, ...more] = text.split(/\.\.|…/);
  const [begins, ends] = [daysOf(first), daysOf(last)];
  if (begins === null || ends === null || more.length > 0 || begins.from > ends.to) return null;
  return { from: begins.from, to: ends.to };
}

function daysOf(text: string): { readonly from: Day; readonly to: Day } | null {
  if (isDay(text)) return { from: text, to: text };
  const [, year, month] = /^(\d{4})(?:-(\d\d))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const from = dayOf(Number(year), month === undefined ? 1 : Number(month), 1);
  if (from === null) return null;
  return { from, to: addDays(addMonths(from, month === undefined ? 12 : 1), -1) };
}
