import { beforeAll, describe, expect, it } from 'vitest';
import { changeCurrency } from '../../../src/ledger/accounts/accounts.ts';
import { addDays } from '../../../src/ledger/day.ts';
import type { Money } from '../../../src/ledger/money.ts';
import { makeChange, turnChange } from '../../../src/ledger/purchases/changes.ts';
import { contentOf } from '../../../src/ledger/purchases/purchase.ts';
import { listPurchases, recordPurchase } from '../../../src/ledger/purchases/purchases.ts';
import { convertDue } from '../../../src/ledger/rates/conversions.ts';
import { importRates, listRates, listWaiting } from '../../../src/ledger/rates/table.ts';
import { useTestLedger } from '../../helpers/ledger.ts';
import { query } from '../../helpers/postgres.ts';

const testLedger = useTestLedger();
const { inLedger, newAccount } = testLedger;

const money = (minor: bigint, currency: string): Money => ({ minor, currency });
const day = (date: string, rates: Record<string, string>) => ({
  day: date,
  rates: new Map(Object.entries(rates)),
});

let messages = 0;
async function buy(account: bigint, price: Money, date: string, given: Money | null = null) {
  messages += 1;
  const details = { item: 'coffee', price, given, vendor: null, category: null, day: date };
  const origin = { botId: 1, chatId: 1, messageId: messages, position: 0, personId: 7, at: new Date() };
  return inLedger((ledger) => recordPurchase(ledger, account, details, origin));
}

async function newest(account: bigint) {
  const { purchases } = await inLedger((ledger) => listPurchases(ledger, account, { from: 'newest' }, 1));
  return purchases[0]!;
}

const settle = () => inLedger((ledger) => convertDue(ledger, 1_000));

