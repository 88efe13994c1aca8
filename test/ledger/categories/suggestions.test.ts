import { describe, expect, it } from 'vitest';
import { hideCategory } from '../../../src/ledger/categories/changes.ts';
import { moveCategory } from '../../../src/ledger/categories/moves.ts';
import {
  learnCategory,
  rememberPurchases,
  suggestCategories,
  suggestCategory,
} from '../../../src/ledger/categories/suggestions.ts';
import { makeChange } from '../../../src/ledger/purchases/changes.ts';
import { plainDetails } from '../../../src/ledger/purchases/purchase.ts';
import { recordPurchase } from '../../../src/ledger/purchases/purchases.ts';
import { migrateDown, migrateUp } from '../../../src/ledger/storage/migrate.ts';
import { useTestLedger } from '../../helpers/ledger.ts';
import { query } from '../../helpers/postgres.ts';

const testLedger = useTestLedger();
const { inLedger, newAccount } = testLedger;

let messages = 0;
/** Records "item @vendor #category" for each line, oldest first; returns the ids. */
function record(account: bigint, ...lines: readonly string[]): Promise<readonly bigint[]> {
  return inLedger(async (ledger) => {
    const ids: bigint[] = [];
    for (const line of lines) {
      messages += 1;
      const origin = { botId: 1, chatId: 5, messageId: messages, position: 0, personId: 7 };
      const price = { minor: 100n, currency: 'EUR' };
      const purchase = { ...read(line), price, day: '2025-03-05' };
      const { number } = await recordPurchase(ledger, account, purchase, origin);
      const { id } = await ledger
        .selectFrom('purchase')
        .select('id')
        .where('account_id', '=', account)
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      ids.push(id);
    }
    return ids;
  });
}

/** Records "item @vendor #category", the category of which was suggested and applied; returns the id. */
async function recordSuggested(accountId: bigint, line: string): Promise<bigint> {
  messages += 1;
  const source = { botId: 1, chatId: 5, messageId: messages };
  const author = { accountId, personId: 7, personName: '', chatId: 5, messageId: messages, at: new Date() };
  const details = plainDetails({ ...read(line), price: { minor: 100n, currency: 'EUR' }, day: '2025-03-05' });
  const record = [{ details, position: 0, line: null, suggested: true }];
  const made = await inLedger((ledger) => makeChange(ledger, author, { source, record, revise: [] }));
  return made?.recorded[0]?.id ?? 0n;
}

