/** The lines of a text, and escapes for characters that are special in a format. */

/** A line without its end; `number` counts from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Longer lines are cut: no format has such. */
const longestLine = 100_000;

/** The lines of a text that comes in pieces, without a byte order mark and without an empty last line. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = '';
  let number = 0;
  for await (const piece of text) {
    const lines = (number === 0 && rest === '' ? piece.replace(/^\ufeff/, '') : piece).split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      number += 1;
      yield { number, text: ended(rest + line) };
      rest = '';
    }
    if (rest.length < longestLine) rest += last;
  }
  if (rest !== '') yield { number: number + 1, text: ended(rest) };
}

function ended(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.length > longestLine ? text.slice(0, longestLine) : text;
}

/** An unindented line, and the indented lines below it. */
export interface Block {
  readonly first: Line;
  readonly rest: readonly Line[];
}

/** More lines than any transaction has; further ones are dropped. */
const mostLines = 10_000;

/** Groups lines into blocks: an unindented line and the indented ones below it. Empty lines end a block. */
export async function* blocksOf(lines: AsyncIterable<Line>): AsyncGenerator<Block> {
  let first: Line | null = null;
  let rest: Line[] = [];
  for await (const line of lines) {
    const indented = /^[ \t]/.test(line.text);
    if (indented && line.text.trim() !== '') {
      if (first !== null && rest.length < mostLines) rest.push(line);
      continue;
    }
    if (first !== null) yield { first, rest };
    first = line.text.trim() === '' ? null : line;
    rest = [];
  }
  if (first !== null) yield { first, rest };
}

/**
 * Always escaped: invisible characters, all spaces except single ordinary ones within the text, and whatever looks like
 * an escape.
 */
const always = /[^\P{C}]|(?! )\p{Z}|^ | $|(?<= ) |%(?=[0-9A-Fa-f]{2})/gu;

/**
 * Writes a text on one line, with `unsafe` characters (a global regular expression) and invisible ones as %XX of their
 * UTF-8 bytes.
 */
export function escaped(text: string, unsafe: RegExp): string {
  return text.replace(always, percent).replace(unsafe, percent);
}

/** Reverses `escaped`. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function percent(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
