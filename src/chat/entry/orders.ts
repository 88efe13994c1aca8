import { withoutPlease } from '../../ledger/entry/correction.ts';
import { lexiconFor } from '../../ledger/entry/lexicon.ts';
import { firstMeaningOf } from '../typed.ts';

/** What a reply to an entry can ask for; 'amend': it says what the entry should be. */
export type Order =
  | { readonly kind: 'undo' | 'redo' | 'remove' }
  | { readonly kind: 'split'; readonly parts: string }
  | { readonly kind: 'amend' };

/** Reads a reply to an entry, which may be polite. */
export function readOrder(typed: string): Order {
  const { meaning, rest } = orderIn(typed);
  if (meaning === 'split') return { kind: meaning, parts: rest };
  return meaning !== null && rest === '' ? { kind: meaning } : { kind: 'amend' };
}

/**
 * Reads an order about the entry with a number: "delete 3", "undo #3". null: the text is something else, such as "отмена
 * 500", what a cancellation cost.
 */
export function numberedOrder(typed: string): { kind: 'undo' | 'redo' | 'remove'; number: string } | null {
  const { meaning, rest } = orderIn(typed);
  const isNumber = meaning === 'remove' ? /^#?\d{1,9}$/ : /^#\d{1,9}$/;
  return meaning === null || meaning === 'split' || !isNumber.test(rest)
    ? null
    : { kind: meaning, number: rest };
}

function orderIn(typed: string) {
  // the lexicon of each language knows the "please" of all
  const plain = withoutPlease(typed.normalize('NFKC'), lexiconFor('en'));
  return firstMeaningOf('order', plain) ?? { meaning: null, rest: '' };
}
