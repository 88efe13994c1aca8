import { isQuestion } from './asking.ts';
import { complete, type Inherited, nothingInherited, sureDay } from './complete.ts';
import { draftOf, type Outline, readOutline } from './draft.ts';
import type { Entry, Problem, ProblemKind, Question } from './entry.ts';
import { readHeading } from './heading.ts';
import { type Line, type ParseOptions, Reader, readLine, wholeOf } from './reader.ts';
import { readSeveral } from './several.ts';
import { completeSplit, readSplit } from './split.ts';
import { withoutDashes, withoutPlaces } from './text/bullets.ts';
import { hiddenCharacterAt, normalForm } from './text/characters.ts';
import { isSeparator } from './text/sections.ts';

export const longestText = 4096;
export const mostLines = 100;
/** The most entries in one line. */
export const mostEntries = 100;

const lineBreak = /\r\n|[\n\r\v\f\x85\u2028\u2029]/;

/** The lines of a text; `Entry.line` counts them from 1. */
export function linesOf(text: string): readonly string[] {
  return text.split(lineBreak);
}

/**
 * The result of parsing. While a question is open there are no entries: nothing may be recorded until it is answered.
 */
export interface Parsed {
  readonly entries: readonly Entry[];
  readonly question: Question | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a person's text by the grammar of docs/ENTRY.md. A pure function that never throws on a text and takes time
 * linear in its length. Throws RangeError if `options.currency` is not an ISO 4217 code in use.
 */
export function parseEntry(text: string, options: ParseOptions): Parsed {
  if (text.length > longestText) return refused('too-long', text);
  const lines = linesOf(text);
  if (lines.length > mostLines && lines.filter((line) => line.trim() !== '').length > mostLines) {
    return refused('too-many-lines', text);
  }
  const reader = new Reader(options);
  const entries = readLines(reader, withoutDashes(reader, withoutPlaces(lines, options.locale)));
  if (entries.length === 0 && reader.question === null && reader.problems.length === 0)
    return refused('no-amount', text);
  const { question, problems } = reader;
  return { entries: question === null ? entries : [], question, problems };
}

function readLines(reader: Reader, lines: readonly string[]): readonly Entry[] {
  const entries: Entry[] = [];
  let heading: Inherited | null = null;
  /** A heading with nothing below it yet. */
  let waiting: Line | null = null;
  for (const [index, typed] of lines.entries()) {
    const outline = isBlank(typed) ? null : outlineOf(reader, index + 1, typed);
    if (outline === null) continue;
    // else it may as well belong to the entry above it
    const mayHead: boolean = heading !== null || isBlank(lines[index - 1]) || /:\s*$/.test(typed);
    const said: Inherited | null = mayHead && index + 1 < lines.length ? readHeading(reader, outline) : null;
    if (said === null) entries.push(...entriesOf(reader, outline, heading ?? nothingInherited));
    else heading = heading === null ? said : joined(heading, said, waiting !== null);
    waiting = said === null ? null : outline.line;
  }
  if (waiting !== null) reader.refuse('no-amount', wholeOf(waiting));
  return entries;
}

function isBlank(line = ''): boolean {
  return line.trim() === '';
}

/** A day is said until the next one; a heading directly below another adds to it. */
function joined(above: Inherited, below: Inherited, isDirectly: boolean): Inherited {
  const date = below.date ?? above.date;
  if (!isDirectly) return { ...below, date };
  const vendor = below.vendor ?? above.vendor;
  const category = below.category ?? above.category;
  return { ...below, date, vendor, category, tags: [...above.tags, ...below.tags] };
}

/** null: something is wrong with the line, as `reader` notes. */
function outlineOf(reader: Reader, number: number, typed: string): Outline | null {
  const hidden = hiddenCharacterAt(typed);
  if (hidden !== null)
    return reader.refuse('hidden-characters', { line: number, start: hidden, end: hidden + 1 });
  // otherwise "nº 5" would become "no 5"
  const text = normalForm(typed.replace(/\b(n\.?)º/gi, '$1°'));
  if (text.length > longestText)
    return reader.refuse('too-long', { line: number, start: 0, end: text.length });
  const line = readLine(reader, number, text, 0);
  if (isQuestion(line)) return reader.refuse('question', wholeOf(line));
  if (line.tokens.filter(isSeparator).length >= mostEntries)
    return reader.refuse('too-many-entries', wholeOf(line));
  return readOutline(reader, line);
}

function entriesOf(reader: Reader, outline: Outline, heading: Inherited): readonly Entry[] {
  const split = readSplit(reader, outline);
  if (split !== null) return completeSplit(reader, split, heading) ?? [];
  const several = readSeveral(reader, outline);
  if (several === null) return some(complete(reader, draftOf(reader, outline), heading));
  const date = several.date && sureDay(reader, several.date.day, several.date.place);
  if (several.date !== null && date === null) return [];
  const inherited = { ...heading, date: date ?? heading.date };
  return several.drafts.flatMap((part) => some(complete(reader, part, inherited)));
}

function some(entry: Entry | null): Entry[] {
  return entry === null ? [] : [entry];
}

function refused(kind: ProblemKind, text: string): Parsed {
  return { entries: [], question: null, problems: [{ kind, line: 1, start: 0, end: text.length }] };
}
