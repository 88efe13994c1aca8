import type { Lexicon } from './lexicon.ts';
import { folded } from './text/characters.ts';
import type { Token } from './text/tokens.ts';
import type { Unit, Words } from './words/words.ts';

/** The meaning of a phrase, without the numbers and names that filled its slots. */
export type Meaning =
  | { readonly says: 'day'; readonly offset: number }
  | { readonly says: 'ago' }
  | { readonly says: 'weekday'; readonly which: 'latest' | 'before today' | 'after today' }
  | { readonly says: 'date' }
  | { readonly says: 'full date' }
  | { readonly says: 'date only'; readonly endsLine: boolean }
  | { readonly says: 'spread' }
  | { readonly says: 'due' }
  | { readonly says: 'until' }
  | { readonly says: 'instalment' }
  | { readonly says: 'recurring'; readonly every: Unit }
  /** `counts`: only right behind the price that ends a line, only in a text about what recurs, or either, or both. */
  | {
      readonly says: 'recurring unit';
      readonly counts: 'in either' | 'if recurs' | 'in both';
      /** null: the one in the slot. */
      readonly unit: Unit | null;
    }
  | { readonly says: 'every few'; readonly count: number | '<n>' | '<nth>'; readonly unit: Unit | null };

/** What filled the slots of a phrase. */
export interface Slots {
  readonly n: number | undefined;
  readonly unit: Unit | undefined;
  readonly month: number | undefined;
  readonly year: number | undefined;
  readonly weekday: number | undefined;
  readonly date: number | undefined;
}

const empty: Slots = {
  n: undefined,
  unit: undefined,
  month: undefined,
  year: undefined,
  weekday: undefined,
  date: undefined,
};

export interface Match {
  readonly meaning: Meaning;
  readonly slots: Slots;
  /** Index of the token after the phrase. */
  readonly end: number;
  /** The language of its pattern; '' if it has none. */
  readonly language: string;
}

/** Patterns as a tree whose edges are words and slots. */
export interface Phrases {
  readonly meaning: Meaning | null;
  /** The language of the pattern that ends here; '' if none does. */
  readonly language: string;
  readonly words: ReadonlyMap<string, Phrases>;
  readonly slots: ReadonlyMap<string, Phrases>;
}

interface Branch extends Phrases {
  meaning: Meaning | null;
  language: string;
  readonly words: Map<string, Branch>;
  readonly slots: Map<string, Branch>;
}

/** The word or pattern without the `*` that reserves it for its own language; '' if it is reserved for another. */
export function ownOrShared(text: string, isOwn: boolean): string {
  if (!text.endsWith('*')) return text;
  return isOwn ? text.slice(0, -1) : '';
}

/**
 * Compiles the patterns of these languages. If two give a pattern different meanings, the first one wins. `own`: the
 * person's language, if known.
 */
export function compilePatterns(languages: readonly Words[], own: Words | undefined): Phrases {
  const root = branch();
  for (const words of languages) {
    const grow = (pattern: string, meaning: Meaning): void => {
      const known = ownOrShared(pattern, words === own);
      if (known !== '') growBranch(root, known, meaning, words.language);
    };
    for (const [pattern, offset] of Object.entries(words.days)) grow(pattern, { says: 'day', offset });
    for (const pattern of words.ago) grow(pattern, { says: 'ago' });
    for (const pattern of words.latestWeekday) grow(pattern, { says: 'weekday', which: 'latest' });
    for (const pattern of words.lastWeekday) grow(pattern, { says: 'weekday', which: 'before today' });
    for (const pattern of words.nextWeekday) grow(pattern, { says: 'weekday', which: 'after today' });
    for (const pattern of words.dates) grow(pattern, { says: 'date' });
    for (const pattern of words.datesOnly) grow(pattern, { says: 'date only', endsLine: false });
    for (const pattern of words.datesLast ?? []) grow(pattern, { says: 'date only', endsLine: true });
    for (const pattern of words.fullDates) grow(pattern, { says: 'full date' });
    for (const pattern of words.spread) grow(pattern, { says: 'spread' });
    for (const pattern of words.due) grow(pattern, { says: 'due' });
    for (const pattern of words.until) grow(pattern, { says: 'until' });
    for (const pattern of words.instalments) grow(pattern, { says: 'instalment' });
    for (const [every, patterns] of Object.entries(words.recurring)) {
      for (const pattern of patterns) grow(pattern, { says: 'recurring', every: every as Unit });
    }
    for (const pattern of words.recurringPrice ?? [])
      grow(pattern, { says: 'recurring unit', counts: 'in either', unit: null });
    for (const [pattern, unit] of Object.entries(words.recurringBudget ?? {}))
      grow(pattern, { says: 'recurring unit', counts: 'if recurs', unit });
    for (const [pattern, [count, unit]] of Object.entries(words.everyFew)) {
      grow(pattern, { says: 'every few', count, unit });
    }
  }
  growBranch(root, '<weekday>', { says: 'weekday', which: 'latest' }, '');
  for (const unit of ['<unit>', '<single>'])
    growBranch(root, unit, { says: 'recurring unit', counts: 'in both', unit: null }, '');
  return root;
}

