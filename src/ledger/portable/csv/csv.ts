import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Kind } from '../../entry/entry.ts';
import { excerpt } from '../../lengths.ts';
import { decimal, type Money, minorDigits } from '../../money.ts';
import type { FileFormat, FileProblem, FileRow, PortablePurchase } from '../portable.ts';
import { readAmount } from './amounts.ts';
import { type DateOrder, readDate } from './mapping.ts';

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
  read: (text) => readOwnCsv(text, ','),
};

/**
 * The delimiter of a file that begins with the header of spndr's own CSV, perhaps saved by a spreadsheet since; null: it
 * does not.
 */
export function ownDelimiter(beginning: string): string | null {
  const [header = ''] = beginning.replace(/^\uFEFF/, '').split(/[\r\n]/, 1);
  const names = new Set(header.toLowerCase().split(/[^a-z_]+/));
  const isOwn = columns.slice(0, 6).every((name) => names.has(name));
  return isOwn ? (/[,;\t]/.exec(header)?.[0] ?? null) : null;
}

/** How many rows may wait for a date that shows whether days come first. */
const mostWaiting = 20_000;

type Places = ReadonlyMap<string, number>;

/**
 * Reads spndr's own CSV, also as a spreadsheet saves it: with another delimiter, a decimal comma, and dates such as
 * 3/5/2024, which are read if another date in the file shows which comes first.
 */
export async function* readOwnCsv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<FileRow> {
  let places: Places | null = null;
  let order: DateOrder | null = null;
  let isVague = false;
  let waiting: CsvRecord[] = [];
  for await (const row of recordsOf(text, delimiter)) {
    if ('problem' in row) yield row;
    else if (places === null)
      places = new Map(row.fields.map((name, index) => [name.trim().toLowerCase(), index]));
    else {
      waiting.push(row);
      const shown = orderShownBy(fieldIn(row, places, 'date'));
      if (shown === 'either') isVague = true;
      else order ??= shown;
      if (isVague && order === null && waiting.length < mostWaiting) continue;
      for (const record of waiting) yield purchaseOf(record, places, order);
      waiting = [];
    }
  }
  for (const record of waiting) yield purchaseOf(record, places ?? new Map(), null);
}

/** Which of day and month a date shows to be first; null: it does not matter. With full stops it is the day. */
function orderShownBy(date: string): 'dmy' | 'mdy' | 'either' | null {
  const [dayFirst, monthFirst] = [readDate(date, 'dmy'), readDate(date, 'mdy')];
  if (dayFirst === monthFirst) return null;
  if (monthFirst === null || date.includes('.')) return 'dmy';
  return dayFirst === null ? 'mdy' : 'either';
}

/** Reads a date; null: it is none, or its order is not known. */
function dayIn(date: string, order: DateOrder | null): string | null {
  const plain = readDate(date, 'ymd');
  if (plain !== null || orderShownBy(date) === null) return plain ?? readDate(date, 'dmy');
  return order === null ? null : readDate(date, order);
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
    yield { line: lines + 1, problem: 'csv-broken', words: excerpt(error.code) };
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

function fieldIn({ fields }: CsvRecord, places: Places, column: Column): string {
  const place = places.get(column);
  const words = place === undefined ? '' : (fields[place] ?? '');
  return formula.test(words) && words.startsWith("'") ? words.slice(1) : words;
}

function purchaseOf(record: CsvRecord, places: Places, order: DateOrder | null): FileRow {
  const { line } = record;
  const field = (column: Column) => fieldIn(record, places, column);
  const wrong = (problem: string, words: string): FileProblem => ({ line, problem, words: excerpt(words) });
  const uid = field('uid').toLowerCase();
  if (!/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.test(uid)) return wrong('uid', uid);
  const day = dayIn(field('date'), order);
  if (day === null) return wrong('date', field('date'));
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
      day,
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

/** Reads an amount without a sign; null: it is none, or has more decimals than the currency. */
function moneyIn(amount: string, currency: string): Money | null {
  if (minorDigits(currency) === null || !/^\d[\d.,]*$/.test(amount)) return null;
  return readAmount(amount, /,\d*$/.test(amount) ? ',' : '.', currency);
}
