import { mkdtemp, readFile as readFromDisk, writeFile as writeToDisk } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { decimal } from '../../../src/ledger/money.ts';
import { beancount } from '../../../src/ledger/portable/accounting/beancount.ts';
import { hledger } from '../../../src/ledger/portable/accounting/hledger.ts';
import { ledgerCli } from '../../../src/ledger/portable/accounting/ledger-cli.ts';
import type { FileFormat, PortablePurchase } from '../../../src/ledger/portable/portable.ts';
import { runTool } from '../../helpers/accounting.ts';
import { anyPurchase, goldenPurchases, made, writeFile } from '../../helpers/portable.ts';

/** hledger, Ledger and beancount as Debian has them read what export writes, and come to the same figures. */

/** Enough of each category that amounts add up, with names as hostile as they come. */
function madeLedger(seed: number): readonly PortablePurchase[] {
  const made = fc.sample(anyPurchase, { seed, numRuns: 250 });
  const categories = made.slice(0, 60).map(({ category }) => category);
  const refiled = made.map((one, index) =>
    index % 2 ? one : { ...one, category: categories[index % 60] ?? null },
  );
  return [...goldenPurchases, ...refiled].sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** What each category comes to in each currency: incomes are below zero, as in the programs' accounts. */
function ourBalances(purchases: readonly PortablePurchase[]): Record<string, string> {
  const sums = new Map<string, { minor: bigint; currency: string }>();
  for (const { kind, category, price } of purchases) {
    const key = JSON.stringify([kind === 'income' ? 'Income' : 'Expenses', category, price.currency]);
    const sum = sums.get(key)?.minor ?? 0n;
    sums.set(key, { ...price, minor: sum + (kind === 'expense' ? price.minor : -price.minor) });
  }
  return sorted([...sums].flatMap(([key, sum]) => (sum.minor === 0n ? [] : [[key, decimal(sum)]])));
}

const sorted = (entries: readonly (readonly string[])[]) =>
  Object.fromEntries([...entries].sort(([one = ''], [other = '']) => (one < other ? -1 : 1)));

/** The key of a journal's account, whose names are escaped as in addresses. */
function keyOf(account: string, currency: string): string {
  const [root, ...rest] = account.replace(/(?:%[0-9A-F]{2})+/g, decodeURIComponent).split(':');
  return JSON.stringify([root, rest.length === 0 ? null : rest.join(':'), currency]);
}

/** The category of each account that a beancount file opens. Its strings are escaped as in JSON. */
function namesIn(text: string): ReadonlyMap<string, string | null> {
  const opened = text.matchAll(/^\S+ open [A-Z][a-z]+:(\S+)\n(?: {2}category: (".*")\n)?/gm);
  return new Map(
    [...opened].map(([all, account = '', quoted]) => [
      all.split(/\s/)[2] ?? '',
      quoted === undefined ? (account === 'Uncategorized' ? null : account) : JSON.parse(quoted),
    ]),
  );
}

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'formats-'));
});

async function onDisk(
  format: FileFormat,
  purchases: readonly PortablePurchase[],
  name: string,
): Promise<string> {
  const path = join(directory, name);
  await writeToDisk(path, await writeFile(format, purchases));
  return path;
}

