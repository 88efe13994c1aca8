import { describe, expect, it } from 'vitest';
import {
  minutesAt,
  readOffset,
  readTimeOfDay,
  readTimeZone,
  zonesAheadBy,
  zonesOfCity,
  zonesWhereItIs,
} from '../../src/ledger/time-zones.ts';

const winter = new Date('2025-01-15T12:05:00Z');
const summer = new Date('2025-07-15T12:05:00Z');

describe('a zone by its name', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['America/New York', 'America/New_York'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['utc', 'UTC'],
    ['Australia/LORD_HOWE', 'Australia/Lord_Howe'],
  ])('%s is %s', (typed, zone) => {
    expect(readTimeZone(typed)).toBe(zone);
    expect(() => minutesAt(winter, zone)).not.toThrow();
  });

  it.each(['', 'Mars/Olympus', '+02:00', 'Europe/', '14:05', 'Europe/Berlin; drop', 'x'.repeat(1_000)])(
    '%j is none',
    (typed) => {
      expect(readTimeZone(typed)).toBeNull();
    },
  );
});

describe('a zone by its city', () => {
  it.each([
    ['berlin', ['Europe/Berlin']],
    ['New York', ['America/New_York']],
    ['são paulo', ['America/Sao_Paulo']],
    ['Kolkata', ['Asia/Kolkata']],
    ['Kyiv', ['Europe/Kyiv']],
    ['Indianapolis', ['America/Indiana/Indianapolis']],
    ['Apia', ['Pacific/Apia']],
    ['lord howe', ['Australia/Lord_Howe']],
  ])('%s', (typed, zones) => {
    expect(zonesOfCity(typed)).toEqual({ zones, exact: true });
  });

  it.each([
    ['kathm', ['Asia/Kathmandu']],
    ['Ind', ['America/Indiana/Indianapolis']],
    ['India', ['America/Indiana/Indianapolis']],
    ['Indian', ['America/Indiana/Indianapolis']],
  ])('%s only begins like one', (typed, zones) => {
    expect(zonesOfCity(typed)).toEqual({ zones, exact: false });
  });

  it('may be several, and none', () => {
    const none = { zones: [], exact: false };
    expect(zonesOfCity('port').zones.length).toBeGreaterThan(1);
    expect(zonesOfCity('Atlantis')).toEqual(none);
    expect(zonesOfCity('a')).toEqual(none);
    expect(zonesOfCity('')).toEqual(none);
  });
});

describe('a zone by the time it is there', () => {
  it('is found by the clock of the season', () => {
    expect(zonesWhereItIs(13 * 60 + 5, winter)).toContain('Europe/Berlin');
    expect(zonesWhereItIs(14 * 60 + 5, winter)).not.toContain('Europe/Berlin');
    expect(zonesWhereItIs(14 * 60 + 5, summer)).toContain('Europe/Berlin');
    expect(zonesWhereItIs(17 * 60 + 35, winter)).toEqual(['Asia/Kolkata']);
  });

  it('may be a few minutes off, also around midnight', () => {
    const midnight = new Date('2025-01-15T00:02:00Z');
    expect(zonesWhereItIs(23 * 60 + 58, midnight)).toContain('Europe/London');
    expect(zonesWhereItIs(6, midnight)).toContain('Europe/London');
    expect(zonesWhereItIs(12, midnight)).toEqual([]);
  });

  it('knows a zone for every offset from UTC there is', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => !zone.startsWith('Antarctica/'));
    for (const instant of [winter, summer]) {
      const times = new Set(zones.map((zone) => minutesAt(instant, zone)));
      expect([...times].filter((time) => zonesWhereItIs(time, instant).length === 0)).toEqual([]);
    }
  });
});

