import { decimal } from '../../money.ts';
import { escaped } from '../lines.ts';
import type { FileFormat, PortablePurchase } from '../portable.ts';
import { moneyText, spreadText } from '../row.ts';
import { readQif } from './read.ts';

/**
 * Quicken's QIF. It knows no currencies: each gets an account of its own, named anew whenever the currency changes.
 * Dates are YYYY-MM-DD; N is the uid, P the vendor, M the item, L the category and, after a slash, tags. The rest is in
 * brackets after the item.
 */
export const qif: FileFormat = {
  async *write(purchases) {
    let currency: string | null = null;
    for await (const purchase of purchases) {
      if (purchase.price.currency !== currency) {
        currency = purchase.price.currency;
        yield `!Account\nNCash ${currency}\nTCash\nDPurchases in ${currency}\n^\n!Type:Cash\n`;
      }
      yield recordText(purchase);
    }
  },
  read: readQif,
};

/**
 * Characters with a special meaning in L, for accounts, classes and splits. A colon separates tags, and a category from
 * its subcategory.
 */
const inCategory = /[/[\]|^]|^-/gu;
const inOddCategory = /[/[\]|^:]|^-/gu;
const inTag = /[/[\]|^:]/gu;
/** Escapes a part of the item that looks like the brackets after it. */
const inItem = /\[(?=spndr )/gu;

function recordText(purchase: PortablePurchase): string {
  const { uid, kind, item, price, vendor, day } = purchase;
  const extras = extrasOf(purchase);
  const filed = filedUnder(purchase);
  return [
    `D${day}`,
    `T${kind === 'expense' ? '-' : ''}${decimal(price)}`,
    `N${uid}`,
    ...(vendor === null ? [] : [`P${escaped(vendor, nothing)}`]),
    `M${escaped(item, inItem)}${extras === '' ? '' : ` [spndr ${extras}]`}`,
    ...(filed === '' ? [] : [`L${filed}`]),
    '^\n',
  ].join('\n');
}

const nothing = /(?!)/gu;

function extrasOf({ kind, given, spread }: PortablePurchase): string {
  return [
    kind === 'refund' ? 'refund' : null,
    given === null ? null : `given=${moneyText(given)}`,
    spread === null ? null : `spread=${spreadText(spread)}`,
  ]
    .filter((extra) => extra !== null)
    .join(', ');
}

function filedUnder({ category, tags }: PortablePurchase): string {
  const name = escaped(category ?? '', /^:|:$|:[: ]| :/.test(category ?? '') ? inOddCategory : inCategory);
  return tags.length === 0 ? name : `${name}/${tags.map((tag) => escaped(tag, inTag)).join(':')}`;
}
