import { type CurrencyName, codeOf, currencySigns } from './amounts/currencies.ts';
import { compileQuestions } from './asking.ts';
import { compilePatterns, ownOrShared, type Phrases } from './phrases.ts';
import { folded } from './text/characters.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { hi } from './words/hi.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';
import type { Unit, Words } from './words/words.ts';

/** To add a language, add a file of words and list it here. */
const languages: readonly Words[] = [en, de, es, fr, hi, pt, ru];

/** The role of a word in the name of a period. */
export type PeriodWord = 'this' | 'last' | 'until' | 'since';

export type Field = 'vendor' | 'category' | 'tag' | 'tags';

/** The words of all languages by meaning. Keys are folded (without case and accents). */
export interface Lexicon {
  readonly currencies: ReadonlyMap<string, CurrencyName>;
  readonly currencyAdjectives: ReadonlyMap<string, string>;
  /** To the code of the currency that is not meant. Only of the locale's own language. */
  readonly notCurrencies: ReadonlyMap<string, string>;
  readonly notCodes: ReadonlySet<string>;
  /** Powers of ten, as exponents: thousand 3, lakh 5, million 6, crore 7, hundredth -2. */
  readonly multipliers: ReadonlyMap<string, number>;
  /** Words such as "and" between a number and what is added to it. */
  readonly and: ReadonlySet<string>;
  /** Words such as "or" between two prices. */
  readonly or: ReadonlySet<string>;
  /** The sign that a word of arithmetic stands for: "+", "-" or "x". */
  readonly operators: ReadonlyMap<string, string>;
  /** Phrases such as "about" beside a price. */
  readonly approx: ReadonlySet<string>;
  /** Words such as "size" before a number that tells things apart. */
  readonly labels: ReadonlySet<string>;
  /** Words such as "visa" before the last digits of a card. */
  readonly cards: ReadonlySet<string>;
  /** Words that lead from a price to what it is for. */
  readonly leading: ReadonlySet<string>;
  readonly extras: Readonly<Record<'more' | 'less', ReadonlySet<string>>>;
  readonly numberSigns: ReadonlySet<string>;
  readonly each: Readonly<Record<'before' | 'behind' | 'together' | 'among', ReadonlySet<string>>>;
  /** Words before a number of people or an hour, or the price of one or of all: those of `each` and `clock.before`. */
  readonly beforeOthers: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  readonly clock: Readonly<Record<'before' | 'behind' | 'halves', ReadonlySet<string>>>;
  /** Those of `clock.behind` included. */
  readonly measures: ReadonlySet<string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly ordinalEndings: readonly string[];
  /** Month names to 1 to 12, for each language's slot "<month:en>". */
  readonly months: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlyMap<string, number>;
  readonly shortWeekdays: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly singleUnits: ReadonlyMap<string, Unit>;
  readonly beforeDates: ReadonlySet<string>;
  /** Those of `beforeDates` that may also precede a price. */
  readonly beforePrices: ReadonlySet<string>;
  readonly afterDates: ReadonlySet<string>;
  /** Phrases before the day on which something begins; true: that day is in the past ("since"). */
  readonly starting: ReadonlyMap<string, boolean>;
  readonly often: Readonly<Record<'every' | 'twice' | 'times' | 'phrases', ReadonlySet<string>>>;
  readonly kinds: ReadonlyMap<string, 'income' | 'refund'>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly ages: ReadonlySet<string>;
  readonly corrections: ReadonlySet<string>;
  readonly notBefore: ReadonlySet<string>;
  readonly notAfter: ReadonlySet<string>;
  readonly please: ReadonlySet<string>;
  readonly atVendor: ReadonlySet<string>;
  /** Matches the folded text of a question about what was spent. */
  readonly question: RegExp;
  readonly rest: ReadonlySet<string>;
  readonly periods: ReadonlyMap<string, PeriodWord>;
  readonly aroundPeriods: Readonly<Record<'before' | 'beforeYear' | 'year', ReadonlySet<string>>>;
  readonly phrases: Phrases;
  /** Every word that can fill a slot of a phrase, except days of the month ("5th"). */
  readonly fillers: ReadonlySet<string>;
}

