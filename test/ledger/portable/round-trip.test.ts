import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountById, changeTimeZone, createAccount } from '../../../src/ledger/accounts/accounts.ts';
import { hideCategory } from '../../../src/ledger/categories/changes.ts';
import { moveCategory } from '../../../src/ledger/categories/moves.ts';
import { learnCategory, suggestCategory } from '../../../src/ledger/categories/suggestions.ts';
import { exportAccount } from '../../../src/ledger/portable/export.ts';
import { type Found, type ImportRequest, importFile } from '../../../src/ledger/portable/import.ts';
import { turnImport } from '../../../src/ledger/portable/turn-import.ts';
import { makeChange, turnChange } from '../../../src/ledger/purchases/changes.ts';
import type { Details } from '../../../src/ledger/purchases/purchase.ts';
import { latestPurchases } from '../../../src/ledger/purchases/purchases.ts';
import { quietHoursOf, setDigest, setQuietHours } from '../../../src/ledger/recurring/digests.ts';
import { type Database, type Ledger, openDatabase } from '../../../src/ledger/storage/database.ts';
import { currencyCodes } from '../../helpers/currency-codes.ts';
import { freshDatabase, type TestDatabase } from '../../helpers/postgres.ts';

let fresh: TestDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { connections: 4, onIdleError: () => undefined }).database;
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

let accounts = 0;
async function newAccount(currency = 'EUR') {
  accounts += 1;
  const email = `a${accounts}@example.com`;
  const account = await inLedger((ledger) =>
    createAccount(ledger, { email, locale: 'de', currency, timeZone: 'Europe/Berlin', passwordHash: '-' }),
  );
  if (!account) throw new Error('there is one already');
  return account;
}
type TestAccount = Awaited<ReturnType<typeof newAccount>>;

function inLedger<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
  return database.transaction().execute(work);
}

async function written(account: TestAccount, format: string): Promise<string> {
  let text = '';
  await exportAccount(database, account, { format, from: null, to: null }, async (piece) => {
    text += piece;
  });
  return text;
}

let keys = 0;
async function read(account: TestAccount, text: string, given: Partial<ImportRequest> = {}): Promise<Found> {
  keys += 1;
  const author = { personId: 7, personName: 'Ann', at: new Date('2026-03-01T10:00:00Z') };
  const result = await importFile(database, {
    account,
    file: {
      name: 'file',
      async *open() {
        yield Buffer.from(text);
      },
    },
    format: null,
    map: null,
    as: { author, key: `test ${keys}` },
    report: () => undefined,
    ...given,
  });
  if (result.refused !== null) throw new Error(`refused: ${result.refused}`);
  return result;
}

let messages = 0;
async function record(account: TestAccount, details: readonly Partial<Details>[]) {
  messages += 1;
  const source = { botId: 1, chatId: 5, messageId: messages };
  const author = {
    accountId: account.id,
    personId: 5,
    personName: 'Bo',
    chatId: 5,
    messageId: messages,
    at: new Date(),
  };
  const made = await inLedger((ledger) =>
    makeChange(ledger, author, {
      source,
      record: details.map((detail, position) => ({ details: { ...bread, ...detail }, position, line: null })),
      revise: [],
    }),
  );
  if (!made) throw new Error('nothing was recorded');
  return { ...made, author, source };
}

const bread: Details = {
  kind: 'expense',
  item: 'bread',
  price: { minor: 350n, currency: 'EUR' },
  given: null,
  vendor: 'Bäcker',
  category: 'food',
  tags: [],
  day: '2026-02-01',
  spread: null,
};

