import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { accountById } from '../../src/ledger/accounts/accounts.ts';
import {
  type Budget,
  budgetFor,
  listBudgets,
  mostBudgets,
  noteReached,
  removeBudgets,
  setBudget,
  standingOf,
} from '../../src/ledger/budget.ts';
import { moveCategory } from '../../src/ledger/categories/moves.ts';
import { addDays } from '../../src/ledger/day.ts';
import type { Details } from '../../src/ledger/purchases/purchase.ts';
import { recordPurchase } from '../../src/ledger/purchases/purchases.ts';
import { makeReport } from '../../src/ledger/reports/report.ts';
import { reportRows } from '../../src/ledger/reports/rows.ts';
import { spentOf } from '../../src/ledger/reports/spent.ts';
import type { Ledger } from '../../src/ledger/storage/database.ts';
import { useTestLedger } from '../helpers/ledger.ts';
import { query } from '../helpers/postgres.ts';

const testLedger = useTestLedger();
const { inLedger } = testLedger;

let account: bigint;
let messages = 0;
beforeEach(async () => {
  await query(testLedger.url, 'truncate account, rate restart identity cascade');
  const [row] = await query<{ id: string }>(
    testLedger.url,
    `insert into account (email, password_hash, locale, currency, time_zone)
     values ('a@example.org', '-', 'de-DE', 'EUR', 'UTC') returning id`,
  );
  account = BigInt(row!.id);
});

const spend = (day: string, minor: number, also: Partial<Details> = {}) =>
  inLedger((ledger) =>
    recordPurchase(
      ledger,
      account,
      {
        item: 'x',
        price: { minor: BigInt(minor), currency: 'EUR' },
        vendor: null,
        category: 'food',
        day,
        ...also,
      },
      { botId: 1, chatId: 1, messageId: ++messages, position: 0, personId: 1 },
    ),
  );

async function budget(wanted: Partial<Omit<Budget, 'id' | 'earlier'>> = {}): Promise<void> {
  const usual = {
    category: 'food',
    period: 'month',
    amount: { minor: 20000n, currency: 'EUR' },
    carryOver: false,
    since: '2025-03-01',
  } as const;
  await inLedger((ledger) => set(ledger, { ...usual, ...wanted }));
}

async function set(ledger: Ledger, wanted: Parameters<typeof setBudget>[2]): Promise<boolean> {
  return setBudget(ledger, (await accountById(ledger, account))!, wanted);
}

async function stands(today: string) {
  return inLedger(async (ledger) => {
    const owner = await accountById(ledger, account);
    const [one] = await listBudgets(ledger, account);
    const standing = await standingOf(ledger, owner!, one!, today);
    if (standing === null) return null;
    const { allowed, spent, period, daysLeft, awaited } = standing;
    return { allowed, spent, from: period.from, to: period.to, daysLeft, awaited };
  });
}

