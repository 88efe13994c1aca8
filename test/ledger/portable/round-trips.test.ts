import { readFile as readFromDisk } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beancount } from '../../../src/ledger/portable/accounting/beancount.ts';
import { hledger } from '../../../src/ledger/portable/accounting/hledger.ts';
import { ledgerCli } from '../../../src/ledger/portable/accounting/ledger-cli.ts';
import { ofx } from '../../../src/ledger/portable/ofx/ofx.ts';
import { qif } from '../../../src/ledger/portable/qif/qif.ts';
import { anyLedger, goldenPurchases, readFile, told, writeFile } from '../../helpers/portable.ts';

const formats = { hledger, ledger: ledgerCli, beancount, qif, ofx };
const byUid = (one: unknown, other: unknown) =>
  JSON.stringify(keyOf(one)) < JSON.stringify(keyOf(other)) ? -1 : 1;
const keyOf = (row: unknown) => (typeof row === 'object' && row !== null && 'uid' in row ? row.uid : row);

describe.each(Object.entries(formats))('%s', (name, format) => {
  test('what was written is read back, every field as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyLedger(12), fc.integer({ min: 1, max: 200 }), async (purchases, size) => {
        const text = await writeFile(format, purchases);
        const read = told(await readFile(format, text, { size }));
        expect(read.sort(byUid)).toEqual([...purchases].sort(byUid));
      }),
      { numRuns: 300 },
    );
  });

  test('the file looks as it did', async () => {
    const golden = new URL(`./golden/purchases.${name}`, import.meta.url);
    expect(await writeFile(format, goldenPurchases)).toBe(await readFromDisk(golden, 'utf8'));
  });

  test('lines may end as on Windows', async () => {
    const text = (await writeFile(format, goldenPurchases)).replaceAll('\n', '\r\n');
    expect(told(await readFile(format, text)).sort(byUid)).toEqual([...goldenPurchases]);
  });

  test('any text is read without a throw', async () => {
    const written = await writeFile(format, goldenPurchases);
    const broken = fc
      .tuple(fc.nat(written.length), fc.nat(60), fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([at, length, instead]) => written.slice(0, at) + instead + written.slice(at + length));
    const anything = fc.oneof(broken, fc.string({ unit: 'binary', maxLength: 400 }));
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        for (const row of await readFile(format, text, { size: 7 })) {
          expect(row.line).toBeGreaterThan(0);
          if ('problem' in row) expect([...row.words].length).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('an empty ledger is a file without purchases', async () => {
    expect(await readFile(format, await writeFile(format, []))).toEqual([]);
    expect(await readFile(format, '')).toEqual([]);
  });
});
