import { commands } from '../../src/chat/commands/registry.ts';
import { languages } from '../../src/chat/language.ts';
import { columnFields } from '../../src/ledger/portable/csv/headers.ts';
import { formatNames } from '../../src/ledger/portable/formats.ts';
import { currencyCodes } from './currency-codes.ts';

const months = (['long', 'short'] as const)
  .flatMap((month) =>
    Array.from({ length: 12 }, (_, index) =>
      new Intl.DateTimeFormat('en', { month, timeZone: 'UTC' }).format(Date.UTC(2025, index)),
    ),
  )
  .join('|');

/** A month name in a date or span as the locale writes it: before a number, or before the last month of a span. */
const inDate = new RegExp(`\\b(?:${months})(?= \\d| – (?:${months}) \\d)`, 'g');

/** The lines that stand for a picture or a file in transcripts. */
const mark = /^\((?:picture|file \S+)\)$/;

/** Parts of a table mapping, in the words that a person can send back. */
const mapping = new RegExp(
  `\\b(?:(?:${columnFields.join('|')})=|dates=(?:ymd|dmy|mdy)|decimal=(?:comma|point)|spent=(?:minus|plus))`,
  'g',
);

/** Text shown in ordinary letters that belongs to no language: names, codes, and words from the locale data. */
const names = new Set([
  ...commands.map(({ name }) => name),
  ...currencyCodes,
  ...formatNames,
  ...Intl.supportedValuesOf('timeZone').flatMap((zone) => zone.split(/[/_]/)),
  ...Object.values(languages).flatMap(wordsOf),
  ...[
    'Sunday',
    'Monday',
    'Wednesday',
    'Saturday',
    'Kolkata',
    'UTC',
    'example',
    'com',
    'AM',
    'PM',
    'CA',
    'time',
    // from links with a code
    'https',
    'bot',
  ],
]);

function wordsOf(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
}

/** The words in ordinary letters in lines of the pseudo-language, except names and those that `isSaid` accepts. */
export function strayWords(lines: readonly string[], isSaid: (word: string) => boolean): readonly string[] {
  return lines.flatMap((line) =>
    mark.test(line)
      ? []
      : wordsOf(
          line
            .replace(/[\uFF21-\uFF5A]+/g, ' ')
            .replace(inDate, ' ')
            .replace(mapping, ' '),
        )
          .filter((word) => !names.has(word) && !isSaid(word.toLowerCase()))
          .map((word) => `${word}: ${line}`),
  );
}
