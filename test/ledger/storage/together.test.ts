import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { suggestCategory } from '../../../src/ledger/categories/suggestions.ts';
import { type Author, makeChange } from '../../../src/ledger/purchases/changes.ts';
import { findEntryMessage, saveEntryMessage } from '../../../src/ledger/purchases/entry-messages.ts';
import { plainDetails } from '../../../src/ledger/purchases/purchase.ts';
import { purchasesAt } from '../../../src/ledger/purchases/purchase-rows.ts';
import { usedNames } from '../../../src/ledger/purchases/purchases.ts';
import type { Ledger } from '../../../src/ledger/storage/database.ts';
import { together } from '../../../src/ledger/storage/together.ts';
import { useTestLedger } from '../../helpers/ledger.ts';

const testLedger = useTestLedger();
const { inLedger, newAccount } = testLedger;

let messages = 0;
/** A message of a person that buys `items` of the shop in the category. */
function message(accountId: bigint, personId: number, items: readonly string[]) {
  messages += 1;
  const source = { botId: 7, chatId: personId, messageId: messages };
  const at = new Date(Date.UTC(2026, 0, 1, 12, 0, messages));
  const author: Author = { accountId, personId, personName: `Person ${personId}`, ...source, at };
  const record = items.map((item, position) => {
    const price = { minor: BigInt(100 + messages), currency: 'EUR' };
    const details = { item, price, vendor: `shop of ${personId}`, category: `kind of ${personId}` };
    return { details: plainDetails({ ...details, day: '2026-01-01' }), position, line: null };
  });
  return {
    source,
    author,
    record,
    write: (ledger: Ledger) => makeChange(ledger, author, { source, record, revise: [] }),
  };
}

describe('what is asked at the same moment', () => {
  it('is one question, and everybody gets their own answer', async () => {
    const asked: (readonly number[])[] = [];
    const doubled = together(async (_: Ledger, all: readonly number[]) => {
      asked.push(all);
      return all.map((one) => 2 * one);
    });
    await inLedger(async (ledger) => {
      expect(await Promise.all([1, 2, 3].map((one) => doubled(ledger, one)))).toEqual([2, 4, 6]);
      expect(await doubled(ledger, 4)).toBe(8);
    });
    expect(asked).toEqual([[1, 2, 3], [4]]);
  });

  it('is asked of each transaction by itself', async () => {
    const asked: number[] = [];
    const count = together(async (_: Ledger, all: readonly number[]) => {
      asked.push(all.length);
      return all;
    });
    await inLedger((one) =>
      inLedger((other) => Promise.all([count(one, 1), count(other, 2), count(one, 3)])),
    );
    expect(asked.toSorted()).toEqual([1, 2]);
  });

  it('fails for all who asked', async () => {
    const failing = together(async (): Promise<readonly number[]> => {
      throw new Error('no');
    });
    const [one, other] = await inLedger((ledger) =>
      Promise.allSettled([failing(ledger, 1), failing(ledger, 2)]),
    );
    expect([one?.status, other?.status]).toEqual(['rejected', 'rejected']);
  });
});

describe('messages that are written at the same moment', () => {
  it('are changes of their own, under the next numbers of their accounts', async () => {
    const [ours, theirs] = [await newAccount(), await newAccount()];
    const all = [
      message(ours, 1, ['bread', 'milk']),
      message(theirs, 3, ['tea']),
      message(ours, 2, ['coffee']),
      message(ours, 1, ['salt', 'oil', 'rice']),
    ];
    const made = await inLedger((ledger) => Promise.all(all.map(({ write }) => write(ledger))));
    const said = made.map((one) => one?.recorded.map(({ number, item }) => `${number} ${item}`));
    expect(said).toEqual([['1 bread', '2 milk'], ['1 tea'], ['3 coffee'], ['4 salt', '5 oil', '6 rice']]);
    expect(new Set(made.map((one) => one?.changeId)).size).toBe(4);
    const next = message(ours, 2, ['last']);
    const [last] = (await inLedger(next.write))?.recorded ?? [];
    expect(last?.number).toBe(7);
  });

  it('keep who said what where and when', async () => {
    const account = await newAccount();
    const all = [message(account, 11, ['bread']), message(account, 12, ['milk', 'tea'])];
    await inLedger((ledger) => Promise.all(all.map(({ write }) => write(ledger))));
    const { rows } = await inLedger((ledger) =>
      sql`
        select purchase.number, purchase.chat_id, purchase.message_id, purchase.position, revision.content->>'item' as item,
          revision.person_id, revision.message_id as said_in, change.person_name, change.changed_at
        from purchase
        join purchase_revision revision on revision.purchase_id = purchase.id and revision.revision = 1
        join change on change.id = revision.change_id
        where purchase.account_id = ${account} order by number`.execute(ledger),
    );
    const expected = all.flatMap(({ author, record }) =>
      record.map(({ details, position }) => ({
        chat_id: BigInt(author.chatId ?? 0),
        message_id: BigInt(author.messageId ?? 0),
        position,
        item: details.item,
        person_id: BigInt(author.personId),
        said_in: BigInt(author.messageId ?? 0),
        person_name: author.personName,
        changed_at: author.at,
      })),
    );
    expect(rows).toEqual(expected.map((row, index) => ({ number: index + 1, ...row })));
  });

  it('find what is known of themselves and of their own account only', async () => {
    const [ours, theirs] = [await newAccount(), await newAccount()];
    const all = [message(ours, 21, ['fish']), message(theirs, 22, ['meat'])];
    await inLedger(async (ledger) => {
      await Promise.all(all.map(({ write }) => write(ledger)));
      await Promise.all(
        all.map(({ source, author: { accountId, at } }) =>
          saveEntryMessage(ledger, source, {
            accountId,
            writtenAt: at,
            mends: accountId === ours ? [5n, 6n] : null,
            text: `words of ${accountId}`,
            answers: [['day', 'today']],
            pending: null,
            asked: 1,
          }),
        ),
      );
    });
    await inLedger(async (ledger) => {
      const [fish, meat] = await Promise.all(all.map(({ source }) => purchasesAt(ledger, source)));
      expect(fish?.map(({ purchase }) => purchase.item)).toEqual(['fish']);
      expect(meat?.map(({ purchase }) => purchase.item)).toEqual(['meat']);
      expect(
        await Promise.all([usedNames(ledger, ours), usedNames(ledger, theirs), usedNames(ledger, ours)]),
      ).toEqual([
        { categories: ['kind of 21'], vendors: ['shop of 21'] },
        { categories: ['kind of 22'], vendors: ['shop of 22'] },
        { categories: ['kind of 21'], vendors: ['shop of 21'] },
      ]);
      const bought = { item: 'fish', vendor: null };
      const [own, none] = await Promise.all([
        suggestCategory(ledger, ours, bought),
        suggestCategory(ledger, theirs, bought),
      ]);
      expect(own?.category).toBe('kind of 21');
      expect(none).toBeNull();
      for (const { source, author } of all) {
        const known = await findEntryMessage(ledger, source);
        expect(known).toMatchObject({
          accountId: author.accountId,
          text: `words of ${author.accountId}`,
          pending: null,
        });
        expect(known?.mends).toEqual(author.accountId === ours ? [5n, 6n] : null);
      }
    });
  });
});