/** Purchases with every kind of history: corrected, undone, renamed, in another currency, suggested, removed. */
async function lively() {
  const account = await newAccount();
  const { recorded, author, source } = await record(account, [
    {},
    { item: 'insurance', spread: { count: 12, unit: 'month' }, tags: ['home', 'a,b\\c'] },
    { item: 'taxi', price: { minor: 1_800n, currency: 'USD' }, given: { minor: 1_690n, currency: 'EUR' } },
    {
      item: 'salary',
      kind: 'income',
      price: { minor: 300_000n, currency: 'JPY' },
      vendor: null,
      category: null,
    },
  ]);
  const [first, second] = recorded;
  if (!first || !second) throw new Error('nothing was recorded');
  const revise = [{ purchase: first, content: { ...first, item: 'rye bread' } }];
  const corrected = await inLedger((ledger) => makeChange(ledger, author, { source, record: [], revise }));
  await inLedger((ledger) => turnChange(ledger, author, corrected?.changeId ?? 0n, 'undo'));
  const removal = [{ purchase: second, content: { ...second, removed: true } }];
  await inLedger((ledger) => makeChange(ledger, author, { source, record: [], revise: removal }));
  await inLedger((ledger) => learnCategory(ledger, account.id, { ...first, category: 'food' }, 'always'));
  await inLedger((ledger) => learnCategory(ledger, account.id, { ...second, category: 'food' }, 'once'));
  const rename = { kind: 'rename', was: 'food', is: 'Essen' } as const;
  await inLedger((ledger) => moveCategory(ledger, author, rename));
  await inLedger((ledger) => hideCategory(ledger, account.id, 'sweets', true));
  await inLedger((ledger) =>
    sql`
      with food as (
        insert into budget (account_id, category, period, amount, currency, carry_over, since, earlier_amount,
          earlier_until)
        values (${account.id}, 'Essen', 'month', 20000, 'EUR', true, '2026-02-01', 10000, '2026-02-03') returning id),
      alert as (insert into budget_alert select id, '2026-02-01', 80 from food)
      insert into budget (account_id, category, period, amount, currency, carry_over, since)
      values (${account.id}, null, 'year', 1500000, 'EUR', false, '2026-02-01')`.execute(ledger),
  );
  await inLedger((ledger) =>
    sql`
      insert into recurring (account_id, kind, item, amount, currency, tags, every, step, starts, on_date, ends, paused,
        next_day, next_at, bot_id, chat_id, person_id)
      values (${account.id}, 'expense', 'rent', 90000, 'EUR', '{home}', 'month', 1, '2026-01-31', 31, '2027-01-31', false,
          '2026-02-28', now(), 1, 5, 5),
        (${account.id}, 'income', 'pay', 300000, 'EUR', '{}', 'week', 2, '2026-01-02', null, null, true,
          '2026-01-16', null, 1, 5, 5)`.execute(ledger),
  );
  return { account, recorded, author, source };
}

