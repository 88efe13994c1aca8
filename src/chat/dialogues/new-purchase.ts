import {
  knownNames,
  likelyCategories,
  recentVendors,
  spelledAs,
} from '../../ledger/categories/categories.ts';
import { parseAmendment, parseCorrection } from '../../ledger/entry/amendment.ts';
import { parsePrice } from '../../ledger/entry/amounts/price.ts';
import { parseEntry } from '../../ledger/entry/parse.ts';
import { nameKey } from '../../ledger/entry/reader.ts';
import { longestItem } from '../../ledger/lengths.ts';
import { minorDigits } from '../../ledger/money.ts';
import type { StateAt } from '../conversation.ts';
import { alsoSaid, alsoWith, itemAnswerOf } from '../entry/item-answer.ts';
import { keep } from '../entry/lines.ts';
import { parseOptions } from '../entry/read.ts';
import { hearFreeText } from '../free-text.ts';
import { recordFor } from '../purchases.ts';
import { phrase } from '../reply.ts';
import { accountOfTurn, aside, idle, type Said, type Turn } from '../turn.ts';
import { meaningOf } from '../typed.ts';
import { isDash, priceProblems, readWords } from '../words.ts';
import { readName } from './name.ts';
import { mostOffers, offerChoices } from './offers.ts';
import type { Choice, Step } from './step.ts';

/** What skips an optional question; typing the button's label does too. */
export const skipWord = '-';

const skip: readonly Choice[] = [{ label: phrase('skip'), says: skipWord }];

export const newItem: Step<StateAt<'new-item'>> = {
  for: 'linked',
  ask: () => ({ text: [phrase('new-item')], choices: [] }),
  async hear(words, _state, turn) {
    if (isDash(words)) return aside(turn, phrase('cannot-skip'));
    return (await isPriced(words, turn))
      ? hearFreeText(words, { ...turn, state: idle })
      : priceQuestion(words, turn);
  },
};

/** A name as people write it; in any other, a "$1" may be part of it. */
const ordinaryName = /^[\p{L}\p{M}\p{Nd}\s.,&'’-]+$/u;

/**
 * Matches an amount that is no part of an item's name, as those of "2 beers", "iPhone 15" and "USB 3.0" may be: one with
 * all decimals of the currency, or with a currency's sign.
 */
function clearPrice(currency: string): RegExp {
  const digits = minorDigits(currency) ?? 0;
  const sign = '\\p{Sc}';
  return new RegExp(digits > 1 ? `\\p{Nd}[.,]\\p{Nd}{${digits}}(?!\\p{Nd})|${sign}` : sign, 'gu');
}

/** Whether words name prices of what they name, and so are entries: "12.50 coffee". */
async function isPriced(words: string, turn: Turn): Promise<boolean> {
  const { entries, question, problems } = parseEntry(words, await parseOptions(turn, turn.incoming.at));
  const prices = words.normalize('NFKC').match(clearPrice(accountOfTurn(turn).currency))?.length ?? 0;
  const isSure = question === null && problems.length === 0 && entries.length <= prices;
  return isSure && entries.length > 0 && entries.every(({ item }) => ordinaryName.test(item));
}

/** Asks what an item cost. Details that the words already give, as in an entry, are not asked for later. */
export async function priceQuestion(words: string, turn: Turn): Promise<Said> {
  const item = readWords(words, longestItem);
  if (!item.ok) return aside(turn, item.problem);
  const { amendment } = parseAmendment(words, await parseOptions(turn, turn.incoming.at));
  const answer = itemAnswerOf(amendment) ?? { item: item.value, also: null };
  return { state: { at: 'new-price', ...answer } };
}

export const newPrice: Step<StateAt<'new-price'>> = {
  for: 'linked',
  ask: ({ item }) => ({ text: [phrase('new-price', { item })], choices: [] }),
  async hear(words, { item, also: before }, turn) {
    const account = accountOfTurn(turn);
    const read = await readPrice(words, item, turn);
    if (!read.ok) return aside(turn, priceProblems[read.problem]);
    const price = keep(read.money);
    const also = read.more ? alsoWith(before, read.more) : before;
    const vendor = alsoSaid(also)?.vendor ?? null;
    if (vendor !== null) return categoryQuestion(turn, { item, price, vendor, also });
    const offers = await recentVendors(turn.ledger, account.id, item, mostOffers);
    return { state: { at: 'new-vendor', item, price, also, offers: [...offers] } };
  },
};

/** Reads an item's price; `more`: what is said beside it, as in "4 @ Lidl" or, of tea, "tea 4". */
async function readPrice(words: string, item: string, turn: Turn) {
  const { currency } = accountOfTurn(turn);
  const price = { more: null, ...parsePrice(words, { currency, locale: turn.locale }) };
  if (price.ok || price.problem !== 'not-a-price' || words.includes('\n')) return price;
  const { amendment: more } = parseCorrection(words, await parseOptions(turn, turn.incoming.at));
  const isOfItem = nameKey(more?.item ?? item) === nameKey(item);
  return more?.money && more.given === null && isOfItem
    ? ({ ok: true, money: more.money, more } as const)
    : price;
}

export const newVendor: Step<StateAt<'new-vendor'>> = {
  for: 'linked',
  ask: ({ offers }) => ({ text: [phrase('new-vendor')], choices: [...offerChoices(offers), skip] }),
  async hear(words, { item, price, also }, turn) {
    const vendor = await hearName(turn, 'vendor', words);
    if (!vendor.ok) return aside(turn, vendor.problem);
    return categoryQuestion(turn, { item, price, vendor: vendor.value, also });
  },
};

type Bought = Omit<StateAt<'new-category'>, 'at' | 'offers'>;

/** Asks for the category of what was bought, or records it if the category was given already. */
async function categoryQuestion(turn: Turn, bought: Bought): Promise<Said> {
  const also = alsoSaid(bought.also);
  if (also !== null && also.category !== null)
    return recordFor(turn, { ...bought, category: also.category, also });
  const offers = await likelyCategories(turn.ledger, accountOfTurn(turn).id, bought, mostOffers);
  return { state: { at: 'new-category', ...bought, offers: [...offers] } };
}

export const newCategory: Step<StateAt<'new-category'>> = {
  for: 'linked',
  ask: ({ offers }) => ({ text: [phrase('new-category')], choices: [...offerChoices(offers), skip] }),
  async hear(words, { item, price, vendor, also }, turn) {
    const category = await hearName(turn, 'category', words);
    if (!category.ok) return aside(turn, category.problem);
    return recordFor(turn, { item, price, vendor, category: category.value, also: alsoSaid(also) });
  },
};

/** A vendor or category, spelled as the account has it; null: skipped. */
async function hearName(turn: Turn, kind: 'vendor' | 'category', words: string) {
  if (meaningOf('skip', words) !== null) return { ok: true, value: null } as const;
  const known = await knownNames(turn.ledger, accountOfTurn(turn).id, kind);
  const name = readName(words, kind, known);
  return name.ok ? ({ ok: true, value: spelledAs(known, name.value) } as const) : name;
}