describe('a purchase in another currency', () => {
  beforeAll(async () => {
    await importRates(testLedger.database, [
      day('2024-11-22', { USD: '1.0412', GBP: '0.83203', JPY: '161.14' }),
      day('2024-11-21', { USD: '1.0526', GBP: '0.8311' }),
      day('2024-11-15', { CHF: '0.9372' }),
    ]);
  });

  it('is converted with the rate of its day, exactly', async () => {
    const purchase = await buy(await newAccount(), money(1800n, 'USD'), '2024-11-22');
    expect(purchase.conversion).toEqual({
      kind: 'done',
      money: money(1729n, 'EUR'),
      rate: '2500/2603',
      day: '2024-11-22',
    });
  });

  it('is converted through the euro where neither is the euro', async () => {
    const account = await newAccount('GBP');
    const { conversion } = await buy(account, money(10_000n, 'USD'), '2024-11-22');
    expect(conversion).toMatchObject({
      money: money(7_991n, 'GBP'),
      rate: '83203/104120',
      day: '2024-11-22',
    });
    const back = await buy(account, money(1_000n, 'EUR'), '2024-11-22');
    expect(back.conversion).toMatchObject({ money: money(832n, 'GBP'), rate: '83203/100000' });
  });

  it('has the rate of the latest day before it, of ten at most', async () => {
    const account = await newAccount();
    const at = async (date: string) => (await buy(account, money(1000n, 'USD'), date)).conversion;
    expect(await at('2024-11-24')).toMatchObject({ kind: 'done', day: '2024-11-22' });
    expect(await at('2024-12-02')).toMatchObject({ kind: 'done', day: '2024-11-22' });
    expect(await at('2024-12-03')).toEqual({ kind: 'awaited', currency: 'EUR' });
    expect(await at('2024-11-21')).toMatchObject({ kind: 'done', day: '2024-11-21' });
    expect(await at('2024-11-20')).toEqual({ kind: 'awaited', currency: 'EUR' });
  });

  it('has rates of one and the same day, the latest that has both', async () => {
    const { conversion } = await buy(await newAccount('JPY'), money(1000n, 'USD'), '2024-11-23');
    expect(conversion).toMatchObject({ money: money(1548n, 'JPY'), day: '2024-11-22' });
    const francs = await buy(await newAccount('CHF'), money(1000n, 'USD'), '2024-11-22');
    expect(francs.conversion).toEqual({ kind: 'awaited', currency: 'CHF' });
  });

  it('has the rate that the person gave with it', async () => {
    const account = await newAccount();
    const { conversion } = await buy(account, money(1800n, 'USD'), '2024-11-22', money(1690n, 'EUR'));
    expect(conversion).toEqual({ kind: 'done', money: money(1690n, 'EUR'), rate: '169/180', day: null });
    const british = await newAccount('GBP');
    const through = await buy(british, money(1800n, 'USD'), '2024-11-22', money(1690n, 'EUR'));
    expect(through.conversion).toMatchObject({ money: money(1406n, 'GBP'), day: '2024-11-22' });
  });

  it('needs none where its currency is the account’s own', async () => {
    const account = await newAccount();
    expect((await buy(account, money(1800n, 'EUR'), '2024-11-22')).conversion).toBeNull();
    const given = await buy(account, money(1800n, 'EUR'), '2024-11-22', money(2000n, 'USD'));
    expect(given.conversion).toBeNull();
  });

  /** Changes an account's newest purchase, and undoes that. */
  function changing(accountId: bigint) {
    const author = { accountId, personId: 7, personName: '', chatId: 1, messageId: 999, at: new Date() };
    const source = { botId: 1, chatId: 1, messageId: 999 };
    return {
      change: async (content: object) => {
        const purchase = await newest(accountId);
        const revise = [{ purchase, content: { ...contentOf(purchase), ...content } }];
        const made = await inLedger((ledger) => makeChange(ledger, author, { source, record: [], revise }));
        return { id: made!.changeId!, conversion: made!.revised[0]!.after.conversion };
      },
      undo: (id: bigint) => inLedger((ledger) => turnChange(ledger, author, id, 'undo')),
    };
  }

  it('is converted anew when its price or its day is changed, and when that is undone', async () => {
    const account = await newAccount();
    const { change, undo } = changing(account);
    await buy(account, money(1800n, 'USD'), '2024-11-22');
    const { conversion } = await change({ price: money(900n, 'USD') });
    expect(conversion).toMatchObject({ money: money(864n, 'EUR') });
    await change({ day: '2024-11-21' });
    expect((await newest(account)).conversion).toMatchObject({
      money: money(855n, 'EUR'),
      day: '2024-11-21',
    });
    const own = await change({ price: money(900n, 'EUR'), day: '2024-11-22' });
    expect((await newest(account)).conversion).toBeNull();
    await undo(own.id);
    expect((await newest(account)).conversion).toMatchObject({ kind: 'done', money: money(855n, 'EUR') });
  });

  it('keeps its rate when a nearer one arrives, whatever else about it is changed', async () => {
    await importRates(testLedger.database, [day('2019-06-07', { USD: '1.1273' })]);
    const account = await newAccount();
    const { change, undo } = changing(account);
    const { conversion } = await buy(account, money(1000n, 'USD'), '2019-06-10');
    expect(conversion).toMatchObject({ money: money(887n, 'EUR'), day: '2019-06-07' });
    await importRates(testLedger.database, [day('2019-06-10', { USD: '1.1301' })]);
    expect((await change({ category: 'food' })).conversion).toEqual(conversion);
    const removal = await change({ removed: true });
    await undo(removal.id);
    expect((await newest(account)).conversion).toEqual(conversion);
    const { conversion: anew } = await change({ price: money(1001n, 'USD') });
    expect(anew).toMatchObject({ money: money(886n, 'EUR'), day: '2019-06-10' });
  });
});