describe('json', () => {
  it('is one valid document that gives the same bytes from the account that took it over', async () => {
    const { account } = await lively();
    const text = await written(account, 'json');
    expect(Object.keys(JSON.parse(text))).toEqual(
      expect.arrayContaining([
        'settings',
        'changes',
        'purchases',
        'category_rules',
        'category_changes',
        'budgets',
        'recurring',
      ]),
    );
    const other = await newAccount('USD');
    const result = await read(other, text);
    expect(result).toMatchObject({ format: 'json', added: 4, changed: 0, same: 0, problems: [] });
    expect(await written(other, 'json')).toBe(text);
  });

  it('lets what comes unasked follow the time zone it takes along', async () => {
    const { account } = await lively();
    const moved = await newAccount();
    const listener = { botId: 1, chatId: 5, topicId: null, personId: 5 };
    await inLedger(async (ledger) => {
      await changeTimeZone(ledger, account.id, 'Asia/Tokyo');
      const owner = await accountById(ledger, moved.id);
      await setDigest(ledger, owner!, listener, 'weekly', 540, new Date('2025-03-05T12:00:00Z'));
      await ledger
        .updateTable('digest')
        .set({ next_at: new Date('2025-03-09T09:00:00Z') })
        .execute();
    });
    await read(moved, await written(account, 'json'));
    const digest = await inLedger((ledger) =>
      ledger.selectFrom('digest').select('next_at').where('account_id', '=', moved.id).executeTakeFirst(),
    );
    // the daemon looks at it at once, and knows when it is due from then on
    expect(digest?.next_at).toEqual(new Date(0));
  });

  it('takes the quiet hours along', async () => {
    const account = await newAccount();
    await inLedger((ledger) => setQuietHours(ledger, account.id, { from: 1_320, to: 420 }));
    const moved = await newAccount();
    await read(moved, await written(account, 'json'));
    expect(await inLedger((ledger) => quietHoursOf(ledger, moved.id))).toEqual({ from: 1_320, to: 420 });
  });

  it('changes nothing when it is imported again', async () => {
    const { account } = await lively();
    const text = await written(account, 'json');
    const again = await read(account, text);
    expect(again).toMatchObject({ added: 0, changed: 0, same: 4, changeId: null });
    expect(await written(account, 'json')).toBe(text);
  });

  it('lets /undo take back there what could be taken back here', async () => {
    const { account, author } = await lively();
    const other = await newAccount();
    await read(other, await written(account, 'json'));
    const next = await inLedger((ledger) =>
      ledger
        .selectFrom('change')
        .select('id')
        .where('account_id', '=', other.id)
        .where('person_id', '=', BigInt(author.personId))
        .where('state', '=', 'done')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
    );
    await inLedger((ledger) => turnChange(ledger, { ...author, accountId: other.id }, next.id, 'undo'));
    const standing = await inLedger((ledger) => latestPurchases(ledger, other.id, 10, 'without'));
    expect(standing.map(({ item }) => item)).toContain('insurance');
  });

  it('adds only what is new to an account that has some of it, and what differs as a revision', async () => {
    const { account, recorded, author, source } = await lively();
    const text = await written(account, 'json');
    const other = await newAccount();
    await read(other, text);
    await record(other, [{ item: 'only here' }]);
    const salary = recorded[3];
    if (!salary) throw new Error('there is no salary');
    const revise = [{ purchase: salary, content: { ...salary, item: 'wages' } }];
    await inLedger((ledger) => makeChange(ledger, author, { source, record: [], revise }));
    await record(account, [{ item: 'newer' }]);
    const result = await read(other, await written(account, 'json'));
    expect(result).toMatchObject({ added: 1, changed: 1, same: 3 });
    const there = await inLedger((ledger) => latestPurchases(ledger, other.id, 10, 'without'));
    expect(there.map(({ number, item }) => `${number} ${item}`)).toEqual([
      '6 newer',
      '5 only here',
      '4 wages',
      '3 taxi',
      '1 bread',
    ]);
  });

  it('makes nothing come again that has come since, where something was recorded before', async () => {
    const { account } = await lively();
    const document = await written(account, 'json');
    const paused = async (id: bigint) => {
      const rows = await database
        .selectFrom('recurring')
        .select(['item', 'paused'])
        .where('account_id', '=', id)
        .execute();
      return Object.fromEntries(rows.map(({ item, paused }) => [item, paused]));
    };
    // what recurs is deleted, and the document then brings it back, long after its next day
    await database.deleteFrom('recurring').where('account_id', '=', account.id).execute();
    await read(account, document);
    expect(await paused(account.id)).toEqual({ rent: true, pay: true });
    const fresh = await newAccount();
    await read(fresh, document);
    expect(await paused(fresh.id)).toEqual({ rent: false, pay: true });
  });

  it('is taken whole or not at all', async () => {
    const { account } = await lively();
    const lines = (await written(account, 'json')).split('\n');
    const other = await newAccount();
    const cut = await read(other, lines.slice(0, -5).join('\n'));
    expect(cut).toMatchObject({ isWhole: false, problems: [{ problem: 'cut-off' }], changeId: null });
    const spoiled = lines.map((line) => line.replace('"item":"taxi"', '"item":7')).join('\n');
    expect(await read(other, spoiled)).toMatchObject({
      isWhole: false,
      problems: [
        { line: lines.findIndex((line) => line.includes('taxi')) + 1, problem: 'record', words: 'item' },
      ],
    });
    expect(await inLedger((ledger) => latestPurchases(ledger, other.id, 10, 'with'))).toEqual([]);
  });
});

