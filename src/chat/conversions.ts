import type { Money } from '../ledger/money.ts';
import type { Purchase } from '../ledger/purchases.ts';
import { convertPurchases } from '../ledger/rates/conversions.ts';
import { readRate, showRate } from '../ledger/rates/exchange.ts';
import { type Argument, phrase, type Text } from './reply.ts';
import { accountOfTurn, type Turn } from './turn.ts';

/**
 * A purchase just recorded, converted into the account's currency where its price is in another: in the turn's own
 * transaction, without waiting for anybody.
 */
export async function inOwnCurrency(turn: Turn, purchase: Purchase): Promise<Purchase> {
  if (purchase.price.currency === accountOfTurn(turn).currency) return purchase;
  const conversions = await convertPurchases(turn.ledger, [purchase.id]);
  return { ...purchase, conversion: conversions.get(purchase.id) ?? null };
}

/** The price of a purchase and, where it is in another currency, what it comes to in the account's own. */
export function priceOf({ price, conversion }: Purchase): Argument {
  const money = shown(price);
  if (conversion === null) return money;
  if (conversion.kind === 'awaited') return { phrase: phrase('price-awaits-rate', { price: money }) };
  return { phrase: phrase('price-converted', { price: money, converted: shown(conversion.money) }) };
}

/** Which rate a purchase was converted at, or that there is none yet; nothing where it needs none. */
export function rateNote({ price, conversion }: Purchase): Text {
  if (conversion === null) return [];
  const { currency: from } = price;
  if (conversion.kind === 'awaited') return [phrase('rate-awaited', { from, to: conversion.currency })];
  const { rate, day, money } = conversion;
  const args = { from, rate: showRate(readRate(rate)), to: money.currency };
  return [day === null ? phrase('rate-own', args) : phrase('rate-used', { ...args, day: { day } })];
}

function shown({ minor, currency }: Money): Argument {
  return { money: { minor: String(minor), currency } };
}
