import { describe, expect, it } from 'vitest';
import {
  countInCategory,
  knownNames,
  likelyCategories,
  listCategories,
  recentVendors,
  spelledAs,
} from '../../../src/ledger/categories/categories.ts';
import {
  categoryNames,
  forgetRules,
  hideCategory,
  rulesFor,
} from '../../../src/ledger/categories/changes.ts';
import { moveCategory, turnCategoryMove } from '../../../src/ledger/categories/moves.ts';
import { learnCategory } from '../../../src/ledger/categories/suggestions.ts';
import { nextChange } from '../../../src/ledger/purchases/changes.ts';
import { recordPurchase } from '../../../src/ledger/purchases/purchases.ts';
import { useTestLedger } from '../../helpers/ledger.ts';
import { query } from '../../helpers/postgres.ts';

const testLedger = useTestLedger();
const { inLedger, newAccount } = testLedger;

const author = {
  personId: 7,
  personName: 'Ann',
  chatId: 5,
  messageId: 1,
  at: new Date('2025-03-05T12:00:00Z'),
};

interface Given {
  readonly category?: string | null;
  readonly vendor?: string | null;
  readonly item?: string;
  readonly minor?: bigint;
  readonly currency?: string;
  readonly day?: string;
}

let messages = 0;
async function record(account: bigint, ...purchases: readonly Given[]): Promise<void> {
  for (const given of purchases) {
    messages += 1;
    const origin = { botId: 1, chatId: 5, messageId: messages, position: 0, personId: 7 };
    const { item = 'x', vendor = null, category = null, day = '2025-03-05' } = given;
    const price = { minor: given.minor ?? 100n, currency: given.currency ?? 'EUR' };
    await inLedger((ledger) =>
      recordPurchase(ledger, account, { item, vendor, category, day, price }, origin),
    );
  }
}

const list = (account: bigint, since = '2025-03-01') =>
  inLedger((ledger) => listCategories(ledger, account, since));

describe('the categories of an account', () => {
  it('are those of its purchases, by name, with what was spent since a day', async () => {
    const account = await newAccount();
    await record(
      account,
      { category: 'home', minor: 500n },
      { category: 'food', minor: 1_000n },
      { category: 'food', minor: 250n },
      { category: 'food', minor: 300n, currency: 'USD' },
      { category: 'food', minor: 9_999n, day: '2025-02-28' },
      { category: 'travel', minor: 9_999n, day: '2025-02-28' },
      { category: null, minor: 77n },
    );
    const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
    expect(await list(account)).toEqual([
      { name: 'food', hidden: false, spent: [eur(1_250n), { minor: 300n, currency: 'USD' }] },
      { name: 'home', hidden: false, spent: [eur(500n)] },
      { name: 'travel', hidden: false, spent: [] },
    ]);
  });

  it('count refunds back and leave out incomes and what is removed', async () => {
    const account = await newAccount();
    await record(
      account,
      { category: 'a', minor: 300n },
      { category: 'a', minor: 1_000n },
      { category: 'b' },
      { category: 'c' },
    );
    await query(testLedger.url, "update purchase set kind = 'refund' where account_id = $1 and number = 2", [
      account,
    ]);
    await query(testLedger.url, "update purchase set kind = 'income' where account_id = $1 and number = 3", [
      account,
    ]);
    await query(testLedger.url, 'update purchase set removed = true where account_id = $1 and number = 4', [
      account,
    ]);
    expect(await list(account)).toEqual([
      { name: 'a', hidden: false, spent: [{ minor: -700n, currency: 'EUR' }] },
      { name: 'b', hidden: false, spent: [] },
    ]);
  });

  it('are exact beyond 64 bits', async () => {
    const account = await newAccount();
    const largest = 9_999_999_999_999_999n;
    await record(account, ...Array.from({ length: 3 }, () => ({ category: 'a', minor: largest })));
    await query(
      testLedger.url,
      `insert into purchase (account_id, number, item, amount, currency, category, day, bot_id, chat_id, message_id)
       select account_id, number + 10 * n, item, amount, currency, category, day, 1, -$1::bigint, number + 10 * n
       from purchase, generate_series(1, 999) n where account_id = $1`,
      [account],
    );
    expect((await list(account))[0]?.spent).toEqual([{ minor: 3_000n * largest, currency: 'EUR' }]);
  });

  it('and the vendors are known by name, whatever the case', async () => {
    const account = await newAccount();
    await record(
      account,
      { category: 'Food', vendor: 'Café Ü' },
      { category: 'ÖPNV', vendor: 'BVG' },
      { category: 'Food' },
    );
    const names = (kind: 'category' | 'vendor') => inLedger((ledger) => knownNames(ledger, account, kind));
    expect([...(await names('category'))].sort()).toEqual(['Food', 'ÖPNV']);
    expect([...(await names('vendor'))].sort()).toEqual(['BVG', 'Café Ü']);
    const spelled = async (name: string) => spelledAs(await names('category'), name);
    expect(await spelled('fOOd')).toBe('Food');
    expect(await spelled('öpnv')).toBe('ÖPNV');
    expect(await spelled('new one')).toBe('new one');
    expect(await inLedger((ledger) => knownNames(ledger, account + 1_000n, 'vendor'))).toEqual([]);
  });
});

