import type { Kind } from '../../ledger/entry/entry.ts';
import type { Money } from '../../ledger/money.ts';
import type { Purchase } from '../../ledger/purchase.ts';
import type { Conversion } from '../../ledger/rates/conversions.ts';
import { readRate, showRate } from '../../ledger/rates/exchange.ts';
import { type Argument, type Phrase, phrase, type Text } from '../reply.ts';

/** Money as JSON keeps it, which has no bigint. */
export interface KeptMoney {
  readonly minor: string;
  readonly currency: string;
}

/** Writes money as JSON keeps it. */
export function keep({ minor, currency }: Money): KeptMoney {
  return { minor: String(minor), currency };
}

/** One line that shows all of a purchase. */
export function purchaseLine(purchase: Purchase): Phrase {
  return phrase('purchase', {
    number: purchase.number,
    item: purchase.item,
    rest: { line: partsOf(purchase) },
  });
}

/** One line that shows a purchase by what tells it from others: for a list to choose from. */
export function shortLine({ number, item, price, kind }: Purchase): Phrase {
  return phrase('purchase-short', {
    number,
    item: shortened(item, 20),
    price: { phrase: pricePart(kind, price) },
  });
}

/** What a purchase says besides its item, part by part. */
function partsOf(purchase: Purchase): readonly Phrase[] {
  const { kind, price, given, conversion, vendor, category, tags, day, spread } = purchase;
  // What it comes to in the account's currency is shown with the price.
  const isShown = conversion?.kind === 'done' && conversion.money.currency === given?.currency;
  return [
    pricePart(kind, price, conversion),
    ...(given === null || isShown ? [] : [phrase('part-given', { price: { money: keep(given) } })]),
    ...(vendor === null ? [] : [phrase('part-vendor', { vendor })]),
    ...(category === null ? [] : [phrase('part-category', { category })]),
    ...(tags.length === 0 ? [] : [phrase('part-tags', { tags: tagsOf(purchase) })]),
    phrase('part-day', { day: { day } }),
    ...(spread === null ? [] : [phrase('part-spread', { count: spread.count, unit: spread.unit })]),
  ];
}

function tagsOf({ tags }: Purchase): string {
  return shortened(tags.join(', '), 100);
}

/** An amount as what it is: spent, earned or given back. */
export function pricePart(kind: Kind, money: Money, conversion: Conversion | null = null): Phrase {
  const price = withConversion({ money: keep(money) }, conversion);
  if (kind === 'income') return phrase('part-income', { price });
  return kind === 'refund' ? phrase('part-refund', { price }) : phrase('part-price', { price });
}

/** A price and what it comes to in the account's own currency, where it is in another. */
function withConversion(price: Argument, conversion: Conversion | null): Argument {
  if (conversion === null) return price;
  if (conversion.kind === 'awaited') return { phrase: phrase('price-awaits-rate', { price }) };
  const converted = { money: keep(conversion.money) };
  return { phrase: phrase('price-converted', { price, converted }) };
}

/** Which rate a purchase was converted at, or that there is none yet; nothing where it needs none. */
export function rateNote({ price, conversion }: Purchase): Text {
  if (conversion === null) return [];
  const { currency: from } = price;
  if (conversion.kind === 'awaited') return [phrase('rate-awaited', { from, to: conversion.currency })];
  const { rate, day, money } = conversion;
  const args = { from, rate: { decimal: showRate(readRate(rate)) }, to: money.currency };
  return [day === null ? phrase('rate-own', args) : phrase('rate-used', { ...args, day: { day } })];
}

/** What purchases come to, per currency: what was spent less what was given back, and what was earned. */
export function totalsOf(purchases: readonly Purchase[]): Text {
  const spent = sumsOf(purchases.filter(({ kind }) => kind !== 'income'));
  const earned = sumsOf(purchases.filter(({ kind }) => kind === 'income'));
  return [
    ...(spent.length === 0 ? [] : [phrase('total', { sums: { line: spent } })]),
    ...(earned.length === 0 ? [] : [phrase('total-income', { sums: { line: earned } })]),
  ];
}

/** In so many currencies nobody spends at once; a message has to end. */
const mostSums = 12;

function sumsOf(purchases: readonly Purchase[]): readonly Phrase[] {
  const sums = new Map<string, bigint>();
  for (const { kind, price } of purchases) {
    const sign = kind === 'refund' ? -1n : 1n;
    sums.set(price.currency, (sums.get(price.currency) ?? 0n) + sign * price.minor);
  }
  const parts = [...sums].map(([currency, minor]) =>
    phrase('part-price', { price: { money: keep({ minor, currency }) } }),
  );
  return parts.length <= mostSums ? parts : [...parts.slice(0, mostSums), phrase('part-more')];
}

/** Telegram's limit is 4,096 UTF-16 code units for a whole message; the rest is for what stands around the lines. */
const pageRoom = 3_700;
/** What a line holds besides the person's words, at most, in any language: number, price and day; and the rest. */
const lineRoom = 90;
const partRoom = 15;
const spreadRoom = 30;
/** What it comes to in another currency. */
const conversionRoom = 40;

/** As many of the first purchases as `room` (UTF-16 code units) has place for, whatever the language. */
export function fitting(purchases: readonly Purchase[], room = pageRoom): readonly Purchase[] {
  let left = room;
  const end = purchases.findIndex((purchase) => {
    left -= lengthOf(purchase);
    return left < 0;
  });
  return end === -1 ? purchases : purchases.slice(0, end);
}

function lengthOf(purchase: Purchase): number {
  const { item, vendor, category, spread, conversion } = purchase;
  const words = [vendor ?? '', category ?? '', tagsOf(purchase)].filter((name) => name !== '');
  const names = words.reduce((sum, name) => sum + partRoom + name.length, 0);
  const further = (spread === null ? 0 : spreadRoom) + (conversion === null ? 0 : conversionRoom);
  return lineRoom + item.length + names + further;
}

/**
 * Words cut to at most `most` characters (code points), with a mark where something was cut off. A joiner with nothing left
 * to join to goes, too: it could not be seen.
 */
export function shortened(words: string, most: number): string {
  const characters = [...words];
  if (characters.length <= most) return words;
  const head = characters.slice(0, most - 1).join('');
  return `${head.replace(/[\s\u200c\u200d]+$/, '')}…`;
}
