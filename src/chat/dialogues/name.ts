import { withPlainQuotes } from '../../ledger/entry/text/quotes.ts';
import { longestName } from '../../ledger/lengths.ts';
import { type Read, readWords } from '../words.ts';

/**
 * A category's or vendor's name as typed. The sign that marks it in an entry ("#eat_out", "@Lidl") is not part of it,
 * unless one of the `known` names is spelled that way.
 */
export function readName(typed: string, kind: 'category' | 'vendor', known: readonly string[]): Read<string> {
  const whole = readWords(typed, longestName);
  if (whole.ok && known.includes(whole.value)) return whole;
  return readWords(kind === 'category' ? behindHash(typed) : behindAt(typed), longestName);
}

/** As in an entry, "_" stands for a space unless quoted, and digits alone are not a tag. */
function behindHash(typed: string): string {
  const name = /^\s*[#＃]\s*(.*)$/s.exec(typed)?.[1];
  if (name === undefined || !/^$|[\p{L}\p{Extended_Pictographic}]/u.test(name)) return typed;
  return unquoted(name) ?? name.replaceAll('_', ' ');
}

function behindAt(typed: string): string {
  const name = /^\s*[@＠]\s*(.*)$/s.exec(typed)?.[1];
  return name === undefined ? typed : (unquoted(name) ?? name);
}

function unquoted(name: string): string | null {
  return /^"([^"]+)"\s*$/.exec(withPlainQuotes(name))?.[1] ?? null;
}