function read(line: string) {
  const [, item = '', vendor = null, category = null] =
    /^([^@#]*?) *(?:@([^#]+?))? *(?:#(.+))?$/.exec(line) ?? [];
  return { item, vendor, category };
}

const suggest = (account: bigint, line: string) =>
  inLedger((ledger) => suggestCategory(ledger, account, read(line)));

describe('a suggestion', () => {
  it('is nothing for a new account, for words never met, and for no words', async () => {
    const account = await newAccount();
    expect(await suggest(account, 'bread @Lidl')).toBe(null);
    await record(account, 'bread @Lidl #food');
    expect(await suggest(account, 'hammer @Bauhaus')).toBe(null);
    expect(await suggest(account, '🎁')).toBe(null);
  });

  it('comes from the vendor, with a reason that counts', async () => {
    const account = await newAccount();
    await record(account, 'bread @Lidl #food', 'eggs @LIDL #food', 'rice @lidl #food');
    expect(await suggest(account, 'soap @Lidl')).toEqual({
      category: 'food',
      others: [],
      sure: true,
      reason: { kind: 'vendor', shows: 'Lidl', count: 3, of: 3 },
    });
  });

  it('comes from the words where there is no vendor', async () => {
    const account = await newAccount();
    await record(account, 'bus ticket #transport', 'ticket #transport');
    expect(await suggest(account, 'day tickets')).toMatchObject({
      category: 'transport',
      sure: true,
      reason: { kind: 'words', shows: 'tickets', count: 2, of: 2 },
    });
  });

  it('finds the shop where its name is the item', async () => {
    const account = await newAccount();
    await record(account, 'bread @Lidl #food', 'eggs @Lidl #food');
    expect(await suggest(account, 'lidl')).toMatchObject({ category: 'food', sure: true });
  });

  it('knows nothing of other accounts', async () => {
    const [one, other] = [await newAccount(), await newAccount()];
    await record(one, 'bread @Lidl #food', 'bread @Lidl #food');
    expect(await suggest(other, 'bread @Lidl')).toBe(null);
  });

  it('leaves out what is removed or has no category', async () => {
    const account = await newAccount();
    const [, gone = 0n] = await record(account, 'bread @Lidl', 'eggs @Lidl #food');
    await query(testLedger.url, 'update purchase set removed = true where id = $1', [gone]);
    expect(await suggest(account, 'bread @Lidl')).toBe(null);
  });

  it('follows a purchase whose words or vendor have changed', async () => {
    const account = await newAccount();
    const [id = 0n] = await record(account, 'bread @Lidl #food');
    const changed = { id, item: 'hammer', vendor: 'Bauhaus', tags: [] };
    for (const _ of ['once', 'again'])
      await inLedger((ledger) => rememberPurchases(ledger, account, [changed]));
    expect(await suggest(account, 'bread @Lidl')).toBe(null);
    expect(await suggest(account, 'hammer')).toMatchObject({ category: 'food' });
    expect(await suggest(account, 'x @bauhaus')).toMatchObject({ category: 'food' });
  });

  it('never is a hidden category', async () => {
    const account = await newAccount();
    const [id = 0n] = await record(account, 'a @Mall #gifts', 'b @Mall #clothes', 'c @Mall #gifts');
    await inLedger((ledger) =>
      learnCategory(ledger, account, { id, item: 'a', vendor: 'Mall', category: 'gifts' }, 'always'),
    );
    await inLedger((ledger) => hideCategory(ledger, account, 'gifts', true));
    expect(await suggest(account, 'd @Mall')).toMatchObject({ category: 'clothes', others: [] });
    await inLedger((ledger) => hideCategory(ledger, account, 'gifts', false));
    expect(await suggest(account, 'd @Mall')).toMatchObject({ category: 'gifts', others: ['clothes'] });
  });

  it('looks at the newest purchases only, however many there are', async () => {
    const account = await newAccount();
    await record(account, ...Array.from({ length: 30 }, () => 'x @Shop #old'));
    await record(account, ...Array.from({ length: 12 }, () => 'y @Shop #new'));
    expect(await suggest(account, 'z @Shop')).toMatchObject({
      category: 'new',
      others: [],
      reason: { kind: 'vendor', shows: 'Shop', count: 12, of: 12 },
    });
  });

  it('may be asked for many purchases at once', async () => {
    const account = await newAccount();
    await record(account, 'bread @Lidl #food', 'taxi #transport');
    const lines = ['bread', '🎁', 'taxi', 'nothing known', 'bread @Lidl'];
    const found = await inLedger((ledger) => suggestCategories(ledger, account, lines.map(read)));
    expect(found.map((suggestion) => suggestion?.category ?? null)).toEqual([
      'food',
      null,
      'transport',
      null,
      'food',
    ]);
    expect(await inLedger((ledger) => suggestCategories(ledger, account, []))).toEqual([]);
  });

  it('takes hostile words for words', async () => {
    const account = await newAccount();
    const words = `'; drop table purchase; -- \\ {"a"} % _ $1`;
    await record(account, `${words} @${words} #odd`, `${words} @${words} #odd`);
    expect(await suggest(account, `${words} @${words}`)).toMatchObject({ category: 'odd', sure: true });
  });
});

describe('what the person chooses', () => {
  it('always: is the rule for the vendor, whatever else was bought there', async () => {
    const account = await newAccount();
    const [id = 0n] = await record(account, 'soap @dm #home', 'pills @dm #health', 'pills @dm #health');
    const purchase = { id, item: 'soap', vendor: 'dm', category: 'home' };
    await inLedger((ledger) => learnCategory(ledger, account, purchase, 'always'));
    expect(await suggest(account, 'pills @DM')).toEqual({
      category: 'home',
      others: ['health'],
      sure: true,
      reason: { kind: 'rule', for: 'vendor', shows: 'DM' },
    });
    const instead = { ...purchase, category: 'health' };
    await inLedger((ledger) => learnCategory(ledger, account, instead, 'always'));
    expect(await suggest(account, 'soap @dm')).toMatchObject({ category: 'health', others: ['home'] });
  });

  it('always: without a vendor it is the rule for the item, which goes before that for a vendor', async () => {
    const account = await newAccount();
    const [book = 0n, gift = 0n] = await record(account, 'book #leisure', 'toys @Mall #gifts');
    await inLedger(async (ledger) => {
      const mall = { id: gift, item: 'toys', vendor: 'Mall', category: 'gifts' };
      await learnCategory(ledger, account, mall, 'always');
      const books = { id: book, item: 'Book', vendor: null, category: 'leisure' };
      await learnCategory(ledger, account, books, 'always');
    });
    expect(await suggest(account, 'books @Mall')).toMatchObject({
      category: 'leisure',
      reason: { kind: 'rule' },
    });
    expect(await suggest(account, 'socks @Mall')).toMatchObject({
      category: 'gifts',
      reason: { kind: 'rule' },
    });
    expect(await suggest(account, 'book shelf')).toMatchObject({
      category: 'leisure',
      reason: { kind: 'words' },
    });
  });

  it('just once: teaches nothing', async () => {
    const account = await newAccount();
    const [, , odd = 0n] = await record(account, 'a @Lidl #food', 'b @Lidl #food', 'c @Lidl #gifts');
    const purchase = { id: odd, item: 'c', vendor: 'Lidl', category: 'gifts' };
    await inLedger((ledger) => learnCategory(ledger, account, purchase, 'once'));
    expect(await suggest(account, 'd @Lidl')).toMatchObject({ category: 'food', others: [] });
  });

  it('counts again once the purchase is given another category', async () => {
    const account = await newAccount();
    const [id = 0n] = await record(account, 'c @Lidl #gifts');
    const purchase = { id, item: 'c', vendor: 'Lidl', category: 'gifts' };
    await inLedger((ledger) => learnCategory(ledger, account, purchase, 'once'));
    expect(await suggest(account, 'c @Lidl')).toBe(null);
    await query(testLedger.url, "update purchase set category = 'food' where id = $1", [id]);
    expect(await suggest(account, 'c @Lidl')).toMatchObject({ category: 'food' });
  });

  it('outweighs what was suggested and left so', async () => {
    const account = await newAccount();
    await record(account, 'a @Kiosk #said', 'b @Kiosk #said');
    for (const line of ['c @Kiosk #guessed', 'd @Kiosk #guessed']) await recordSuggested(account, line);
    expect(await suggest(account, 'e @Kiosk')).toMatchObject({ category: 'said', sure: false });
  });

  it('keeps its rules and exceptions when a category gets another name', async () => {
    const account = await newAccount();
    const [ruled = 0n, odd = 0n] = await record(account, 'a @Lidl #food', 'b @Mall #food');
    const author = { personId: 7, personName: 'Ann', chatId: 5, messageId: 1, at: new Date(0) };
    await inLedger(async (ledger) => {
      const lidl = { id: ruled, item: 'a', vendor: 'Lidl', category: 'food' };
      await learnCategory(ledger, account, lidl, 'always');
      const mall = { id: odd, item: 'b', vendor: 'Mall', category: 'food' };
      await learnCategory(ledger, account, mall, 'once');
      await moveCategory(
        ledger,
        { accountId: account, ...author },
        { kind: 'rename', was: 'food', is: 'groceries' },
      );
    });
    expect(await suggest(account, 'x @Lidl')).toMatchObject({
      category: 'groceries',
      reason: { kind: 'rule' },
    });
    expect(await suggest(account, 'b @Mall')).toBe(null);
  });
});

it('what was recorded before there were suggestions is remembered too', async () => {
  const account = await newAccount();
  await record(account, 'Rye bread @Lidl #food', 'eggs @Lidl #food', '500 @Bar #out', '🎁 #gifts');
  // nothing is taken back while somebody works on the database
  await testLedger.apart(async (url) => {
    let taken: string | null = '';
    while (taken !== null && taken !== '0005_categories') taken = await migrateDown(url, () => undefined);
    await migrateUp(url, () => undefined);
  });
  expect(await suggest(account, 'x @LIDL')).toMatchObject({ category: 'food', sure: true });
  expect(await suggest(account, 'bread')).toMatchObject({ category: 'food' });
  expect(await suggest(account, '500')).toBe(null);
});

it('erasing an account erases all that was learned', async () => {
  const account = await newAccount();
  const [ruled = 0n] = await record(account, 'a @Lidl #food');
  const id = await recordSuggested(account, 'b @Lidl #food');
  expect(
    await query(testLedger.url, 'select from suggested_category where purchase_id = $1', [id]),
  ).toHaveLength(1);
  await inLedger(async (ledger) => {
    const purchase = { id: ruled, item: 'a', vendor: 'Lidl', category: 'food' };
    await learnCategory(ledger, account, purchase, 'always');
    await hideCategory(ledger, account, 'food', true);
  });
  await query(testLedger.url, 'delete from account where id = $1', [account]);
  for (const table of ['purchase_cue', 'category_rule', 'hidden_category'])
    expect(await query(testLedger.url, `select from ${table} where account_id = $1`, [account])).toEqual([]);
  expect(await query(testLedger.url, 'select from suggested_category where purchase_id = $1', [id])).toEqual(
    [],
  );
});
