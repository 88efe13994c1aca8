import { expect, test } from 'vitest';
import { lookAtTable, readTable } from '../../../src/ledger/portable/csv/foreign.ts';
import { readDocument } from '../../../src/ledger/portable/document.ts';
import { formatNamed } from '../../../src/ledger/portable/formats.ts';
import type { StagedRow } from '../../../src/ledger/portable/stage.ts';

/** Files are read in the thread that answers everybody: no file may take longer than its length is worth, or more memory. */

async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 16_384) yield text.slice(at, at + 16_384);
}

async function rowsOf(format: string, text: string): Promise<AsyncIterable<StagedRow>> {
  if (format === 'json') return readDocument(inPieces(text));
  if (format !== 'table') return (await formatNamed(format))!.read(inPieces(text), { currency: 'EUR' });
  const { header, mapping } = (await lookAtTable(inPieces(text)))!;
  return readTable(inPieces(text), header, mapping, 'EUR');
}

const many = (unit: string, count: number) => unit.repeat(count);
/** Ends what a point in an expression stands for. */
const separator = '\u2028';
const purchase = (of: string) =>
  `{"format":"spndr","version":1,\n"purchases":[\n{"uid":"00000000-0000-4000-8000-000000000000","number":1,"recorded_at":"2024-01-01T00:00:00.000000Z","kind":"expense","item":"a","amount":"1","currency":"EUR","given_amount":null,"given_currency":null,"vendor":null,"category":null,"tags":[],"day":"2024-01-01","spread_count":null,"spread_unit":null,"removed":false,"conversion":null,"suggested":null,"revisions":${of}}\n]\n}\n`;

/** Each took minutes, or the memory of the process. */
const hostile: readonly (readonly [what: string, format: string, text: () => string])[] = [
  ['millions of revisions that are none', 'json', () => purchase(`[${many('1,', 7_900_000)}1]`)],
  [
    'spaces without end in the head of a transaction',
    'hledger',
    () => many(`2024-01-01 ${many(' ', 99_000)}a${separator}b\n    expenses:a  1\n`, 3),
  ],
  [
    'spaces without end in a comment',
    'hledger',
    () => many(`2024-01-01 a\n    ; a:${many(' ', 99_000)}x${separator}b\n    expenses:a  1\n`, 9),
  ],
  [
    'words without end in a posting',
    'hledger',
    () => many(`2024-01-01 a\n    ${many('a ', 49_500)}${separator}b\n`, 19),
  ],
  [
    'a string that never ends, full of quotation marks',
    'beancount',
    () => many(`2024-01-01 * "${many('\\"', 45_000)}\n`, 2),
  ],
  [
    'more pushed tags than any transaction may have',
    'beancount',
    () =>
      Array.from({ length: 99_000 }, (_, index) => `pushtag #${index}\n`).join('') +
      many('2024-01-01 * "a"\n  Expenses:A  1 EUR\n', 5_000),
  ],
  [
    'a column whose name is full of spaces',
    'table',
    () => `date,item,"amount (${many(' ', 30_000)}"\n2024-01-01,a,1\n`,
  ],
  [
    'a column whose name is full of accents',
    'table',
    () => `date,item,amount,${many('\u0323\u0301', 30_000)}\n2024-01-01,a,1,x\n`,
  ],
  [
    'accents without end on the letter that says which way money went',
    'table',
    () =>
      `date,item,amount,kind\n${many('2024-01-01,a,1,debit\n', 20)}${many(`2024-01-01,a,1,a${many('\u0301\u0323', 45_000)}\n`, 9)}`,
  ],
  [
    'accents without end on what became of a payment',
    'table',
    () =>
      `date,item,amount,state\n2024-01-01,a,1,x\n${many(`2024-01-01,a,1,a${many('\u0301\u0323', 45_000)}\n`, 9)}`,
  ],
  [
    'brackets without end in a lot',
    'beancount',
    () => many(`2024-01-01 * "a"\n  Expenses:A  1 EUR {1${many('[', 90_000)}${separator}x\n`, 9),
  ],
  [
    'brackets without end in the sample of a commodity',
    'hledger',
    () => many(`commodity 1${many('[', 90_000)}${separator}x\n`, 9),
  ],
  [
    'an amount full of zeros',
    'table',
    () => `date,amount,item\n2024-01-01,1,a\n2024-01-01,0.${many('0', 900_000)}1,a\n`,
  ],
  [
    'an amount full of letters',
    'table',
    () => `date,amount,item\n2024-01-01,1,a\n2024-01-01,1${many('x', 900_000)}1,a\n`,
  ],
];

test.each(hostile)('a file with %s is read in no time', { timeout: 120_000 }, async (_, format, text) => {
  const file = text();
  const beganMs = performance.now();
  let rows = 0;
  for await (const _row of await rowsOf(format, file)) rows += 1;
  expect(performance.now() - beganMs).toBeLessThan(10_000);
  expect(rows).toBeLessThanOrEqual(5_000);
});

test.each([
  ['spaces behind an abbreviation', `Fr.${many(' ', 60_000)}x`],
  ['a minus among them', `Fr.${many(' ', 30_000)}-${many(' ', 30_000)}x`],
  ['digits', `${many('1', 60_000)}x1`],
  ['groups of digits', `${many('1,111.', 10_000)}x`],
  ['abbreviations', many('a. ', 20_000)],
])('a table is looked at in no time whatever an amount holds: %s', async (_, amount) => {
  const beganMs = performance.now();
  expect(await lookAtTable(inPieces(`date,amount,item\n2024-01-01,${amount},a\n`))).not.toBeNull();
  expect(performance.now() - beganMs).toBeLessThan(700);
});

test('a string of beancount that is closed in a later line is one, and one that is not ends with the file', async () => {
  const text = '2024-01-01 * "a ; b\\" c\nd" ; e "\n  Expenses:A  1 EUR\n2024-01-02 * "never';
  const rows: StagedRow[] = [];
  for await (const row of await rowsOf('beancount', text)) rows.push(row);
  expect(rows).toMatchObject([{ purchase: { item: 'a ; b" c d', day: '2024-01-01' } }]);
});
