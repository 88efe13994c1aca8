import { addDays, addMonths, type Day, daysBetween, isDay, yearOf } from '../day.ts';
import type { Source } from '../entry/amounts/amounts.ts';
import { dayOfPhrase, type Now, numericDateAt } from '../entry/dates/dates.ts';
import { monthNamed } from '../entry/lexicon.ts';
import { type Match, matchPhrases } from '../entry/phrases.ts';
import { hiddenCharacterAt, normalForm } from '../entry/text/characters.ts';
import { readSource } from '../entry/text/source.ts';
import type { Token } from '../entry/text/tokens.ts';
import type { Unit } from '../entry/words/words.ts';
import { firstWeekday, monthOf, type Period, periodAround } from './period.ts';

/** What is needed to read a period besides its words. */
export interface PeriodOptions extends Now {
  /** BCP 47 tag, or '' when unknown. */
  readonly locale: string;
  /** 0 is Sunday; null: the locale's default. */
  readonly weekStarts: number | null;
  /** What is meant by "last" alone and, if it is months, by the number of one; left out: these are not read. */
  readonly unit?: Unit;
}

const longest = 100;

/**
 * The period that words name, in any supported language: a day as in an entry ("yesterday", "5 Mar"), a month ("march",
 * "2026-03"), a year, "last month", "last 30 days", or a range of these ("march..may", "since monday"). Without a year
 * it is the latest that has begun or, if `means` is 'next', the next that is not over. Null: they name none, or are
 * ambiguous.
 */
export function readPeriod(words: string, options: PeriodOptions): Period | null {
  if (words.length > longest || hiddenCharacterAt(words) !== null) return null;
  const text = normalForm(words).trim();
  const one = readOne(text, options);
  if (one !== null) return one.period;
  for (const [from, to] of halvesOf(text, options)) {
    const [first, last] = [readOne(from, options), to === '' ? today(options) : readOne(to, options)];
    if (first !== null && last !== null) return between(first, last);
  }
  return null;
}

/** One day, month, year or the like. */
interface Named {
  readonly period: Period;
  readonly by: By;
}

/**
 * What the words tell it by: a year, neither a year nor the present ("5 Mar", "monday"), or the present ("today", "last
 * monday").
 */
type By = 'year' | 'date' | 'weekday' | 'last weekday' | 'present';

function today(options: PeriodOptions): Named {
  return { period: { from: options.today, to: options.today }, by: 'present' };
}

/**
 * The range from one to the other. If the first is a date without a year or a weekday, it is the latest before the last;
 * if the first has a year and the last is such a day, that is the next one after the first. A reversed range is turned
 * round.
 */
function between(first: Named, last: Named): Period {
  const from = latestBy(first.by, first.period.from, last.period.to);
  const { to } = last.period;
  if (isDay(from) && from <= to) return { from, to };
  const after = first.by === 'year' ? nextFrom(last, from) : to;
  return isDay(after) && from <= after
    ? { from, to: after }
    : { from: last.period.from, to: first.period.to };
}

/** Of all days told like `day`, the latest up to `limit`; "last monday" is not a later one. */
function latestBy(by: By, day: Day, limit: Day): Day {
  if (by === 'weekday' || (by === 'last weekday' && day > limit))
    return addDays(day, 7 * Math.floor(daysBetween(day, limit) / 7));
  if (by !== 'date') return day;
  const years = yearOf(limit) - yearOf(day) - (day.slice(5) > limit.slice(5) ? 1 : 0);
  return addMonths(day, 12 * years);
}

/** The last day of the first period from `limit` on of all that are told like this one. */
function nextFrom({ by, period: { from, to } }: Named, limit: Day): Day {
  if (by === 'weekday') return addDays(to, 7 * Math.ceil(daysBetween(to, limit) / 7));
  if (by !== 'date') return to;
  const years = yearOf(limit) - yearOf(to) + (to.slice(5) < limit.slice(5) ? 1 : 0);
  // a February's last day is not always the same
  return addMonths(from === to ? to : `${to.slice(0, 8)}31`, 12 * years);
}

