import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Author,
  isCurrent,
  latestChangeOf,
  makeChange,
  nextChange,
  turnChange,
} from '../../../src/ledger/purchases/changes.ts';
import { stepsOfPurchase } from '../../../src/ledger/purchases/history.ts';
import {
  type Content,
  changedFields,
  contentOf,
  type Purchase,
  plainDetails,
} from '../../../src/ledger/purchases/purchase.ts';
import { purchasesById } from '../../../src/ledger/purchases/purchase-rows.ts';
import { useTestLedger } from '../../helpers/ledger.ts';

const testLedger = useTestLedger();
const { inLedger } = testLedger;

/** Two people of one new account. */
async function newAccount(): Promise<[Author, Author]> {
  const accountId = await testLedger.newAccount();
  const author = { accountId, chatId: 5, messageId: 1, at: new Date('2025-03-05T12:00:00Z') };
  return [
    { ...author, personId: 1, personName: 'Ann' },
    { ...author, personId: 2, personName: 'Bob' },
  ];
}

let messages = 0;
const newSource = () => {
  messages += 1;
  return { botId: 1, chatId: 5, messageId: messages };
};

const coffee = plainDetails({
  item: 'coffee',
  price: { minor: 350n, currency: 'EUR' },
  vendor: null,
  category: null,
  day: '2025-03-05',
});

async function record(author: Author, count = 1): Promise<readonly Purchase[]> {
  const made = await inLedger((ledger) =>
    makeChange(ledger, author, {
      source: newSource(),
      record: Array.from({ length: count }, (_, position) => ({
        details: coffee,
        position,
        line: position + 1,
      })),
      revise: [],
    }),
  );
  return made!.recorded;
}

function revise(author: Author, id: bigint, said: Partial<Content>) {
  return inLedger(async (ledger) => {
    const [purchase] = await purchasesById(ledger, author.accountId, [id]);
    return makeChange(ledger, author, {
      source: newSource(),
      record: [],
      revise: [{ purchase: purchase!, content: { ...contentOf(purchase!), ...said } }],
    });
  });
}

function walk(author: Author, kind: 'undo' | 'redo') {
  return inLedger(async (ledger) => {
    const change = await nextChange(ledger, author, kind === 'undo' ? 'done' : 'undone');
    return change === null ? null : turnChange(ledger, author, change.id, kind);
  });
}

async function stand(author: Author, id: bigint): Promise<Content> {
  const [purchase] = await inLedger((ledger) => purchasesById(ledger, author.accountId, [id]));
  return contentOf(purchase!);
}

describe('makeChange', () => {
  it('writes nothing where nothing would change', async () => {
    const [ann] = await newAccount();
    const [purchase] = await record(ann);
    expect(await revise(ann, purchase!.id, { item: 'coffee' })).toBeNull();
    expect(
      await inLedger((ledger) => makeChange(ledger, ann, { source: newSource(), record: [], revise: [] })),
    ).toBeNull();
  });

  it('keeps every revision: who, when, what', async () => {
    const [ann, bob] = await newAccount();
    const [purchase] = await record(ann);
    const at = new Date('2025-03-06T08:00:00Z');
    await revise({ ...bob, at }, purchase!.id, { category: 'drinks', tags: ['work'] });
    await revise(ann, purchase!.id, { removed: true });
    const { steps, earlier } = await inLedger((ledger) => stepsOfPurchase(ledger, purchase!.id, 2));
    expect(earlier).toBe(1);
    expect(steps).toMatchObject([
      { kind: 'correct', personId: 2, personName: 'Bob', at, after: { category: 'drinks', tags: ['work'] } },
      { kind: 'correct', personId: 1, before: { removed: false }, after: { removed: true } },
    ]);
  });

  it('cannot touch a purchase of another account', async () => {
    const [[ann], [eve]] = [await newAccount(), await newAccount()];
    const [purchase] = await record(ann);
    await inLedger((ledger) =>
      makeChange(ledger, eve, {
        source: newSource(),
        record: [],
        revise: [{ purchase: purchase!, content: { ...contentOf(purchase!), item: 'mine' } }],
      }),
    );
    expect(await stand(ann, purchase!.id)).toMatchObject({ item: 'coffee' });
    const change = await inLedger((ledger) => nextChange(ledger, ann, 'done'));
    expect(await inLedger((ledger) => turnChange(ledger, eve, change!.id, 'undo'))).toBeNull();
  });

  it('loses no change of two people at the same instant', async () => {
    const [ann, bob] = await newAccount();
    const [purchase] = await record(ann);
    await Promise.all([
      revise(ann, purchase!.id, { item: 'tea' }),
      revise(bob, purchase!.id, { category: 'drinks' }),
    ]);
    expect(await stand(ann, purchase!.id)).toMatchObject({ item: 'tea', category: 'drinks' });
  });
});