describe('an import', () => {
  it('with the same key is done once, and answers the same: a daemon may die in between', async () => {
    const account = await newAccount();
    await record(account, [{}, { item: 'milk' }]);
    const text = await written(account, 'csv');
    const other = await newAccount();
    const as = { author: { personId: 7, personName: 'Ann', at: new Date() }, key: 'one tap' };
    const first = await read(other, text, { as });
    const again = await read(other, text, { as });
    expect(again).toMatchObject({ added: 2, changed: 0, changeId: first.changeId });
    expect(await inLedger((ledger) => latestPurchases(ledger, other.id, 10, 'with'))).toHaveLength(2);
  });

  it.each(['csv', 'json'])(
    'of %s is taken back as a whole and once for one key, but for what was changed since',
    async (format) => {
      const account = await newAccount();
      await record(account, [{ item: 'new here' }, { item: 'changed' }, { item: 'touched' }]);
      const other = await newAccount();
      await read(other, await written(account, format));
      const [touched, changed] = await inLedger((ledger) => latestPurchases(ledger, account.id, 2, 'with'));
      if (!touched || !changed) throw new Error('nothing was recorded');
      const { author, source } = await record(account, [{ item: 'newest' }]);
      const revise = [touched, changed].map((purchase) => ({
        purchase,
        content: { ...purchase, item: `${purchase.item} at home` },
      }));
      await inLedger((ledger) => makeChange(ledger, author, { source, record: [], revise }));
      const result = await read(other, await written(account, format));
      expect(result).toMatchObject({ added: 1, changed: 2 });
      const here = await inLedger((ledger) => latestPurchases(ledger, other.id, 10, 'with'));
      const since = here.find(({ item }) => item === 'touched at home');
      if (!since) throw new Error('it was not changed');
      const mine = { ...author, accountId: other.id };
      const own = [{ purchase: since, content: { ...since, item: 'mine now' } }];
      await inLedger((ledger) => makeChange(ledger, mine, { source, record: [], revise: own }));
      const standing = async () =>
        (await inLedger((ledger) => latestPurchases(ledger, other.id, 10, 'without')))
          .map(({ item }) => item)
          .sort();
      const turned = (kind: 'undo' | 'redo', key: string) =>
        turnImport(database, mine, { changeId: result.changeId ?? 0n, kind, key: `${format} ${key}` });
      expect(await Promise.all([turned('undo', 'one'), turned('undo', 'one')])).toEqual([2, 2]);
      expect(await standing()).toEqual(['changed', 'mine now', 'new here']);
      expect(await turned('undo', 'two')).toBe(null);
      expect(await Promise.all([turned('redo', 'three'), turned('redo', 'three')])).toEqual([2, 2]);
      expect(await turned('undo', 'one')).toBe(2);
      expect(await standing()).toEqual(['changed at home', 'mine now', 'new here', 'newest']);
    },
  );
});

