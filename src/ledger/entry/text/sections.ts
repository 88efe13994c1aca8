import type { Line } from '../reader.ts';
import type { Token } from './tokens.ts';

/** A field of a line: "@ Starbucks", "#food", "tag: work". */
export interface Section {
  readonly field: 'vendor' | 'category' | 'tag' | 'hash';
  /**
   * The tokens of its value: from inclusive, to exclusive. A `hash` owns all of them; other fields may contain a price
   * or date.
   */
  readonly from: number;
  readonly to: number;
}

/** The owner of a token: no section, a marker (without meaning of its own), or the index of a section. */
export const MAIN = -1;
export const MARKER = -2;

export interface Sections {
  readonly list: readonly Section[];
  readonly owner: Int16Array;
}

/** Finds the fields of a line. A field ends at the next marker, comma, semicolon or colon, or with the line. */
export function readSections({ tokens, lexicon, text }: Line): Sections {
  const list: Section[] = [];
  const owner = new Int16Array(tokens.length).fill(MAIN);
  let open: { field: Section['field']; from: number; many: boolean } | null = null;
  const close = (to: number): void => {
    if (open === null) return;
    for (let index = open.from; index < to; index += 1) owner[index] = list.length;
    if (to > open.from) list.push({ field: open.field, from: open.from, to });
    open = null;
  };
  let at = 0;
  while (at < tokens.length) {
    const marker = markerAt(tokens, at, text) ?? fieldAt(tokens, at, lexicon.fields);
    if (marker !== null) {
      close(at);
      owner.fill(MARKER, at, marker.from);
      if (marker.field === 'hash') {
        owner.fill(list.length, marker.from, marker.to);
        list.push({ field: 'hash', from: marker.from, to: marker.to });
        at = marker.to;
      } else {
        open = { field: marker.field, from: marker.from, many: marker.many };
        at = marker.from;
      }
      continue;
    }
    const ends = isSeparator(tokens[at]) || (tokens[at]?.text === ':' && tokens[at + 1]?.glued === false);
    if (open !== null && ends) {
      const { field, many }: { field: Section['field']; many: boolean } = open;
      close(at);
      const listed =
        many || (field === 'tag' && tokens[at]?.glued === true && tokens[at + 1]?.glued === true);
      if (listed && isSeparator(tokens[at]) && listGoesOn(tokens, at + 1, lexicon.fields)) {
        owner[at] = MARKER;
        open = { field, from: at + 1, many };
      }
    }
    at += 1;
  }
  close(tokens.length);
  return { list, owner };
}

/** Whether this token is a comma or semicolon. */
export function isSeparator(token: Token | undefined): boolean {
  return token?.kind === 'mark' && (token.text === ',' || token.text === ';');
}

interface Marker {
  readonly field: Section['field'];
  readonly from: number;
  readonly to: number;
  readonly many: boolean;
}

/** The marker "@" before a vendor, or "#" before a word. */
function markerAt(tokens: readonly Token[], at: number, text: string): Marker | null {
  const token = tokens[at];
  if (token?.kind !== 'mark' || (token.text !== '@' && token.text !== '#')) return null;
  if (token.glued && tokens[at - 1]?.kind === 'word' && tokens[at - 1]?.quoted === null) return null;
  if (token.text === '@') return { field: 'vendor', from: at + 1, to: at + 1, many: false };
  const to = hashEnd(tokens, at + 1);
  const value = text.slice(token.end, tokens[to - 1]?.end ?? token.end);
  return /[\p{L}\p{Extended_Pictographic}"]/u.test(value) && to > at + 1
    ? { field: 'hash', from: at + 1, to, many: false }
    : null;
}

/** The end of the word attached to a "#". */
function hashEnd(tokens: readonly Token[], from: number): number {
  let end = from;
  for (;;) {
    const token = tokens[end];
    if (token === undefined || !token.glued) break;
    if (token.quoted !== null && end > from) break;
    if (token.kind === 'mark' && '#@,;"()'.includes(token.text)) break;
    end += 1;
    if (token.quoted !== null) break;
  }
  while (end > from && tokens[end - 1]?.kind === 'mark' && '.!?:'.includes(tokens[end - 1]?.text ?? ''))
    end -= 1;
  return end;
}

/** The marker that a field's name and its colon make. */
function fieldAt(tokens: readonly Token[], at: number, fields: Line['lexicon']['fields']): Marker | null {
  const token = tokens[at];
  const colon = tokens[at + 1];
  if (token?.kind !== 'word' || token.quoted !== null || colon?.text !== ':' || !colon.glued) return null;
  const field = fields.get(token.text);
  if (field === undefined || at + 2 >= tokens.length) return null;
  return { field: field === 'tags' ? 'tag' : field, from: at + 2, to: at + 2, many: field === 'tags' };
}

/** Whether another item of a list as in "tags: a, b" or "tag:a,b" follows a comma: words and nothing else. */
function listGoesOn(tokens: readonly Token[], from: number, fields: Line['lexicon']['fields']): boolean {
  let at = from;
  for (; at < tokens.length && !isSeparator(tokens[at]); at += 1) {
    if (tokens[at]?.kind === 'number' || fieldAt(tokens, at, fields) !== null) return false;
    if (tokens[at]?.text === '#' || tokens[at]?.text === '@') return false;
  }
  return at > from;
}
