import { isDay } from '../../day.ts';
import { hiddenCharacterAt } from '../../entry/text/characters.ts';
import { excerpt, isLonger, longestItem, longestName } from '../../lengths.ts';
import { isTooLarge, type Money } from '../../money.ts';
import type { Details } from '../../purchases/purchase.ts';
import { moneyOf, readDecimal } from '../decimals.ts';
import { wordsOf } from '../row.ts';
import type { OriginalTransaction } from './source.ts';

/** Why a transaction of the original was not imported. */
export type TransactionTrouble =
  | 'no-item'
  | 'item-too-long'
  | 'vendor-too-long'
  | 'category-too-long'
  | 'hidden-characters'
  /** The original's mark for a message that was not text: what the person meant is lost. */
  | 'not-text'
  | 'no-price'
  /** NaN, Infinity, or not a number at all. */
  | 'price-unreadable'
  | 'price-zero'
  | 'price-negative'
  | 'price-too-large'
  | 'price-too-many-decimals'
  | 'no-date'
  | 'date-unreadable';

export type ReadTransaction =
  | { readonly ok: true; readonly details: Details }
  | { readonly ok: false; readonly problem: TransactionTrouble; readonly words: string };

const notText = '!non_text_input';

/**
 * Converts a transaction of the original, with its price in `currency` (ISO 4217), into a purchase, or says what is
 * wrong.
 */
export function readTransaction(transaction: OriginalTransaction, currency: string): ReadTransaction {
  const wrong = (problem: TransactionTrouble, words: string | null | undefined): ReadTransaction => ({
    ok: false,
    problem,
    words: excerpt(words ?? ''),
  });
  const { price: priced, date } = transaction;
  const [item, vendor, category] = [transaction.item, transaction.vendor, transaction.category].map(wordsOf);
  const texts = [item, vendor, category, wordsOf(priced), wordsOf(date)];
  if (texts.includes(notText)) return wrong('not-text', item);
  const hidden = texts.find((text) => text != null && hiddenCharacterAt(text) !== null);
  if (hidden != null) return wrong('hidden-characters', hidden);
  if (item == null) return wrong('no-item', null);
  if (isLonger(item, longestItem)) return wrong('item-too-long', item);
  if (isLonger(vendor, longestName)) return wrong('vendor-too-long', vendor);
  if (isLonger(category, longestName)) return wrong('category-too-long', category);
  const price = readPrice(priced, currency);
  if (typeof price === 'string') return wrong(price, priced);
  if (date === null || date.trim() === '') return wrong('no-date', item);
  const day = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?$/s.exec(date.trim())?.[1] ?? '';
  if (!isDay(day)) return wrong('date-unreadable', date);
  return {
    ok: true,
    details: {
      kind: 'expense',
      item,
      price,
      given: null,
      vendor: vendor ?? null,
      category: category ?? null,
      tags: [],
      day,
      spread: null,
    },
  };
}

/** The original stored a number: its digits are taken as they are, never rounded. */
function readPrice(text: string | null, currency: string): Money | TransactionTrouble {
  if (text === null || text.trim() === '') return 'no-price';
  const [, sign, digits, exponent] =
    /^([-+]?)(\d{1,40}(?:\.\d{0,40})?)(?:[eE]([-+]?\d{1,2}))?$/.exec(text.trim()) ?? [];
  const decimal = digits === undefined ? null : readDecimal(digits, '.');
  if (decimal === null) return 'price-unreadable';
  const shift = Number(exponent ?? 0);
  const number = {
    value: decimal.value * 10n ** BigInt(Math.max(shift, 0)),
    scale: decimal.scale + Math.max(-shift, 0),
  };
  if (number.value === 0n) return 'price-zero';
  if (sign === '-') return 'price-negative';
  const price = moneyOf(number, currency);
  if (price === null) return 'price-too-many-decimals';
  return isTooLarge(price) ? 'price-too-large' : price;
}
