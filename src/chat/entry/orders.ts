import { firstMeaningOf } from '../typed.ts';

/** What a reply to an entry can ask for; 'amend': it says what the entry should be. */
export type Order =
  | { readonly kind: 'undo' | 'redo' | 'remove' }
  | { readonly kind: 'split'; readonly parts: string }
  | { readonly kind: 'amend' };

/** Reads a reply to an entry. */
export function readOrder(typed: string): Order {
  const { meaning = null, rest = '' } = firstMeaningOf('order', typed.normalize('NFKC')) ?? {};
  if (meaning === 'split') return { kind: meaning, parts: rest };
  return meaning !== null && rest === '' ? { kind: meaning } : { kind: 'amend' };
}
