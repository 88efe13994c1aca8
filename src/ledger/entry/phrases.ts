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
}

/** Patterns as a tree: from token to token by word, or by slot. */
export interface Phrases {
  readonly meaning: Meaning | null;
  readonly words: ReadonlyMap<string, Phrases>;
  readonly slots: ReadonlyMap<string, Phrases>;
}

interface Branch extends Phrases {
  meaning: Meaning | null;
  readonly words: Map<string, Branch>;
  readonly slots: Map<string, Branch>;
}

/** Where two languages give one pattern two meanings, the first language is right. */
export function compilePatterns(languages: readonly Words[]): Phrases {
  const root = branch();
  for (const words of languages) {
    for (const [pattern, offset] of Object.entries(words.days)) grow(root, pattern, { says: 'day', offset });
    for (const pattern of words.ago) grow(root, pattern, { says: 'ago' });
    for (const pattern of words.lastWeekday) grow(root, pattern, { says: 'weekday', which: 'before today' });
    for (const pattern of words.nextWeekday) grow(root, pattern, { says: 'weekday', which: 'after today' });
    for (const pattern of words.dates) grow(root, pattern, { says: 'date' });
    for (const pattern of words.fullDates) grow(root, pattern, { says: 'full date' });
    for (const pattern of words.spread) grow(root, pattern, { says: 'spread' });
    for (const [every, patterns] of Object.entries(words.recurring)) {
      for (const pattern of patterns) grow(root, pattern, { says: 'recurring', every: every as Unit });
    }
  }
  grow(root, '<weekday>', { says: 'weekday', which: 'latest' });
  return root;
}

/** Everything that the tokens from `at` on say, the longest phrase first. Takes time bounded by the longest pattern. */
export function matchPhrases(tokens: readonly Token[], at: number, lexicon: Lexicon): Match[] {
  const matches: Match[] = [];
  follow(lexicon.phrases, tokens, at, {}, lexicon, matches);
  return matches.length > 1 ? matches.sort((a, b) => b.end - a.end) : matches;
}

function follow(
  phrases: Phrases,
  tokens: readonly Token[],
  at: number,
  slots: Slots,
  lexicon: Lexicon,
  matches: Match[],
): void {
  if (phrases.meaning !== null) matches.push({ meaning: phrases.meaning, slots, end: at });
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
    case '<month>':
      return some('month', lexicon.months.get(token.text));
    case '<weekday>':
      return some('weekday', lexicon.weekdays.get(token.text));
    case '<wd>':
      return some('weekday', lexicon.weekdays.get(token.text) ?? lexicon.shortWeekdays.get(token.text));
    case '<year>':
      return token.text.length === 4 ? some('year', wholeBelow(token, 4)) : null;
    case '<date>':
      return some('date', dayOfMonth(wholeBelow(token, 2)));
    default:
      return some('date', dayOfMonth(ordinal(token, lexicon)));
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
  const digits = /^\d{1,2}/.exec(token.text)?.[0] ?? '';
  if (digits === '' || !lexicon.ordinalEndings.includes(token.text.slice(digits.length))) return undefined;
  return Number(digits);
}

function branch(): Branch {
  return { meaning: null, words: new Map(), slots: new Map() };
}

function grow(root: Branch, pattern: string, meaning: Meaning): void {
  let at = root;
  for (const step of pattern.split(' ')) {
    const isSlot = step.startsWith('<');
    const steps = isSlot ? at.slots : at.words;
    const key = isSlot ? step : folded(step);
    let next = steps.get(key);
    if (next === undefined) {
      next = branch();
      steps.set(key, next);
    }
    at = next;
  }
  at.meaning ??= meaning;
}