describe.each([1, 2, 3])('a made ledger (seed %i)', (seed) => {
  const purchases = madeLedger(seed);

  test('hledger balances as we do', async (context) => {
    const path = await onDisk(hledger, purchases, `${seed}.hledger`);
    await runTool(context, 'hledger', ['-f', path, 'check']);
    const csv = await runTool(context, 'hledger', [
      ...['-f', path, 'balance', '--flat', '-N', '-O', 'csv', '--layout=bare', '^Expenses', '^Income'],
    ]);
    const rows: string[][] = parse(csv, { from: 2, relax_quotes: true });
    const balances = rows.map(([account = '', currency = '', sum = '']) => [keyOf(account, currency), sum]);
    expect(sorted(balances)).toEqual(ourBalances(purchases));
  });

  test('hledger sees payees, notes and tags', async (context) => {
    const path = await onDisk(hledger, purchases, `${seed}.hledger`);
    const payees = (await runTool(context, 'hledger', ['-f', path, 'payees'])).split('\n');
    expect(payees).toContain('Hôtel <du> Lac & Cie');
    const tags = (await runTool(context, 'hledger', ['-f', path, 'tags'])).split('\n');
    expect(tags).toEqual(expect.arrayContaining(['uid', 'work', 'trip', 'spread']));
    const found = await runTool(context, 'hledger', [
      '-f',
      path,
      'register',
      'tag:trip$',
      'note:^hotel$',
      '^Expenses',
    ]);
    expect(found).toContain('Expenses:Travel');
  });

  test('Ledger balances as we do', async (context) => {
    const path = await onDisk(ledgerCli, purchases, `${seed}.ledger`);
    const text = await runTool(context, 'ledger', [
      ...['-f', path, 'balance', '--flat', '--no-total', '--format', '%(account)\t%(join(scrub(amount)))\n'],
      ...['^Expenses', '^Income'],
    ]);
    const balances = text
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => {
        const [account = '', sums = ''] = line.split('\t');
        return sums.split('\\n').map((sum) => {
          const [number = '', currency = ''] = sum.trim().split(' ');
          return [keyOf(account, currency), number];
        });
      })
      .filter(([, number]) => number !== '0');
    expect(sorted(balances)).toEqual(ourBalances(purchases));
  });

  test('Ledger sees payees and tags', async (context) => {
    const path = await onDisk(ledgerCli, purchases, `${seed}.ledger`);
    const payees = (await runTool(context, 'ledger', ['-f', path, 'payees'])).split('\n');
    expect(payees).toContain('Hôtel <du> Lac & Cie');
    const found = await runTool(context, 'ledger', [
      ...['-f', path, 'register', '--format', '%(account) %(tag("item"))\n', '^Expenses', 'and', '%trip'],
    ]);
    expect(found).toContain('Expenses:Travel hotel');
  });

  test('beancount finds no fault and balances as we do', async (context) => {
    const path = await onDisk(beancount, purchases, `${seed}.beancount`);
    expect(await runTool(context, 'bean-check', [path])).toBe('');
    const query =
      "select account, currency, str(sum(number)) as total where account ~ '^(Expenses|Income)' group by account, currency";
    const csv = await runTool(context, 'bean-query', ['-f', 'csv', path, query]);
    const rows: string[][] = parse(csv, { from: 2, trim: true });
    const named = namesIn(await readFromDisk(path, 'utf8'));
    const balances = rows.map(([account = '', currency = '', total = '']) => {
      const [root] = account.split(':');
      return [
        JSON.stringify([root, named.get(account), currency]),
        total.replace(/^Decimal\('(.*)'\)$/, '$1'),
      ];
    });
    expect(balances.length).toBeGreaterThan(100);
    expect(sorted(balances.filter(([, total]) => !/^-?0[.0]*$/.test(total ?? '')))).toEqual(
      ourBalances(purchases),
    );
  });
});

test('beancount reads texts as they are', async (context) => {
  const odd = made({ item: 'a "b" \\ c \\n; d', vendor: '"', tags: ['a', 'b/c'] });
  const path = await onDisk(beancount, [odd], 'odd.beancount');
  const csv = await runTool(context, 'bean-query', [
    '-f',
    'csv',
    path,
    'select distinct payee, narration, tags',
  ]);
  const rows: string[][] = parse(csv, { from: 2 });
  expect(rows.map((row) => row.map((cell) => cell.replace(/ +(?=,|$)/g, '')))).toEqual([
    [odd.vendor, odd.item, 'a, b/c'],
  ]);
});
