import { shortened } from '../../ledger/lengths.ts';
import type { Purchase } from '../../ledger/purchases/purchase.ts';
import { inRows } from '../dialogues/offers.ts';
import { type Buttons, phrase } from '../reply.ts';
import { openData } from './buttons.ts';

/** A row of buttons to the neighbouring pages (from 0); none if there are no others. */
export function pageRow(page: number, last: number, dataOf: (page: number) => string): Buttons {
  const row = [
    ...(page > 0 ? [{ label: phrase('previous-page'), data: dataOf(page - 1) }] : []),
    ...(page < last ? [{ label: phrase('next-page'), data: dataOf(page + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
}

/** A button for each purchase, to show its card. */
export function openButtons(purchases: readonly Purchase[], personId: number): Buttons {
  const buttons = purchases.map((purchase) => ({
    label: phrase('numbered', { number: purchase.number, what: shortened(purchase.item, 20) }),
    data: openData(personId, purchase),
  }));
  return inRows(buttons);
}