describe('a budget', () => {
  it('counts what was spent in its period: refunds off, income not, only its category', async () => {
    await budget();
    await spend('2025-02-28', 100000);
    await spend('2025-03-01', 5000);
    await spend('2025-03-31', 1000);
    await spend('2025-03-10', 2000, { kind: 'refund' });
    await spend('2025-03-10', 70000, { kind: 'income' });
    await spend('2025-03-10', 9000, { category: null });
    await spend('2025-04-01', 8000);
    expect(await stands('2025-03-22')).toEqual({
      allowed: 20000n,
      spent: 4000n,
      from: '2025-03-01',
      to: '2025-03-31',
      daysLeft: 10,
      awaited: [],
    });
  });

  it('of everything counts all of it', async () => {
    await budget({ category: null });
    await spend('2025-03-01', 5000);
    await spend('2025-03-02', 600, { category: null });
    expect((await stands('2025-03-22'))?.spent).toBe(5600n);
  });

  it.each([
    [null, '2025-03-03', '2025-03-09'],
    [0, '2025-03-02', '2025-03-08'],
    [6, '2025-03-01', '2025-03-07'],
  ])('of a week begins on the account’s first day of it (%s)', async (starts, from, to) => {
    await query(testLedger.url, 'update account set week_starts = $1', [starts]);
    await budget({ period: 'week' });
    expect(await stands('2025-03-05')).toMatchObject({ from, to });
  });

  it('counts what is spread with the days that fall into its period', async () => {
    await budget();
    await spend('2025-02-27', 1000, { spread: { count: 10, unit: 'day' } });
    await spend('2025-03-31', 1001, { spread: { count: 2, unit: 'day' } });
    expect((await stands('2025-03-22'))?.spent).toBe(800n + 501n);
  });

  it('counts other currencies converted, and names what has no rate yet', async () => {
    await query(
      testLedger.url,
      "insert into rate values ('EUR', '2025-03-04', 1, 't'), ('USD', '2025-03-04', 2, 't')",
    );
    await budget();
    await spend('2025-03-05', 1000, { price: { minor: 1000n, currency: 'USD' } });
    await spend('2025-03-05', 700, { price: { minor: 700n, currency: 'THB' } });
    expect(await stands('2025-03-22')).toMatchObject({
      spent: 500n,
      awaited: [{ minor: 700n, currency: 'THB' }],
    });
  });

  it('in a currency that is the account’s no more says nothing', async () => {
    await budget();
    await query(testLedger.url, "update account set currency = 'USD'");
    expect(await stands('2025-03-22')).toBeNull();
  });

  it('carries over what the month before left of its amount, and nothing that was overspent', async () => {
    await budget({ carryOver: true });
    await spend('2025-02-10', 100);
    await spend('2025-03-10', 5000);
    expect((await stands('2025-03-22'))?.allowed).toBe(20000n);
    expect((await stands('2025-04-22'))?.allowed).toBe(35000n);
    // only the month before, and that of its own amount only
    expect((await stands('2025-05-22'))?.allowed).toBe(40000n);
    await spend('2025-04-10', 90000);
    expect((await stands('2025-05-22'))?.allowed).toBe(20000n);
  });

  it('carries over what was left of the amount that there was then, however often it is changed', async () => {
    const euros = (minor: bigint) => ({ carryOver: true, amount: { minor, currency: 'EUR' } });
    await budget({ ...euros(20000n), since: '2025-03-10' });
    await spend('2025-03-10', 15000);
    await budget({ ...euros(30000n), since: '2025-04-02' });
    expect((await stands('2025-04-02'))?.allowed).toBe(35000n);
    await budget({ ...euros(40000n), since: '2025-04-30' });
    expect((await stands('2025-04-30'))?.allowed).toBe(45000n);
    expect((await stands('2025-05-01'))?.allowed).toBe(80000n);
    await budget({ ...euros(10000n), since: '2025-05-01' });
    await budget({ ...euros(10000n), since: '2025-05-02' });
    expect((await stands('2025-05-31'))?.allowed).toBe(50000n);
    expect((await stands('2025-06-01'))?.allowed).toBe(20000n);
  });

  it('carries nothing over from an amount in another currency', async () => {
    await budget({ carryOver: true });
    await query(testLedger.url, "update account set currency = 'THB'");
    await budget({ carryOver: true, amount: { minor: 500000n, currency: 'THB' }, since: '2025-04-02' });
    expect((await stands('2025-04-02'))?.allowed).toBe(500000n);
    expect((await stands('2025-05-02'))?.allowed).toBe(1000000n);
  });

  it('draws the line that there was then', async () => {
    await budget({ category: null });
    await budget({ category: null, amount: { minor: 5n, currency: 'EUR' }, since: '2025-04-01' });
    const line = (from: string, to: string) =>
      inLedger(async (ledger) => budgetFor(ledger, (await accountById(ledger, account))!, { from, to }));
    expect(await line('2025-03-01', '2025-03-31')).toBe(20000n);
    expect(await line('2025-04-01', '2025-04-30')).toBe(5n);
  });

  it('is set again in place, and is one of at most so many', async () => {
    await budget();
    await budget({ amount: { minor: 100n, currency: 'EUR' } });
    await budget({ period: 'year' });
    const all = await inLedger((ledger) => listBudgets(ledger, account));
    expect(all.map(({ amount, period }) => [amount.minor, period])).toEqual([
      [100n, 'month'],
      [20000n, 'year'],
    ]);
    for (let more = 2; more < mostBudgets; more += 1) await budget({ category: `c${more}` });
    const wanted = {
      category: 'last',
      period: 'week',
      amount: all[0]!.amount,
      carryOver: false,
      since: '2025-03-01',
    } as const;
    expect(await inLedger((ledger) => set(ledger, wanted))).toBe(false);
    expect(await inLedger((ledger) => removeBudgets(ledger, account, 'food', null))).toBe(2);
    expect(await inLedger((ledger) => set(ledger, wanted))).toBe(true);
  });

  it('is said to be nearly used once in each period, and again when it is another', async () => {
    await budget();
    const note = (from: string) =>
      inLedger(async (ledger) => {
        const [one] = await listBudgets(ledger, account);
        return noteReached(ledger, one!, { from, to: addDays(from, 20) }, 80);
      });
    expect([await note('2025-03-01'), await note('2025-03-01'), await note('2025-04-01')]).toEqual([
      true,
      false,
      true,
    ]);
    await budget({ carryOver: true });
    expect(await note('2025-03-01')).toBe(false);
    await budget({ amount: { minor: 1n, currency: 'EUR' } });
    expect(await note('2025-03-01')).toBe(true);
  });

  it('follows the name of its category, and goes with the account', async () => {
    await budget();
    const by = { personId: 1, personName: 'Ann', chatId: 1, messageId: 1, at: new Date(0) };
    await inLedger((ledger) =>
      moveCategory(ledger, { accountId: account, ...by }, { kind: 'rename', was: 'food', is: 'meals' }),
    );
    await budget({ amount: { minor: 1n, currency: 'EUR' } });
    await inLedger((ledger) =>
      moveCategory(ledger, { accountId: account, ...by }, { kind: 'merge', was: 'food', is: 'meals' }),
    );
    const all = await inLedger((ledger) => listBudgets(ledger, account));
    expect(all.map(({ category, amount }) => [category, amount.minor])).toEqual([['meals', 20000n]]);
    await query(testLedger.url, 'delete from account');
    expect(await query(testLedger.url, 'select count(*)::int from budget')).toEqual([{ count: 0 }]);
  });

  it('draws its line where its period is the one that is shown', async () => {
    await budget({ category: null });
    const line = (from: string, to: string) =>
      inLedger(async (ledger) => budgetFor(ledger, (await accountById(ledger, account))!, { from, to }));
    expect(await line('2025-03-01', '2025-03-31')).toBe(20000n);
    expect(await line('2025-03-03', '2025-03-09')).toBeNull();
    expect(await line('2025-01-01', '2025-12-31')).toBeNull();
  });
});

