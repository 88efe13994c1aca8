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
  // the lexicon of each language knows the "please" of all
  const plain = withoutPlease(typed.normalize('NFKC'), lexiconFor('en'));
  const { meaning = null, rest = '' } = firstMeaningOf('order', plain) ?? {};
  if (meaning === 'split') return { kind: meaning, parts: rest };
  return meaning !== null && rest === '' ? { kind: meaning } : { kind: 'amend' };
}
