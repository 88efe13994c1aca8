import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from '../../src/chat/commands/registry.ts';
import { languages } from '../../src/chat/language.ts';
import { currencyCodes } from '../../src/ledger/money.ts';
import { createWorld } from '../helpers/chat.ts';
import { expected, play } from '../helpers/play.ts';
import { legible, pseudoRenderer } from '../helpers/pseudo.ts';
import { parse } from '../helpers/transcript.ts';

const folder = new URL('../dialogues/', import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.chat'))
  .map((file) => ({ file, steps: parse(readFileSync(new URL(file, folder), 'utf8')) }))
  .filter(({ steps }) => steps.every(({ speaks }) => speaks.language === 'en'));

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** What is shown in ordinary letters and is no word of a language: names, codes, and the locale's own. */
const names = new Set([
  ...commands.map(({ name }) => name),
  ...currencyCodes(),
  ...Intl.supportedValuesOf('timeZone').flatMap((zone) => zone.split(/[/_]/)),
  ...Object.values(languages).flatMap(wordsOf),
  ...months,
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

it.each(texts)(
  '$file says nothing but phrases, and what the person said',
  { timeout: 60_000 },
  async ({ steps }) => {
    const world = await createWorld({ renderer: pseudoRenderer() });
    const typed = steps
      .map(({ does }) => ('text' in does ? does.text : '').normalize('NFKC').toLowerCase())
      .join(' ');
    const people = new Set(steps.map(({ person }) => person));
    const stray: string[] = [];
    for (const step of steps) {
      const seen = await play(world, step);
      expect(
        seen.map(({ kind, line }) => ({ kind, line: legible(line) })),
        `line ${step.line}`,
      ).toEqual(expected(step));
      const words = seen.flatMap(({ line }) => wordsOf(line.replace(/[\uFF21-\uFF5A]+/g, ' ')));
      const own = (word: string) => typed.includes(word.toLowerCase()) || people.has(word.toLowerCase());
      stray.push(
        ...words.filter((word) => !names.has(word) && !own(word)).map((word) => `line ${step.line}: ${word}`),
      );
    }
    await world.close();
    expect(stray).toEqual([]);
  },
);
