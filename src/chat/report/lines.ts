import { shortened } from '../../ledger/lengths.ts';
import type { Money } from '../../ledger/money.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import type { Change, Figure, Sum } from '../../ledger/reports/report.ts';
import { keep, limited, moneyPart, pricePart } from '../entry/lines.ts';
import { type Argument, type Phrase, phrase, phrasesOf } from '../reply.ts';

/** How much text a message has room for, in UTF-16 code units, with a margin: below a picture, or alone. */
export function roomFor(pictured: boolean): number {
  return pictured ? 1_000 : 3_800;
}

/** The most that a phrase's own words take in any language: for most, hardly more than their arguments. */
const fewWords = 8;
const manyWords: Readonly<Record<string, number>> = {
  'and-more': 40,
  'part-income': 25,
  'part-refund': 25,
  'part-spread': 30,
  'price-awaits-rate': 30,
  'report-abroad': 40,
  'report-awaited': 130,
  'report-before': 25,
  'report-categories-title': 40,
  'report-coming': 40,
  'report-days-title': 40,
  'report-parts-title': 40,
  'report-people-title': 40,
  'report-spent': 25,
  'report-vendors': 30,
  'report-vendors-title': 40,
  'total-income': 25,
};

/** The most that a line takes in any language, in UTF-16 code units. */
export function roomOf({ key, args = {} }: Phrase): number {
  const words = manyWords[key] ?? fewWords;
  return Object.values(args).reduce<number>((sum, argument) => sum + argumentRoom(argument), words);
}

function argumentRoom(argument: Argument): number {
  if (typeof argument === 'string') return argument.length + 2;
  if (typeof argument === 'number') return String(argument).length;
  // digits, separators, sign and currency
  if ('money' in argument) return Math.ceil((argument.money.minor.length * 4) / 3) + 9;
  if ('period' in argument) return argument.period.from === argument.period.to ? 20 : 45;
  return 'day' in argument || 'moment' in argument
    ? 20
    : phrasesOf(argument).reduce((sum, one) => sum + roomOf(one) + 3, 0);
}

/** A sum as parts of a line: what is in the account's currency, then at most `most` amounts that await a rate. */
export function sumParts({ own, awaited }: Sum, currency: string, most: number): readonly Phrase[] {
  const parts = own !== 0n || awaited.length === 0 ? [moneyPart({ minor: own, currency })] : [];
  return [...parts, ...limited(awaited.map(awaitedPart), most)];
}

function awaitedPart(money: Money): Phrase {
  return phrase('price-awaits-rate', { price: { money: keep(money) } });
}

/** How a sum compares with the period before. */
export function changePart(change: Change): Phrase {
  switch (change.way) {
    case 'up':
      return phrase('change-up', { percent: change.percent });
    case 'down':
      return phrase('change-down', { percent: change.percent });
    case 'same':
      return phrase('change-same');
    case 'new':
      return phrase('change-new');
  }
}

const longestName = 24;

/** A category's or vendor's name in a line or on a button; `none`: what to say if it has no name. */
export function nameArgument(name: string | null, none: Phrase): Argument {
  return name === null ? { phrase: none } : shortened(name, longestName);
}

/**
 * One line for a category, vendor or piece: what was spent, its share and how it changed; `brief`: only what was spent.
 */
export function figureLine(name: Argument, figure: Figure, currency: string, brief = false): Phrase {
  const { share, change } = figure;
  const parts = brief
    ? [moneyPart({ minor: figure.own, currency })]
    : [
        ...sumParts(figure, currency, 1),
        ...(share === null ? [] : [phrase('report-share', { percent: share })]),
        ...(change === null ? [] : [changePart(change)]),
      ];
  return phrase('report-line', { name, parts: { line: parts } });
}

const longestItem = 20;

/** One line that identifies a purchase in a list. */
export function listedLine({ number, item, kind, price, conversion, day, spread }: Purchase): Phrase {
  const parts = [
    pricePart(kind, price, conversion),
    phrase('part-day', { day: { day } }),
    ...(spread === null ? [] : [phrase('part-spread', { count: spread.count, unit: spread.unit })]),
  ];
  return phrase('purchase', { number, item: shortened(item, longestItem), rest: { line: parts } });
}
