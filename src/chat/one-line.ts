import { parsePrice } from '../ledger/entry/price.ts';
import type { Money } from '../ledger/money.ts';
import { phrase } from './reply.ts';
import { longest, priceProblem, type Read, readWords } from './words.ts';

type Options = Parameters<typeof parsePrice>[1];

interface OneLine {
  readonly item: string;
  /** null when the line names no price and holds no digit that might have been meant as one. */
  readonly price: Money | null;
}

/** Reads `coffee 3.50`, `3.50 coffee` or just `coffee`: an item with a price at one of its ends. */
export function readOneLine(typed: string, options: Options): Read<OneLine> {
  const words = typed.trim().split(/\s+/);
  const ends = [findPrice(words, 'end', options), findPrice(words, 'start', options)].filter(
    (end) => end !== null,
  );
  // "2 beers 7.50": where both ends are prices, the one that can be nothing else is meant.
  const certain = ends.length > 1 ? ends.filter(({ bare }) => !bare) : ends;
  const [end, other] = certain;
  if (other || (!end && ends.length > 1)) return { ok: false, problem: phrase('price-two') };
  if (!end && words.some((word) => /\p{Nd}/u.test(word))) {
    return { ok: false, problem: problemOf(words, options) };
  }
  const item = readWords((end?.rest ?? words).join(' '), longest.item);
  return item.ok ? { ok: true, value: { item: item.value, price: end?.money ?? null } } : item;
}

interface End {
  readonly money: Money;
  readonly rest: readonly string[];
  /** Just a whole number: it might count something. */
  readonly bare: boolean;
}

/** A price has at most this many words: "1 000 000,50 EUR". */
const priceWords = 4;

/** The longest price at one end that leaves a word for the item. */
function findPrice(words: readonly string[], at: 'start' | 'end', options: Options): End | null {
  for (let count = Math.min(priceWords, words.length - 1); count > 0; count -= 1) {
    const cut = at === 'end' ? words.length - count : count;
    const [first, second] = [words.slice(0, cut), words.slice(cut)];
    const [typed, rest] = at === 'end' ? [second.join(' '), first] : [first.join(' '), second];
    const price = parsePrice(typed, options);
    if (price.ok) return { money: price.money, rest, bare: /^\p{Nd}+$/u.test(typed) };
  }
  return null;
}

/** Why neither end is a price: what is wrong with the one that looks most like it. */
function problemOf(words: readonly string[], options: Options) {
  for (const word of [words.at(-1) ?? '', words[0] ?? '']) {
    const price = parsePrice(word, options);
    if (!price.ok && price.problem !== 'not-a-price') return priceProblem(price.problem);
  }
  return phrase('price-missing');
}
