import type { Source } from './amounts.ts';
import { collapsed, normalForm } from './characters.ts';
import type { Now } from './dates.ts';
import type { Choice, Place, Problem, ProblemKind, Question, Subject } from './entry.ts';
import { readSource } from './source.ts';

/** What the reading of a text needs to know besides the text. */
export interface ParseOptions extends Now {
  /** The account's own currency: an ISO 4217 code in use. */
  readonly currency: string;
  /** BCP 47, or '' when it is not known. */
  readonly locale: string;
  /** Names that are known; a word is one of them whatever its case, and takes its spelling. */
  readonly categories: readonly string[];
  readonly vendors: readonly string[];
  /** Questions answered so far: key to the text of the choice. */
  readonly answers?: ReadonlyMap<string, string>;
}

/** One line being read. */
export interface Line extends Source {
  readonly number: number;
  /** In normal form. A part of a line that holds several entries is read as a line of its own. */
  readonly text: string;
  /** Where the text starts in its line. */
  readonly offset: number;
}

/** Collects what a reading asks and finds wrong. */
export class Reader {
  readonly problems: Problem[] = [];
  /** The first question that has no answer. */
  question: Question | null = null;
  readonly options: ParseOptions;
  readonly categories: ReadonlyMap<string, string>;
  /** Their first characters, in small letters. */
  readonly categoryInitials: ReadonlySet<string>;
  readonly vendors: ReadonlyMap<string, string>;

  constructor(options: ParseOptions) {
    this.options = options;
    const categories = knownNames(options.categories);
    this.categories = categories.byKey;
    this.categoryInitials = categories.initials;
    this.vendors = knownNames(options.vendors).byKey;
  }

  /** The choice taken, or null when the question is open now. Any text answers a question without choices. */
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

  /** Notes what is wrong; gives null, for the caller to give up with. */
  refuse(kind: ProblemKind, place: Place): null {
    this.problems.push({ kind, line: place.line, start: place.start, end: place.end });
    return null;
  }
}

/**
 * Cuts a line, or a part of one, into tokens. `text` is in normal form, without line breaks. `apart`: the place in it
 * of a number that is not to be one with what follows behind a space; null: there is none.
 */
export function readLine(
  reader: Reader,
  number: number,
  text: string,
  offset: number,
  apart: number | null = null,
): Line {
  const { currency, locale } = reader.options;
  return { ...readSource(text, currency, locale, apart), number, text, offset };
}

/** The place of a whole line, or part of one. */
export function wholeOf(line: Line): Place {
  return { line: line.number, start: line.offset, end: line.offset + line.text.length };
}

/** The place of some of a line's tokens: from inclusive, to exclusive. */
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

/** The lists of names met last, the oldest first: the same person's come again and again, in arrays of their own. */
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

/** Under what a category or vendor is known: its name without case and joiners, composed or not. */
export function nameKey(name: string): string {
  const key = collapsed(name).toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  return /^[\x00-\x7f]*$/.test(key) ? key : normalForm(key).replace(/[\u200c\u200d]/g, '');
}
