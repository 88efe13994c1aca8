import { folded } from '../../ledger/entry/characters.ts';
import { languageOf, lexiconFor } from '../../ledger/entry/lexicon.ts';
import type { Unit } from '../../ledger/entry/words/words.ts';

/**
 * How a language says that something comes again after several units, `<n>` and `<unit>` (a pattern without `<n>` means
 * two, `<same>` is that unit again), and how it says "every day", "every week" and so on, which the grammar of entries knows.
 */
interface Several {
  readonly patterns: readonly string[];
  readonly every: Readonly<Record<Unit, string>>;
}

const languages: Readonly<Record<string, Several>> = {
  en: {
    patterns: ['every <n> <unit>', 'every other <unit>', 'every second <unit>'],
    every: { day: 'every day', week: 'every week', month: 'every month', year: 'every year' },
  },
  de: {
    patterns: ['alle <n> <unit>', 'jede zweite <unit>', 'jeden zweiten <unit>', 'jedes zweite <unit>'],
    every: { day: 'jeden Tag', week: 'jede Woche', month: 'jeden Monat', year: 'jedes Jahr' },
  },
  es: {
    patterns: [
      'cada <n> <unit>',
      'cada segundo <unit>',
      'cada segunda <unit>',
      'un <unit> sí y otro no',
      'una <unit> sí y otra no',
    ],
    every: { day: 'cada día', week: 'cada semana', month: 'cada mes', year: 'cada año' },
  },
  fr: {
    patterns: ['tous les <n> <unit>', 'toutes les <n> <unit>', 'un <unit> sur deux', 'une <unit> sur deux'],
    every: { day: 'chaque jour', week: 'chaque semaine', month: 'chaque mois', year: 'chaque année' },
  },
  pt: {
    patterns: ['a cada <n> <unit>', 'cada <n> <unit>', '<unit> sim, <same> não'],
    every: { day: 'todo dia', week: 'toda semana', month: 'todo mês', year: 'todo ano' },
  },
  ru: {
    patterns: ['каждые <n> <unit>', 'раз в <n> <unit>', 'каждый второй <unit>', 'каждую вторую <unit>'],
    every: { day: 'каждый день', week: 'каждую неделю', month: 'каждый месяц', year: 'каждый год' },
  },
  hi: {
    patterns: ['हर <n> <unit>', 'प्रत्येक <n> <unit>', 'हर दूसरे <unit>', 'har <n> <unit>'],
    every: { day: 'हर दिन', week: 'हर हफ़्ते', month: 'हर महीने', year: 'हर साल' },
  },
};

/** Words that say how often, as the grammar of entries has it ("every week"), and of how many units it skips all but one. */
export interface Stepped {
  readonly words: string;
  readonly step: number;
}

/** "every 2 weeks" as "every week" and 2, in the words of all languages, the person's own first; else all as it is, and 1. */
export function readStep(typed: string, locale: string): Stepped {
  const own = languages[languageOf(locale)];
  for (const several of [...(own ? [own] : []), ...Object.values(languages)]) {
    for (const pattern of several.patterns) {
      const found = find(typed, pattern, several, locale);
      if (found !== null) return found;
    }
  }
  return { words: typed, step: 1 };
}

const word = '[\\p{L}\\p{M}\\p{N}]';

function find(typed: string, pattern: string, { every }: Several, locale: string): Stepped | null {
  const source = pattern
    .replace('<n>', `(?<count>${word}+)`)
    .replace('<unit>', `(?<unit>${word}+)`)
    .replace('<same>', '\\k<unit>')
    .replaceAll(' ', '\\s+');
  const found = new RegExp(`(?<!${word})${source}(?!${word})`, 'iu').exec(typed.normalize('NFC'));
  if (found === null) return null;
  const { count, unit = '' } = found.groups ?? {};
  const { units, singleUnits, numbers } = lexiconFor(locale);
  const named = units.get(folded(unit)) ?? singleUnits.get(folded(unit));
  const step =
    count === undefined ? 2 : /^[1-9]\d{0,2}$/.test(count) ? Number(count) : numbers.get(folded(count));
  if (named === undefined || step === undefined) return null;
  return { words: typed.normalize('NFC').replace(found[0], every[named]), step };
}
