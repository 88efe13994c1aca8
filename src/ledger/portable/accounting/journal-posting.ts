import { type AmountStyle, readAmounts } from '../amounts.ts';
import type { Notes, Posting } from '../transaction.ts';

/** The lines below the head of a journal's transaction. */

const keys = new Set(['uid', 'item', 'tags', 'spread', 'given']);

/**
 * Reads comment lines: ":food:work:", "key: value" and, with `wordsAreTags`, "food:, work:". Only keys that spndr
 * writes are read.
 */
export function readNotes(comments: readonly string[], wordsAreTags: boolean): Notes {
  const values = new Map<string, string>();
  const tags: string[] = [];
  let text: string | null = null;
  for (const comment of comments) {
    const line = comment.trim();
    if (/^:[^\s:]+:(?:[^\s:]+:)*$/.test(line)) {
      tags.push(...line.slice(1, -1).split(':'));
      continue;
    }
    for (const piece of wordsAreTags ? line.split(',') : [line]) {
      const [, key, value = ''] = /^([^\s:]+):(?:\s+(.*)|(.*))$/s.exec(piece.trim()) ?? [];
      if (key !== undefined && keys.has(key)) values.set(key, value.trim());
      else if (wordsAreTags && key !== undefined && piece.trim().endsWith(':')) tags.push(key);
      else if (key === undefined && piece.trim() !== '') text ??= line;
    }
  }
  return { text, tags, values };
}

/** Reads a posting from a line without its comment; null: a virtual posting, as used for budgets. */
export function readPosting(line: number, text: string, style: AmountStyle): Omit<Posting, 'notes'> | null {
  const [, account = '', rest = ''] = /^(?:[*!]\s+)?(\S+(?:[ \u00a0]\S+)*)(.*)$/s.exec(text.trim()) ?? [];
  if (/^[([]/.test(account)) return null;
  // a balance assertion says nothing about the amount
  return { line, account, ...readAmounts(rest.split('=')[0] ?? '', style) };
}
