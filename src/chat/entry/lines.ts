import type { Kind } from '../../ledger/entry/entry.ts';
import { shortened } from '../../ledger/lengths.ts';
import type { Money } from '../../ledger/money.ts';
import { netOf, type Purchase } from '../../ledger/purchases/purchase.ts';
import type { Conversion } from '../../ledger/rates/conversions.ts';
import { readRate, showRate } from '../../ledger/rates/exchange.ts';
import { type Argument, type Phrase, phrase, type Text } from '../reply.ts';

/** Money in JSON, which has no bigint: `minor` is decimal digits. */
export interface KeptMoney {
  readonly minor: string;
  readonly currency: string;
}

/** Converts money to its JSON form. */
export function keep({ minor, currency }: Money): KeptMoney {
  return { minor: String(minor), currency };
}

/** One line with all details of a purchase. */
export function purchaseLine(purchase: Purchase): Phrase {
  return phrase('purchase', {
    number: purchase.number,
    item: purchase.item,
    rest: { line: partsOf(purchase) },
  });
}

/** One short line that identifies a purchase in a list to choose from. */
export function shortLine({ number, item, price, kind }: Purchase): Phrase {
  return phrase('purchase-short', {
    number,
    item: shortened(item, 20),
    price: { phrase: pricePart(kind, price) },
  });
}

/** The details of a purchase besides its item, as parts of a line. */
function partsOf(purchase: Purchase): readonly Phrase[] {
  const { kind, price, given, conversion, vendor, category, tags, day, spread } = purchase;
  // The conversion is shown with the price, so an amount equal to it is not repeated.
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

/** An amount worded as spent, earned or refunded, with its conversion if there is one. */
export function pricePart(kind: Kind, money: Money, conversion: Conversion | null = null): Phrase {
  const price = withConversion({ money: keep(money) }, conversion);
  if (kind === 'income') return phrase('part-income', { price });
  return kind === 'refund' ? phrase('part-refund', { price }) : phrase('part-price', { price });
}

/** Money as part of a line. */
export function moneyPart(money: Money): Phrase {
  return phrase('part-price', { price: { money: keep(money) } });
}

/** At most `most` parts, with a mark if there are more. */
export function limited(parts: readonly Phrase[], most: number): readonly Phrase[] {
  return parts.length <= most ? parts : [...parts.slice(0, most), phrase('part-more')];
}

/** A price, and its amount in the account's currency if that differs. */
function withConversion(price: Argument, conversion: Conversion | null): Argument {
  if (conversion === null) return price;
  if (conversion.kind === 'awaited') return { phrase: phrase('price-awaits-rate', { price }) };
  const converted = { money: keep(conversion.money) };
  return { phrase: phrase('price-converted', { price, converted }) };
}

/** The rate that a purchase was converted at, or that it awaits one; nothing if it needs none. */
export function rateNote({ price, conversion }: Purchase): Text {
  if (conversion === null) return [];
  const { currency: from } = price;
  if (conversion.kind === 'awaited') return [phrase('rate-awaited', { from, to: conversion.currency })];
  const { rate, day, money } = conversion;
  const args = { from, rate: { decimal: showRate(readRate(rate)) }, to: money.currency };
  return [day === null ? phrase('rate-own', args) : phrase('rate-used', { ...args, day: { day } })];
}

/** The totals of purchases per currency: spent less refunded, and earned. */
export function totalsOf(purchases: readonly Purchase[]): Text {
  const spent = sumsOf(purchases.filter(({ kind }) => kind !== 'income'));
  const earned = sumsOf(purchases.filter(({ kind }) => kind === 'income'));
  return [
    ...(spent.length === 0 ? [] : [phrase('total', { sums: { line: spent } })]),
    ...(earned.length === 0 ? [] : [phrase('total-income', { sums: { line: earned } })]),
  ];
}

/** How many currencies are listed: more than anybody uses at once, to bound the message. */
const mostSums = 12;

function sumsOf(purchases: readonly Purchase[]): readonly Phrase[] {
  const sums = netOf(purchases.map(({ kind, price }) => ({ kind, money: price })));
  return limited(sums.map(moneyPart), mostSums);
}

/** Telegram's limit is 4,096 UTF-16 code units for a whole message; the rest is for what surrounds the lines. */
const pageRoom = 3_700;
/**
 * The most that a line holds besides the person's words, in any language: for number, price and day; for each further
 * part; and for a spread.
 */
const lineRoom = 90;
const partRoom = 15;
const spreadRoom = 30;
/** For a conversion. */
const conversionRoom = 40;

/** As many of the first purchases as fit into `room` UTF-16 code units in any language. */
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
