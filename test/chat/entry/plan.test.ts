import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../../src/chat/entry/align.ts';
import { carryAnswers, planChanges } from '../../../src/chat/entry/plan.ts';
import { parseEntry } from '../../../src/ledger/entry/parse.ts';
import type { Purchase } from '../../../src/ledger/purchases/purchase.ts';
import type { Placed } from '../../../src/ledger/purchases/purchase-rows.ts';

const options = { today: '2026-03-11', currency: 'EUR', locale: 'en', categories: [], vendors: [] };

function read(text: string) {
  return { text, entries: parseEntry(text, options).entries };
}

/** The purchases of a message, as they are after its first reading. */
function recorded(text: string): Placed[] {
  return planChanges(read(''), read(text), []).record.map(({ details, position, line }) => ({
    accountId: 1n,
    position,
    line,
    purchase: {
      ...details,
      id: BigInt(position + 1),
      number: position + 1,
      revision: 1,
      removed: false,
      conversion: null,
    },
  }));
}

/** What an edit does, in words. */
function edited(before: string, after: string, placed = recorded(before)) {
  const { record, revise, moves } = planChanges(read(before), read(after), placed);
  return {
    added: record.map(({ details, line }) => `${details.item} ${details.price.minor} in line ${line}`),
    changed: revise.map(({ purchase, content }) =>
      content.removed
        ? `${purchase.item} removed`
        : `${purchase.item} -> ${content.item} ${content.price.minor}`,
    ),
    moved: moves.map(({ purchaseId, line }) => `${purchaseId} to line ${line}`),
  };
}

const none = { added: [], changed: [], moved: [] };

describe('an edited message', () => {
  it('that says the same changes nothing', () => {
    expect(edited('milk 1\nbread 2', 'milk 1\nbread 2')).toEqual(none);
    expect(edited('milk 1\nbread 2', '  milk 1\nbread 2 ')).toEqual(none);
  });

  it('loses the entry of a line that is gone, wherever it was', () => {
    const lines = ['milk 1', 'bread 2', 'tea 3'];
    for (const [index, line] of lines.entries()) {
      const { added, changed } = edited(lines.join('\n'), lines.toSpliced(index, 1).join('\n'));
      expect({ added, changed }).toEqual({ added: [], changed: [`${line.split(' ')[0]} removed`] });
    }
  });

  it('gains an entry for a line that is new, wherever it is', () => {
    const lines = ['milk 1', 'bread 2', 'tea 3'];
    for (let index = 0; index <= lines.length; index += 1) {
      const { added, changed } = edited(lines.join('\n'), lines.toSpliced(index, 0, 'salt 4').join('\n'));
      expect({ added, changed }).toEqual({ added: [`salt 400 in line ${index + 1}`], changed: [] });
    }
  });

  it('corrects a line in its place, also when lines before it come and go', () => {
    expect(edited('milk 1\nbread 2\ntea 3', 'bread 2\ntea 3.50\nsalt 4')).toEqual({
      added: ['salt 400 in line 3'],
      changed: ['milk removed', 'tea -> tea 350'],
      moved: ['1 to line null', '2 to line 1', '3 to line 2'],
    });
  });

  it('keeps the entries of a line that cannot be read any more', () => {
    expect(edited('milk 1\nbread 2', 'milk\nbread 2')).toEqual(none);
  });

  it('matches several entries of one line', () => {
    expect(edited('chai 30, auto 80', 'auto 85, samosa 10')).toEqual({
      added: ['samosa 1000 in line 1'],
      changed: ['chai removed', 'auto -> auto 8500'],
      moved: ['1 to line null'],
    });
  });

  it('changes only what the person changed in the line', () => {
    const [placed] = recorded('cake 4 #food');
    const purchase: Purchase = { ...placed!.purchase, category: 'sweets', vendor: 'Lidl' };
    const { revise } = planChanges(read('cake 4 #food'), read('cake 4.40 #food'), [{ ...placed!, purchase }]);
    expect(revise).toMatchObject([
      { content: { category: 'sweets', vendor: 'Lidl', price: { minor: 440n } } },
    ]);
  });

  it('brings back what was removed, where its line is corrected and only there', () => {
    const placed = recorded('milk 1\nbread 2').map((one) => ({
      ...one,
      purchase: { ...one.purchase, removed: true },
    }));
    expect(edited('milk 1\nbread 2', 'milk 1.10\nbread 2', placed).changed).toEqual(['milk -> milk 110']);
  });

  it('takes up again what was taken out of it and is written again', () => {
    const there = apply('milk 1\nbread 2', 'bread 2', recorded('milk 1\nbread 2'));
    expect(edited('bread 2', 'bread 2.50\nmilk 1', there)).toEqual({
      added: [],
      changed: ['bread -> bread 250', 'milk -> milk 100'],
      moved: ['1 to line 2'],
    });
  });

  it('and edited back is as it was', () => {
    const line = fc
      .tuple(fc.constantFrom('milk', 'bread', 'tea', 'salt'), fc.integer({ min: 1, max: 9 }))
      .map(([item, price]) => `${item} ${price}`);
    const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const there = apply(before, after, recorded(before));
        const back = apply(after, before, there);
        expect(shownOf(back)).toEqual(shownOf(recorded(before)));
        expect(planChanges(read(before), read(before), back)).toEqual({ record: [], revise: [], moves: [] });
      }),
    );
  });
});

/** The purchases of a message after an edit. */
function apply(before: string, after: string, placed: readonly Placed[]): Placed[] {
  const { record, revise, moves } = planChanges(read(before), read(after), placed);
  const kept = placed.map((one) => {
    const content = revise.find(({ purchase }) => purchase.id === one.purchase.id)?.content;
    const move = moves.find(({ purchaseId }) => purchaseId === one.purchase.id);
    const line = move ? move.line : one.line;
    return { ...one, line, purchase: { ...one.purchase, ...content } };
  });
  const added = record.map(({ details, position, line }) => ({
    accountId: 1n,
    position,
    line,
    purchase: {
      ...details,
      id: BigInt(position + 1),
      number: position + 1,
      revision: 1,
      removed: false,
      conversion: null,
    },
  }));
  return [...kept, ...added];
}

function shownOf(placed: readonly Placed[]) {
  return placed
    .filter(({ purchase }) => !purchase.removed)
    .map(({ line, purchase }) => `${line}: ${purchase.item} ${purchase.price.minor}`)
    .sort();
}

describe('answers', () => {
  it('go with their lines', () => {
    const answers = [
      ['currency@1:0', 'SEK'],
      ['item@3:0', 'soap'],
    ] as const;
    expect(carryAnswers({ text: '5 kr tea\nmilk 1\n9', answers }, 'milk 1\n9')).toEqual([
      ['item@2:0', 'soap'],
    ]);
  });
});

describe('align', () => {
  it('keeps the order and names every place once', () => {
    const list = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const pairs = align(before.length, after.length, (one, two) =>
          before[one] === after[two] ? 4 : 0.5,
        );
        const places = (side: 0 | 1) => pairs.flatMap((pair) => pair[side] ?? []);
        expect(places(0)).toEqual(before.map((_, index) => index));
        expect(places(1)).toEqual(after.map((_, index) => index));
      }),
    );
  });
});
