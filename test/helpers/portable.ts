import fc from 'fast-check';
import { hiddenCharacterAt } from '../../src/ledger/entry/text/characters.ts';
import { minorDigits } from '../../src/ledger/money.ts';
import type { FileFormat, FileRow, PortablePurchase } from '../../src/ledger/portable/portable.ts';

/** Pieces of text that are special in one format or another. */
const pieces = [
  ...[
    '"',
    "'",
    '\\',
    ';',
    ' ; ',
    '|',
    ' | ',
    ':',
    '::',
    '/',
    '  ',
    ' ',
    '\t',
    '%',
    '%20',
    '%41',
    '[',
    ']',
    '(',
    ')',
    '{',
  ],
  ...[
    '*',
    '!',
    '=',
    '#',
    '^',
    '@',
    '@@',
    '~',
    '-',
    '--',
    '&',
    '&amp;',
    '<',
    '>',
    '</NAME>',
    '<!--',
    ']]>',
    '&#10;',
  ],
  ...[
    ',',
    '.',
    '1',
    '12.50',
    'EUR',
    '2024-05-03',
    'uid:',
    'date:',
    'item: ',
    'tags:',
    ':a:',
    '[2024/01/01]',
    '=>',
  ],
  ...[
    'Food',
    'food',
    'Uncategorized',
    'latte',
    'Café',
    'хлеб',
    'खाना',
    '寿司',
    'ß',
    '🍞',
    '\u00a0',
    'é',
    'N',
    'T5',
    '[spndr',
  ],
];

const words = (most: number) =>
  fc
    .oneof(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: most }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: most }),
    )
    .map((text) => [...text.replace(/[\n\r\v\f\x85\u{fffe}\u{ffff}]/gu, '')].slice(0, most).join(''))
    .filter((text) => text !== '' && hiddenCharacterAt(text) === null);

const currencies = ['EUR', 'USD', 'JPY', 'KWD', 'INR'] as const;
const money = (currency: string) =>
  fc
    .bigInt(1n, 99_999_999_999_999n)
    .map((minor) => ({ minor: minorDigits(currency) === 0 ? (minor % 1_000_000n) + 1n : minor, currency }));
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Any purchase that the ledger can hold, in years that every program supports. */
export const anyPurchase: fc.Arbitrary<PortablePurchase> = fc
  .record({
    uid: fc.uuid(),
    kind: fc.constantFrom('expense', 'income', 'refund'),
    item: words(200),
    price: fc.constantFrom(...currencies).chain(money),
    given: fc.option(fc.constantFrom('EUR', 'CHF', 'CLP').chain(money)),
    vendor: fc.option(words(100)),
    category: fc.option(words(100)),
    tags: fc.uniqueArray(fc.oneof(fc.constantFrom('work', 'trip-1', 'a:b', 'date', 'наш'), words(100)), {
      maxLength: 4,
    }),
    day,
    spread: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 1000 }),
        unit: fc.constantFrom('day', 'week', 'month', 'year'),
      }),
    ),
  })
  .map((purchase) => ({
    ...purchase,
    given: purchase.given?.currency === purchase.price.currency ? null : purchase.given,
  }));

/** Any ledger, sorted by day. */
export const anyLedger = (maxLength: number) =>
  fc
    .uniqueArray(anyPurchase, { selector: ({ uid }) => uid, maxLength })
    .map((purchases) => purchases.sort((one, other) => (one.day < other.day ? -1 : 1)));

/** A purchase with usual values, except for `details`. */
export function made(details: Partial<PortablePurchase>): PortablePurchase {
  return {
    uid: '0b5e0001-0000-4000-8000-000000000001',
    kind: 'expense',
    item: 'latte',
    price: { minor: 450n, currency: 'EUR' },
    given: null,
    vendor: null,
    category: null,
    tags: [],
    day: '2024-05-03',
    spread: null,
    ...details,
  };
}

/** The purchases of the files in test/ledger/portable/golden. */
export const goldenPurchases: readonly PortablePurchase[] = [
  made({ item: 'latte', vendor: 'Café Luna', category: 'Food:Coffee', tags: ['work', 'to go'] }),
  made({
    uid: '0b5e0001-0000-4000-8000-000000000002',
    item: 'rent; "May" | June',
    price: { minor: 90000n, currency: 'EUR' },
    category: 'home & garden',
    spread: { count: 2, unit: 'month' },
  }),
  made({
    uid: '0b5e0001-0000-4000-8000-000000000003',
    item: 'hotel',
    price: { minor: 12000n, currency: 'USD' },
    given: { minor: 11034n, currency: 'EUR' },
    vendor: 'Hôtel <du> Lac & Cie',
    category: 'Travel',
    tags: ['trip'],
    day: '2024-05-04',
  }),
  made({
    uid: '0b5e0001-0000-4000-8000-000000000004',
    kind: 'refund',
    item: 'shoes',
    price: { minor: 3990n, currency: 'EUR' },
    vendor: 'Schuh 50%20',
    category: 'Clothes',
    day: '2024-05-05',
  }),
  made({
    uid: '0b5e0001-0000-4000-8000-000000000005',
    kind: 'income',
    item: 'salary',
    price: { minor: 250000n, currency: 'JPY' },
    vendor: null,
    category: 'Work',
    day: '2024-05-31',
  }),
  made({
    uid: '0b5e0001-0000-4000-8000-000000000006',
    item: '  *odd  ',
    price: { minor: 1234n, currency: 'KWD' },
    category: null,
    day: '2024-06-01',
  }),
];

/** The file that a format writes for the purchases. */
export async function writeFile(
  format: FileFormat,
  purchases: readonly PortablePurchase[],
  currency = 'EUR',
): Promise<string> {
  let text = '';
  for await (const piece of format.write(piecesOf(purchases), { currency })) text += piece;
  return text;
}

/** Everything a format reads from a file that comes in pieces of `size` characters. */
export async function readFile(
  format: FileFormat,
  text: string,
  { currency = 'EUR', size = 1000 } = {},
): Promise<FileRow[]> {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  const rows: FileRow[] = [];
  for await (const row of format.read(piecesOf(pieces), { currency })) rows.push(row);
  return rows;
}

/** What was read: purchases, or "line: problem: words". */
export function told(rows: readonly FileRow[]): unknown[] {
  return rows.map((row) => ('purchase' in row ? row.purchase : `${row.line}: ${row.problem}: ${row.words}`));
}

async function* piecesOf<Piece>(pieces: readonly Piece[]): AsyncGenerator<Piece> {
  yield* pieces;
}
