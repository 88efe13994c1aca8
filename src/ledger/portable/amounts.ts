import { type DecimalMark, readDecimal, times } from './decimals.ts';
import type { Amount, Posting } from './transaction.ts';

/** The amounts of a posting, as hledger, ledger and beancount write them. */

/** How a file writes amounts. */
export interface AmountStyle {
  readonly mark: DecimalMark;
  /** The decimal marks of single commodities, where `mark` is null. */
  readonly marks: ReadonlyMap<string, '.' | ','>;
  /** Whether "1,500" is 1.5 to the program if nothing says otherwise; since people mean 1500, it is not read then. */
  readonly commaIsDecimal: boolean;
  /** The commodity of amounts that name none; '': none. */
  readonly commodity: string;
}

const longest = 200;

/**
 * Reads "12.50 EUR", "12.50 USD @ 0.92 EUR" (a unit price), "12.50 USD @@ 11.50 EUR" (a total), any of them with a lot
 * ("{0.92 EUR}"), or an empty text.
 */
export function readAmounts(text: string, style: AmountStyle): Pick<Posting, 'amount' | 'cost' | 'lot'> {
  const [, value = '', ats, price = ''] =
    /^([^@]*?)\s*(?:\(?(@@?)\)?\s*(.*))?$/.exec(text.trim().slice(0, longest)) ?? [];
  if (value === '') return { amount: 'left-out', cost: null, lot: null };
  const amount = readAmount(value, style);
  if (amount === null) return { amount: 'unreadable', cost: null, lot: null };
  const lot = lotOf(text, amount, style);
  const stated = ats === undefined ? null : readAmount(price, style);
  if (stated === null || ats !== '@') return { amount, cost: stated, lot };
  return { amount, cost: ofAll(stated, amount), lot };
}

/** The cost of the lot in braces, in total. */
function lotOf(text: string, amount: Amount, style: AmountStyle): Posting['lot'] {
  const [, braces, inside = ''] = /(\{\{?)=?([^{}]*)/.exec(text.slice(0, longest)) ?? [];
  if (braces === undefined) return null;
  const stated = readAmount(inside.split(/,(?!\d{3}(?!\d))/)[0] ?? '', style);
  if (stated === null) return 'unreadable';
  return braces === '{' ? ofAll(stated, amount) : stated;
}

/** What all units cost, from the price of one. */
function ofAll(price: Amount, { number: { value, scale } }: Amount): Amount {
  return { ...price, number: times(price.number, { value: value < 0n ? -value : value, scale }) };
}

/** Reads "12.50 EUR", "EUR -12.50", "-$12.50" or "$-12.50", ignoring a lot after it; null: it is no amount. */
export function readAmount(text: string, style: AmountStyle): Amount | null {
  const { mark, marks, commodity: usual } = style;
  const bare = text
    .slice(0, longest)
    .replace(/\{.*$|\[.*$/, '')
    .trim();
  const [, sign = '', before = '', signed = '', number, after = ''] =
    /^([-+]?) ?("[^"]*"|[^\d\s.,;+\-"'{}@=()[\]]*) ?([-+]?)(\d[\d.,' \u00a0\u202f]*|[.,]\d+) ?("[^"]*"|[^\d\s.,;+\-"'{}@=()[\]]*)$/.exec(
      bare,
    ) ?? [];
  if (number === undefined || (before !== '' && after !== '')) return null;
  const commodity = (before || after).replaceAll('"', '') || usual;
  // only where the number itself does not show it
  const told = /^\d{1,3}(?:[.,]\d{3})+$/.test(number.trim()) ? (marks.get(commodity) ?? null) : null;
  if (style.commaIsDecimal && (mark ?? told) === null && /^[1-9]\d{0,2},\d{3}$/.test(number.trim()))
    return null;
  const read = readDecimal(`${sign || signed}${number}`, mark ?? told);
  return read === null ? null : { number: read, commodity };
}
