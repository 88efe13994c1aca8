import { classOf, DIGIT, folded, isJoiner, LETTER, plainDigits, SPACE } from './characters.ts';
import { isTimes } from './operators.ts';
import { hyphenedPhoneEnd } from './phones.ts';
import { Quotations } from './quotes.ts';

/** A piece of a line; only spaces lie between tokens. Offsets count UTF-16 units from the line's start. */
export interface Token {
  readonly kind: 'number' | 'word' | 'mark';
  /** Folded (without case and accents). For a number: its digits, in ASCII, and marks. */
  readonly text: string;
  /** The words between quotation marks, taken literally; null: not quoted. */
  readonly quoted: string | null;
  readonly start: number;
  readonly end: number;
  /** Whether it directly follows another token, without a space. */
  readonly glued: boolean;
  /** The digits of a number between its marks: "1 900,50" has groups 1, 900 and 50, and marks " ,". */
  readonly groups: readonly string[];
  /** One character for each mark: space, apostrophe, comma, full stop, or the Arabic ٬ and ٫. */
  readonly marks: string;
}

/** What the tokenizer needs to know about words. */
export interface Knowledge {
  /** Whether a folded word may be attached to a number: a currency, "k" or the like. */
  isUnit(word: string): boolean;
  /** Whether a number after these tokens is an identifier ("no. 5"), so that what follows it is another number. */
  isNamed(before: readonly Token[]): boolean;
}

type IsUnit = Knowledge['isUnit'];

const none: readonly string[] = [];

/**
 * Cuts a line (in normal form) into tokens, in linear time. Letters and digits written together are one word ("7up",
 * "A4", "v2.5", "covid-19"), unless the letters are a unit ("10€", "EUR5", "5k") or a times sign ("2x3"). Text in
 * quotation marks is one token. `apart`: the offset of a number whose digits must not be joined across a space; null:
 * none.
 */
export function tokenize(line: string, { isUnit, isNamed }: Knowledge, apart: number | null): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let spaceEnd = 0;
  const quotations = new Quotations(line);
  while (at < line.length) {
    const codePoint = line.codePointAt(at) ?? 0;
    const kind = classOf(codePoint);
    if (kind === SPACE) {
      at += 1;
      spaceEnd = at;
      continue;
    }
    const glued = at > spaceEnd;
    const previous = tokens.at(-1);
    let token: Token | null = null;
    if (!glued || previous?.kind === 'mark') {
      const end = quotations.endAt(at);
      if (end !== null && endsWord(line, end))
        token = quotedWords(quotations.wordsIn(at, end), at, end, glued);
    }
    const address = kind === LETTER && !(glued && previous?.kind === 'word') ? addressEnd(line, at) : at;
    if (address > at) token = plainWord(line, at, address, glued);
    const grouping = kind !== DIGIT || (at !== apart && !isNamed(tokens));
    token ??= plainToken(line, at, kind, glued, previous, isUnit, grouping);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

const webAddress = /(?:https?:\/\/|www\.)[^\s"<>]*[^\s"<>.,;:!?)]/iy;

/** The end of a web address that starts here; `at` if none does. */
function addressEnd(line: string, at: number): number {
  webAddress.lastIndex = at;
  return webAddress.test(line) ? webAddress.lastIndex : at;
}

function plainWord(line: string, start: number, end: number, glued: boolean): Token {
  const text = folded(line.slice(start, end));
  return { kind: 'word', text, quoted: null, start, end, glued, groups: none, marks: '' };
}

function plainToken(
  line: string,
  at: number,
  kind: number,
  glued: boolean,
  before: Token | undefined,
  isUnit: IsUnit,
  grouping: boolean,
): Token {
  if (kind === DIGIT || startsWithPoint(line, at, glued || before?.kind === 'number' ? before : undefined))
    return number(line, at, glued, isUnit, grouping);
  return kind === LETTER ? word(line, at, glued, before, isUnit) : mark(line, at, glued);
}

/** Whether a quote that ends at this index can be a closing one. */
function endsWord(line: string, at: number): boolean {
  const codePoint = line.codePointAt(at);
  return (
    codePoint === undefined ||
    classOf(codePoint) === SPACE ||
    ',;.:!?)#@'.includes(String.fromCodePoint(codePoint))
  );
}

function quotedWords(words: string, start: number, end: number, glued: boolean): Token | null {
  if (words.trim() === '') return null;
  return { kind: 'word', text: '"', quoted: words, start, end, glued, groups: none, marks: '' };
}

/** Whether a number begins with its decimal mark: ".50", after a word, a currency or an operator. */
function startsWithPoint(line: string, at: number, before: Token | undefined): boolean {
  return (
    line[at] === '.' &&
    isDigit(line, at + 1) &&
    (before === undefined || (before.kind === 'mark' && before.text !== '.'))
  );
}

