import { parsePrice } from '../../ledger/entry/price.ts';
import type { StateAt } from '../conversation.ts';
import { keep } from '../entry/lines.ts';
import { recordFor } from '../purchases.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside } from '../turn.ts';
import { longest, priceProblem, readWords } from '../words.ts';
import type { Choice, Step } from './step.ts';

/** What can be said to a question that may be left open. */
export const skipWord = '-';

const skip: readonly (readonly Choice[])[] = [[{ label: phrase('skip'), says: skipWord }]];

export const newItem: Step<StateAt<'new-item'>> = {
  for: 'linked',
  ask: () => ({ text: [phrase('new-item')], choices: [] }),
  hear(words, _state, turn) {
    const item = readWords(words, longest.item);
    if (!item.ok) return aside(turn, item.problem);
    return { state: { at: 'new-price', item: item.value } };
  },
};

export const newPrice: Step<StateAt<'new-price'>> = {
  for: 'linked',
  ask: ({ item }) => ({ text: [phrase('new-price', { item })], choices: [] }),
  hear(words, { item }, turn) {
    const price = parsePrice(words, { currency: accountOfTurn(turn).currency, locale: turn.locale });
    if (!price.ok) return aside(turn, priceProblem(price.problem));
    return { state: { at: 'new-vendor', item, price: keep(price.money) } };
  },
};

export const newVendor: Step<StateAt<'new-vendor'>> = {
  for: 'linked',
  ask: () => ({ text: [phrase('new-vendor')], choices: skip }),
  hear(words, { item, price }, turn) {
    const vendor = readOptional(words, longest.vendor);
    if (!vendor.ok) return aside(turn, vendor.problem);
    return { state: { at: 'new-category', item, price, vendor: vendor.value } };
  },
};

export const newCategory: Step<StateAt<'new-category'>> = {
  for: 'linked',
  ask: () => ({ text: [phrase('new-category')], choices: skip }),
  hear(words, { item, price, vendor }, turn) {
    const category = readOptional(words, longest.category);
    if (!category.ok) return aside(turn, category.problem);
    return recordFor(turn, { item, price, vendor, category: category.value });
  },
};

function readOptional(words: string, max: number) {
  if (/^[-–—]$/.test(words.trim())) return { ok: true, value: null } as const;
  return readWords(words, max);
}
