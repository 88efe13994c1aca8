import { dayAt } from './day.ts';
import { lexiconFor } from './entry/lexicon.ts';
import { folded, plainDigits } from './entry/text/characters.ts';

/** Current names of zones that some JavaScript engines list by older names ("Asia/Calcutta"). */
const presentNames = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/** At least one zone for every UTC offset in use, those with the most people first. */
const wellKnown = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Europe/Moscow',
  'America/Sao_Paulo',
  'America/Los_Angeles',
  'America/Chicago',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Rome',
  'Europe/Istanbul',
  'Europe/Kyiv',
  'Europe/Athens',
  'Africa/Lagos',
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Africa/Nairobi',
  'America/Mexico_City',
  'America/Bogota',
  'America/Lima',
  'America/Argentina/Buenos_Aires',
  'America/Santiago',
  'America/Caracas',
  'America/Denver',
  'America/Phoenix',
  'America/Toronto',
  'America/Halifax',
  'America/St_Johns',
  'America/Anchorage',
  'America/Noronha',
  'America/Nuuk',
  'Pacific/Honolulu',
  'Pacific/Gambier',
  'Pacific/Marquesas',
  'Pacific/Pago_Pago',
  'Atlantic/Azores',
  'Atlantic/Cape_Verde',
  'Europe/Lisbon',
  'Africa/Casablanca',
  'UTC',
  'Asia/Riyadh',
  'Asia/Tehran',
  'Asia/Dubai',
  'Asia/Kabul',
  'Asia/Karachi',
  'Asia/Tashkent',
  'Asia/Kathmandu',
  'Asia/Dhaka',
  'Asia/Almaty',
  'Asia/Yangon',
  'Asia/Bangkok',
  'Asia/Jakarta',
  'Asia/Ho_Chi_Minh',
  'Asia/Singapore',
  'Asia/Manila',
  'Asia/Seoul',
  'Australia/Perth',
  'Australia/Eucla',
  'Australia/Adelaide',
  'Australia/Darwin',
  'Australia/Brisbane',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Guadalcanal',
  'Pacific/Norfolk',
  'Pacific/Auckland',
  'Pacific/Fiji',
  'Pacific/Chatham',
  'Pacific/Tongatapu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

const longestName = 40;

/** The IANA time zone with this name, in any case, as it is spelled ("Asia/Kolkata"); null: there is none. */
export function readTimeZone(name: string): string | null {
  const typed = name.trim().replaceAll(' ', '_');
  if (typed.length > longestName || !/^[a-z][a-z0-9_+/-]*$/i.test(typed)) return null;
  const known = canonical(typed);
  if (known === null) return null;
  if (known.toLowerCase() === typed.toLowerCase()) return known;
  // an alias: an older or newer name of the same zone
  return typed.includes('/')
    ? typed.toLowerCase().replace(/(^|[/_])[a-z]/g, (start) => start.toUpperCase())
    : known;
}

/**
 * The zones named after a city, island or state: "sao paulo", "Indianapolis". If none is, those whose name begins so,
 * which may not be what was meant: `exact` is false. The best-known come first.
 */
export function zonesOfCity(city: string): { readonly zones: readonly string[]; readonly exact: boolean } {
  const wanted = plain(city.trim());
  if (wanted.length < 3 || wanted.length > longestName) return { zones: [], exact: false };
  const cities = allZones().map((zone) => ({ zone, city: plain(zone.slice(zone.lastIndexOf('/') + 1)) }));
  const same = cities.filter((known) => known.city === wanted);
  const exact = same.length > 0;
  const found = exact ? same : cities.filter((known) => known.city.startsWith(wanted));
  const zones = found.map(({ zone }) => zone);
  const best = wellKnown.filter((zone) => zones.includes(zone));
  return { zones: [...best, ...zones.filter((zone) => !wellKnown.includes(zone))], exact };
}

/** People may type a little late, or by a clock that is a little off; zones are at least 15 minutes apart. */
const toleranceMinutes = 7;
const minutesPerDay = 24 * 60;

/** The best-known zones where it is `minutes` after midnight at this instant, those with the most people first. */
export function zonesWhereItIs(minutes: number, instant: Date): readonly string[] {
  return wellKnown.filter((zone) => {
    const apart = Math.abs(minutesAt(instant, zone) - minutes);
    return Math.min(apart, minutesPerDay - apart) <= toleranceMinutes;
  });
}

