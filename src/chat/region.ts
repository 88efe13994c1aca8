import { readLanguage } from './language.ts';

/**
 * By region: its currency (ISO 4217), and the time zone (IANA) of all or by far the most of its people; null: there is no
 * such zone, or most speakers of its language live elsewhere, as those of Spanish do.
 */
const regions: Readonly<Record<string, readonly [currency: string, zone: string | null]>> = {
  AE: ['AED', 'Asia/Dubai'],
  AR: ['ARS', 'America/Argentina/Buenos_Aires'],
  AT: ['EUR', 'Europe/Vienna'],
  AU: ['AUD', null],
  BD: ['BDT', 'Asia/Dhaka'],
  BE: ['EUR', 'Europe/Brussels'],
  BG: ['EUR', 'Europe/Sofia'],
  BR: ['BRL', 'America/Sao_Paulo'],
  BY: ['BYN', 'Europe/Minsk'],
  CA: ['CAD', null],
  CH: ['CHF', 'Europe/Zurich'],
  CN: ['CNY', 'Asia/Shanghai'],
  CY: ['EUR', 'Asia/Nicosia'],
  CZ: ['CZK', 'Europe/Prague'],
  DE: ['EUR', 'Europe/Berlin'],
  DK: ['DKK', 'Europe/Copenhagen'],
  EE: ['EUR', 'Europe/Tallinn'],
  EG: ['EGP', 'Africa/Cairo'],
  ES: ['EUR', null],
  FI: ['EUR', 'Europe/Helsinki'],
  FR: ['EUR', 'Europe/Paris'],
  GB: ['GBP', 'Europe/London'],
  GR: ['EUR', 'Europe/Athens'],
  HK: ['HKD', 'Asia/Hong_Kong'],
  HR: ['EUR', 'Europe/Zagreb'],
  HU: ['HUF', 'Europe/Budapest'],
  ID: ['IDR', 'Asia/Jakarta'],
  IE: ['EUR', 'Europe/Dublin'],
  IL: ['ILS', 'Asia/Jerusalem'],
  IN: ['INR', 'Asia/Kolkata'],
  IR: ['IRR', 'Asia/Tehran'],
  IT: ['EUR', 'Europe/Rome'],
  JP: ['JPY', 'Asia/Tokyo'],
  KR: ['KRW', 'Asia/Seoul'],
  KZ: ['KZT', 'Asia/Almaty'],
  LT: ['EUR', 'Europe/Vilnius'],
  LU: ['EUR', 'Europe/Luxembourg'],
  LV: ['EUR', 'Europe/Riga'],
  MT: ['EUR', 'Europe/Malta'],
  MX: ['MXN', 'America/Mexico_City'],
  MY: ['MYR', 'Asia/Kuala_Lumpur'],
  NL: ['EUR', 'Europe/Amsterdam'],
  NO: ['NOK', 'Europe/Oslo'],
  NZ: ['NZD', 'Pacific/Auckland'],
  PH: ['PHP', 'Asia/Manila'],
  PK: ['PKR', 'Asia/Karachi'],
  PL: ['PLN', 'Europe/Warsaw'],
  PT: ['EUR', 'Europe/Lisbon'],
  RO: ['RON', 'Europe/Bucharest'],
  RS: ['RSD', 'Europe/Belgrade'],
  RU: ['RUB', 'Europe/Moscow'],
  SA: ['SAR', 'Asia/Riyadh'],
  SE: ['SEK', 'Europe/Stockholm'],
  SG: ['SGD', 'Asia/Singapore'],
  SI: ['EUR', 'Europe/Ljubljana'],
  SK: ['EUR', 'Europe/Bratislava'],
  TH: ['THB', 'Asia/Bangkok'],
  TR: ['TRY', 'Europe/Istanbul'],
  TW: ['TWD', 'Asia/Taipei'],
  UA: ['UAH', 'Europe/Kyiv'],
  UZ: ['UZS', 'Asia/Tashkent'],
  VN: ['VND', 'Asia/Ho_Chi_Minh'],
  ZA: ['ZAR', 'Africa/Johannesburg'],
};

/**
 * The currency (ISO 4217) that most speakers of this language (BCP 47; null: unknown) use; USD where there is no such
 * guess.
 */
export function guessCurrency(language: string | null): string {
  return regionOf(language)?.[0] ?? 'USD';
}

/** The IANA time zone that most speakers of this language live in; UTC where there is no such guess. */
export function guessTimeZone(language: string | null): string {
  return regionOf(language)?.[1] ?? 'UTC';
}

function regionOf(language: string | null) {
  return regions[new Intl.Locale(readLanguage(language)).maximize().region ?? ''];
}
