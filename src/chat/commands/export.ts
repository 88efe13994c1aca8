import { endingOf, formatNames } from '../../ledger/portable/formats.ts';
import { type Period, wholeMonths } from '../../ledger/reports/period.ts';
import { type Phrase, phrase, type Reply } from '../reply.ts';
import { periodIn } from '../report/load.ts';
import { accountOfTurn, aside, type Turn } from '../turn.ts';
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
    const period = words.filter((word) => !formatNames.includes(word.toLowerCase())).join(' ');
    const span = period === '' ? null : periodIn(turn, period);
    if (period !== '' && span === null) {
      return aside(turn, phrase('export-how', { formats: formatNames.join(', ') }));
    }
    const within = format === 'json' ? null : span;
    return { ...aside(turn), messages: [exported(turn, format, within)] };
  },
};

/** The whole account, as a file. */
export function exportOfAll(turn: Turn): Reply {
  return exported(turn, 'json', null);
}

function exported(turn: Turn, format: string, within: Period | null): Reply {
  const file = {
    accountId: String(accountOfTurn(turn).id),
    name: `spndr${within ? `-${shortName(within)}` : ''}.${endingOf(format)}`,
    format,
    from: within?.from ?? null,
    to: within?.to ?? null,
  };
  return { do: 'say', text: [captionOf(format, within), phrase('export-back')], file };
}

function captionOf(format: string, within: Period | null): Phrase {
  if (format === 'json') return phrase('export-everything');
  if (within === null) return phrase('export-all', { format });
  if (within.from === within.to) return phrase('export-day', { format, day: { day: within.from } });
  return phrase('export-span', { format, from: { day: within.from }, to: { day: within.to } });
}

/** A period as part of a file name: "2026", "2026-03", "2026-03-05", or "first..last" day. */
function shortName(period: Period): string {
  const { from, to } = period;
  const months = wholeMonths(period);
  if (months === 12 && from.endsWith('-01-01')) return from.slice(0, 4);
  if (months === 1) return from.slice(0, 7);
  return from === to ? from : `${from}..${to}`;
}
