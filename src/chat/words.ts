import type { PriceProblem } from '../ledger/entry/amounts/price.ts';
import { hiddenCharacterAt, plainDigits } from '../ledger/entry/text/characters.ts';
import { isLonger } from '../ledger/lengths.ts';
import { type Phrase, phrase } from './reply.ts';

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Phrase };

/**
 * Reads words of 1 to `max` code points: white space is collapsed, letters and accents composed (NFC), the rest is as
 * typed. Control characters and invisible ones are refused.
 */
export function readWords(typed: string, max: number): Read<string> {
  const value = typed
    .normalize('NFC')
    .replace(/[\s\x85]+/g, ' ')
    .trim();
  if (value === '') return { ok: false, problem: phrase('words-empty') };
  if (isLonger(value, max)) return { ok: false, problem: phrase('words-too-long', { max }) };
  if (hiddenCharacterAt(value) !== null) return { ok: false, problem: phrase('words-hidden') };
  return { ok: true, value };
}

/** Whether the words are just a dash, which skips an optional question and so is no name or item. */
export function isDash(words: string): boolean {
  return /^\s*[-–—]\s*$/.test(words);
}

/** Normalises a short typed answer such as `Y`, ` 1 `, `2.` or `२`. */
export function shortAnswer(typed: string): string {
  return plainDigits(typed.normalize('NFKC'))
    .trim()
    .toLowerCase()
    .replace(/[.)!]+$/, '');
}

/** What is wrong with a price, and how to write it. */
export const priceProblems: Record<PriceProblem, Phrase> = {
  'not-a-price': phrase('price-unreadable'),
  zero: phrase('price-zero'),
  negative: phrase('price-negative'),
  'too-large': phrase('price-too-large'),
  'too-many-decimals': phrase('price-too-many-decimals'),
  ambiguous: phrase('price-ambiguous'),
  'hidden-characters': phrase('words-hidden'),
};
