import { describe, expect, it } from 'vitest';
import {
  minutesAt,
  readTimeOfDay,
  readTimeZone,
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
    ['kathm', ['Asia/Kathmandu']],
  ])('%s', (typed, zones) => {
    expect(zonesOfCity(typed)).toEqual(zones);
  });

  it('may be several, and none', () => {
    expect(zonesOfCity('port').length).toBeGreaterThan(1);
    expect(zonesOfCity('Atlantis')).toEqual([]);
    expect(zonesOfCity('a')).toEqual([]);
    expect(zonesOfCity('')).toEqual([]);
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

describe('a time of day', () => {
  it.each([
    ['14:05', 845],
    ['it is 14:05 here', 845],
    ['14.05', 845],
    ['14h05', 845],
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
    `${'1'.repeat(5_000)}:05`,
  ])('%j is none', (text) => {
    expect(readTimeOfDay(text)).toBeNull();
  });
});
