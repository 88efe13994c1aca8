import { shortened } from '../../ledger/lengths.ts';
import { phrase } from '../reply.ts';
import type { Choice } from './step.ts';

/** How many names a question offers as buttons. */
export const mostOffers = 4;

/** Buttons for names used before, two per row; typing a name does the same. */
export function offerChoices(names: readonly string[]): readonly (readonly Choice[])[] {
  const choices = names.map(
    (name, index): Choice => ({
      label: phrase('choice-word', { word: shortened(name, 30) }),
      says: `=${index}`,
      typed: name,
    }),
  );
  return inRows(choices);
}

/** Arranges items in rows of two. */
export function inRows<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.flatMap((_, index) => (index % 2 === 0 ? [list.slice(index, index + 2)] : []));
}
