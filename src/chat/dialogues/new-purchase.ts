import { knownNames, likelyCategories, recentVendors, spelledAs } from '../../ledger/categories.ts';
import { parsePrice } from '../../ledger/entry/price.ts';
import type { StateAt } from '../conversation.ts';
import { keep } from '../entry/lines.ts';
import { recordFor } from '../purchases.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, type Turn } from '../turn.ts';
import { meaningOf } from '../typed.ts';
import { longest, priceProblem, readWords } from '../words.ts';
import { readName } from './name.ts';
import { mostOffers, offerChoices } from './offers.ts';
import type { Choice, Step } from './step.ts';

/** What can be said to a question that may be left open; the button's own word does too. */
export const skipWord = '-';

const skip: readonly Choice[] = [{ label: phrase('skip'), says: skipWord }];

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
  async hear(words, { item }, turn) {
    const account = accountOfTurn(turn);
    const price = parsePrice(words, { currency: account.currency, locale: turn.locale });
    if (!price.ok) return aside(turn, priceProblem(price.problem));
    const offers = await recentVendors(turn.ledger, account.id, item, mostOffers);
    return { state: { at: 'new-vendor', item, price: keep(price.money), offers: [...offers] } };
  },
};

export const newVendor: Step<StateAt<'new-vendor'>> = {
  for: 'linked',
  ask: ({ offers }) => ({ text: [phrase('new-vendor')], choices: [...offerChoices(offers), skip] }),
  async hear(words, { item, price }, turn) {
    const vendor = await hearName(turn, 'vendor', words);
    if (!vendor.ok) return aside(turn, vendor.problem);
    const bought = { item, vendor: vendor.value };
    const offers = await likelyCategories(turn.ledger, accountOfTurn(turn).id, bought, mostOffers);
    return { state: { at: 'new-category', price, ...bought, offers: [...offers] } };
  },
};

export const newCategory: Step<StateAt<'new-category'>> = {
  for: 'linked',
  ask: ({ offers }) => ({ text: [phrase('new-category')], choices: [...offerChoices(offers), skip] }),
  async hear(words, { item, price, vendor }, turn) {
    const category = await hearName(turn, 'category', words);
    if (!category.ok) return aside(turn, category.problem);
    return recordFor(turn, { item, price, vendor, category: category.value });
  },
};

/** A vendor or category as the account spells it; null: left out. */
async function hearName(turn: Turn, kind: 'vendor' | 'category', words: string) {
  if (meaningOf('skip', words) !== null) return { ok: true, value: null } as const;
  const known = await knownNames(turn.ledger, accountOfTurn(turn).id, kind);
  const name = readName(words, kind, known);
  return name.ok ? ({ ok: true, value: spelledAs(known, name.value) } as const) : name;
}