it('budgets count as reports do', async () => {
  const units = fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const);
  const purchase = fc.record({
    day: fc.integer({ min: -60, max: 60 }).map((days) => addDays('2025-03-15', days)),
    minor: fc.integer({ min: 1, max: 100_000 }),
    kind: fc.constantFrom('expense' as const, 'refund' as const, 'income' as const),
    spread: fc.option(fc.record({ count: fc.integer({ min: 1, max: 40 }), unit: units })),
    category: fc.constantFrom('food', 'fun', null),
    currency: fc.constantFrom('EUR', 'EUR', 'THB'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(purchase, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 90 }),
      async (made, days) => {
        await query(testLedger.url, 'delete from purchase');
        for (const { minor, currency, ...one } of made)
          await spend(one.day, minor, { ...one, price: { minor: BigInt(minor), currency } });
        const period = { from: '2025-03-01', to: addDays('2025-03-01', days) };
        await inLedger(async (ledger) => {
          const owner = (await accountById(ledger, account))!;
          const rows = await reportRows(ledger, owner, period, null);
          const report = makeReport(rows, {
            period,
            part: 'day',
            currency: 'EUR',
            today: '2026-01-01',
            before: null,
          });
          expect(await spentOf(ledger, owner, period, null)).toEqual(report.spent);
          for (const { name, own, awaited } of report.categories) {
            if (name !== null) expect(await spentOf(ledger, owner, period, name)).toEqual({ own, awaited });
          }
        });
      },
    ),
    { numRuns: 25 },
  );
});