/** The best-known zones that are `minutes` ahead of UTC (behind it when negative) at this instant, in the same order. */
export function zonesAheadBy(minutes: number, instant: Date): readonly string[] {
  return wellKnown.filter((zone) => offsetAt(instant, zone) === minutes);
}

/** The UTC offset in a text such as "UTC+05:30", "GMT-3" or "+3", in minutes, negative if behind UTC; null: none. */
export function readOffset(text: string): number | null {
  if (text.length > longestName) return null;
  const calm = plainDigits(text.normalize('NFKC')).trim();
  const found = /^(?:utc|gmt)?\s?(?<sign>[+−–-])\s?(?<hours>\d{1,2})(?:[:.]?(?<minutes>[0-5]\d))?$/i.exec(
    calm,
  )?.groups;
  if (found === undefined) return null;
  const minutes = Number(found.hours) * 60 + Number(found.minutes ?? 0);
  // avoids negative zero
  return found.sign === '+' || minutes === 0 ? minutes : -minutes;
}

/**
 * The time of day in a text such as "14:05", "it is 2:05 pm here", "14.05", "14 h" or "um 20 Uhr", in minutes
 * after midnight; null: none.
 */
export function readTimeOfDay(text: string): number | null {
  if (text.length > 100) return null;
  const calm = folded(plainDigits(text.normalize('NFKC')));
  const found =
    /(?<!\d)(?<hour>\d{1,2})\s?[:.h]\s?(?<minute>\d{2})(?!\d)\s?(?<half>[ap]\.?m)?/.exec(calm) ??
    /(?<!\d)(?<hour>\d{1,2})\s?(?<half>[ap]\.?m)\b/.exec(calm) ??
    namedHour(calm.trim());
  if (!found?.groups) return null;
  const { minute: minutes = '0', half } = found.groups;
  const [hour, minute] = [Number(found.groups.hour), Number(minutes)];
  if (minute > 59 || hour > 23) return null;
  if (half === undefined) return hour * 60 + minute;
  if (hour < 1 || hour > 12) return null;
  return ((hour % 12) + (half.startsWith('p') ? 12 : 0)) * 60 + minute;
}

let hourWithWord: RegExp | null = null;

/**
 * An hour with a word of any language behind it at the end: "14 h", "um 20 Uhr"; it is no offset. null: there is none, or
 * it is said which half of the day it is in: "शाम 8 बजे".
 */
function namedHour(text: string): RegExpExecArray | null {
  const { behind, halves } = lexiconFor('').clock;
  hourWithWord ??= new RegExp(`(?<![\\d+−-]|[+−-]\\s)(?<hour>\\d{1,2})\\s?(?:${[...behind].join('|')})\\.?$`);
  const found = hourWithWord.exec(text);
  return text.split(/\s+/).some((word) => halves.has(word)) ? null : found;
}

/** The time of day in a zone, in minutes after midnight. Throws RangeError when there is no such zone. */
export function minutesAt(instant: Date, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(instant);
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  return part('hour') * 60 + part('minute');
}

/** The UTC offset of a zone in minutes. */
function offsetAt(instant: Date, timeZone: string): number {
  const midnight = Date.parse(dayAt(instant, timeZone));
  const minuteInUtc = Math.floor(instant.getTime() / 60_000);
  return midnight / 60_000 + minutesAt(instant, timeZone) - minuteInUtc;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    numberingSystem: 'latn',
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** The engine's name of a zone, given any of its names; null: there is no such zone. */
function canonical(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

let zones: readonly string[] | null = null;

/** All zones, each once, by current names. */
function allZones(): readonly string[] {
  zones ??= listZones();
  return zones;
}

function listZones(): readonly string[] {
  const present = new Map(presentNames.map((name) => [canonical(name), name]));
  const listed = Intl.supportedValuesOf('timeZone').map((name) => present.get(name) ?? name);
  return [...new Set(listed)].sort();
}

/** A city's name as it is compared. */
function plain(name: string): string {
  return folded(name).replace(/[\s_'’.-]+/g, ' ');
}