describe('what was used lately', () => {
  it('is offered by how well it fits, then by how often, then by how lately', async () => {
    const account = await newAccount();
    const categories = ['rare', 'often', 'often', 'late'];
    await record(account, ...categories.map((category) => ({ category })), {
      item: 'Tea',
      category: 'drinks',
    });
    const likely = (item: string, limit: number) =>
      inLedger((ledger) => likelyCategories(ledger, account, { item, vendor: null }, limit));
    expect(await likely('new', 9)).toEqual(['often', 'drinks', 'late', 'rare']);
    expect(await likely('tea', 2)).toEqual(['drinks', 'often']);
    await inLedger((ledger) => hideCategory(ledger, account, 'often', true));
    expect(await likely('new', 2)).toEqual(['drinks', 'late']);
  });

  it('is followed by what was used long ago', async () => {
    const account = await newAccount();
    await record(account, { category: 'old' });
    await query(
      testLedger.url,
      `insert into purchase (account_id, number, item, amount, currency, category, day, bot_id, chat_id, message_id)
       select $1, n, 'x', 1, 'EUR', 'now', '2025-03-05', 2, -$1::bigint, n from generate_series(2, 300) n`,
      [account],
    );
    const bought = { item: 'y', vendor: null };
    expect(await inLedger((ledger) => likelyCategories(ledger, account, bought, 9))).toEqual(['now', 'old']);
  });

  it('begins with the vendors where the same was bought before', async () => {
    const account = await newAccount();
    await record(
      account,
      { item: 'Coffee', vendor: 'Bar' },
      { vendor: 'Lidl' },
      { vendor: 'Lidl' },
      { vendor: 'dm' },
    );
    const vendors = (item: string) => inLedger((ledger) => recentVendors(ledger, account, item, 3));
    expect(await vendors('coffees')).toEqual(['Bar', 'Lidl', 'dm']);
    expect(await vendors('tea')).toEqual(['Lidl', 'dm', 'Bar']);
    expect(await vendors('🎁')).toEqual(['Lidl', 'dm', 'Bar']);
  });
});

