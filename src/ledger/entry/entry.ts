import type { Day } from '../day.ts';
import { decimal, type Money } from '../money.ts';
import type { Unit } from './words/words.ts';

export type Kind = 'expense' | 'income' | 'refund';

/** One purchase (or income, or refund) as a person wrote it. Texts are in normal form; none is empty. */
export interface Entry {
  readonly kind: Kind;
  /** Positive. */
  readonly money: Money;
  /**
   * The same amount in another currency, if the person gave both ("18 usd = 16.90 eur"): it fixes the exchange rate.
   */
  readonly converted: Money | null;
  /** At most 200 characters. */
  readonly item: string;
  /** Vendor, category and tags have at most 100 characters each. */
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly date: Day;
  /** The time over which reports spread it, from its date on; null: it counts on its date. */
  readonly spread: Spread | null;
  /** How often it recurs, which spndr then offers to set up; null: not said. */
  readonly recurring: Recurrence | null;
  /** The line it is in, from 1. */
  readonly line: number;
}

export interface Spread {
  readonly count: number;
  readonly unit: Unit;
}

export interface Recurrence {
  readonly every: Unit;
  /** For weeks, the weekday (0 is Sunday); for months, the date (1 to 31); null: not said. */
  readonly on: number | null;
  /** Every how many units, 2 to 999; left out: every one. */
  readonly step?: number;
}

/** A part of the text: line from 1, and UTF-16 offsets from the start of the line in normal form. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export type Subject = 'kind' | 'amount' | 'currency' | 'date' | 'item' | 'category' | 'vendor' | 'split';

/**
 * Something the parser will not guess. Nothing may be recorded until it is answered: parse again with the `text` of the
 * chosen choice under `key` in `answers`. A question about an item has no choices; any text answers it.
 */
export interface Question extends Place {
  readonly about: Subject;
  /** At most 24 ASCII characters; always the same for the same text. */
  readonly key: string;
  readonly choices: readonly Choice[];
}

/** One possible answer; `text` identifies it among the question's choices, in answers and in JSON. */
export type Choice =
  | { readonly shows: 'money'; readonly text: string; readonly money: Money }
  | { readonly shows: 'day'; readonly text: string; readonly day: Day }
  | { readonly shows: 'word'; readonly text: string };

export type ProblemKind =
  /** About the whole text, of which nothing is read then: too many characters or lines. */
  | 'too-long'
  | 'too-many-lines'
  /** About a line: more than 100 entries. */
  | 'too-many-entries'
  | 'hidden-characters'
  | 'no-amount'
  /** There is no amount but the whole number at this place, amid the words; it may be meant. */
  | 'amount-inside'
  /** It asks what was spent. */
  | 'question'
  | 'zero'
  | 'negative'
  | 'too-large'
  | 'too-many-decimals'
  | 'item-too-long'
  | 'name-too-long'
  /** The parts of a split add up to more than the total, or are in another currency. */
  | 'split-too-much'
  | 'split-currencies';

export interface Problem extends Place {
  readonly kind: ProblemKind;
}

/** Offers an amount. */
export function moneyChoice(money: Money): Choice {
  return { shows: 'money', text: `${decimal(money)} ${money.currency}`, money };
}

/** Offers a day. */
export function dayChoice(day: Day): Choice {
  return { shows: 'day', text: day, day };
}

/** Offers a word, as it was typed. */
export function wordChoice(text: string): Choice {
  return { shows: 'word', text };
}
