import { isPunctuation } from './amounts/prices.ts';
import { type Line, nameKey, type Reader } from './reader.ts';
import { collapsed } from './text/characters.ts';
import { MAIN, type Sections } from './text/sections.ts';
import type { Token } from './text/tokens.ts';

/** The fields of a line, and the words outside them. */
export interface Remainder {
  readonly vendors: readonly Named[];
  /** From `category:` fields; those from `#word` are in `hashes`. */
  readonly categories: readonly Named[];
  readonly hashes: readonly Named[];
  readonly tags: readonly Named[];
  /** Indexes of the tokens that make up the item. */
  readonly words: readonly number[];
}

export interface Named {
  readonly name: string;
  /** Index of its first token. */
  readonly at: number;
}

/** Sorts what is left of a line without price, dates and the like; `gone` tells whether a token is one of those. */
export function remainderOf(
  reader: Reader,
  line: Line,
  sections: Sections,
  gone: (at: number) => boolean,
): Remainder {
  const found = { vendor: [] as Named[], category: [] as Named[], hash: [] as Named[], tag: [] as Named[] };
  const freed = new Uint8Array(line.tokens.length);
  for (const { field, from, to } of sections.list) {
    let end = from;
    while (end < to && !gone(end)) end += 1;
    // after a price or date within a field, the item goes on
    freed.fill(1, end, to);
    const known = field === 'vendor' ? reader.vendors : field === 'tag' ? null : reader.categories;
    const name = nameOf(line, from, end, known, field === 'hash');
    if (name !== null) found[field].push({ name, at: from });
  }
  const words: number[] = [];
  for (let at = 0; at < line.tokens.length; at += 1) {
    if (!gone(at) && (sections.owner[at] === MAIN || freed[at] === 1)) words.push(at);
  }
  return { vendors: found.vendor, categories: found.category, hashes: found.hash, tags: found.tag, words };
}

function nameOf(
  line: Line,
  from: number,
  to: number,
  known: ReadonlyMap<string, string> | null,
  underscores: boolean,
): string | null {
  const { tokens, text } = line;
  let end = to;
  while (end > from && isLooseEnd(tokens[end - 1])) end -= 1;
  const first = tokens[from];
  if (first === undefined || end <= from) return null;
  if (first.quoted !== null && end === from + 1) return first.quoted.trim();
  const typed = text.slice(first.start, tokens[end - 1]?.end ?? first.end);
  const name = collapsed(underscores ? typed.replaceAll('_', ' ') : typed);
  return name === '' ? null : (known?.get(nameKey(name)) ?? name);
}

/**
 * The item made up of these tokens, in order, as typed but for spaces; null: they contain no word. Punctuation that
 * only set off what is gone (commas, dashes, empty parentheses) is dropped.
 */
export function itemOf(line: Line, words: readonly number[]): string | null {
  const { tokens, text } = line;
  const [only] = words;
  const quoted = words.length === 1 && only !== undefined ? tokens[only]?.quoted : null;
  if (quoted !== null && quoted !== undefined) return quoted.trim();
  const pieces: string[] = [];
  let at = 0;
  while (at < words.length) {
    let end = at + 1;
    while (end < words.length && words[end] === (words[end - 1] ?? 0) + 1) end += 1;
    const piece = trimmed(tokens, words.slice(at, end), text);
    if (piece !== '') pieces.push(piece);
    at = end;
  }
  const item = collapsed(pieces.join(' ')).replace(/[\s,;]+$/, '');
  return item === '' ? null : item;
}

/** The text of consecutive tokens, without loose punctuation at its ends; '' if there is nothing else. */
function trimmed(tokens: readonly Token[], run: readonly number[], text: string): string {
  let from = 0;
  let to = run.length;
  const token = (index: number): Token | undefined => tokens[run[index] ?? -1];
  const isSign = (index: number): boolean =>
    token(index)?.text === '+' && token(index + 1)?.kind === 'number' && token(index + 1)?.glued === true;
  while (from < to && isLooseStart(token(from)) && !isSign(from)) from += 1;
  while (to > from && isLooseEnd(token(to - 1))) to -= 1;
  let says = false;
  for (let index = from; index < to && !says; index += 1) says = !isPunctuation(token(index));
  return says ? text.slice(token(from)?.start ?? 0, token(to - 1)?.end ?? 0) : '';
}

/** Marks that connected words to what is gone, after and before it. */
function isLooseEnd(token: Token | undefined): boolean {
  return token?.kind === 'mark' && '-–—=:|/*+(['.includes(token.text);
}

function isLooseStart(token: Token | undefined): boolean {
  return token?.kind === 'mark' && '-–—=:|/*+,;.!?)]•·'.includes(token.text);
}
