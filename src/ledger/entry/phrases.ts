import { folded } from './characters.ts';
import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';
import type { Unit, Words } from './words/words.ts';

/** What a phrase says, without its numbers and names (those are in the slots). */
export type Meaning =
  | { readonly says: 'day'; readonly offset: number }
  | { readonly says: 'ago' }
  | { readonly says: 'weekday'; readonly which: 'latest' | 'before today' | 'after today' }
  | { readonly says: 'date' }
  | { readonly says: 'full date' }
  | { readonly says: 'spread' }
  | { readonly says: 'recurring'; readonly every: Unit };

/** What the slots of a phrase held. */
export interface Slots {
  readonly n?: number;
  readonly unit?: Unit;
  readonly month?: number;
  readonly year?: number;
  readonly weekday?: number;
  readonly date?: number;
}

export interface Match {
  readonly meaning: Meaning;
  readonly slots: Slots;
  /** The index of the token behind the phrase. */
  readonly end: number;
  /** Whose words it is in. */
  readonly language: string;
}

/** Patterns as a tree: from token to token by word, or by slot. */
export interface Phrases {
  readonly meaning: Meaning | null;
  /** Whose pattern ends here; '' where none does. */
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

/** The word or pattern without the `*` that keeps it for its own language; '' where it is kept from another. */
export function ownOrShared(text: string, isOwn: boolean): string {
  if (!text.endsWith('*')) return text;
  return isOwn ? text.slice(0, -1) : '';
}

/** Where two languages give one pattern two meanings, the first language is right. `own`: the person's, if known. */
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
    for (const pattern of words.fullDates) grow(pattern, { says: 'full date' });
    for (const pattern of words.spread) grow(pattern, { says: 'spread' });
    for (const [every, patterns] of Object.entries(words.recurring)) {
      for (const pattern of patterns) grow(pattern, { says: 'recurring', every: every as Unit });
    }
  }
  growBranch(root, '<weekday>', { says: 'weekday', which: 'latest' }, '');
  return root;
}

/** Everything that the tokens from `at` on say, the longest phrase first. Takes time bounded by the longest pattern. */
export function matchPhrases(tokens: readonly Token[], at: number, lexicon: Lexicon): readonly Match[] {
  if (tokens[at]?.kind === 'mark') return none;
  const matches: Match[] = [];
  follow(lexicon.phrases, tokens, at, {}, lexicon, matches);
  return matches.length > 1 ? matches.sort((a, b) => b.end - a.end) : matches;
}

const none: readonly Match[] = [];

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
  if (phrases.meaning !== null)
    matches.push({ meaning: phrases.meaning, slots, end: at, language: phrases.language });
  const token = tokens[at];
  if (token === undefined) return;
  const next = token.kind === 'number' ? undefined : phrases.words.get(token.text);
  if (next !== undefined) follow(next, tokens, at + 1, slots, lexicon, matches);
  for (const [slot, branch] of phrases.slots) {
    const filled = fill(slot, token, lexicon);
    if (filled !== null) follow(branch, tokens, at + 1, { ...slots, ...filled }, lexicon, matches);
  }
}

function fill(slot: string, token: Token, lexicon: Lexicon): Slots | null {
  switch (slot) {
    case '<n>':
      return some('n', token.kind === 'number' ? wholeBelow(token, 4) : lexicon.numbers.get(token.text));
    case '<unit>': {
      const unit = lexicon.units.get(token.text);
      return unit === undefined ? null : { unit };
    }
    case '<n1>': {
      const count = token.kind === 'number' ? wholeBelow(token, 4) : undefined;
      return some('n', count !== undefined && count % 10 === 1 && count % 100 !== 11 ? count : undefined);
    }
    case '<single>': {
      const unit = lexicon.singleUnits.get(token.text);
      return unit === undefined ? null : { unit };
    }
    case '<weekday>':
      return some('weekday', lexicon.weekdays.get(token.text));
    case '<wd>':
      return some('weekday', lexicon.weekdays.get(token.text) ?? lexicon.shortWeekdays.get(token.text));
    case '<year>':
      return token.text.length === 4 ? some('year', wholeBelow(token, 4)) : null;
    case '<date>':
      return some('date', dayOfMonth(wholeBelow(token, 2)));
    case '<nth>':
      return some('date', dayOfMonth(ordinal(token, lexicon)));
    default:
      return some('month', lexicon.months.get(slot)?.get(token.text));
  }
}

function some(key: 'n' | 'month' | 'year' | 'weekday' | 'date', value: number | undefined): Slots | null {
  return value === undefined ? null : { [key]: value };
}

/** The value of a number of at most so many digits and no marks. */
function wholeBelow(token: Token, digits: number): number | undefined {
  return token.kind === 'number' && token.marks === '' && token.text.length <= digits
    ? Number(token.text)
    : undefined;
}

function dayOfMonth(value: number | undefined): number | undefined {
  return value !== undefined && value >= 1 && value <= 31 ? value : undefined;
}

/** 5 for "5th". */
function ordinal(token: Token, lexicon: Lexicon): number | undefined {
  if (token.kind !== 'word' || token.text.length > 6) return undefined;
  if (!isDigit(token.text)) return undefined;
  const digits = /^\d{1,2}/.exec(token.text)?.[0] ?? '';
  if (digits === '' || !lexicon.ordinalEndings.includes(token.text.slice(digits.length))) return undefined;
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
