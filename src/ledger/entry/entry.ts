import type { Day } from '../day.ts';
import { decimal, type Money } from '../money.ts';
import type { Unit } from './words/words.ts';

export type Kind = 'expense' | 'income' | 'refund';

/** One purchase (or income, or refund) as a person wrote it. Texts are in normal form; none is empty. */
export interface Entry {
  readonly kind: Kind;
  /** Positive. */
  readonly money: Money;
  /** The same amount in another currency where the person gave it ("18 usd = 16.90 eur"): it fixes the rate. */
  readonly converted: Money | null;
  /** At most 200 characters. */
  readonly item: string;
  /** Vendor, category and tags: at most 100 characters each. */
  readonly vendor: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly date: Day;
  /** Over how long reports spread it, from its date on; null: it belongs to its date. */
  readonly spread: Spread | null;
  /** How often it comes again, to be offered by button; null: nothing was said of that. */
  readonly recurring: Recurrence | null;
  /** The line it stands in, from 1. */
  readonly line: number;
}

export interface Spread {
  readonly count: number;
  readonly unit: Unit;
}

export interface Recurrence {
  readonly every: Unit;
  /** For a week its day (0 is Sunday), for a month its date (1 to 31); null: not said. */
  readonly on: number | null;
  /** Of how many of them it takes one, 2 to 999; not there: it takes each. */
  readonly step?: number;
}

/** A part of the text: line from 1, UTF-16 offsets from the line's start in normal form. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export type Subject = 'kind' | 'amount' | 'currency' | 'date' | 'item' | 'category' | 'vendor' | 'split';

/**
 * What the parser will not guess. Nothing is recorded until it is answered: parse again with `key` and the text of
 * the choice taken among `answers`. An item has no choices; its answer is any text.
 */
export interface Question extends Place {
  readonly about: Subject;
  /** At most 24 ASCII characters; the same for the same text. */
  readonly key: string;
  readonly choices: readonly Choice[];
}

/** One reading; `text` is its name in answers and in JSON, and tells it from the question's other choices. */
export type Choice =
  | { readonly shows: 'money'; readonly text: string; readonly money: Money }
  | { readonly shows: 'day'; readonly text: string; readonly day: Day }
  | { readonly shows: 'word'; readonly text: string };

export type ProblemKind =
  /** The text: too many characters or lines; then nothing of it is read. */
  | 'too-long'
  | 'too-many-lines'
  /** A line: more than 100 entries in it. */
  | 'too-many-entries'
  | 'hidden-characters'
  | 'no-amount'
  | 'zero'
  | 'negative'
  | 'too-large'
  | 'too-many-decimals'
  | 'item-too-long'
  | 'name-too-long'
  /** The parts of a split are more than its total, or in another currency. */
  | 'split-too-much'
  | 'split-currencies';

export interface Problem extends Place {
  readonly kind: ProblemKind;
}

/** The choice of an amount. */
export function moneyChoice(money: Money): Choice {
  return { shows: 'money', text: `${decimal(money)} ${money.currency}`, money };
}

/** The choice of a day. */
export function dayChoice(day: Day): Choice {
  return { shows: 'day', text: day, day };
}

/** The choice of a word, as it was typed. */
export function wordChoice(text: string): Choice {
  return { shows: 'word', text };
}
