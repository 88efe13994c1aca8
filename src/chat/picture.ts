import type { Day } from '../ledger/day.ts';
import type { Phrase } from './reply.ts';

/** A picture of where the money goes, as figures and phrases, drawn by whoever sends it. Plain JSON. */
export interface Picture {
  readonly title: Phrase;
  /** The overall total, shown beside the title; decimal digits of minor units. */
  readonly total?: { readonly minor: string; readonly currency: string };
  readonly theme: 'light' | 'dark';
  /** One to three, from top to bottom. */
  readonly charts: readonly Chart[];
}

/** Amounts are decimal digits of minor units of `currency`, negative when more was refunded than spent. */
export type Chart = { readonly title: Phrase; readonly currency: string } & (
  | {
      readonly shows: 'categories';
      /** Largest first; a name is the person's own words, null: no category. */
      readonly categories: readonly { readonly name: string | null; readonly amount: string }[];
      /** How many categories are not among these, and what they come to; absent: there are no more. */
      readonly more?: { readonly count: number; readonly amount: string };
    }
  | {
      readonly shows: 'days';
      /** The day of the first amount. There is one amount per day; null: the day is yet to come. */
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
