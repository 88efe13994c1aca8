/** Text of files: its lines, and the escapes with which a format carries characters that mean something in it. */

/** One line without its end; `number` counts from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Of a line that is longer, what follows is dropped: no format has such lines. */
const longestLine = 100_000;

/** The lines of a text that comes in pieces, without a byte order mark. A last line that is empty is none. */
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

/** A line that begins something, and those below it that belong to it. */
export interface Block {
  readonly first: Line;
  readonly rest: readonly Line[];
}

/** More lines than any transaction has: what follows belongs to nothing. */
const mostLines = 10_000;

/** Lines in blocks: one that is not indented, with the indented ones below it. Empty lines end a block and are in none. */
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

/** What is escaped everywhere: what cannot be seen, all spaces but single ordinary ones, and what looks like an escape. */
const always = /[^\P{C}]|(?! )\p{Z}|^ | $|(?<= ) |%(?=[0-9A-Fa-f]{2})/gu;

/** The text in one line, with `unsafe` (a global expression of single characters) and all that is hidden as %XX of UTF-8. */
export function escaped(text: string, unsafe: RegExp): string {
  return text.replace(always, percent).replace(unsafe, percent);
}

/** What `escaped` was given. */
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
