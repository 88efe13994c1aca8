import { describe, expect, it } from 'vitest';
import { addDays, dayAt } from '../../src/ledger/day.ts';

/** What day it is one second before and at an instant. */
function around(instant: string, zone: string): [string, string] {
  const at = new Date(instant);
  return [dayAt(new Date(at.getTime() - 1_000), zone), dayAt(at, zone)];
}

describe('the day changes at midnight of the zone', () => {
  it.each([
    // clocks go forward, and back, in the night that begins
    ['Europe/Berlin', '2025-03-29T23:00:00Z', '2025-03-29', '2025-03-30'],
    ['Europe/Berlin', '2025-03-30T22:00:00Z', '2025-03-30', '2025-03-31'],
    ['Europe/Berlin', '2025-10-25T22:00:00Z', '2025-10-25', '2025-10-26'],
    ['Europe/Berlin', '2025-10-26T23:00:00Z', '2025-10-26', '2025-10-27'],
    ['Europe/Berlin', '2024-12-31T23:00:00Z', '2024-12-31', '2025-01-01'],
    // summer time began at midnight: the day began at one o'clock
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-03', '2018-11-04'],
    ['America/Sao_Paulo', '2018-11-05T02:00:00Z', '2018-11-04', '2018-11-05'],
    // and ended at midnight: the last hour of the day came twice
    ['America/Sao_Paulo', '2019-02-17T03:00:00Z', '2019-02-16', '2019-02-17'],
    ['America/Sao_Paulo', '2025-06-01T03:00:00Z', '2025-05-31', '2025-06-01'],
    ['Asia/Kolkata', '2025-06-30T18:30:00Z', '2025-06-30', '2025-07-01'],
    ['Asia/Kolkata', '2024-02-28T18:30:00Z', '2024-02-28', '2024-02-29'],
    // the island crossed the date line: there was no 30 December 2011
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-29', '2011-12-31'],
    ['Pacific/Apia', '2025-06-30T11:00:00Z', '2025-06-30', '2025-07-01'],
    // half an hour of summer time
    ['Australia/Lord_Howe', '2025-04-05T13:00:00Z', '2025-04-05', '2025-04-06'],
    ['Australia/Lord_Howe', '2025-04-06T13:30:00Z', '2025-04-06', '2025-04-07'],
    ['Australia/Lord_Howe', '2025-10-04T13:30:00Z', '2025-10-04', '2025-10-05'],
    ['Australia/Lord_Howe', '2025-10-05T13:00:00Z', '2025-10-05', '2025-10-06'],
  ])('%s at %s', (zone, instant, before, after) => {
    expect(around(instant, zone)).toEqual([before, after]);
  });

  it('also where the last hour of a day comes twice', () => {
    expect(dayAt(new Date('2019-02-17T01:30:00Z'), 'America/Sao_Paulo')).toBe('2019-02-16');
    expect(dayAt(new Date('2019-02-17T02:30:00Z'), 'America/Sao_Paulo')).toBe('2019-02-16');
  });
});

describe.each(['Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe'])(
  'in %s',
  (zone) => {
    it('the days of 30 years follow each other, hour by quarter of an hour', () => {
      const quarter = 15 * 60_000;
      for (const [from, to] of [
        ['2011-01-01T00:00:00Z', '2012-02-01T00:00:00Z'],
        ['2018-10-01T00:00:00Z', '2019-03-01T00:00:00Z'],
        ['2025-01-01T00:00:00Z', '2025-12-31T00:00:00Z'],
      ] as const) {
        let day = dayAt(new Date(from), zone);
        for (let at = Date.parse(from); at < Date.parse(to); at += quarter) {
          const next = dayAt(new Date(at), zone);
          const follows =
            next === day || next === addDays(day, 1) || (zone === 'Pacific/Apia' && next === '2011-12-31');
          if (!follows) throw new Error(`${day} is followed by ${next} in ${zone}`);
          day = next;
        }
      }
    });
  },
);