describe('csv', () => {
  it('comes back as it went, with cells that no spreadsheet runs', async () => {
    const account = await newAccount();
    await record(account, [
      { item: '=HYPERLINK("http://x")', vendor: "'=1+1", category: '-5', tags: ['@home', 'a,b'] },
      { item: 'two\nlines, "quoted"', kind: 'refund' },
    ]);
    const text = await written(account, 'csv');
    expect(text.startsWith('\uFEFFuid,date,')).toBe(true);
    expect(text).toContain(`3.50,EUR,"'=HYPERLINK(""http://x"")",''=1+1,'-5,"'@home,a\\,b"`);
    const other = await newAccount();
    expect(await read(other, text)).toMatchObject({ format: 'csv', table: null, added: 2, problems: [] });
    expect(await written(other, 'csv')).toBe(text);
    expect(await read(other, text)).toMatchObject({ added: 0, changed: 0, same: 2 });
  });

  describe('that a spreadsheet saved', () => {
    const asGermans = (cell: string) =>
      cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1').replace(/^(\d+)\.(\d\d)$/, '$1,$2');
    const asAmericans = (cell: string) =>
      cell.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$2/$3/$1').replace(/^(\d+\.\d*?)0+$/, '$1');
    const saved = (text: string, delimiter: string, change: (cell: string) => string) =>
      text
        .split('\n')
        .map((line) => line.split(',').map(change).join(delimiter))
        .join('\r\n');

    it.each([
      ['with semicolons and decimal commas', ';', asGermans],
      ['with its dates', ',', asAmericans],
      ['with tabs', '\t', (cell: string) => cell],
      ['with quotes', ',', (cell: string) => `"${cell.replace(/^\uFEFF/, '')}"`],
      [
        'with capitals',
        ',',
        (cell: string) => cell.replace(/^(?:date|kind|item)$/, (name) => name.toUpperCase()),
      ],
    ])('%s is known again, and what was edited there is changed', async (_, delimiter, change) => {
      const account = await newAccount();
      await record(account, [
        { spread: { count: 3, unit: 'month' }, day: '2026-03-04' },
        { price: { minor: 1_500n, currency: 'JPY' }, day: '2026-03-05' },
        { price: { minor: 1_500n, currency: 'KWD' }, day: '2026-03-31' },
      ]);
      const text = await written(account, 'csv');
      expect(await read(account, saved(text, delimiter, change))).toMatchObject({
        table: null,
        added: 0,
        changed: 0,
        same: 3,
        problems: [],
      });
      const edited = saved(text.replace('bread', 'rolls'), delimiter, change);
      expect(await read(account, edited)).toMatchObject({ added: 0, changed: 1, same: 2, problems: [] });
    });

    it('is not guessed at where no date shows whether days come first, and an amount could be thousands', async () => {
      const account = await newAccount();
      await record(account, [
        { day: '2026-03-04' },
        { day: '2026-05-05', price: { minor: 150_000n, currency: 'EUR' } },
      ]);
      const text = (await written(account, 'csv')).replace('1500.00', '"1,500"');
      const result = await read(
        account,
        saved(text.replace('2026-03-04', '4/3/2026'), ',', (cell) => cell),
      );
      expect(result).toMatchObject({
        added: 0,
        changed: 0,
        problems: [
          { line: 2, problem: 'date', words: '4/3/2026' },
          { line: 3, problem: 'amount', words: '1,500 EUR' },
        ],
      });
    });
  });

  it('tells the lines that cannot be taken, and takes the others', async () => {
    const account = await newAccount();
    await record(account, [{}, { item: 'milk' }]);
    const [header, first = '', second = ''] = (await written(account, 'csv')).split('\n');
    const text = [header, first.replace('3.50', '3.505'), second, second, ''].join('\n');
    const other = await newAccount();
    const result = await read(other, text);
    expect(result).toMatchObject({ added: 1, problemCount: 2 });
    expect(result.problems).toMatchObject([
      { line: 2, problem: 'amount', words: '3.505 EUR' },
      { line: 4, problem: 'twice' },
    ]);
  });

  it('keeps the rates of what it gives no other price or day, also when that is undone', async () => {
    const account = await newAccount();
    const prices = [1_000n, 2_000n].map((minor) => ({ price: { minor, currency: 'USD' }, item: 'bus' }));
    await record(account, prices);
    const done = { conversion: 'done', converted_currency: 'EUR', rate: '9/10', rate_source: 'ecb' } as const;
    await inLedger((ledger) =>
      ledger
        .updateTable('purchase')
        .set({ ...done, converted_amount: sql`amount * 9 / 10`, rate_day: sql`day` })
        .where('account_id', '=', account.id)
        .execute(),
    );
    const conversions = async () => {
      const there = await inLedger((ledger) => latestPurchases(ledger, account.id, 2, 'with'));
      return there.map(({ item, conversion: own }) => [item, own?.kind === 'done' ? own.money.minor : null]);
    };
    const text = (await written(account, 'csv')).replaceAll('bus', 'tram').replace('20.00', '30.00');
    const { changed, changeId } = await read(account, text);
    expect(changed).toBe(2);
    expect(await conversions()).toEqual([
      ['tram', null],
      ['tram', 900n],
    ]);
    const author = { accountId: account.id, personId: 7, personName: '', chatId: 1, messageId: 1 };
    const turn = { changeId: changeId!, kind: 'undo', key: 'rates' } as const;
    await turnImport(database, { ...author, at: new Date() }, turn);
    expect(await conversions()).toEqual([
      ['bus', null],
      ['bus', 900n],
    ]);
  });

  it('teaches suggestions, and waits for rates', async () => {
    const account = await newAccount();
    await record(
      account,
      Array.from({ length: 5 }, () => ({ item: 'croissant', category: 'breakfast' })),
    );
    const other = await newAccount('USD');
    await read(other, await written(account, 'csv'));
    const bought = { item: 'croissant', vendor: null };
    const suggestion = await inLedger((ledger) => suggestCategory(ledger, other.id, bought));
    expect(suggestion?.category).toBe('breakfast');
    const rows = await inLedger((ledger) =>
      ledger.selectFrom('purchase').select('conversion').where('account_id', '=', other.id).execute(),
    );
    expect(new Set(rows.map(({ conversion }) => conversion))).toEqual(new Set(['due']));
  });
});