const marks = /\.{2,}|…|–|—|\s-\s|(?<=\p{L})-(?=\p{L})/gu;

/**
 * Each way to split the text in two at a dash, dots or a word such as "until". "since may" gives an empty second half:
 * until today.
 */
function* halvesOf(text: string, options: PeriodOptions): Generator<readonly [string, string]> {
  for (const { 0: mark, index } of text.matchAll(marks)) {
    yield [text.slice(0, index), text.slice(index + mark.length)];
  }
  const { tokens, lexicon } = read(text, options);
  const does = tokens.map((token) => lexicon.periods.get(token.text));
  const last = tokens.length - 1;
  const begin = does[0] === 'since' ? (tokens[0]?.end ?? 0) : 0;
  for (const [at, { start, end }] of tokens.entries()) {
    if (does[at] === 'until' && at > 0 && at < last) yield [text.slice(begin, start), text.slice(end)];
    // languages that put both words after the day: "मार्च से मई तक"
    const close = does[last] === 'until' ? tokens[last]?.start : undefined;
    if (does[at] === 'since' && at > 0) yield [text.slice(0, start), text.slice(end, close)];
  }
  if (begin > 0) yield [text.slice(begin), ''];
}

/** The currency does not matter here: the words hold no price. */
function read(text: string, { locale }: PeriodOptions): Source {
  return readSource(text, 'EUR', locale);
}

function readOne(typed: string, options: PeriodOptions): Named | null {
  // two dots lie between two periods; in a price they may be one typed twice
  if (typed.includes('..')) return null;
  const source = read(typed.trim(), options);
  const { tokens, lexicon } = source;
  let from = 0;
  while (isBefore(source, from) && from < tokens.length - 1) from += 1;
  const to = tokens.length;
  const first = tokens[from];
  if (first === undefined) return null;
  const dated = numericDateAt(tokens, from, source.conventions, source.language, options);
  if (dated !== null && endsAt(source, dated.to)) {
    const [day, another] = dated.days;
    if (day === undefined || another !== undefined) return null;
    return oneDay(day, dated.yearless ? 'date' : 'year');
  }
  for (const match of matchPhrases(tokens, from, lexicon)) {
    const day = match.end === to ? dayOfPhrase(match, options) : null;
    if (day !== null) return oneDay(day, toldBy(match));
  }
  return readMonth(source, from, options) ?? readUnit(source, from, options);
}

function isBefore({ tokens, lexicon }: Source, at: number): boolean {
  const word = tokens[at]?.text ?? '';
  return lexicon.beforeDates.has(word) || lexicon.aroundPeriods.before.has(word);
}

/** Whether only a final full stop, or nothing, is left. */
function endsAt({ tokens }: Source, at: number): boolean {
  return at >= tokens.length || (at === tokens.length - 1 && tokens[at]?.text === '.');
}

function oneDay(day: Day, by: By): Named | null {
  return isDay(day) ? { period: { from: day, to: day }, by } : null;
}

function toldBy({ meaning, slots }: Match): By {
  switch (meaning.says) {
    case 'weekday':
      return meaning.which === 'latest'
        ? 'weekday'
        : meaning.which === 'before today'
          ? 'last weekday'
          : 'present';
    case 'date':
    case 'full date':
      return slots.year === undefined ? 'date' : 'year';
    default:
      return 'present';
  }
}

const joints = new Set([',', '-', '/', '.']);

/**
 * Reads "march", "march of 2026", "2026 march", "2026-03", "3/2026", "3.2026", "2026" or "the year 2026"; null: it is
 * something else.
 */
