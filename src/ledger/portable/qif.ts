import { decimal } from '../money.ts';
import { escaped } from './lines.ts';
import type { FileFormat, PortablePurchase } from './portable.ts';
import { readQif } from './qif-read.ts';
import { moneyText, spreadText } from './row.ts';

/**
 * Quicken's QIF. It knows no currencies: each has an account of its own, named again where the currency changes. Days
 * are YYYY-MM-DD; N is the uid, P the vendor, M the item, L the category and, behind the slash, tags. What QIF has no
 * place for stands in brackets behind the item.
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

/** What has a meaning in L: of accounts, classes and splits; a colon divides tags, and a category from one within it. */
const inCategory = /[/[\]|^]|^-/gu;
const inOddCategory = /[/[\]|^:]|^-/gu;
const inTag = /[/[\]|^:]/gu;
/** What stands behind the item must not be taken for a part of it. */
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