const text = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: most }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: most }),
      fc.constantFrom(
        '=1+1',
        "'=x",
        "''-",
        '"',
        'a\r\nb',
        '\r',
        '\t',
        ' ',
        ',',
        ';',
        '\\',
        '\\,',
        "'",
        '＝1',
        '\uFEFFx',
      ),
    )
    .filter((words) => !words.includes('\0') && words.length > 0 && [...words].length <= most);
const money = fc.record({
  minor: fc.bigInt({ min: 1n, max: 99_999_999_999_999n }),
  currency: fc.constantFrom(...currencyCodes),
});
// the largest amount is bounded in units, so that it fits with no digits too
const payable = money.map(({ minor, currency }) => ({ minor: (minor % 999_999_999_999n) + 1n, currency }));
const anyDetails: fc.Arbitrary<Details> = fc.record({
  kind: fc.constantFrom('expense', 'income', 'refund'),
  item: text(200),
  price: payable,
  given: fc.option(payable),
  vendor: fc.option(text(100)),
  category: fc.option(text(100)),
  tags: fc.array(text(100), { maxLength: 4 }),
  day: fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  spread: fc.option(
    fc.record({
      count: fc.integer({ min: 1, max: 1_000 }),
      unit: fc.constantFrom('day', 'week', 'month', 'year'),
    }),
  ),
});

it.each(['json', 'csv'])(
  'whatever is recorded comes back from %s as it was',
  { timeout: 60_000 },
  async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDetails, { minLength: 1, maxLength: 8 }), async (details) => {
        const account = await newAccount();
        await record(account, details);
        const file = await written(account, format);
        const other = await newAccount();
        const result = await read(other, file);
        expect(result).toMatchObject({ added: details.length, problems: [] });
        expect(await written(other, format)).toBe(file);
        expect(await read(other, file)).toMatchObject({ added: 0, changed: 0, same: details.length });
      }),
      { numRuns: 40 },
    );
  },
);