function readMonth(source: Source, from: number, options: PeriodOptions): Named | null {
  const { beforeYear } = source.lexicon.aroundPeriods;
  const isJoint = ({ text }: Token) => joints.has(text) || beforeYear.has(text);
  const tokens = withoutYearWord(source, from);
  const last = tokens.at(-1);
  if (last !== undefined && isJoint(last)) return null;
  const rest = tokens.filter((token) => !isJoint(token));
  const [first, second, third] = rest;
  if (first === undefined || third !== undefined) return null;
  const numbers = first.marks === '.' ? first.groups : [first.text, ...(second ? [second.text] : [])];
  const [a = '', b] = numbers;
  if (b === undefined) {
    if (/^\d{4}$/.test(a)) return yearNamed(Number(a));
    const month = options.unit === 'month' && /^\d{1,2}$/.test(a) ? Number(a) : monthNamed(source.lexicon, a);
    return month === null ? null : nearestMonth(month, options);
  }
  const [year, month] = /^\d{4}$/.test(a) ? [a, b] : [b, a];
  if (!/^\d{4}$/.test(year)) return null;
  const number = /^\d{1,2}$/.test(month) ? Number(month) : monthNamed(source.lexicon, month);
  const period = number === null ? null : monthOf(Number(year), number);
  return period && { period, by: 'year' };
}

/** The tokens from `from` on, but not a word for a year beside one, with its full stop: "2026 г.". */
function withoutYearWord({ tokens, lexicon }: Source, from: number): readonly Token[] {
  const isYear = (at: number) => /^\d{4}$/.test(tokens[at]?.text ?? '');
  const isWord = (at: number) =>
    lexicon.aroundPeriods.year.has(tokens[at]?.text ?? '') && (isYear(at - 1) || isYear(at + 1));
  return tokens.filter(
    ({ text }, at) =>
      at >= from && !isWord(at) && !(text === '.' && at === tokens.length - 1 && isWord(at - 1)),
  );
}

function yearNamed(year: number): Named | null {
  const january = monthOf(year, 1);
  return january && { period: periodAround('year', january.from, 0), by: 'year' };
}

/** The latest such month that has begun or, if `means` is 'next', the next that is not over. */
function nearestMonth(month: number, { today, means }: Now): Named | null {
  const now = Number(today.slice(5, 7));
  const years = means === 'next' ? Number(month < now) : -Number(month > now);
  const period = monthOf(yearOf(today) + years, month);
  return period && { period, by: 'date' };
}

const mostUnits = 1000;

/**
 * Reads "this month", "month", "last year", "mes pasado" or "last 30 days", and without the unit if that is known; null:
 * it is something else.
 */
function readUnit(source: Source, from: number, options: PeriodOptions): Named | null {
  const { tokens, lexicon } = source;
  const words = tokens.slice(from).map(({ text }) => text);
  const units = words.flatMap((word) => lexicon.units.get(word) ?? lexicon.singleUnits.get(word) ?? []);
  const roles = words.flatMap((word) => lexicon.periods.get(word) ?? []);
  const counts = words.flatMap((word) => (/^\d{1,4}$/.test(word) ? [Number(word)] : []));
  const unit = units[0] ?? (roles.length > 0 ? options.unit : undefined);
  const [role = 'this'] = roles;
  const [count] = counts;
  if (unit === undefined || units.length + roles.length + counts.length !== words.length) return null;
  if (units.length > 1 || roles.length > 1 || counts.length > 1) return null;
  if (count !== undefined) return role === 'last' ? latest(count, unit, options.today) : null;
  if (role !== 'this' && role !== 'last') return null;
  const weekday = firstWeekday(options.locale || 'und', options.weekStarts);
  const now = periodAround(unit, options.today, weekday);
  const period = role === 'this' ? now : periodAround(unit, addDays(now.from, -1), weekday);
  return isDay(period.from) ? { period, by: 'present' } : null;
}

/** The last `count` units up to today; null: out of range. */
function latest(count: number, unit: Unit, today: Day): Named | null {
  if (count < 1 || count > mostUnits) return null;
  const months = unit === 'month' ? count : unit === 'year' ? 12 * count : 0;
  const before = months > 0 ? addMonths(today, -months) : addDays(today, -(unit === 'week' ? 7 : 1) * count);
  const from = addDays(before, 1);
  return isDay(before) ? { period: { from, to: today }, by: 'present' } : null;
}