describe('a zone by its offset from UTC', () => {
  it('is found by the offset of the season', () => {
    expect(zonesAheadBy(60, winter)).toContain('Europe/Berlin');
    expect(zonesAheadBy(60, summer)).not.toContain('Europe/Berlin');
    expect(zonesAheadBy(120, summer)).toContain('Europe/Berlin');
    expect(zonesAheadBy(330, winter)).toEqual(['Asia/Kolkata']);
    expect(zonesAheadBy(-180, winter)[0]).toBe('America/Sao_Paulo');
    expect(zonesAheadBy(-3 * 60 - 30, winter)).toEqual(['America/St_Johns']);
    expect(zonesAheadBy(5 * 60 + 17, winter)).toEqual([]);
  });

  it('tells those apart whose clocks show the same on two days', () => {
    for (const instant of [winter, new Date('2025-01-15T23:59:59Z'), new Date('2025-01-15T00:00:00Z')]) {
      expect(zonesAheadBy(13 * 60, instant)).toContain('Pacific/Tongatapu');
      expect(zonesAheadBy(-11 * 60, instant)).toEqual(['Pacific/Pago_Pago']);
      expect(zonesAheadBy(14 * 60, instant)).toEqual(['Pacific/Kiritimati']);
      expect(zonesAheadBy(0, instant)).toContain('UTC');
    }
  });
});

describe('an offset from UTC', () => {
  it.each([
    ['UTC+05:30', 330],
    ['utc +5:30', 330],
    ['UTC+3', 180],
    ['UTC +03', 180],
    ['GMT-3', -180],
    ['gmt − 3', -180],
    ['+05:30', 330],
    ['+0530', 330],
    ['-3', -180],
    [' +10 ', 600],
    ['－９.３０', -570],
    ['UTC+०५:३०', 330],
    ['UTC+0', 0],
    ['-00:00', 0],
  ])('%s', (text, minutes) => {
    expect(readOffset(text)).toBe(minutes);
  });

  it.each([
    '',
    '3',
    '05:30',
    '14:05',
    'UTC',
    'UTC 3',
    'UTC3',
    '+',
    '+5:3',
    '+04:90',
    'it is +3',
    'Etc/GMT+3',
    '+3 pm',
  ])('%j is none', (text) => {
    expect(readOffset(text)).toBeNull();
  });
});

describe('a time of day', () => {
  it.each([
    ['14:05', 845],
    ['it is 14:05 here', 845],
    ['14.05', 845],
    ['14h05', 845],
    ['१४:०५', 845],
    ['１４:０５', 845],
    ['14h', 840],
    ['14 h', 840],
    ['são 14h', 840],
    ['14 heures', 840],
    ['14 horas', 840],
    ['14 hs.', 840],
    ['20 Uhr', 1200],
    ['um 20 Uhr', 1200],
    ['es ist jetzt 20 Uhr', 1200],
    ['il est 8 h', 480],
    ['son las 8 horas', 480],
    ['20 часов', 1200],
    ['20 बजे', 1200],
    ['२० बजे', 1200],
    ["8 o'clock", 480],
    ['8 o’clock', 480],
    ['2:05 pm', 845],
    ['2:05 p.m.', 845],
    ['2pm', 840],
    ['12 am', 0],
    ['12:30 am', 30],
    ['12 pm', 720],
    ['00:00', 0],
    ['23:59', 1439],
    ['１４：０５', 845],
  ])('%s', (text, minutes) => {
    expect(readTimeOfDay(text)).toBe(minutes);
  });

  it.each([
    '24:00',
    '14:60',
    '14',
    'noon',
    '',
    '13 pm',
    '2025',
    '114:05',
    '1:5',
    '0 am',
    '24h',
    '-3h',
    'UTC - 3 h',
    '3 hours',
    '3h de Paris',
    '14hx',
    '20 Uhren',
    'शाम 8 बजे',
    '-3 часа',
    '3 days',
    `${'1'.repeat(5_000)}:05`,
  ])('%j is none', (text) => {
    expect(readTimeOfDay(text)).toBeNull();
  });
});
