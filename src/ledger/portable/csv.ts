import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Kind } from '../entry/entry.ts';
import { decimal, type Money, minorDigits } from '../money.ts';
import { wordsOf } from './content.ts';
import type { FileFormat, FileProblem, FileRow, PortablePurchase } from './portable.ts';

/** The columns of spndr's own files, in order. */
const columns = [
  'uid',
  'date',
  'kind',
  'amount',
  'currency',
  'item',
  'vendor',
  'category',
  'tags',
  'given_amount',
  'given_currency',
  'spread',
] as const;
type Column = (typeof columns)[number];

/**
 * What a spreadsheet would take for a formula, also after apostrophes. When writing, csv-stringify puts an apostrophe
 * before a formula and `rowOf` before one that has apostrophes already; reading removes one from both, so that nothing
 * is lost.
 */
const formula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const escaped = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * spndr's own CSV: UTF-8 with a byte order mark, without which Excel assumes another encoding; one record per purchase.
 */
export const csv: FileFormat = {
  async *write(purchases) {
    yield `\uFEFF${columns.join(',')}\n`;
    let rows: string[][] = [];
    for await (const purchase of purchases) {
      rows.push(rowOf(purchase));
      if (rows.length < 500) continue;
      yield textOf(rows);
      rows = [];
    }
    if (rows.length > 0) yield textOf(rows);
  },
  async *read(text) {
    let places: ReadonlyMap<string, number> | null = null;
    for await (const row of recordsOf(text, ',')) {
      if ('problem' in row) yield row;
      else if (places === null) places = new Map(row.fields.map((name, index) => [name.trim(), index]));
      else yield purchaseOf(row, places);
    }
  },
};

/** Whether a file begins with the header of spndr's own CSV. */
export function isOwnCsv(beginning: string): boolean {
  const names = new Set((beginning.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(','));
  return (['uid', 'date', 'kind', 'amount', 'currency', 'item'] as const).every((name) => names.has(name));
}

/** A record of a CSV file and the line it begins on. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The records of a CSV text, without empty ones; a problem where it cannot be read any further. */
export async function* recordsOf(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncIterable<CsvRecord | FileProblem> {
  let read: CsvRecord[] = [];
  let lines = 0;
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 1_000_000,
    // collected here, as the stream would drop the records before an error
    on_record: (fields: string[], context) => {
      if (fields.some((field) => field !== '')) read.push({ line: lines + 1, fields });
      lines = context.lines;
      return null;
    },
  });
  const ended = new Promise<Error | null>((resolve) => {
    parser.once('error', resolve).once('end', () => resolve(null));
  });
  parser.resume();
  const take = () => {
    const taken = read;
    read = [];
    return taken;
  };
  try {
    for await (const piece of text) {
      const isTaken = new Promise<void>((resolve) => parser.write(piece, () => resolve()));
      await isTaken;
      yield* take();
      if (parser.destroyed) break;
    }
    if (!parser.destroyed) parser.end();
    const error = await ended;
    yield* take();
    if (error === null) return;
    if (!(error instanceof CsvError)) throw error;
    yield { line: lines + 1, problem: 'csv-broken', words: wordsOf(error.code) };
  } finally {
    parser.destroy();
  }
}

function textOf(rows: readonly string[][]): string {
  return stringify([...rows], { escape_formulas: true, quoted_match: /[\r\n]/ });
}

function rowOf(purchase: PortablePurchase): string[] {
  const { uid, day, kind, price, item, vendor, category, tags, given, spread } = purchase;
  const said = [item, vendor ?? '', category ?? '', tagsText(tags)].map((words) =>
    escaped.test(words) ? `'${words}` : words,
  );
  return [
    uid,
    day,
    kind,
    decimal(price),
    price.currency,
    ...said,
    given === null ? '' : decimal(given),
    given?.currency ?? '',
    spread === null ? '' : `${spread.count} ${spread.unit}`,
  ];
}

/** Tags joined by commas; commas and backslashes in them are escaped with a backslash. */
function tagsText(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[\\,]/g, '\\$&')).join(',');
}

function tagsIn(text: string): readonly string[] {
  if (text === '') return [];
  const tags = text.match(/(?:\\[\s\S]|[^,\\])+/g) ?? [];
  return tags.map((tag) => tag.replace(/\\([\s\S])/g, '$1'));
}

function purchaseOf({ line, fields }: CsvRecord, places: ReadonlyMap<string, number>): FileRow {
  const field = (column: Column) => {
    const place = places.get(column);
    const words = place === undefined ? '' : (fields[place] ?? '');
    return formula.test(words) && words.startsWith("'") ? words.slice(1) : words;
  };
  const wrong = (problem: string, words: string): FileProblem => ({ line, problem, words: wordsOf(words) });
  const uid = field('uid').toLowerCase();
  if (!/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.test(uid)) return wrong('uid', uid);
  const kind = kinds.find((known) => known === field('kind'));
  if (!kind) return wrong('kind', field('kind'));
  const price = moneyIn(field('amount'), field('currency'));
  if (!price) return wrong('amount', `${field('amount')} ${field('currency')}`);
  const hasGiven = field('given_amount') !== '' || field('given_currency') !== '';
  const given = hasGiven ? moneyIn(field('given_amount'), field('given_currency')) : null;
  if (hasGiven && !given) return wrong('amount', `${field('given_amount')} ${field('given_currency')}`);
  const spread = /^(\d{1,4}) (day|week|month|year)$/.exec(field('spread'));
  if (field('spread') !== '' && !spread) return wrong('spread', field('spread'));
  return {
    line,
    purchase: {
      uid: uid || null,
      day: field('date'),
      kind,
      price,
      given,
      item: field('item'),
      vendor: field('vendor') || null,
      category: field('category') || null,
      tags: tagsIn(field('tags')),
      spread: spread
        ? { count: Number(spread[1]), unit: spread[2] as 'day' | 'week' | 'month' | 'year' }
        : null,
    },
  };
}

const kinds: readonly Kind[] = ['expense', 'income', 'refund'];

/** Reads an amount with a decimal point; null: it is none, or has more decimals than the currency. */
export function moneyIn(amount: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const parts = /^(\d{1,16})(?:\.(\d{1,6}))?$/.exec(amount);
  if (digits === null || !parts) return null;
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  return { minor: BigInt((parts[1] ?? '') + fraction.padEnd(digits, '0')), currency };
}
