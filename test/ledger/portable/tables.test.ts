import { describe, expect, test } from 'vitest';
import { lookAtTable, readTable } from '../../../src/ledger/portable/csv-foreign.ts';
import { changeMapping } from '../../../src/ledger/portable/csv-mapping.ts';

/** The tables of banks and other programs, as they lay them out. */

async function* once(text: string): AsyncIterable<string> {
  yield text;
}

interface Reading {
  readonly currency?: string;
  readonly map?: string;
}

/** "day kind amount currency item" of each row, or its problem. */
async function lines(text: string, { currency = 'EUR', map = '' }: Reading = {}): Promise<string[]> {
  const table = await lookAtTable(once(text));
  if (table === null) throw new Error('no table');
  const mapping = map === '' ? table.mapping : changeMapping(table.mapping, map, table.header);
  if (mapping === null) throw new Error('no such map');
  const found: string[] = [];
  for await (const row of readTable(once(text), table.header, mapping, currency)) {
    if ('section' in row) continue;
    if ('problem' in row) found.push(`${row.line}: ${row.problem}: ${row.words}`);
    else {
      const { day, kind, price, item } = row.purchase;
      found.push(`${day} ${kind} ${price.minor} ${price.currency} ${item}`);
    }
  }
  return found;
}

/** "kind amount" of a table with these amounts, one a row. */
async function amounts(cells: readonly string[], reading: Reading = {}): Promise<string[]> {
  const rows = cells.map((cell) => `2024-05-13;"${cell}";x\n`).join('');
  const read = await lines(`Date;Amount;Description\n${rows}`, reading);
  return read.map((line) => line.replace(/^2024-05-13 | x$/g, '').replace(/^\d+: /, ''));
}

describe('the sign', () => {
  test.each([
    ['($12.50)', 'expense 1250'],
    ['$(12.50)', 'expense 1250'],
    ['(12.50) USD', 'expense 1250'],
    ['12.50- USD', 'expense 1250'],
    ['12.50–', 'expense 1250'],
    ['‑12.50', 'expense 1250'],
    ['－12.50', 'expense 1250'],
    ['12.50 (USD)', 'income 1250'],
  ])('of %s', async (cell, expected) => {
    expect(await amounts(['-1.00', '-1.00', cell], { currency: 'USD' })).toEqual([
      'expense 100 USD',
      'expense 100 USD',
      `${expected} USD`,
    ]);
  });

  test.each([
    ['500/-', 50_000],
    ['1,500/-', 150_000],
    ['20.-', 2_000],
    ['20,--', 2_000],
    ['20.– CHF', 2_000],
  ])('%s has no cents, and is not below zero', async (cell, minor) => {
    expect(await amounts([cell, '7'], { currency: 'CHF' })).toEqual([
      `expense ${minor} CHF`,
      'expense 700 CHF',
    ]);
  });

  test('credits and debits are told by the letters after them', async () => {
    expect(await amounts(['1,234.50 Dr', '500.00 CR', '2.00Cr.', '-3.00 DR', '-4.00 CR'])).toEqual([
      'expense 123450 EUR',
      'income 50000 EUR',
      'income 200 EUR',
      'expense 300 EUR',
      'amount: -4.00 CR',
    ]);
    expect(await amounts(['12,50 S', '1.100,00 H'])).toEqual(['expense 1250 EUR', 'income 110000 EUR']);
  });
});
