import type { Line } from '../lines.ts';

/** beancount's lexical elements: quoted strings, which may span lines, and the words between them. */

export interface Word {
  readonly quoted: boolean;
  readonly text: string;
}

/**
 * An unclosed string extends to the end; otherwise the regular expression would search for its end from every quote in
 * it.
 */
const strings = /"((?:[^"\\]|\\[\s\S])*)("|\\?$)/;
const words = new RegExp(`${strings.source}|;.*|([^\\s";]+)`, 'g');

/** The words of a line, without its comment. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(words)].flatMap(([all, string, , word]): Word[] => {
    if (word !== undefined) return [{ quoted: false, text: word }];
    return all.startsWith(';') ? [] : [{ quoted: true, text: unquoted(string ?? '') }];
  });
}

/** A line without its comment. */
export function withoutComment(text: string): string {
  return text.replace(words, (all) => (all.startsWith(';') ? '' : all));
}

const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};
const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Quotes a text as a string on one line. */
export function quoted(text: string): string {
  return `"${text.replace(/[\n\r\t"\\]/g, (character) => escapes[character] ?? character)}"`;
}

function unquoted(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, character: string) => meant[character] ?? character);
}

/** Whether a string is still open at the end of a text. */
function isOpen(text: string): boolean {
  let open = false;
  for (const [all, , end] of text.matchAll(words)) open = all.startsWith('"') && end !== '"';
  return open;
}

const mostLines = 100;
/** A longer string is not continued, as all of it is scanned again with each line. */
const longestText = 100_000;

/** Joins each line with those that continue a string begun in it. */
export async function* wholeLines(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let begun: Line | null = null;
  let count = 0;
  for await (const line of lines) {
    const whole: Line = begun === null ? line : { number: begun.number, text: `${begun.text}\n${line.text}` };
    count = begun === null ? 1 : count + 1;
    if (count < mostLines && whole.text.length < longestText && isOpen(whole.text)) begun = whole;
    else {
      begun = null;
      yield whole;
    }
  }
  if (begun !== null) yield begun;
}