describe('undo and redo', () => {
  it('walk the changes of one person, and a new change ends what could be done again', async () => {
    const [ann, bob] = await newAccount();
    const [purchase] = await record(ann);
    await revise(bob, purchase!.id, { category: 'drinks' });
    await revise(ann, purchase!.id, { item: 'tea' });
    await walk(ann, 'undo');
    expect(await stand(ann, purchase!.id)).toMatchObject({ item: 'coffee', category: 'drinks' });
    await walk(ann, 'undo');
    expect(await stand(ann, purchase!.id)).toMatchObject({ removed: true });
    expect(await walk(ann, 'undo')).toBeNull();
    await walk(ann, 'redo');
    await revise(ann, purchase!.id, { vendor: 'Lidl' });
    expect(await walk(ann, 'redo')).toBeNull();
    expect(await stand(ann, purchase!.id)).toMatchObject({
      item: 'coffee',
      category: 'drinks',
      vendor: 'Lidl',
      removed: false,
    });
  });

  it('leave what others changed in the same field since', async () => {
    const [ann, bob] = await newAccount();
    const [purchase] = await record(ann);
    await revise(ann, purchase!.id, { item: 'tea', category: 'drinks' });
    await revise(bob, purchase!.id, { item: 'cocoa' });
    await walk(ann, 'undo');
    expect(await stand(ann, purchase!.id)).toMatchObject({ item: 'cocoa', category: null });
    await walk(ann, 'redo');
    expect(await stand(ann, purchase!.id)).toMatchObject({ item: 'cocoa', category: 'drinks' });
  });

  it('take all of one change together', async () => {
    const [ann] = await newAccount();
    const purchases = await record(ann, 100);
    expect((await walk(ann, 'undo'))?.revised).toHaveLength(100);
    expect((await walk(ann, 'redo'))?.revised.map(({ after }) => after.number)).toEqual(
      purchases.map(({ number }) => number),
    );
  });

  it('are current only while nothing else touched what they did', async () => {
    const [ann, bob] = await newAccount();
    const [purchase] = await record(ann);
    const change = await inLedger((ledger) => latestChangeOf(ledger, ann, purchase!.id, 'done'));
    const current = (state: 'done' | 'undone', account = ann.accountId) =>
      inLedger((ledger) => isCurrent(ledger, account, change!, state));
    expect(await current('done')).toBe(true);
    expect(await current('undone')).toBe(false);
    const [eve] = await newAccount();
    expect(await current('done', eve.accountId)).toBe(false);
    await walk(ann, 'undo');
    expect([await current('done'), await current('undone')]).toEqual([false, true]);
    await walk(ann, 'redo');
    expect(await current('done')).toBe(true);
    await revise(bob, purchase!.id, { item: 'tea' });
    expect(await current('done')).toBe(false);
  });

  it('one after the other leave everything as it was, however much is taken back', async () => {
    const said = fc.oneof(
      fc.record({ item: fc.constantFrom('tea', 'cocoa', 'coffee') }),
      fc.record({ category: fc.constantFrom('food', 'drinks', null) }),
      fc.record({ removed: fc.boolean() }),
      fc.record({ price: fc.record({ minor: fc.bigInt(1n, 9n), currency: fc.constantFrom('EUR', 'USD') }) }),
      fc.record({ spread: fc.constantFrom(null, { count: 3, unit: 'day' as const }) }),
      fc.record({ tags: fc.constantFrom([], ['a'], ['a', 'b']) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), said), { maxLength: 8 }),
        fc.nat(12),
        async (changes, back) => {
          const [ann] = await newAccount();
          const purchases = await record(ann, 3);
          for (const [index, what] of changes) await revise(ann, purchases[index]!.id, what);
          const all = () => Promise.all(purchases.map(({ id }) => stand(ann, id)));
          const before = await all();
          let undone = 0;
          while (undone < back && (await walk(ann, 'undo')) !== null) undone += 1;
          const revisionsKept = await testLedger.database
            .selectFrom('purchase_revision')
            .select('revision')
            .execute();
          for (let redone = 0; redone < undone; redone += 1) expect(await walk(ann, 'redo')).not.toBeNull();
          expect(await walk(ann, 'redo')).toBeNull();
          const after = await all();
          expect(after.map((content, index) => changedFields(before[index]!, content))).toEqual([[], [], []]);
          // Nothing is ever taken out of the history.
          const kept = await testLedger.database.selectFrom('purchase_revision').select('revision').execute();
          expect(kept.length).toBeGreaterThanOrEqual(revisionsKept.length);
        },
      ),
      { numRuns: 15 },
    );
  });
});
