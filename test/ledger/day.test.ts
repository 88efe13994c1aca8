import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, dayAt, dayOf, isDay, weekdayOf } from '../../src/ledger/day.ts';
import { createRandom } from '../simulation/scheduler.ts';

test('the day is the one on the calendar of the zone', () => {
  const instant = new Date('2026-03-11T23:30:00Z');
  expect(dayAt(instant, 'UTC')).toBe('2026-03-11');
  expect(dayAt(instant, 'Europe/Berlin')).toBe('2026-03-12');
  expect(dayAt(instant, 'America/Los_Angeles')).toBe('2026-03-11');
  expect(dayAt(instant, 'Pacific/Kiritimati')).toBe('2026-03-12');
});

test('midnight and the changes of the clock belong to the right day', () => {
  expect(dayAt(new Date('2026-03-28T22:59:59Z'), 'Europe/Berlin')).toBe('2026-03-28');
  expect(dayAt(new Date('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toBe('2026-03-29');
  expect(dayAt(new Date('2026-03-29T21:59:59Z'), 'Europe/Berlin')).toBe('2026-03-29');
  expect(dayAt(new Date('2026-03-29T22:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30');
});

test('a zone that does not exist throws', () => {
  expect(() => dayAt(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
});

test('days are added across months and years', () => {
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
});

test('months are added to the last day where there is no such day', () => {
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
});

test('only days of the calendar are days', () => {
  expect(dayOf(2026, 2, 29)).toBeNull();
  expect(dayOf(2024, 2, 29)).toBe('2024-02-29');
  expect(dayOf(2026, 13, 1)).toBeNull();
  expect(dayOf(0, 1, 1)).toBeNull();
  expect(isDay('2026-02-30')).toBe(false);
  expect(isDay('2026-2-3')).toBe(false);
  expect(isDay('2026-02-03')).toBe(true);
});

test('weekdays count from Sunday', () => {
  expect(weekdayOf('2026-03-11')).toBe(3);
  expect(weekdayOf('2026-03-15')).toBe(0);
});

test('adding days and taking them away again gives the same day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
      expect(addDays(addDays('2026-03-11', days), -days)).toBe('2026-03-11');
    }),
  );
});

test('the day at an instant is that of the calendar in every zone, whatever was asked for just before', () => {
  const random = createRandom(1);
  const from = Date.UTC(1960, 0);
  for (const timeZone of Intl.supportedValuesOf('timeZone')) {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone });
    for (let time = from; time < Date.UTC(2038, 0); time += 300 * 86_400_000) {
      const near = time + random.below(86_400) * 1000;
      for (const ms of [0, 1, 899_999, 900_000, -1]) {
        const instant = new Date(near - (near % 900_000) + ms);
        expect(dayAt(instant, timeZone), `${timeZone} ${instant.toISOString()}`).toBe(
          calendar.format(instant),
        );
      }
    }
  }
});
