import { minorDigits } from '../../money.ts';

/**
 * What a symbol or word names: an ISO 4217 code in capitals, or a family of currencies (in lower case) of which the
 * account's own may be a member.
 */
export type CurrencyName = string;

interface Family {
  readonly members: readonly string[];
  /** The currency meant if the account's own is no member; null: ask. */
  readonly otherwise: string | null;
}

const dollars =
  'USD CAD AUD NZD SGD HKD TWD BBD BSD BZD BMD BND FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD'.split(' ');
const francs = 'XOF XAF XPF BIF CDF DJF GNF KMF RWF'.split(' ');
const pesos = 'MXN COP ARS CLP PHP DOP UYU CUP'.split(' ');

const families: ReadonlyMap<string, Family> = new Map([
  ['dollar', { members: dollars, otherwise: 'USD' }],
  // pesos use the same sign; for an account in pesos it means its own
  ['$', { members: [...dollars, ...pesos], otherwise: 'USD' }],
  ['peso', { members: pesos, otherwise: null }],
  ['krone', { members: ['SEK', 'NOK', 'DKK', 'ISK', 'CZK'], otherwise: null }],
  ['kr', { members: ['SEK', 'NOK', 'DKK', 'ISK'], otherwise: null }],
  ['pound', { members: ['GBP', 'EGP', 'LBP', 'SYP', 'SDG', 'SSP', 'GIP', 'FKP', 'SHP'], otherwise: 'GBP' }],
  ['rupee', { members: ['INR', 'PKR', 'LKR', 'NPR', 'MUR', 'SCR'], otherwise: 'INR' }],
  ['franc', { members: ['CHF', ...francs], otherwise: 'CHF' }],
  ['cfa', { members: ['XOF', 'XAF'], otherwise: null }],
  ['dirham', { members: ['AED', 'MAD'], otherwise: null }],
  ['ruble', { members: ['RUB', 'BYN'], otherwise: 'RUB' }],
  ['dinar', { members: ['RSD', 'DZD', 'TND', 'KWD', 'BHD', 'IQD', 'JOD', 'LYD', 'MKD'], otherwise: null }],
]);

/** Signs, in lower case; those made of letters may be attached to a number or stand alone. */
export const currencySigns: ReadonlyMap<string, CurrencyName> = new Map([
  ['$', '$'],
  ['us$', 'USD'],
  ['s$', 'SGD'],
  ['a$', 'AUD'],
  ['au$', 'AUD'],
  ['c$', 'CAD'],
  ['ca$', 'CAD'],
  ['hk$', 'HKD'],
  ['nz$', 'NZD'],
  ['nt$', 'TWD'],
  ['r$', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₺', 'TRY'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
  ['₸', 'KZT'],
  ['₾', 'GEL'],
  ['₼', 'AZN'],
  ['֏', 'AMD'],
  ['₡', 'CRC'],
  ['₲', 'PYG'],
  ['₵', 'GHS'],
  ['₭', 'LAK'],
  ['₮', 'MNT'],
  ['৳', 'BDT'],
  ['zł', 'PLN'],
  ['kč', 'CZK'],
  ['ft', 'HUF'],
  ['kr', 'kr'],
  ['tl', 'TRY'],
  ['円', 'JPY'],
  ['元', 'CNY'],
  ['块', 'CNY'],
  ['원', 'KRW'],
  ['درهم', 'dirham'],
]);

/**
 * The currency that a name means for an account with the currency `own`: one code, or several to choose from if the
 * name is ambiguous.
 */
export function resolveCurrency(name: CurrencyName, own: string): readonly [string, ...string[]] {
  const family = families.get(name);
  if (family === undefined) return [name];
  if (family.members.includes(own)) return [own];
  if (family.otherwise !== null) return [family.otherwise];
  const [first = own, ...others] = family.members;
  return [first, ...others];
}

/** What two names with one number mean together ("$5 CAD", "€5 EUR"); null: they contradict each other. */
export function combined(a: CurrencyName, b: CurrencyName): CurrencyName | null {
  if (a === b) return a;
  if (families.get(a)?.members.includes(b) === true) return b;
  return families.get(b)?.members.includes(a) === true ? a : null;
}

/** The ISO 4217 code in use that a word of three letters is, in any case; null: none. */
export function codeOf(word: string): string | null {
  if (word.length !== 3) return null;
  const code = word.toUpperCase();
  return minorDigits(code) === null ? null : code;
}