/** All phrases that begin with token `at`, longest first. Takes time bounded by the longest pattern. */
export function matchPhrases(tokens: readonly Token[], at: number, lexicon: Lexicon): readonly Match[] {
  if (tokens[at]?.kind === 'mark' && tokens[at]?.text !== '/') return none;
  const matches: Match[] = [];
  follow(lexicon.phrases, tokens, at, empty, lexicon, matches);
  return matches.length > 1 ? matches.sort((a, b) => b.end - a.end) : matches;
}

const none: readonly Match[] = [];

/** Whether these tokens end like "instalment 3 of", so that the next number is a whole of its own. */
export function endsWithShare(tokens: readonly Token[], { phrases }: Lexicon): boolean {
  const [word, part, sign] = tokens.slice(-3);
  if (word?.kind !== 'word' || part?.kind !== 'number' || sign === undefined) return false;
  return phrases.words.get(word.text)?.slots.get('<n>')?.words.get(sign.text)?.slots.has('<n>') === true;
}

function isDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}

function follow(
  phrases: Phrases,
  tokens: readonly Token[],
  at: number,
  slots: Slots,
  lexicon: Lexicon,
  matches: Match[],
): void {
  const { meaning, language } = phrases;
  if (meaning !== null) matches.push({ meaning, slots, end: at, language });
  const token = tokens[at];
  if (token === undefined) return;
  if (token.kind !== 'number') {
    const next = phrases.words.get(token.text);
    if (next !== undefined) follow(next, tokens, at + 1, slots, lexicon, matches);
    if (!lexicon.fillers.has(token.text) && !isDigit(token.text)) return;
  }
  for (const [slot, branch] of phrases.slots) {
    const filled =
      token.kind === 'number'
        ? fillWithNumber(slots, slot, token)
        : fillWithWord(slots, slot, token.text, lexicon);
    if (filled !== null) follow(branch, tokens, at + 1, filled, lexicon, matches);
  }
}

/** The slots with one more filled; null: the number does not fit. */
function fillWithNumber(slots: Slots, slot: string, token: Token): Slots | null {
  switch (slot) {
    case '<n>':
      return countOf(slots, wholeBelow(token, 4));
    case '<n1>': {
      const count = wholeBelow(token, 4);
      return count !== undefined && count % 10 === 1 && count % 100 !== 11 ? { ...slots, n: count } : null;
    }
    case '<year>': {
      const year = token.text.length === 4 ? wholeBelow(token, 4) : undefined;
      return year === undefined ? null : { ...slots, year };
    }
    case '<date>':
      return dayOfMonth(slots, wholeBelow(token, 2));
    default:
      return null;
  }
}

function fillWithWord(slots: Slots, slot: string, word: string, lexicon: Lexicon): Slots | null {
  switch (slot) {
    case '<n>':
      return countOf(slots, lexicon.numbers.get(word));
    case '<unit>':
      return unitOf(slots, lexicon.units.get(word));
    case '<single>':
      return unitOf(slots, lexicon.singleUnits.get(word));
    case '<weekday>':
      return weekdayOf(slots, lexicon.weekdays.get(word));
    case '<wd>':
      return weekdayOf(slots, lexicon.weekdays.get(word) ?? lexicon.shortWeekdays.get(word));
    case '<nth>':
      return dayOfMonth(slots, ordinal(word, lexicon));
    default: {
      const month = lexicon.months.get(slot)?.get(word);
      return month === undefined ? null : { ...slots, month };
    }
  }
}

function countOf(slots: Slots, n: number | undefined): Slots | null {
  return n === undefined ? null : { ...slots, n };
}

function unitOf(slots: Slots, unit: Unit | undefined): Slots | null {
  return unit === undefined ? null : { ...slots, unit };
}

function weekdayOf(slots: Slots, weekday: number | undefined): Slots | null {
  return weekday === undefined ? null : { ...slots, weekday };
}

function dayOfMonth(slots: Slots, date: number | undefined): Slots | null {
  return date !== undefined && date >= 1 && date <= 31 ? { ...slots, date } : null;
}

/** The value of a number without marks and with at most `digits` digits; else undefined. */
function wholeBelow(token: Token, digits: number): number | undefined {
  return token.marks === '' && token.text.length <= digits ? Number(token.text) : undefined;
}

/** 5 for "5th"; undefined: no ordinal. */
export function ordinal(word: string, lexicon: Lexicon): number | undefined {
  if (word.length > 6 || !isDigit(word)) return undefined;
  const digits = /^\d{1,2}/.exec(word)?.[0] ?? '';
  if (digits === '' || !lexicon.ordinalEndings.includes(word.slice(digits.length))) return undefined;
  return Number(digits);
}

function branch(): Branch {
  return { meaning: null, language: '', words: new Map(), slots: new Map() };
}

function growBranch(root: Branch, pattern: string, meaning: Meaning, language: string): void {
  let at = root;
  for (const step of pattern.split(' ')) {
    const isSlot = step.startsWith('<');
    const steps = isSlot ? at.slots : at.words;
    const key = step === '<month>' ? `<month:${language}>` : isSlot ? step : folded(step);
    let next = steps.get(key);
    if (next === undefined) {
      next = branch();
      steps.set(key, next);
    }
    at = next;
  }
  if (at.meaning !== null) return;
  at.meaning = meaning;
  at.language = language;
}
