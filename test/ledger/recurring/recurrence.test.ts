import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/ledger/day.ts';
import {
  daysOf,
  lastDayBy,
  momentOf,
  nextDay,
  quietUntil,
  type Rhythm,
  rhythmOf,
} from '../../../src/ledger/recurring/recurrence.ts';

const days = (rhythm: Rhythm, count: number) => daysOf(rhythm, rhythm.starts, '9999-12-31', count);

describe('a rhythm', () => {
  it.each([
    ['week', 1],
    ['month', 3],
  ] as const)('by the %s begins in the calendar', (every, on) => {
    expect(rhythmOf({ every, on }, '9999-12-31').starts).toBe('9999-12-31');
  });

  it.each([
    ['day', 1, '9999-12-31', null],
    ['week', 3, '9999-12-20', null],
    ['month', 1, '9999-12-31', 31],
    ['month', 7, '9999-06-15', 15],
    ['year', 999, '9500-02-28', 28],
  ] as const)('by the %s does not leave the calendar', (every, step, starts, onDate) => {
    expect(nextDay({ every, step, starts, onDate }, starts)).toBe('9999-12-31');
  });

  it.each([
    ['daily', { every: 'day', on: null }, '2025-03-05', ['2025-03-05', '2025-03-06']],
    ['weekly', { every: 'week', on: null }, '2025-03-05', ['2025-03-05', '2025-03-12']],
    ['every Monday', { every: 'week', on: 1 }, '2025-03-05', ['2025-03-10', '2025-03-17']],
    ['every Wednesday, on one', { every: 'week', on: 3 }, '2025-03-05', ['2025-03-05', '2025-03-12']],
    ['monthly', { every: 'month', on: null }, '2025-03-05', ['2025-03-05', '2025-04-05']],
    ['on the 1st', { every: 'month', on: 1 }, '2025-03-05', ['2025-04-01', '2025-05-01']],
    ['on the 1st, in December', { every: 'month', on: 1 }, '2025-12-05', ['2026-01-01', '2026-02-01']],
    [
      'on the 31st',
      { every: 'month', on: 31 },
      '2025-01-31',
      ['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31'],
    ],
    ['on the 31st, from February on', { every: 'month', on: 31 }, '2024-02-01', ['2024-02-29', '2024-03-31']],
    [
      'yearly from a Feb 29',
      { every: 'year', on: null },
      '2024-02-29',
      ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ],
  ] as const)('%s', (_name, said, from, expected) => {
    expect(days(rhythmOf(said, from), expected.length)).toEqual(expected);
  });

  it('may skip some', () => {
    expect(days(rhythmOf({ every: 'week', on: null, step: 2 }, '2025-03-05'), 3)).toEqual([
      '2025-03-05',
      '2025-03-19',
      '2025-04-02',
    ]);
    expect(days(rhythmOf({ every: 'month', on: 30, step: 2 }, '2024-12-01'), 3)).toEqual([
      '2024-12-30',
      '2025-02-28',
      '2025-04-30',
    ]);
  });

  it('comes to the same days from wherever it is looked at', () => {
    const units = fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const);
    const offset = fc.integer({ min: -400, max: 1500 });
    fc.assert(
      fc.property(
        units,
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 5 }),
        offset,
        (every, on, step, at) => {
          const said = { every, step, on: every === 'month' ? on : every === 'week' ? on % 7 : null };
          const rhythm = rhythmOf(said, '2023-10-17');
          const day = addDays('2023-10-17', at);
          const next = nextDay(rhythm, day);
          expect(next > day).toBe(true);
          const list = days(rhythm, 2000);
          expect(next).toBe(list.find((one) => one > day));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a moment', () => {
  it.each([
    ['in winter', '2025-01-15', '08:00', 'Europe/Berlin', '2025-01-15T07:00:00.000Z'],
    ['in summer', '2025-07-15', '08:00', 'Europe/Berlin', '2025-07-15T06:00:00.000Z'],
    ['on the day clocks go forward', '2025-03-30', '08:00', 'Europe/Berlin', '2025-03-30T06:00:00.000Z'],
    ['in the hour that is left out', '2025-03-30', '02:30', 'Europe/Berlin', '2025-03-30T01:30:00.000Z'],
    [
      'in the hour that comes twice: the first',
      '2025-10-26',
      '02:30',
      'Europe/Berlin',
      '2025-10-26T00:30:00.000Z',
    ],
    [
      'at a midnight that there is not',
      '2025-09-07',
      '00:00',
      'America/Santiago',
      '2025-09-07T04:00:00.000Z',
    ],
    [
      'in half an hour that is left out',
      '2025-10-05',
      '02:10',
      'Australia/Lord_Howe',
      '2025-10-04T15:40:00.000Z',
    ],
    ['first of all places', '2025-03-05', '08:00', 'Pacific/Kiritimati', '2025-03-04T18:00:00.000Z'],
    ['last of all places', '2025-03-05', '08:00', 'Etc/GMT+12', '2025-03-05T20:00:00.000Z'],
    ['on a day that was left out', '2011-12-30', '08:00', 'Pacific/Apia', '2011-12-30T18:00:00.000Z'],
    ['on a Feb 29', '2028-02-29', '08:00', 'Asia/Kolkata', '2028-02-29T02:30:00.000Z'],
  ])('%s', (_name, day, time, zone, expected) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    expect(momentOf(day, hour * 60 + minute, zone).toISOString()).toBe(expected);
  });
});

it.each([
  ['2025-03-05T06:59:59Z', 'Europe/Berlin', '2025-03-04'],
  ['2025-03-05T07:00:00Z', 'Europe/Berlin', '2025-03-05'],
  ['2025-03-04T18:00:00Z', 'Pacific/Kiritimati', '2025-03-05'],
  ['2025-03-05T19:59:00Z', 'Etc/GMT+12', '2025-03-04'],
])('at %s in %s 8:00 came last on %s', (now, zone, day) => {
  expect(lastDayBy(new Date(now), 8 * 60, zone)).toBe(day);
});

describe('quiet hours', () => {
  const night = { from: 22 * 60, to: 9 * 60 };
  it.each([
    ['in the evening', '2025-03-05T21:30:00Z', night, '2025-03-06T08:00:00.000Z'],
    ['in the morning', '2025-03-05T07:59:00Z', night, '2025-03-05T08:00:00.000Z'],
    ['at their very end', '2025-03-05T08:00:00Z', night, null],
    ['at their very beginning', '2025-03-05T21:00:00Z', night, '2025-03-06T08:00:00.000Z'],
    ['at noon', '2025-03-05T12:00:00Z', night, null],
    ['over noon', '2025-03-05T12:00:00Z', { from: 12 * 60, to: 14 * 60 }, '2025-03-05T13:00:00.000Z'],
    ['where there are none', '2025-03-05T01:00:00Z', null, null],
    ['over the night that is an hour shorter', '2025-03-29T22:00:00Z', night, '2025-03-30T07:00:00.000Z'],
    ['over the night that is an hour longer', '2025-10-25T21:00:00Z', night, '2025-10-26T08:00:00.000Z'],
    [
      'until a time that is left out',
      '2025-03-29T23:00:00Z',
      { from: 1320, to: 150 },
      '2025-03-30T01:00:00.000Z',
    ],
  ])('%s', (_name, now, quiet, until) => {
    expect(quietUntil(new Date(now), 'Europe/Berlin', quiet)?.toISOString() ?? null).toBe(until);
  });

  const berlin = { zone: 'Europe/Berlin', quiet: { from: 1320, to: 150 } };
  const lordHowe = { zone: 'Australia/Lord_Howe', quiet: { from: 1320, to: 110 } };
  it.each([
    ['before the first', '2026-10-25T00:10:00Z', berlin, '2026-10-25T00:30:00.000Z'],
    ['at the first', '2026-10-25T00:30:00Z', berlin, null],
    ['after the first', '2026-10-25T00:59:59Z', berlin, null],
    ['when the clocks have gone back', '2026-10-25T01:00:00Z', berlin, '2026-10-25T01:30:00.000Z'],
    ['before the second', '2026-10-25T01:29:59Z', berlin, '2026-10-25T01:30:00.000Z'],
    ['at the second', '2026-10-25T01:30:00Z', berlin, null],
    ['in the evening before', '2026-10-24T21:00:00Z', berlin, '2026-10-25T00:30:00.000Z'],
    ['in the evening after', '2026-10-25T21:00:00Z', berlin, '2026-10-26T01:30:00.000Z'],
    ['before the first, half an hour', '2026-04-04T14:40:00Z', lordHowe, '2026-04-04T14:50:00.000Z'],
    ['before the second, half an hour', '2026-04-04T15:10:00Z', lordHowe, '2026-04-04T15:20:00.000Z'],
    ['at the second, half an hour', '2026-04-04T15:20:00Z', lordHowe, null],
  ])('until a time that comes twice: %s', (_name, now, { zone, quiet }, until) => {
    expect(quietUntil(new Date(now), zone, quiet)?.toISOString() ?? null).toBe(until);
  });

  it('and no day longer, where the clocks skip their end at midnight', () => {
    const until = (now: string) =>
      quietUntil(new Date(now), 'America/Scoresbysund', { from: 1290, to: 1410 })?.toISOString() ?? null;
    expect(until('2025-03-29T23:30:00Z')).toBe('2025-03-30T01:00:00.000Z');
    expect(until('2025-03-30T00:59:30Z')).toBe('2025-03-30T01:00:00.000Z');
    expect(until('2025-03-30T01:00:00Z')).toBeNull();
  });

  it('from the second time on, where they begin and end in the hour that comes twice', () => {
    const quiet = { from: 130, to: 150 };
    const until = (now: string) => quietUntil(new Date(now), 'Europe/Berlin', quiet)?.toISOString() ?? null;
    expect(until('2026-10-25T00:20:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(until('2026-10-25T00:40:00Z')).toBeNull();
    expect(until('2026-10-25T01:20:00Z')).toBe('2026-10-25T01:30:00.000Z');
  });
});
