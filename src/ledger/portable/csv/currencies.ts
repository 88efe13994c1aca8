import { readCurrency } from '../../entry/amounts/currency-name.ts';
import { minorDigits } from '../../money.ts';
import { sideOf, withoutMarks } from './amounts.ts';

/** The currencies that the amounts of other programs' tables, and the names of their columns, are written with. */

const longestName = 100;

/** What else currencies are called in capitals. */
const abbreviations: ReadonlyMap<string, string> = new Map([
  ['KCS', 'CZK'],
  ['KSH', 'KES'],
  ['LEI', 'RON'],
  ['NIS', 'ILS'],
  ['NRS', 'NPR'],
  ['NTD', 'TWD'],
  ['RUR', 'RUB'],
  ['SLR', 'LKR'],
  ['TSH', 'TZS'],
  ['USH', 'UGX'],
]);

/** The currency that a column's name ends with, such as "Amount (EUR)" or "Betrag in EUR"; null: none. */
export function currencyOfColumn(name: string, own: string): string | null {
  if (name.length > longestName) return null;
  const said =
    /[([]\s*(?:in\s+)?([^()[\]]+?)\s*[)\]]\s*$/i.exec(name)?.[1] ?? /\s([A-Z]{3})$/.exec(name)?.[1];
  // "(all)" is no currency of Albania
  if (said === undefined || (/^[a-z]{3}$/i.test(said) && said !== said.toUpperCase())) return null;
  return meantBy(said, own);
}

/** The currency of an amount; `own` if it names none. Null: it names one that is not known, or could be several. */
export function currencyOfAmount(amount: string, own: string): string | null {
  const letters = withoutMarks(amount).replace(sideOf(amount) === null ? '' : /[a-z]+\.?\s*$/i, '');
  const names = letters.split(/[\d.,'’\s()[\]"=+/\p{Pd}−]+/u).filter((name) => name !== '');
  const code = names.find((name) => /^[A-Z]{3}$/.test(name) && minorDigits(name) !== null) ?? null;
  let currency = code ?? own;
  for (const name of names) {
    const meant = meantBy(name, currency);
    // other words, such as those for a currency that is not known, say nothing
    if (meant === null && (/^[A-Z]{3,5}$/.test(name) || isCurrency(name, own))) return null;
    if (code !== null && meant !== null && meant !== code) return null;
    currency = meant ?? currency;
  }
  return currency;
}

function isCurrency(name: string, own: string): boolean {
  return readCurrency(name, { own, locale: 'en' }).length > 0;
}

/** The one currency that a name means; null: none, or one of several. */
function meantBy(name: string, own: string): string | null {
  if (name === '¥' && own === 'CNY') return own;
  const abbreviated = abbreviations.get(name);
  if (abbreviated !== undefined) return abbreviated;
  const meant = readCurrency(name, { own, locale: 'en' });
  return meant.includes(own) ? own : meant.length === 1 ? (meant[0] ?? null) : null;
}
