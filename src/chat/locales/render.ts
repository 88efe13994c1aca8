import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from '@fluent/bundle';
import { marksOf, numberStyleOf, withNumberStyle } from '../../ledger/entry/amounts/number-style.ts';
import { languageOf } from '../../ledger/entry/lexicon.ts';
import { decimal, minorDigits } from '../../ledger/money.ts';
import { type Period, wholeMonths } from '../../ledger/reports/period.ts';
import { readLanguage } from '../language.ts';
import { type Argument, type Phrase, phrasesOf, type Text } from '../reply.ts';
import { dayFormat, numberFormat } from './formats.ts';

/** Renders phrases in a locale; an unknown one falls back to a related one or to English. */
export interface Renderer {
  /** As Telegram's HTML, one line per phrase: our own markup stays, everything a person wrote is escaped. */
  html(text: Text, locale: string): string;
  /** Without markup or escapes: for buttons, notes and lists. */
  plain(phrase: Phrase, locale: string): string;
}

/** Called with a line for the log when a phrase is missing or cannot be formatted. Throws in tests. */
type OnProblem = (problem: string) => void;

const fallback = 'en';

/**
 * A renderer for these languages: locale -> FTL source, English required. A phrase missing in a language is said in
 * English; one missing in English is shown as its key and reported. Each source is parsed when its language is first
 * used, as it takes some 300 KB; parse errors are reported too.
 */
export function createRenderer(
  sources: ReadonlyMap<string, string>,
  onProblem: OnProblem = () => undefined,
): Renderer {
  if (!sources.has(fallback))
    throw new Error(`there are no words for "${fallback}": add locales/${fallback}.ftl`);
  const languages: Languages = { sources, read: new Map(), nearest: new Map(), onProblem };

  function format(phrase: Phrase, wanted: string): string {
    const locale = readLanguage(wanted);
    const bundle = chooseBundle(languages, phrase.key, locale);
    const pattern = bundle.getMessage(phrase.key)?.value;
    if (!pattern) {
      onProblem(`${phrase.key}: no such phrase`);
      return escapeHtml(phrase.key);
    }
    const manner =
      languageOf(locale) === languageOf(localeOf(bundle))
        ? locale
        : withNumberStyle(localeOf(bundle), numberStyleOf(locale));
    const args = Object.entries(phrase.args ?? {}).map(([name, argument]): [string, FluentVariable] => [
      name,
      typeof argument === 'object' && ('phrase' in argument || 'line' in argument)
        ? phrasesOf(argument)
            .map((one) => format(one, locale))
            .join(' · ')
        : readArgument(argument, manner),
    ]);
    const errors: Error[] = [];
    const text = bundle.formatPattern(pattern, Object.fromEntries(args), errors);
    for (const error of errors) onProblem(`${phrase.key}: ${error.message}`);
    return text;
  }

  return {
    html: (text, locale) => text.map((phrase) => format(phrase, locale)).join('\n'),
    plain: (phrase, locale) => unescapeHtml(format(phrase, locale).replace(/<[^>]*>/g, '')),
  };
}

interface Languages {
  readonly sources: ReadonlyMap<string, string>;
  /** Parsed sources by locale. */
  readonly read: Map<string, FluentBundle>;
  /** For each locale seen, the locale of the closest source. */
  readonly nearest: Map<string, string>;
  readonly onProblem: OnProblem;
}

function bundleOf({ sources, read, onProblem }: Languages, locale: string): FluentBundle {
  const known = read.get(locale);
  if (known) return known;
  // Text is isolated below, only where needed, so that copied text is what was seen.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  const problems = bundle.addResource(new FluentResource(sources.get(locale) ?? ''));
  for (const { message } of problems) onProblem(`the words for "${locale}" cannot be read: ${message}`);
  read.set(locale, bundle);
  return bundle;
}

/** Locales come from strangers: no more are cached than can really exist. */
const mostLocales = 1_000;

/** The closest language to `locale`, if it has the phrase; English otherwise. */
function chooseBundle(languages: Languages, key: string, locale: string): FluentBundle {
  const { nearest, sources } = languages;
  let known = nearest.get(locale);
  if (known === undefined) {
    known = nearestTo(locale, [...sources.keys()]);
    if (nearest.size < mostLocales) nearest.set(locale, known);
  }
  const bundle = bundleOf(languages, known);
  return bundle.hasMessage(key) ? bundle : bundleOf(languages, fallback);
}

function nearestTo(locale: string, known: readonly string[]): string {
  const related = known.filter((one) => languageOf(one) === languageOf(locale));
  const exact = related.find((one) => one.toLowerCase() === locale.toLowerCase());
  return exact ?? related[0] ?? fallback;
}