const lexicons = new Map<string, Lexicon>();

/** The words of all languages, as people mix them. If languages disagree about a word, the locale's own wins. */
export function lexiconFor(locale: string): Lexicon {
  const language = languageOf(locale);
  const own = languages.find((words) => words.language === language);
  const key = own?.language ?? '';
  let lexicon = lexicons.get(key);
  if (lexicon === undefined) {
    lexicon = build(
      own === undefined ? languages : [own, ...languages.filter((words) => words !== own)],
      own,
    );
    lexicons.set(key, lexicon);
  }
  return lexicon;
}

/** The month, 1 to 12, that a folded word names in any language; null: none. */
export function monthNamed({ months }: Lexicon, word: string): number | null {
  for (const names of months.values()) {
    const month = names.get(word);
    if (month !== undefined) return month;
  }
  return null;
}

/** The language of a BCP 47 locale, in lower case. */
export function languageOf(locale: string): string {
  return locale.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

function build(all: readonly Words[], own: Words | undefined): Lexicon {
  const each = <Value>(list: (words: Words) => Iterable<readonly [string, Value]>): Map<string, Value> => {
    const found = new Map<string, Value>();
    for (const words of all) {
      for (const [texts, value] of list(words)) {
        for (const word of split(texts, words === own)) if (!found.has(word)) found.set(word, value);
      }
    }
    return found;
  };
  const set = (list: (words: Words) => string): Set<string> =>
    new Set(all.flatMap((words) => split(list(words), words === own)));
  const numbered = (list: (words: Words) => readonly string[], first: number) =>
    each((words) => list(words).map((texts, index) => [texts, index + first] as const));
  const currencies = each<CurrencyName>((words) =>
    Object.entries(words.currencies).map(([name, texts]) => [texts, name]),
  );
  for (const [sign, name] of currencySigns)
    if (!currencies.has(folded(sign))) currencies.set(folded(sign), name);
  const lexicon = {
    currencies,
    currencyAdjectives: each((words) =>
      Object.entries(words.currencyAdjectives).map(([code, texts]) => [texts, code]),
    ),
    notCurrencies: new Map(
      Object.entries(own?.notCurrencies ?? {}).flatMap(([code, texts]) =>
        split(texts, true).map((word) => [word, code]),
      ),
    ),
    notCodes: set((words) => words.notCodes),
    multipliers: each((words) => [
      [words.multipliers.thousand, 3],
      [words.multipliers.million, 6],
      [words.multipliers.hundredth, -2],
      [words.multipliers.lakh ?? '', 5],
      [words.multipliers.crore ?? '', 7],
    ]),
    and: set((words) => words.and),
    or: set((words) => words.or),
    operators: each(({ operators }) => [
      [operators.plus, '+'],
      [operators.minus, '-'],
      [operators.times, 'x'],
    ]),
    approx: new Set([
      '~',
      '≈',
      '±',
      ...all.flatMap((words) => words.approx.map((text) => folded(ownOrShared(text, words === own)))),
    ]),
    labels: set((words) => words.labels),
    cards: set((words) => words.cards),
    leading: set((words) => words.leading),
    extras: { more: set((words) => words.extras.more), less: set((words) => words.extras.less) },
    numberSigns: set((words) => words.numberSigns),
    each: {
      before: set((words) => words.each.before),
      behind: set((words) => words.each.behind),
      together: set((words) => words.each.together),
      among: set((words) => words.each.among),
    },
    beforeOthers: set(({ each, clock }) => `${each.before} ${each.together} ${each.among} ${clock.before}`),
    phones: set((words) => words.phones),
    clock: {
      before: set((words) => words.clock.before),
      behind: set((words) => words.clock.behind),
      halves: set((words) => words.clock.halves ?? ''),
    },
    measures: set((words) => `${words.measures} ${words.clock.behind}`),
    numbers: numbered((words) => words.numbers, 1),
    ordinalEndings: [...set((words) => words.ordinalEndings)],
    months: new Map(all.map((words) => [`<month:${words.language}>`, monthsOf(words, words === own)])),
    weekdays: numbered((words) => words.weekdays, 0),
    shortWeekdays: numbered((words) => words.shortWeekdays, 0),
    units: each((words) => unitsOf(words.units)),
    singleUnits: each((words) => unitsOf(words.singleUnits)),
    beforeDates: set((words) => words.beforeDates),
    beforePrices: set((words) => words.beforePrices ?? ''),
    afterDates: set((words) => words.afterDates),
    starting: new Map(
      all.flatMap(({ starting: { from, since } }) => [
        ...from.map((text) => [folded(text), false] as const),
        ...since.map((text) => [folded(text), true] as const),
      ]),
    ),
    often: {
      every: set((words) => words.often.every),
      twice: set((words) => words.often.twice),
      times: set((words) => words.often.times),
      phrases: new Set(all.flatMap(({ often }) => often.phrases.map(folded))),
    },
    kinds: each<'income' | 'refund'>((words) => [
      [words.income, 'income'],
      [words.refund, 'refund'],
    ]),
    fields: each<Field>(({ fields }) => [
      [fields.vendor, 'vendor'],
      [fields.category, 'category'],
      [fields.tag, 'tag'],
      [fields.tags, 'tags'],
    ]),
    ages: set(({ ages = '' }) => ages),
    corrections: set((words) => words.corrections),
    notBefore: set(({ notBefore = '' }) => notBefore),
    notAfter: set(({ notAfter = '' }) => notAfter),
    please: new Set(all.flatMap(({ please }) => please.map(folded))),
    atVendor: set((words) => words.atVendor),
    question: compileQuestions(all),
    rest: set((words) => words.rest),
    periods: each<PeriodWord>(({ periods }) =>
      periods === undefined
        ? []
        : [
            [periods.this, 'this'],
            [periods.last, 'last'],
            [periods.until, 'until'],
            [periods.since, 'since'],
          ],
    ),
    aroundPeriods: {
      before: set(({ periods }) => periods?.before ?? ''),
      beforeYear: set(({ periods }) => periods?.beforeYear ?? ''),
      year: set(({ periods }) => periods?.year ?? ''),
    },
    phrases: compilePatterns(all, own),
  };
  const { numbers, units, singleUnits, weekdays, shortWeekdays, months } = lexicon;
  const slots = [numbers, units, singleUnits, weekdays, shortWeekdays, ...months.values()];
  return { ...lexicon, fillers: new Set(slots.flatMap((words) => [...words.keys()])) };
}

/**
 * The currency that a word or sign names; null: none. A code that is also an ordinary word ("all", "top") counts only
 * in capitals, unless it is the account's own. `text` is folded, `typed` is as in the line.
 */
export function currencyNamed(
  text: string,
  typed: string,
  own: string,
  lexicon: Lexicon,
): CurrencyName | null {
  const named = lexicon.currencies.get(text);
  if (named !== undefined) {
    // "ft" also means feet; only "Ft" is the forint, unless it is the account's currency
    return text === 'ft' && typed === 'ft' && own !== 'HUF' ? null : named;
  }
  const code = codeOf(text);
  if (code === null || code === own || typed === code) return code;
  return lexicon.notCodes.has(text) ? null : code;
}

/** Whether a folded word may be attached to a number. */
export function isUnit(word: string, lexicon: Lexicon): boolean {
  return lexicon.currencies.has(word) || lexicon.multipliers.has(word) || codeOf(word) !== null;
}

function monthsOf({ months }: Words, isOwn: boolean): Map<string, number> {
  return new Map(
    months.flatMap((texts, index) => split(texts, isOwn).map((word) => [word, index + 1] as const)),
  );
}

function unitsOf(units: Words['singleUnits']): (readonly [string, Unit])[] {
  return Object.entries(units).map(([unit, texts]) => [texts, unit as Unit]);
}

function split(texts: string, isOwn: boolean): string[] {
  return texts
    .split(' ')
    .map((word) => ownOrShared(word, isOwn))
    .filter((word) => word !== '')
    .map(folded);
}
