import { isQuestion } from './asking.ts';
import { withoutDashes, withoutPlaces } from './bullets.ts';
import { hiddenCharacterAt, normalForm } from './characters.ts';
import { complete, nothingInherited, sureDay } from './complete.ts';
import { draftOf, readOutline } from './draft.ts';
import type { Entry, Problem, ProblemKind, Question } from './entry.ts';
import { type ParseOptions, Reader, readLine, wholeOf } from './reader.ts';
import { isSeparator } from './sections.ts';
import { readSeveral } from './several.ts';
import { completeSplit, readSplit } from './split.ts';

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
  const entries: Entry[] = [];
  let number = 0;
  for (const line of withoutDashes(reader, withoutPlaces(lines, options.locale))) {
    number += 1;
    if (line.trim() !== '') entries.push(...parseLine(reader, number, line));
  }
  if (entries.length === 0 && reader.question === null && reader.problems.length === 0)
    return refused('no-amount', text);
  const { question, problems } = reader;
  return { entries: question === null ? entries : [], question, problems };
}

function parseLine(reader: Reader, number: number, typed: string): readonly Entry[] {
  const hidden = hiddenCharacterAt(typed);
  if (hidden !== null) {
    reader.refuse('hidden-characters', { line: number, start: hidden, end: hidden + 1 });
    return [];
  }
  const text = normalForm(typed);
  if (text.length > longestText) {
    reader.refuse('too-long', { line: number, start: 0, end: text.length });
    return [];
  }
  const line = readLine(reader, number, text, 0);
  if (isQuestion(line)) {
    reader.refuse('question', wholeOf(line));
    return [];
  }
  if (line.tokens.filter(isSeparator).length >= mostEntries) {
    reader.refuse('too-many-entries', wholeOf(line));
    return [];
  }
  const outline = readOutline(reader, line);
  const split = readSplit(reader, outline);
  if (split !== null) return completeSplit(reader, split) ?? [];
  const several = readSeveral(reader, outline);
  if (several === null) return some(complete(reader, draftOf(reader, outline), nothingInherited));
  const date = several.date && sureDay(reader, several.date.day, several.date.place);
  if (several.date !== null && date === null) return [];
  const inherited = { ...nothingInherited, date };
  return several.drafts.flatMap((part) => some(complete(reader, part, inherited)));
}

function some(entry: Entry | null): Entry[] {
  return entry === null ? [] : [entry];
}

function refused(kind: ProblemKind, text: string): Parsed {
  return { entries: [], question: null, problems: [{ kind, line: 1, start: 0, end: text.length }] };
}
