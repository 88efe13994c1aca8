import type { Line } from './lines.ts';

/** The words of beancount: strings in quotation marks, which may go on in further lines, and what is between them. */

export interface Word {
  readonly quoted: boolean;
  readonly text: string;
}

const strings = /"((?:[^"\\]|\\[\s\S])*)"/;
const words = new RegExp(`${strings.source}|;.*|([^\\s";]+)`, 'g');
const notCode = new RegExp(`(${strings.source})|;.*`, 'g');

/** The words of a line, up to its comment. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(words)].flatMap(([all, string, word]): Word[] => {
    if (word !== undefined) return [{ quoted: false, text: word }];
    return all.startsWith(';') ? [] : [{ quoted: true, text: unquoted(string ?? '') }];
  });
}

/** A line without its comment. */
export function withoutComment(text: string): string {
  return text.replace(notCode, (_, string: string | undefined) => string ?? '');
}

const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};
const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text as a string in one line. */
export function quoted(text: string): string {
  return `"${text.replace(/[\n\r\t"\\]/g, (character) => escapes[character] ?? character)}"`;
}

function unquoted(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, character: string) => meant[character] ?? character);
}

const mostLines = 100;

/** Lines, with those that a string goes on in put to the one it begins in. */
export async function* wholeLines(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let begun: Line | null = null;
  let count = 0;
  for await (const line of lines) {
    const whole: Line = begun === null ? line : { number: begun.number, text: `${begun.text}\n${line.text}` };
    count = begun === null ? 1 : count + 1;
    const open = withoutComment(whole.text).replace(new RegExp(strings, 'g'), '').includes('"');
    if (open && count < mostLines) begun = whole;
    else {
      begun = null;
      yield whole;
    }
  }
  if (begun !== null) yield begun;
}
