import { type Money, minorDigits } from '../../money.ts';

/** The amounts in the tables of other programs. */

const longestAmount = 100;

/**
 * Reads an amount without its sign, dropping thousands marks and surrounding currency signs. Null: it is none, or could
 * as well be a thousand times as much: "1.500" euros with decimal points, "1,500" dinars, which have three decimals.
 */
export function readAmount(text: string, decimal: '.' | ',', currency: string): Money | null {
  if (text.length > longestAmount || /[%‰]/.test(text)) return null;
  const digits = minorDigits(currency) ?? 0;
  const marked = withoutMarks(text);
  if (/\d[\s'’](?!\d{3}(?!\d))\d/.test(marked)) return null;
  const plain = marked.replace(/[\s'’]/g, '').replace(/^[^\d.,]*|[^\d.,]*$/g, '');
  const [whole = '', fraction = '', ...more] = plain.split(decimal);
  const grouped = decimal === '.' ? /^(\d+|\d{1,3}(,\d{2,3})*,\d{3})$/ : /^(\d+|\d{1,3}(\.\d{3})+)$/;
  if (more.length > 0 || !grouped.test(whole || '0') || !/^\d*$/.test(fraction) || plain === '') return null;
  const isVague = /^[1-9]\d{0,2}[.,]\d{3}$/.test(plain);
  if (isVague && plain.includes(decimal) === digits < 3) return null;
  const exact = fraction.replace(/0+$/, '');
  const units = whole.replace(/[.,]/g, '') || '0';
  if (exact.length > digits || units.length > 16) return null;
  return { minor: BigInt(units + exact.padEnd(digits, '0')), currency };
}

/** The decimal mark that most of the amounts show. */
export function guessDecimal(cells: readonly string[]): '.' | ',' {
  const amounts = cells.map(withoutMarks);
  const last = amounts.map((amount) => /([.,])\d+\D*$/.exec(amount));
  const votes = (mark: string) =>
    amounts.filter((amount, index) => {
      const other = mark === ',' ? '.' : ',';
      // a mark that is there twice is none of decimals
      if (amount.indexOf(other) !== amount.lastIndexOf(other) && !amount.includes(mark)) return true;
      const found = last[index];
      if (found?.[1] !== mark) return false;
      // three digits after the only mark may be thousands
      return amount.indexOf(mark) === amount.lastIndexOf(mark) && !/[.,]\d{3}\D*$/.test(amount);
    }).length;
  return votes(',') > votes('.') ? ',' : '.';
}

/** Whether an amount is negative: with a minus before or after it, or in brackets. */
export function isBelowZero(amount: string): boolean {
  const plain = withoutMarks(amount);
  return /^\D*[\p{Pd}−]|[\p{Pd}−]\D*$|\(\D*\d[^()]*\)/u.test(plain);
}

/** Which way money went by the letters after an amount: "500.00 Cr", "12,50 S" (Soll). Null: they do not say. */
export function sideOf(amount: string): 'spent' | 'received' | null {
  const letters = /\d[\s.,]*(cr|dr|[csdh])\.?\s*$/i.exec(amount)?.[1]?.toLowerCase();
  if (letters === undefined) return null;
  return /^[ch]/.test(letters) ? 'received' : 'spent';
}

/**
 * An amount without what looks like a mark or a sign in it, but is none: the full stop of an abbreviated currency
 * ("Rs. 500", "500 kr."), and what stands for no cents ("500/-", "20.-", "20,--"). Empty for a text too long to be an
 * amount, which would take its square of time.
 */
export function withoutMarks(amount: string): string {
  if (amount.length > longestAmount) return '';
  return amount
    .replace(/(?<=\p{L})\.(?=\s*(?:[-−–]?\s*\d|$))/gu, '')
    .replace(/(?<=\d)\s*(?:\/\s*[-–=]|[.,]\s*[-–—]{1,2})(?=\D*$)/u, '');
}
