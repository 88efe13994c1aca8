import { type DecimalMark, readDecimal, times } from './decimals.ts';
import type { Amount, Posting } from './transaction.ts';

/** The amounts of a posting, as hledger, ledger and beancount write them. */

const longest = 200;

/** Reads "12.50 EUR", "12.50 USD @ 0.92 EUR" (a unit price), "12.50 USD @@ 11.50 EUR" (a total), or an empty text. */
export function readAmounts(text: string, mark: DecimalMark): Pick<Posting, 'amount' | 'cost'> {
  const [, value = '', ats, price = ''] =
    /^([^@]*?)\s*(?:\(?(@@?)\)?\s*(.*))?$/.exec(text.trim().slice(0, longest)) ?? [];
  if (value === '') return { amount: 'left-out', cost: null };
  const amount = readAmount(value, mark);
  if (amount === null) return { amount: 'unreadable', cost: null };
  const stated = ats === undefined ? null : readAmount(price, mark);
  if (stated === null || ats !== '@') return { amount, cost: stated };
  const { value: number, scale } = amount.number;
  const size = { value: number < 0n ? -number : number, scale };
  return { amount, cost: { ...stated, number: times(stated.number, size) } };
}

/** Reads "12.50 EUR", "EUR -12.50", "-$12.50" or "$-12.50", ignoring a lot after it; null: it is no amount. */
function readAmount(text: string, mark: DecimalMark): Amount | null {
  const bare = text.replace(/\{.*$|\[.*$/, '').trim();
  const [, sign = '', before = '', signed = '', number, after = ''] =
    /^([-+]?) ?("[^"]*"|[^\d\s.,;+\-"'{}@=()[\]]*) ?([-+]?)(\d[\d.,' \u00a0\u202f]*|[.,]\d+) ?("[^"]*"|[^\d\s.,;+\-"'{}@=()[\]]*)$/.exec(
      bare,
    ) ?? [];
  if (number === undefined || (before !== '' && after !== '')) return null;
  const read = readDecimal(`${sign || signed}${number}`, mark);
  return read === null ? null : { number: read, commodity: (before || after).replaceAll('"', '') };
}
