import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { languages } from '../../src/chat/language.ts';
import { currencyCodes } from '../../src/ledger/money.ts';
import { columnFields } from '../../src/ledger/portable/csv-headers.ts';
import { formatNames } from '../../src/ledger/portable/formats.ts';
import { createWorld } from '../helpers/chat.ts';
import { expected, play } from '../helpers/play.ts';
import { legible, pseudoRenderer } from '../helpers/pseudo.ts';
import { type Deed, parse, timeless } from '../helpers/transcript.ts';

const folder = new URL('../dialogues/', import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.chat'))
  .map((file) => ({ file, steps: parse(readFileSync(new URL(file, folder), 'utf8')) }))
  .filter(({ steps }) => steps.every(({ speaks }) => speaks.language === 'en'));

const months = (['long', 'short'] as const)
  .flatMap((month) =>
    Array.from({ length: 12 }, (_, index) =>
      new Intl.DateTimeFormat('en', { month, timeZone: 'UTC' }).format(Date.UTC(2025, index)),
    ),
  )
  .join('|');

/** A month as the locale writes it, in a day or a span: before a number, or before the month that a span ends with. */
const inDate = new RegExp(`\\b(?:${months})(?= \\d| – (?:${months}) \\d)`, 'g');

/** What transcripts write for a picture or a file is said by nobody. */
const mark = /^\((?:picture|file \S+)\)$/;

/** How a table is read, in the words that a person can send back. */
const mapping = new RegExp(
  `\\b(?:(?:${columnFields.join('|')})=|dates=(?:ymd|dmy|mdy)|decimal=(?:comma|point)|spent=(?:minus|plus))`,
  'g',
);

/** What is shown in ordinary letters and is no word of a language: names, codes, and the locale's own. */
const names = new Set([
  ...commands.map(({ name }) => name),
  ...currencyCodes(),
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
    // of the links with a code
    'https',
    'bot',
  ],
]);

function wordsOf(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
}

/** The words that a deed brings: typed, or the name and the content of a file. */
function saidIn(does: Deed): string {
  if ('text' in does) return does.text;
  const [, file] = (does.kind === 'send' && /^file (.+)$/.exec(does.what)) || [];
  return file === undefined ? '' : `${file} ${readFileSync(new URL(`files/${file}`, folder), 'utf8')}`;
}

it.each(texts)(
  '$file says nothing but phrases, and what the person said',
  { timeout: 60_000 },
  async ({ steps }) => {
    const world = await createWorld({ renderer: pseudoRenderer() });
    const typed = steps.map(({ does }) => saidIn(does).normalize('NFKC').toLowerCase()).join(' ');
    const people = new Set(steps.map(({ person }) => person));
    const stray: string[] = [];
    for (const step of steps) {
      const seen = await play(world, step);
      expect(
        seen.map(({ kind, line }) => ({ kind, line: timeless(legible(line)) })),
        `line ${step.line}`,
      ).toEqual(expected(step));
      const words = seen.flatMap(({ line }) =>
        mark.test(line)
          ? []
          : wordsOf(
              line
                .replace(/[\uFF21-\uFF5A]+/g, ' ')
                .replace(inDate, ' ')
                .replace(mapping, ' '),
            ),
      );
      const own = (word: string) => typed.includes(word.toLowerCase()) || people.has(word.toLowerCase());
      stray.push(
        ...words.filter((word) => !names.has(word) && !own(word)).map((word) => `line ${step.line}: ${word}`),
      );
    }
    await world.close();
    expect(stray).toEqual([]);
  },
);
