import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../src/ledger/accounts/accounts.ts';
import { addDays, addMonths } from '../../../src/ledger/day.ts';
import { makeChange } from '../../../src/ledger/purchases/changes.ts';
import { type Details, plainDetails } from '../../../src/ledger/purchases/purchase.ts';
import { isShared, namesOfPeople, peopleRows } from '../../../src/ledger/reports/people.ts';
import { daysIn, type Part, type Period, partOf, spanBefore } from '../../../src/ledger/reports/period.ts';
import {
  makeReport,
  peopleIn,
  type Report,
  type ReportRow,
  type Sum,
} from '../../../src/ledger/reports/report.ts';
import { reportRows } from '../../../src/ledger/reports/rows.ts';
import { spentOf } from '../../../src/ledger/reports/spent.ts';
import type { Ledger } from '../../../src/ledger/storage/database.ts';
import { useTestLedger } from '../../helpers/ledger.ts';

const testLedger = useTestLedger();

let accounts = 0;

const people = [1, 2];

/** Whose of these purchases are which person's: every second one. */
function ofPerson(purchases: readonly Details[], personId: number): readonly Details[] {
  return purchases.filter((_, index) => index % people.length === personId - 1);
}

/** Records purchases of two people in an account of its own, reads, and forgets all of it. */
async function withPurchases<Result>(
  purchases: readonly Details[],
  read: (ledger: Ledger, accountId: bigint) => Promise<Result>,
): Promise<Result> {
  accounts += 1;
  let result: Result | undefined;
  const undo = new Error('undo');
  await testLedger.database
    .transaction()
    .execute(async (ledger) => {
      const account = await createAccount(ledger, {
        email: `${accounts}@x.com`,
        passwordHash: 'hash',
        locale: 'en',
        currency: 'EUR',
        timeZone: 'UTC',
      });
      if (account === null) throw new Error('the address is taken');
      await ledger
        .insertInto('rate')
        .values([
          { currency: 'EUR', day: '2024-12-30', rate: '1', source: 'test' },
          { currency: 'USD', day: '2024-12-30', rate: '1.37', source: 'test' },
        ])
        .execute();
      for (const personId of people) {
        const source = { botId: 1, chatId: personId, messageId: accounts };
        await makeChange(
          ledger,
          { accountId: account.id, personId, personName: `person ${personId}`, ...source, at: new Date(0) },
          {
            source,
            record: ofPerson(purchases, personId).map((details, position) => ({
              details,
              position,
              line: null,
            })),
            revise: [],
          },
        );
      }
      result = await read(ledger, account.id);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return result!;
}

const today = '2025-01-20';

async function reportOf(
  ledger: Ledger,
  id: bigint,
  period: Period,
  part: Part = partOf(period),
): Promise<Report> {
  const owner = { id, currency: 'EUR' };
  const rows = await reportRows(ledger, owner, period, part);
  const compared = spanBefore(period, '9999-12-31');
  const before = compared && (await reportRows(ledger, owner, compared, null));
  return makeReport(rows, { period, part, currency: 'EUR', today: '9999-12-31', before });
}

/** A sum as one text by currency, to be compared. */
function shown({ own, awaited }: Sum): Record<string, bigint> {
  return {
    ...Object.fromEntries(awaited.map(({ currency, minor }) => [currency, minor])),
    own,
  };
}

function added(sums: readonly Sum[]): Record<string, bigint> {
  const total: Record<string, bigint> = { own: 0n };
  for (const sum of sums) {
    for (const [key, minor] of Object.entries(shown(sum))) total[key] = (total[key] ?? 0n) + minor;
  }
  return Object.fromEntries(Object.entries(total).filter(([key, minor]) => key === 'own' || minor !== 0n));
}

/** Days of the two months around `today`, and a little more. */
const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days));
const name = fc.option(fc.constantFrom('food', 'Food', 'travel', '', '<b>').filter((word) => word !== ''));
const purchase: fc.Arbitrary<Details> = fc
  .record({
    kind: fc.constantFrom('expense' as const, 'expense' as const, 'refund' as const, 'income' as const),
    minor: fc.oneof(fc.bigInt(1n, 50n), fc.bigInt(1n, 9_999_999_999_999_999n)),
    currency: fc.constantFrom('EUR', 'USD', 'THB'),
    vendor: name,
    category: name,
    day,
    spread: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 12 }),
        unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      }),
    ),
  })
  .map(({ minor, currency, ...details }) =>
    plainDetails({ item: 'thing', price: { minor, currency }, ...details }),
  );