function mark(line: string, start: number, glued: boolean): Token {
  let end = start + ((line.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  let text = line.slice(start, end);
  if (text === '′') text = "'";
  else if (text === '−') text = '-';
  while (line[end] === '\ufe0f') end += 1;
  return { kind: 'mark', text, quoted: null, start, end, glued, groups: none, marks: '' };
}

function word(line: string, start: number, glued: boolean, before: Token | undefined, isUnit: IsUnit): Token {
  let end = lettersEnd(line, start);
  if (line[end] === '$' && end - start <= 2 && isUnit(`${folded(line.slice(start, end))}$`)) {
    end += 1;
  } else if (isDigit(line, end)) {
    const letters = folded(line.slice(start, end));
    const times = isTimes(letters) && before?.kind === 'number';
    if (!times && !isUnit(letters)) end = mixedEnd(line, end);
  } else if (line[end] === '-') {
    end = mixedEnd(line, end);
  }
  return plainWord(line, start, end, glued);
}

/** A number, or a word that begins with digits. */
function number(line: string, start: number, glued: boolean, isUnit: IsUnit, grouping: boolean): Token {
  const groups: string[] = [];
  let marks = '';
  let at = start;
  if (line[at] === '.') {
    groups.push('0');
    marks = '.';
    at += 1;
  }
  for (;;) {
    const end = digitsEnd(line, at);
    groups.push(plainDigits(line.slice(at, end)));
    at = end;
    const next = groupingMark(line[at]);
    // "4..50" is a mark typed twice
    const width = (next === '.' || next === ',') && line[at + 1] === next ? 2 : 1;
    if (next === '' || !isDigit(line, at + width)) break;
    if (next === ' ' && !grouping) break;
    if (next === ' ' && !isSpacedGroup(line, at + 1, groups, marks, isUnit)) break;
    marks += next;
    at += width;
  }
  if (continuesAsWord(line, at, isUnit)) {
    return plainWord(line, start, mixedEnd(line, at), glued);
  }
  return { kind: 'number', text: joined(groups, marks), quoted: null, start, end: at, glued, groups, marks };
}

/**
 * Whether what follows the digits makes them part of a word: letters that are no unit, the colon of a time, a fraction.
 */
function continuesAsWord(line: string, at: number, isUnit: IsUnit): boolean {
  const codePoint = line.codePointAt(at);
  if (codePoint === undefined) return false;
  if (codePoint === 0x3a) return isDigit(line, at + 1);
  if (codePoint === 0x2d && isLetter(line, at + 1))
    return !isUnit(folded(line.slice(at + 1, lettersEnd(line, at + 1))));
  if (classOf(codePoint) !== LETTER)
    return codePoint > 0x7f && /^\p{No}/u.test(String.fromCodePoint(codePoint));
  const end = lettersEnd(line, at);
  const letters = folded(line.slice(at, end));
  if (isTimes(letters)) return false;
  if (line[end] === '$' && isUnit(`${letters}$`)) return false;
  return isDigit(line, end) || (line[end] === '-' && lettersEnd(line, end + 1) > end + 1) || !isUnit(letters);
}

/**
 * Whether digits after a space continue a number, as "900" in "1 900": exactly three digits after groups separated only
 * by spaces, and not the start of a word.
 */
function isSpacedGroup(
  line: string,
  at: number,
  groups: readonly string[],
  marks: string,
  isUnit: IsUnit,
): boolean {
  if ((groups.at(-1) ?? '').length > 3 || (groups.length > 1 && (groups.at(-1) ?? '').length !== 3))
    return false;
  // after one space, further marks are spaces until the last
  if (marks !== '' && (marks[0] !== ' ' || marks.at(-1) !== ' ')) return false;
  const end = digitsEnd(line, at);
  if (countDigits(line, at, end) !== 3 || continuesAsWord(line, end, isUnit)) return false;
  return hyphenedPhoneEnd(line, at) === at;
}

function groupingMark(character: string | undefined): string {
  switch (character) {
    case '.':
    case ',':
    case "'":
    case '٬':
    case '٫':
      return character;
    case '’':
      return "'";
    case undefined:
      return '';
    default:
      return classOf(character.charCodeAt(0)) === SPACE ? ' ' : '';
  }
}

function joined(groups: readonly string[], marks: string): string {
  let text = groups[0] ?? '';
  for (let index = 0; index < marks.length; index += 1)
    text += (marks[index] ?? '') + (groups[index + 1] ?? '');
  return text;
}

function isDigit(line: string, at: number): boolean {
  const codePoint = line.codePointAt(at);
  return codePoint !== undefined && classOf(codePoint) === DIGIT;
}

function digitsEnd(line: string, at: number): number {
  let end = at;
  while (isDigit(line, end)) end += (line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end;
}

function countDigits(line: string, start: number, end: number): number {
  return (line.codePointAt(start) ?? 0) > 0xffff ? (end - start) / 2 : end - start;
}

/** The end of a run of letters, joiners, and apostrophes between letters ("don't"). */
function lettersEnd(line: string, start: number): number {
  let end = start;
  for (;;) {
    const codePoint = line.codePointAt(end);
    if (codePoint === undefined) return end;
    if (classOf(codePoint) === LETTER) end += codePoint > 0xffff ? 2 : 1;
    else if (end > start && isJoiner(codePoint)) end += 1;
    else if (end > start && (codePoint === 0x27 || codePoint === 0x2019) && isLetter(line, end + 1)) end += 1;
    else return end;
  }
}

/** The end of a word with letters and digits: "7up", "v2.5", "12:30", "covid-19", "T-shirt". */
function mixedEnd(line: string, start: number): number {
  let end = start;
  for (;;) {
    const codePoint = line.codePointAt(end);
    if (codePoint === undefined) return end;
    const width = codePoint > 0xffff ? 2 : 1;
    const kind = classOf(codePoint);
    const character = String.fromCodePoint(codePoint);
    if (kind === LETTER || kind === DIGIT || isJoiner(codePoint) || /^\p{No}$/u.test(character)) end += width;
    else if (".,:'’".includes(character) && isDigit(line, end + 1)) end += 1;
    else if (character === '-' && (isDigit(line, end + 1) || isLetter(line, end + 1))) end += 1;
    else return end;
  }
}

function isLetter(line: string, at: number): boolean {
  const codePoint = line.codePointAt(at);
  return codePoint !== undefined && classOf(codePoint) === LETTER;
}