describe('a rate that is missing', () => {
  it('is filled in when it arrives, for every purchase in its reach', async () => {
    const account = await newAccount();
    for (let index = 0; index < 5; index += 1)
      await buy(account, money(1000n, 'SEK'), addDays('2020-03-02', index));
    await buy(account, money(1000n, 'SEK'), '2020-03-20');
    await buy(account, money(1000n, 'SEK'), '2020-03-01');
    const waiting = async () =>
      (await listWaiting(testLedger.database)).find(({ currency }) => currency === 'SEK');
    expect(await waiting()).toEqual({
      currency: 'SEK',
      into: 'EUR',
      purchases: 7,
      first: '2020-03-01',
      latest: '2020-03-20',
    });
    await importRates(testLedger.database, [day('2020-03-02', { SEK: '10.5875' })]);
    expect(await settle()).toEqual({ taken: 5, converted: 5 });
    expect(await waiting()).toMatchObject({ purchases: 2 });
    const rows = await query<{ converted_amount: string }>(
      testLedger.url,
      `select converted_amount from purchase where currency = 'SEK' and conversion = 'done'`,
    );
    expect(rows.map(({ converted_amount: amount }) => amount)).toEqual(['94', '94', '94', '94', '94']);
    expect(await settle()).toEqual({ taken: 0, converted: 0 });
  });

  it('is filled in once by any number of those who do it, in batches', async () => {
    const account = await newAccount();
    for (let index = 0; index < 12; index += 1) await buy(account, money(1000n, 'NOK'), '2020-05-04');
    await importRates(testLedger.database, [day('2020-05-04', { NOK: '11.1765' })]);
    let [taken, rounds] = [0, 0];
    for (;;) {
      const batches = await Promise.all([1, 2, 3].map(() => inLedger((ledger) => convertDue(ledger, 2))));
      const sum = batches.reduce((total, batch) => total + batch.taken, 0);
      if (sum === 0) break;
      taken += sum;
      rounds += 1;
    }
    expect(taken).toBe(12);
    expect(rounds).toBeGreaterThanOrEqual(2);
    expect((await newest(account)).conversion).toMatchObject({ kind: 'done', money: money(89n, 'EUR') });
  });
});

describe('another currency for the account', () => {
  it('converts what was recorded, the daemon does it', async () => {
    const account = await newAccount('EUR');
    await buy(account, money(1000n, 'EUR'), '2024-11-22');
    await buy(account, money(1041n, 'USD'), '2024-11-22');
    await buy(account, money(1000n, 'GBP'), '2024-11-22');
    expect(await inLedger((ledger) => changeCurrency(ledger, account, 'USD'))).toBe(3);
    await settle();
    const { purchases } = await inLedger((ledger) => listPurchases(ledger, account, { from: 'newest' }, 3));
    const [pounds, dollars, euros] = purchases.map(({ conversion }) => conversion);
    expect(euros).toMatchObject({ money: money(1041n, 'USD') });
    expect(dollars).toBeNull();
    expect(pounds).toMatchObject({ money: money(1251n, 'USD') });
    expect(await inLedger((ledger) => changeCurrency(ledger, account, 'USD'))).toBe(0);
  });
});

describe('importing rates', () => {
  it('twice changes nothing; a corrected rate is changed', async () => {
    const days = [day('2001-01-02', { USD: '0.9423', CYP: '0.573' }), day('2001-01-03', { USD: '0.9530' })];
    expect(await importRates(testLedger.database, days)).toEqual({ added: 3, changed: 0, unchanged: 0 });
    expect(await importRates(testLedger.database, days)).toEqual({ added: 0, changed: 0, unchanged: 3 });
    const corrected = [day('2001-01-03', { USD: '0.9531' })];
    expect(await importRates(testLedger.database, corrected)).toEqual({ added: 0, changed: 1, unchanged: 0 });
    const usd = (await listRates(testLedger.database)).find(({ currency }) => currency === 'USD');
    expect(usd).toMatchObject({ first: '2001-01-02', latest: '2024-11-22' });
  });

  it('writes all or nothing', async () => {
    const days = [day('2002-01-02', { USD: '0.9' }), day('2002-01-03', { USD: '0' })];
    await expect(importRates(testLedger.database, days)).rejects.toThrow();
    const rows = await query(
      testLedger.url,
      `select from rate where day between '2002-01-01' and '2002-12-31'`,
    );
    expect(rows).toEqual([]);
  });

  it('of many years takes a few seconds, and tells how far it is', async () => {
    const codes = Array.from(
      { length: 35 },
      (_, index) => `X${String.fromCharCode(65 + (index % 26))}${index > 25 ? 'B' : 'A'}`,
    );
    const days = Array.from({ length: 2_000 }, (_, index) =>
      day(addDays('1980-01-01', index), Object.fromEntries(codes.map((code) => [code, '1.2345']))),
    );
    const told: number[] = [];
    const imported = await importRates(testLedger.database, days, (written, total) =>
      told.push(written / total),
    );
    expect(imported).toEqual({ added: 70_000, changed: 0, unchanged: 0 });
    expect(told.length).toBeGreaterThan(10);
    expect(told.at(-1)).toBe(1);
  });
});