function localeOf(bundle: FluentBundle): string {
  return bundle.locales[0] ?? fallback;
}

function readArgument(
  argument: Exclude<Argument, { phrase: Phrase } | { line: readonly Phrase[] }>,
  locale: string,
): FluentVariable {
  if (typeof argument === 'string') return escapeHtml(isolate(argument));
  if (typeof argument === 'number') return new FluentNumber(argument, { useGrouping: false });
  if ('money' in argument) return escapeHtml(showMoney(argument.money, locale));
  if ('roughly' in argument) return escapeHtml(showRoughly(argument.roughly, locale));
  if ('share' in argument) return showShare(argument.share, locale);
  if ('short' in argument) return escapeHtml(showShortDay(argument, locale));
  if ('decimal' in argument) return showDecimal(argument.decimal, locale);
  if ('weekday' in argument) return showWeekday(argument.weekday, locale);
  if ('period' in argument) return escapeHtml(showPeriod(argument.period, locale));
  return escapeHtml('day' in argument ? showDay(argument.day, locale) : showMoment(argument, locale));
}

/** The amount with all decimals of its currency, exactly: it is never a float. */
function showMoney({ minor, currency }: { minor: string; currency: string }, locale: string): string {
  const amount = decimal({ minor: BigInt(minor), currency });
  const digits = minorDigits(currency) ?? 0;
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    ...(marksOf(locale) && { useGrouping: 'always' }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return styled(format, amount, locale);
}

/** The number with all its decimals, exactly. */
function showDecimal(number: string, locale: string): string {
  return styled(numberFormat(locale, { maximumFractionDigits: 20 }), number, locale);
}

/** A number with the separators of the locale's number style, if it has one. */
function styled(format: Intl.NumberFormat, number: string, locale: string): string {
  const marks = marksOf(locale);
  return format
    .formatToParts(number as Intl.StringNumericLiteral)
    .map(({ type, value }) => (type === 'group' || type === 'decimal' ? (marks?.[type] ?? value) : value))
    .join('');
}

/** About three digits, and an abbreviation for thousands, for where there is little room. */
function showRoughly({ minor, currency }: { minor: string; currency: string }, locale: string): string {
  const amount = decimal({ minor: BigInt(minor), currency });
  const size = Math.abs(Number(amount));
  const digits = size < 100 ? Math.min(2, minorDigits(currency) ?? 0) : 0;
  return numberFormat(locale, {
    style: 'currency',
    currency,
    ...(size < 1000
      ? {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
          trailingZeroDisplay: 'stripIfInteger',
        }
      : { notation: 'compact', maximumSignificantDigits: 3 }),
  }).format(amount as Intl.StringNumericLiteral);
}

/** In whole per cent; to a tenth if it would round to 0. */
function showShare(share: number, locale: string): string {
  const digits = share !== 0 && Math.abs(share) < 0.005 ? 1 : 0;
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

function showShortDay(
  { short, of }: { short: string; of: 'day' | 'month' | 'year' },
  locale: string,
): string {
  const fields: Intl.DateTimeFormatOptions =
    of === 'day'
      ? { day: 'numeric', month: 'short' }
      : of === 'month'
        ? { month: 'short' }
        : { year: 'numeric' };
  return dayFormat(locale, { ...fields, timeZone: 'UTC' }).format(Date.parse(`${short}T00:00:00Z`));
}

function showDay(day: string, locale: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return dayFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(midnight);
}

/** 4 January 1970 was a Sunday. */
function showWeekday(weekday: number, locale: string): string {
  const day = Date.UTC(1970, 0, 4 + weekday);
  return dayFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

/** Whole years and months by name, else the first and last day: "2025", "March – May 2025". */
function showPeriod(period: Period, locale: string): string {
  const months = wholeMonths(period);
  const manner =
    months === null
      ? ({ dateStyle: 'medium' } as const)
      : months % 12 === 0 && period.from.endsWith('-01-01')
        ? ({ year: 'numeric' } as const)
        : ({ year: 'numeric', month: 'long' } as const);
  const [from, to] = [period.from, period.to].map((day) => Date.parse(`${day}T00:00:00Z`));
  return dayFormat(locale, { ...manner, timeZone: 'UTC' }).formatRange(from ?? 0, to ?? 0);
}

function showMoment({ moment, timeZone }: { moment: string; timeZone: string }, locale: string): string {
  return dayFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(Date.parse(moment));
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Keeps right-to-left text and bidirectional controls in names from reordering what is around them. */
function isolate(words: string): string {
  const calm = words.replace(bidiControls, '');
  return rightToLeft.test(calm) ? `\u2068${calm}\u2069` : calm;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeHtml(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
