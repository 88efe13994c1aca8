import { readLanguage } from './language.ts';

const euroRegions = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK';

const byRegion: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euroRegions.split(' ').map((region) => [region, 'EUR'])),
  AE: 'AED',
  AR: 'ARS',
  AU: 'AUD',
  BD: 'BDT',
  BR: 'BRL',
  BY: 'BYN',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  CZ: 'CZK',
  DK: 'DKK',
  EG: 'EGP',
  GB: 'GBP',
  HK: 'HKD',
  HU: 'HUF',
  ID: 'IDR',
  IL: 'ILS',
  IN: 'INR',
  IR: 'IRR',
  JP: 'JPY',
  KR: 'KRW',
  KZ: 'KZT',
  MX: 'MXN',
  MY: 'MYR',
  NO: 'NOK',
  NZ: 'NZD',
  PH: 'PHP',
  PK: 'PKR',
  PL: 'PLN',
  RO: 'RON',
  RS: 'RSD',
  RU: 'RUB',
  SA: 'SAR',
  SE: 'SEK',
  SG: 'SGD',
  TH: 'THB',
  TR: 'TRY',
  TW: 'TWD',
  UA: 'UAH',
  UZ: 'UZS',
  VN: 'VND',
  ZA: 'ZAR',
};

/** The currency (ISO 4217) most people of this language (BCP 47, null: not known) pay with; USD where nobody can say. */
export function guessCurrency(language: string | null): string {
  const region = new Intl.Locale(readLanguage(language)).maximize().region;
  return (region && byRegion[region]) ?? 'USD';
}
