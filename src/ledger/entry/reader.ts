import type { Source } from './amounts/amounts.ts';
import type { Now } from './dates/dates.ts';
import type { Choice, Place, Problem, ProblemKind, Question, Subject } from './entry.ts';
import { collapsed, normalForm } from './text/characters.ts';
import { readSource } from './text/source.ts';

/** What is needed to read a text besides the text. */
export interface ParseOptions extends Now {
  /** The account's own currency: an ISO 4217 code in use. */
  readonly currency: string;
  /** BCP 47 tag, or '' if unknown. */
  readonly locale: string;
  /** Known names; a word that equals one but for its case takes its spelling. */
  readonly categories: readonly string[];
  readonly vendors: readonly string[];
  /** Whether the text is known to be about what recurs, such as a budget, so that "100 week" says how often. */
  readonly recurs?: boolean;
  /** Answers so far: from a question's key to the text of the choice. */
  readonly answers?: ReadonlyMap<string, string>;
}

/** One line being read. */
export interface Line extends Source {
  readonly number: number;
  /** In normal form. One part of a line with several entries is read as a line of its own. */
  readonly text: string;
  /** Where the text starts in the whole line. */
  readonly offset: number;
  /** Whether it is known to be about what recurs. */
  readonly recurs: boolean;
}

/** Collects the questions and problems of a reading. */
export class Reader {
  readonly problems: Problem[] = [];
  /** The first unanswered question. */
  question: Question | null = null;
  readonly options: ParseOptions;
  readonly categories: ReadonlyMap<string, string>;
  /** First characters of the categories' keys. */
  readonly categoryInitials: ReadonlySet<string>;
  readonly vendors: ReadonlyMap<string, string>;

  constructor(options: ParseOptions) {
    this.options = options;
    const categories = knownNames(options.categories);
    this.categories = categories.byKey;
    this.categoryInitials = categories.initials;
    this.vendors = knownNames(options.vendors).byKey;
  }

  /**
   * The choice made; null: not answered yet, and the question is noted. Any text answers a question without choices.
   */
  ask(about: Subject, place: Place, choices: readonly Choice[]): Choice | null {
    const key = `${about}@${place.line}:${place.start}`;
    const answer = this.options.answers?.get(key);
    if (answer !== undefined) {
      if (choices.length === 0) return { shows: 'word', text: answer };
      const taken = choices.find(({ text }) => text === answer);
      if (taken !== undefined) return taken;
    }
    this.question ??= { about, key, choices, line: place.line, start: place.start, end: place.end };
    return null;
  }

  /** Notes a problem; returns null for the caller to return. */
  refuse(kind: ProblemKind, place: Place): null {
    this.problems.push({ kind, line: place.line, start: place.start, end: place.end });
    return null;
  }
}

/**
 * Cuts a line, or a part of one, into tokens. `text` is in normal form, without line breaks. `apart`: the offset in it
 * of a number that must not be joined with what follows a space after it; null: none.
 */
export function readLine(
  reader: Reader,
  number: number,
  text: string,
  offset: number,
  apart: number | null = null,
): Line {
  const { currency, locale, recurs = false } = reader.options;
  return { ...readSource(text, currency, locale, apart), number, text, offset, recurs };
}

/** The place of a whole line, or part of one. */
export function wholeOf(line: Line): Place {
  return { line: line.number, start: line.offset, end: line.offset + line.text.length };
}

/** The place of the tokens `from` (inclusive) to `to` (exclusive). */
export function placeOf(line: Line, from: number, to: number): Place {
  const start = line.tokens[from]?.start ?? 0;
  const end = Math.max(start, line.tokens[to - 1]?.end ?? line.text.length);
  return { line: line.number, start: start + line.offset, end: end + line.offset };
}

interface KnownNames {
  readonly names: readonly string[];
  readonly byKey: ReadonlyMap<string, string>;
  readonly initials: ReadonlySet<string>;
}

/** The most recent lists of names, oldest first: the same person's come again and again, in new arrays. */
const recent: KnownNames[] = [];
const mostRecent = 32;

function knownNames(names: readonly string[]): KnownNames {
  const found = recent.find((known) => isSameList(known.names, names));
  if (found !== undefined) return found;
  const byKey = new Map<string, string>();
  for (const name of names) {
    const key = nameKey(name);
    if (!byKey.has(key)) byKey.set(key, name);
  }
  const known = { names: [...names], byKey, initials: new Set([...byKey.keys()].map((key) => key[0] ?? '')) };
  if (recent.length >= mostRecent) recent.shift();
  recent.push(known);
  return known;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

/**
 * The key that identifies a category or vendor: its name without case, joiners and differences of Unicode composition.
 */
export function nameKey(name: string): string {
  const key = collapsed(name).toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  return /^[\x00-\x7f]*$/.test(key) ? key : normalForm(key).replace(/[\u200c\u200d]/g, '');
}