describe('a renamed category', () => {
  it('is renamed in all its purchases, removed ones too, and nowhere else', async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    await record(account, { category: 'food' }, { category: 'food' }, { category: 'home' });
    await record(other, { category: 'food' });
    await query(testLedger.url, 'update purchase set removed = true where account_id = $1 and number = 2', [
      account,
    ]);
    const moved = await inLedger((ledger) =>
      moveCategory(
        ledger,
        { accountId: account, ...author },
        { kind: 'rename', was: 'food', is: 'groceries' },
      ),
    );
    expect(moved).toBe(1);
    expect((await list(account)).map(({ name }) => name)).toEqual(['groceries', 'home']);
    expect((await list(other)).map(({ name }) => name)).toEqual(['food']);
    const gone = await query(
      testLedger.url,
      'select category from purchase where account_id = $1 and number = 2',
      [account],
    );
    expect(gone).toEqual([{ category: 'groceries' }]);
  });

  it('stays hidden; one that is merged does not hide the other', async () => {
    const account = await newAccount();
    await record(account, { category: 'a' }, { category: 'b' }, { category: 'c' });
    const hidden = async () => (await list(account)).filter(({ hidden }) => hidden).map(({ name }) => name);
    await inLedger(async (ledger) => {
      for (const name of ['a', 'b']) await hideCategory(ledger, account, name, true);
      await moveCategory(ledger, { accountId: account, ...author }, { kind: 'rename', was: 'a', is: 'new' });
      await moveCategory(ledger, { accountId: account, ...author }, { kind: 'merge', was: 'b', is: 'c' });
    });
    expect(await hidden()).toEqual(['new']);
  });

  it('takes its rules along; they can be forgotten', async () => {
    const account = await newAccount();
    await record(account, { category: 'a', vendor: 'Lidl' });
    const purchase = { id: 0n, item: 'x', vendor: 'Lidl', category: 'a' };
    const rules = (name: string) => inLedger((ledger) => rulesFor(ledger, account, name));
    await inLedger(async (ledger) => {
      await learnCategory(ledger, account, purchase, 'always');
      await learnCategory(ledger, account, { ...purchase, item: 'Rye bread', vendor: null }, 'always');
      await moveCategory(ledger, { accountId: account, ...author }, { kind: 'rename', was: 'a', is: 'b' });
    });
    expect(await rules('a')).toEqual([]);
    expect(await rules('b')).toEqual(['Lidl', 'Rye bread']);
    await inLedger((ledger) => forgetRules(ledger, account, 'b'));
    expect(await rules('b')).toEqual([]);
  });

  const turn = (account: bigint, changeId: bigint, kind: 'undo' | 'redo') =>
    inLedger((ledger) =>
      turnCategoryMove(
        ledger,
        { accountId: account, ...author },
        { changeId, kind, key: `${kind} ${changeId}` },
      ),
    );
  const nextOf = async (account: bigint, state: 'done' | 'undone') => {
    const next = await inLedger((ledger) => nextChange(ledger, { accountId: account, ...author }, state));
    if (next) expect(next.kind).toBe('category');
    return next?.id ?? 0n;
  };
  const named = async (account: bigint) =>
    (await list(account)).map(({ name, hidden }) => (hidden ? `(${name})` : name));

  it('has its name back when that is undone, with its rules and all that was hidden, and goes again', async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    await record(account, { category: 'a', vendor: 'Lidl' }, { category: 'c' });
    const rules = (name: string) => inLedger((ledger) => rulesFor(ledger, account, name));
    await inLedger(async (ledger) => {
      await learnCategory(ledger, account, { id: 0n, item: 'x', vendor: 'Lidl', category: 'a' }, 'always');
      await hideCategory(ledger, account, 'a', true);
      await moveCategory(ledger, { accountId: account, ...author }, { kind: 'rename', was: 'a', is: 'b' });
    });
    const change = await nextOf(account, 'done');
    expect(await turn(other, change, 'undo')).toBeNull();
    expect(await turn(account, change, 'undo')).toEqual({ kind: 'rename', was: 'b', is: 'a', purchases: 1 });
    expect(await turn(account, change, 'undo')).toBeNull();
    expect([await named(account), await rules('a'), await rules('b')]).toEqual([['(a)', 'c'], ['Lidl'], []]);
    const nameOf = await inLedger((ledger) => categoryNames(ledger, account));
    expect(nameOf('a', 1n, 0n)).toBe('a');
    expect(await nextOf(account, 'undone')).toBe(change);
    expect(await turn(account, change, 'redo')).toEqual({ kind: 'rename', was: 'a', is: 'b', purchases: 1 });
    expect([await named(account), await rules('b')]).toEqual([['(b)', 'c'], ['Lidl']]);
  });

  it('takes back of a merge what it moved and nobody has moved since', async () => {
    const account = await newAccount();
    await record(account, { category: 'a' }, { category: 'a' }, { category: 'b' });
    await inLedger((ledger) =>
      moveCategory(ledger, { accountId: account, ...author }, { kind: 'merge', was: 'a', is: 'b' }),
    );
    const change = await nextOf(account, 'done');
    await query(testLedger.url, `update purchase set category = 'c' where account_id = $1 and number = 2`, [
      account,
    ]);
    await record(account, { category: 'b' });
    expect(await turn(account, change, 'undo')).toEqual({ kind: 'merge', was: 'b', is: 'a', purchases: 1 });
    const rows = await query(
      testLedger.url,
      'select category from purchase where account_id = $1 order by number',
      [account],
    );
    expect(rows.map(({ category }) => category)).toEqual(['a', 'c', 'b', 'b']);
  });

  it('cannot be done again after something else was done', async () => {
    const account = await newAccount();
    await record(account, { category: 'a' });
    const move = { kind: 'rename', was: 'a', is: 'b' } as const;
    await inLedger((ledger) => moveCategory(ledger, { accountId: account, ...author }, move));
    const change = await nextOf(account, 'done');
    await turn(account, change, 'undo');
    await inLedger((ledger) => moveCategory(ledger, { accountId: account, ...author }, { ...move, is: 'd' }));
    expect(await turn(account, change, 'redo')).toBeNull();
    expect(await nextOf(account, 'undone')).toBe(0n);
  });

  it('leaves a record: who moved which purchases, and what an old name is called now', async () => {
    const account = await newAccount();
    await record(account, { category: 'a' }, { category: 'b' });
    await inLedger(async (ledger) => {
      await moveCategory(ledger, { accountId: account, ...author }, { kind: 'rename', was: 'a', is: 'c' });
      await moveCategory(ledger, { accountId: account, ...author }, { kind: 'merge', was: 'c', is: 'b' });
    });
    const nameOf = await inLedger((ledger) => categoryNames(ledger, account));
    expect([nameOf('a', 1n, 0n), nameOf('b', 1n, 0n), nameOf('z', null, 0n), nameOf('a', null, 0n)]).toEqual([
      'b',
      'b',
      'z',
      'b',
    ]);
    expect(nameOf('a', 1_000_000n, 0n)).toBe('a');
    const changes = await query(
      testLedger.url,
      'select kind, was, "is", cardinality(purchases) as moved, person_id from category_change where account_id = $1 order by id',
      [account],
    );
    expect(changes).toEqual([
      { kind: 'rename', was: 'a', is: 'c', moved: 1, person_id: '7' },
      { kind: 'merge', was: 'c', is: 'b', moved: 1, person_id: '7' },
    ]);
    expect(await inLedger((ledger) => countInCategory(ledger, account, 'b'))).toBe(2);
  });
});
