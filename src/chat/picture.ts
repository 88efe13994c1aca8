import type { Day } from '../ledger/day.ts';
import type { Phrase } from './reply.ts';

/** A picture of where the money goes, as figures and words: whoever sends it draws it. Plain JSON. */
export interface Picture {
  readonly title: Phrase;
  /** What it all comes to, shown beside the title; decimal digits of minor units. */
  readonly total?: { readonly minor: string; readonly currency: string };
  readonly theme: 'light' | 'dark';
  /** One to three, one below the other. */
  readonly charts: readonly Chart[];
}

/** Amounts are decimal digits of minor units of `currency`, with a minus where more came back than was spent. */
export type Chart = { readonly title: Phrase; readonly currency: string } & (
  | {
      readonly shows: 'categories';
      /** Largest first; a name is the person's own words, null: what has no category. */
      readonly categories: readonly { readonly name: string | null; readonly amount: string }[];
    }
  | {
      readonly shows: 'days';
      /** The day of the first amount; one a day, null for days to come. */
      readonly from: Day;
      readonly amounts: readonly (string | null)[];
      /** What may be spent over all these days; null: no budget. */
      readonly budget: string | null;
    }
  | {
      readonly shows: 'months';
      /** Oldest first, each by its first day. */
      readonly months: readonly { readonly month: Day; readonly amount: string }[];
    }
);
