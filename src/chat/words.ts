import { hiddenCharacterAt } from '../ledger/entry/characters.ts';
import type { PriceProblem } from '../ledger/entry/price.ts';
import { type Phrase, phrase } from './reply.ts';

/** Most characters of each part of a purchase. */
export const longest = { item: 200, vendor: 100, category: 100 } as const;

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Phrase };

/**
 * A person's words of 1 to `max` characters (code points): white space and line breaks collapsed, letters and their
 * accents composed, the rest as typed. Control characters and characters that cannot be seen are refused.
 */
export function readWords(typed: string, max: number): Read<string> {
  const value = typed
    .normalize('NFC')
    .replace(/[\s\x85]+/g, ' ')
    .trim();
  if (value === '') return { ok: false, problem: phrase('words-empty') };
  if (countCharacters(value) > max) return { ok: false, problem: phrase('words-too-long', { max }) };
  if (hiddenCharacterAt(value) !== null) return { ok: false, problem: phrase('words-hidden') };
  return { ok: true, value };
}

/** Whether words are the sign that leaves a question open where that can be: no name, and nothing that is bought. */
export function isDash(words: string): boolean {
  return /^\s*[-–—]\s*$/.test(words);
}

/** Code points, which is also what Postgres counts. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A short typed answer such as `Y`, ` 1 ` or `2.`, brought into one form. */
export function shortAnswer(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[.)!]+$/, '');
}

const priceProblems: Record<PriceProblem, Phrase> = {
  'not-a-price': phrase('price-unreadable'),
  zero: phrase('price-zero'),
  negative: phrase('price-negative'),
  'too-large': phrase('price-too-large'),
  'too-many-decimals': phrase('price-too-many-decimals'),
  ambiguous: phrase('price-ambiguous'),
  'hidden-characters': phrase('words-hidden'),
};

/** What is wrong with a price, and how to write it. */
export function priceProblem(problem: PriceProblem): Phrase {
  return priceProblems[problem];
}
