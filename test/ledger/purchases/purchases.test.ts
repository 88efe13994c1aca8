import { describe, expect, it } from 'vitest';
import { listPurchases, type Origin, recordPurchase } from '../../../src/ledger/purchases/purchases.ts';
import { useTestLedger } from '../../helpers/ledger.ts';

const testLedger = useTestLedger();
const { inLedger, newAccount } = testLedger;

let messages = 0;
function newOrigin(): Origin {
  messages += 1;
  return { botId: 1, chatId: -5_000_000_000, messageId: messages, position: 0, personId: 7_000_000_000 };
}

const coffee = {
  item: 'coffee',
  price: { minor: 9_999_999_999_999_999n, currency: 'EUR' },
  vendor: null,
  category: 'drinks',
  day: '2025-03-05',
};

describe('recordPurchase', () => {
  it('numbers the purchases of each account from 1 and keeps them exactly', async () => {
    const [one, other] = [await newAccount(), await newAccount()];
    const record = (account: bigint) =>
      inLedger((ledger) => recordPurchase(ledger, account, coffee, newOrigin()));
    expect(await record(one)).toMatchObject({ ...coffee, number: 1 });
    expect(await record(other)).toMatchObject({ ...coffee, number: 1 });
    expect(await record(one)).toMatchObject({ ...coffee, number: 2 });
  });

  it('writes the first revision: the purchase as it stands', async () => {
    const account = await newAccount();
    const origin = newOrigin();
    await inLedger((ledger) => recordPurchase(ledger, account, coffee, origin));
    const revisions = await testLedger.database
      .selectFrom('purchase_revision')
      .innerJoin('purchase', 'purchase.id', 'purchase_revision.purchase_id')
      .select(['purchase_revision.revision', 'content', 'person_id'])
      .where('account_id', '=', account)
      .execute();
    expect(revisions).toEqual([
      {
        revision: 1,
        person_id: 7_000_000_000n,
        content: {
          kind: 'expense',
          item: 'coffee',
          amount: '9999999999999999',
          currency: 'EUR',
          vendor: null,
          category: 'drinks',
          tags: [],
          day: '2025-03-05',
          given_amount: null,
          given_currency: null,
          spread_count: null,
          spread_unit: null,
          removed: false,
        },
      },
    ]);
  });

  it('records one origin once, uses no number for a repeat, and keeps positions apart', async () => {
    const account = await newAccount();
    const origin = newOrigin();
    const record = (given: Origin, item = 'coffee') =>
      inLedger((ledger) => recordPurchase(ledger, account, { ...coffee, item }, given));
    await record(origin);
    expect(await record(origin, 'something else')).toMatchObject({ ...coffee, number: 1 });
    expect(await record({ ...origin, position: 1 })).toMatchObject({ number: 2 });
  });

  it('hands out every number once to those who record at the same moment', async () => {
    const account = await newAccount();
    const recorded = await Promise.all(
      Array.from({ length: 12 }, () =>
        inLedger((ledger) => recordPurchase(ledger, account, coffee, newOrigin())),
      ),
    );
    const numbers = recorded.map(({ number }) => number).sort((one, two) => one - two);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it("does not show another account's purchase, and refuses an account that does not exist", async () => {
    const origin = newOrigin();
    const [owner, intruder] = [await newAccount(), await newAccount()];
    await inLedger((ledger) => recordPurchase(ledger, owner, coffee, origin));
    await expect(inLedger((ledger) => recordPurchase(ledger, intruder, coffee, origin))).rejects.toThrow(
      'another account',
    );
    await expect(inLedger((ledger) => recordPurchase(ledger, 0n, coffee, newOrigin()))).rejects.toThrow();
  });
});

describe('listPurchases', () => {
  it('pages by day and number, both ways, without the removed and without others', async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    const days = ['2025-03-01', '2025-03-03', '2025-03-02', '2025-03-03', '2025-03-01'];
    for (const day of days) {
      await inLedger((ledger) => recordPurchase(ledger, account, { ...coffee, day }, newOrigin()));
      await inLedger((ledger) => recordPurchase(ledger, other, { ...coffee, day }, newOrigin()));
    }
    await testLedger.database
      .updateTable('purchase')
      .set({ removed: true })
      .where('account_id', '=', account)
      .where('number', '=', 3)
      .execute();
    const list = async (position: Parameters<typeof listPurchases>[2], limit: number) => {
      const { purchases, more } = await inLedger((ledger) => listPurchases(ledger, account, position, limit));
      return { numbers: purchases.map(({ number }) => number), more };
    };
    expect(await list({ from: 'newest' }, 10)).toEqual({ numbers: [4, 2, 5, 1], more: false });
    expect(await list({ from: 'newest' }, 2)).toEqual({ numbers: [4, 2], more: true });
    expect(await list({ from: 'older', than: 2 }, 2)).toEqual({ numbers: [5, 1], more: false });
    expect(await list({ from: 'older', than: 3 }, 2)).toEqual({ numbers: [5, 1], more: false });
    expect(await list({ from: 'newer', than: 1 }, 2)).toEqual({ numbers: [2, 5], more: true });
    expect(await list({ from: 'newer', than: 5 }, 2)).toEqual({ numbers: [4, 2], more: false });
    expect(await list({ from: 'older', than: 77 }, 2)).toEqual({ numbers: [], more: false });
  });
});