const period = fc
  .tuple(day, day)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));

/** The plain truth: every day of every purchase by itself. */
function spentByHand(purchases: readonly Details[], { from, to }: Period, currency: string): bigint {
  let sum = 0n;
  for (const { kind, price, day: first, spread } of purchases) {
    if (kind === 'income' || price.currency !== currency) continue;
    const end = spread === null ? addDays(first, 1) : behind(first, spread);
    const days = BigInt(daysIn({ from: first, to: end }) - 1);
    let left = price.minor % days;
    for (let at = first; at < end; at = addDays(at, 1)) {
      const share = price.minor / days + (left > 0n ? 1n : 0n);
      left -= 1n;
      if (at >= from && at <= to) sum += kind === 'refund' ? -share : share;
    }
  }
  return sum;
}

function behind(first: string, { count, unit }: NonNullable<Details['spread']>): string {
  if (unit === 'day') return addDays(first, count);
  return unit === 'week' ? addDays(first, 7 * count) : addMonths(first, count);
}

const purchases = fc.array(purchase, { maxLength: 12 });

describe('the figures of a period', () => {
  it('add up: categories, vendors, days and months are each the whole, to the minor unit', async () => {
    await fc.assert(
      fc.asyncProperty(
        purchases,
        period,
        fc.constantFrom('day', 'month', 'year') as fc.Arbitrary<Part>,
        (all, span, part) =>
          withPurchases(all, async (ledger, id) => {
            const report = await reportOf(ledger, id, span, part);
            const whole = added([report.spent]);
            expect(added(report.categories)).toEqual(whole);
            expect(added(report.vendors)).toEqual(whole);
            expect(added(report.parts)).toEqual(whole);
          }),
      ),
      { numRuns: 60 },
    );
  });

  it('add up: two periods side by side are the one that both make', async () => {
    await fc.assert(
      fc.asyncProperty(purchases, period, fc.nat({ max: 80 }), (all, span, cut) =>
        withPurchases(all, async (ledger, id) => {
          const middle = addDays(span.from, cut % daysIn(span));
          const left = await reportOf(ledger, id, { from: span.from, to: middle });
          const whole = await reportOf(ledger, id, span);
          if (middle === span.to) {
            expect(added([left.spent])).toEqual(added([whole.spent]));
            return;
          }
          const right = await reportOf(ledger, id, { from: addDays(middle, 1), to: span.to });
          expect(added([left.spent, right.spent])).toEqual(added([whole.spent]));
          expect(added([left.earned, right.earned])).toEqual(added([whole.earned]));
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('are what every purchase has on every day, refunds taken off and incomes apart', async () => {
    await fc.assert(
      fc.asyncProperty(purchases, period, (all, span) =>
        withPurchases(all, async (ledger, id) => {
          const report = await reportOf(ledger, id, span);
          const abroad = Object.fromEntries(report.abroad.map(({ currency, minor }) => [currency, minor]));
          for (const currency of ['USD', 'THB']) {
            expect(abroad[currency] ?? 0n).toBe(spentByHand(all, span, currency));
          }
          if (!all.some(({ price }) => price.currency === 'USD')) {
            expect(report.spent.own).toBe(spentByHand(all, span, 'EUR'));
          }
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('are by person what each of them recorded, and add up', async () => {
    await fc.assert(
      fc.asyncProperty(purchases, period, (all, span) =>
        withPurchases(all, async (ledger, id) => {
          const report = await reportOf(ledger, id, span);
          const figures = peopleIn(await peopleRows(ledger, { id, currency: 'EUR' }, span));
          expect(added(figures)).toEqual(added([report.spent]));
          expect(await isShared(ledger, id)).toBe(all.length > 1);
          for (const { name, own } of figures) {
            const theirs = ofPerson(all, Number(name));
            if (theirs.some(({ price }) => price.currency === 'USD')) continue;
            expect(own).toBe(spentByHand(theirs, span, 'EUR'));
          }
          const names = await namesOfPeople(ledger, id, ['1', '2', '3']);
          const known = people.filter((personId) => ofPerson(all, personId).length > 0);
          expect(names).toEqual(new Map(known.map((personId) => [`${personId}`, `person ${personId}`])));
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('are all of a purchase over all its days, in its currency and in the account’s', async () => {
    await fc.assert(
      fc.asyncProperty(purchase, (one) =>
        withPurchases([{ ...one, kind: 'expense' }], async (ledger, id) => {
          const { spent, abroad, entries } = await reportOf(ledger, id, {
            from: '2024-01-01',
            to: '2026-12-31',
          });
          expect(entries).toBe(1);
          const { minor, currency } = one.price;
          if (currency === 'EUR') expect(spent).toEqual({ own: minor, awaited: [] });
          else expect(abroad).toEqual([{ minor, currency }]);
          const row = await ledger
            .selectFrom('purchase')
            .select('converted_amount')
            .where('account_id', '=', id)
            .executeTakeFirstOrThrow();
          if (currency === 'USD' && row.converted_amount !== null)
            expect(spent.own).toBe(row.converted_amount);
          if (currency === 'THB') expect(spent).toEqual({ own: 0n, awaited: [{ minor, currency }] });
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('count an entry once that is spread over several pieces', async () => {
    const rent = plainDetails({
      item: 'rent',
      price: { minor: 90_001n, currency: 'THB' },
      vendor: null,
      category: 'home',
      day: '2024-12-15',
      spread: { count: 3, unit: 'month' },
    });
    await withPurchases([rent], async (ledger, id) => {
      const { entries, awaitedEntries } = await reportOf(ledger, id, {
        from: '2025-01-01',
        to: '2025-01-31',
      });
      expect({ entries, awaitedEntries }).toEqual({ entries: 1, awaitedEntries: 1 });
    });
  });

  it('count a day’s share that is less than the smallest unit of one currency, and not of the other', async () => {
    const licence = plainDetails({
      item: 'licence',
      price: { minor: 3n, currency: 'KWD' },
      given: { minor: 300n, currency: 'EUR' },
      vendor: 'shop',
      category: 'work',
      day: '2025-01-01',
      spread: { count: 30, unit: 'day' },
    });
    await withPurchases([licence], async (ledger, id) => {
      const days = { from: '2025-01-11', to: '2025-01-20' };
      const { spent, categories, vendors, parts } = await reportOf(ledger, id, days);
      expect(spent.own).toBe(100n);
      expect([categories, vendors].map(([one]) => one?.own)).toEqual([100n, 100n]);
      expect(parts.map(({ own }) => own)).toEqual(Array.from({ length: 10 }, () => 10n));
      expect(await spentOf(ledger, { id, currency: 'EUR' }, days, null)).toEqual({ own: 100n, awaited: [] });
    });
  });

  it.each([
    ['2024-01-31', { count: 1, unit: 'month' }, '2024-02-28'],
    ['2024-02-29', { count: 1, unit: 'year' }, '2025-02-27'],
    ['2024-02-29', { count: 1000, unit: 'year' }, '3024-02-28'],
    ['9999-01-01', { count: 1000, unit: 'year' }, '9999-12-31'],
    ['2025-03-05', { count: 5, unit: 'day' }, '2025-03-09'],
    ['2025-03-05', { count: 2, unit: 'week' }, '2025-03-18'],
  ] as const)('reach from %s over %j to %s', async (first, spread, last) => {
    const hotel = plainDetails({
      item: 'hotel',
      price: { minor: 300n, currency: 'EUR' },
      vendor: null,
      category: null,
      day: first,
      spread,
    });
    await withPurchases([hotel], async (ledger, id) => {
      const row = await ledger
        .selectFrom('purchase')
        .select('spread_until')
        .where('account_id', '=', id)
        .executeTakeFirstOrThrow();
      expect(row.spread_until).toBe(last);
    });
  });

  it('of 500 years are read in a moment, whatever is spread in them', async () => {
    const forever = plainDetails({
      item: 'grave',
      price: { minor: 1_000n, currency: 'EUR' },
      vendor: null,
      category: null,
      day: '1600-01-01',
      spread: { count: 1000, unit: 'year' },
    });
    await withPurchases([forever, forever], async (ledger, id) => {
      const report = await reportOf(ledger, id, { from: '1500-01-01', to: '2999-12-31' });
      expect(report.parts).toHaveLength(1500);
      expect(report.spent.own).toBe(2_000n);
    });
  });
});

describe('what a report makes of its rows', () => {
  const row = (name: string | null, own: bigint, more: Partial<ReportRow> = {}): ReportRow => ({
    by: 'category',
    name,
    kind: 'expense',
    currency: 'EUR',
    entries: 1,
    awaitedEntries: 0,
    minor: own,
    own,
    awaited: 0n,
    ...more,
  });
  const options = {
    period: { from: '2025-03-01', to: '2025-03-31' },
    part: 'day',
    currency: 'EUR',
    today: '2025-03-10',
    before: null,
  } as const;

  it('are shares and changes by category, most first, with what has no rate yet last', () => {
    const rows = [
      row('tea', 0n, { currency: 'THB', minor: 5n, awaited: 5n, awaitedEntries: 1 }),
      row('food', 250n),
      row('food', 50n, { kind: 'refund' }),
      row('home', 600n),
      row(null, 200n),
      row('pay', 9_000n, { kind: 'income' }),
    ];
    const before = [
      row('food', 100n),
      row('home', 601n),
      row('gone', 5n),
      row('pay', 1n, { kind: 'income' }),
    ];
    const report = makeReport(rows, { ...options, before });
    expect(report.spent).toEqual({ own: 1000n, awaited: [{ minor: 5n, currency: 'THB' }] });
    expect(report.earned).toEqual({ own: 9000n, awaited: [] });
    expect(report.change).toEqual({ way: 'up', percent: 42 });
    expect(report.categories.map(({ name, own, share, change }) => [name, own, share, change])).toEqual([
      ['home', 600n, 60, { way: 'same' }],
      ['food', 200n, 20, { way: 'up', percent: 100 }],
      [null, 200n, 20, { way: 'new' }],
      ['tea', 0n, null, null],
    ]);
    expect(report.parts).toHaveLength(10);
  });

  it('say nothing of a change where nothing was spent before', () => {
    const { change, before, categories } = makeReport([row('food', 1n)], { ...options, before: [] });
    expect({ change, before, of: categories[0]?.change }).toEqual({ change: null, before: null, of: null });
  });

  it.each([90n, 500n])('have shares of what is above zero, where %d came back elsewhere', (back) => {
    const rows = [row('home', 75n), row('shoes', back, { kind: 'refund' }), row('food', 25n)];
    const { spent, categories } = makeReport(rows, options);
    expect(spent.own).toBe(100n - back);
    expect(categories.map(({ name, own, share }) => [name, own, share])).toEqual([
      ['home', 75n, 75],
      ['food', 25n, 25],
      ['shoes', -back, null],
    ]);
  });
});
