import { excerpt, longestItem, longestName, shortened } from '../../lengths.ts';
import { type Money, minorDigits } from '../../money.ts';
import type { FileProblem, FileRow } from '../portable.ts';
import type { StagedRow } from '../stage.ts';
import { beginningOf } from '../text.ts';
import { isBelowZero, readAmount, sideOf } from './amounts.ts';
import { type CsvRecord, recordsOf } from './csv.ts';
import { currencyOfAmount, currencyOfColumn } from './currencies.ts';
import { type ColumnField, columnAt, guessColumns } from './headers.ts';
import {
  dateOrders,
  doubtAbout,
  guessDelimiter,
  type Mapping,
  missingColumn,
  proposeMapping,
  readDate,
} from './mapping.ts';
import { isUnpaid, statesIn } from './states.ts';
import { wayOf } from './types.ts';

/** What is known about a table before it is read: its header, its first rows, and how to interpret it. */
export interface Table {
  readonly header: readonly string[];
  /** The first rows, at most `sampled`. */
  readonly rows: readonly (readonly string[])[];
  readonly mapping: Mapping;
  /** The mapping before anybody changed it. */
  readonly proposed: Mapping;
  /** What is only guessed: columns that the header does not name, or what `doubtAbout` says. Null: nothing. */
  readonly doubt: 'columns' | 'dates' | 'sign' | null;
}

const sampled = 200;
const sampleLength = 64 * 1024;

/** Examines the beginning of a table. Null: it is none. */
export async function lookAtTable(text: AsyncIterable<string>): Promise<Table | null> {
  const beginning = await beginningOf(text, sampleLength);
  const delimiter = guessDelimiter(beginning);
  const records: (readonly string[])[] = [];
  for await (const record of recordsOf(once(beginning), delimiter)) {
    if ('problem' in record) break;
    records.push(record.fields);
    if (records.length > sampled) break;
  }
  const at = headerAt(records);
  const [first, ...others] = records.slice(at);
  if (!first || first.some((name) => name.includes('\0'))) return null;
  const hasHeader = !first.some(isDate);
  const [header, rows] = hasHeader ? [first, others] : [numbered(first.length), [first, ...others]];
  const proposed = proposeMapping(delimiter, header, rows);
  const isNamed = hasHeader && missingColumn({ columns: guessColumns(header) }) === null;
  const doubt = isNamed ? doubtAbout(proposed, header, rows) : 'columns';
  return { header, rows, mapping: proposed, proposed, doubt };
}

/**
 * The index of the header. Banks put lines about the account before it; it is the first line as wide as the table, unless
 * one before that names all that is required: a row can be wider by a delimiter within its text.
 */
function headerAt(records: readonly (readonly string[])[]): number {
  const widths = records.map((fields) => fields.filter((field) => field !== '').length);
  // rows may end with a delimiter that the header lacks
  const widest = Math.max(0, ...records.map((fields) => fields.findLastIndex((field) => field !== '') + 1));
  const at = Math.max(
    0,
    records.findIndex((fields, index) => fields.length >= widest && (widths[index] ?? 0) * 2 > fields.length),
  );
  const named = records
    .slice(0, at)
    .findIndex((fields) => missingColumn({ columns: guessColumns(fields) }) === null);
  return named < 0 ? at : named;
}

/** Names for the columns of a table without a header. */
function numbered(width: number): readonly string[] {
  return Array.from({ length: width }, (_, at) => String(at + 1));
}

function isDate(cell: string): boolean {
  return dateOrders.some((order) => readDate(cell, order) !== null);
}

/**
 * Reads a table by its mapping. Amounts without a currency are in `currency`. A row is recognised in a later import by
 * its text, whatever the mapping.
 */
export async function* readTable(
  text: AsyncIterable<string>,
  header: readonly string[],
  mapping: Mapping,
  currency: string,
): AsyncIterable<StagedRow> {
  let isOver = header.every((name, at) => name === String(at + 1));
  // computed once, as headers can be wide and rows many
  const places = new Map(
    Object.entries(mapping.columns).map(([field, name]) => [field, columnAt(header, name)]),
  );
  const states = statesIn(header);
  const currencies = new Map(
    sums.map((field) => [field, currencyOfColumn(header[places.get(field) ?? -1] ?? '', currency)]),
  );
  for await (const record of recordsOf(text, mapping.delimiter)) {
    if ('problem' in record) yield record;
    else if (!isOver)
      isOver =
        record.fields.length === header.length && record.fields.every((name, at) => name === header[at]);
    else {
      const { line, fields } = record;
      const words = excerpt(fields.join(mapping.delimiter));
      // a delimiter within an amount or a text that is not in quotes: what is in which column is not known
      const isTorn = fields.slice(header.length).some((field) => field.trim() !== '');
      if (isTorn) yield { line, problem: 'columns', words };
      else if (states.some((at) => isUnpaid(fields[at] ?? ''))) yield { line, problem: 'unpaid', words };
      else
        yield {
          ...purchaseOf(record, places, mapping, { own: currency, currencies }),
          seed: fields.join('\n'),
        };
    }
  }
}

/** The columns that contain amounts. */
const sums = ['amount', 'debit', 'credit'] as const;

/** What is known about the currencies of a table: the account's own, and those that columns name. */
interface Currencies {
  readonly own: string;
  readonly currencies: ReadonlyMap<ColumnField, string | null>;
}

function purchaseOf(
  { line, fields }: CsvRecord,
  places: ReadonlyMap<string, number>,
  mapping: Mapping,
  { own, currencies }: Currencies,
): FileRow {
  const field = (name: ColumnField) =>
    (fields[places.get(name) ?? -1] ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const wrong = (problem: string, words: string): FileProblem => ({ line, problem, words: excerpt(words) });
  const day = readDate(field('date'), mapping.dates);
  if (day === null) return wrong('date', field('date'));
  const named = field('currency').toUpperCase();
  if (named !== '' && minorDigits(named) === null) return wrong('currency', field('currency'));
  const filled = sums.find((name) => /[1-9]/.test(field(name))) ?? 'amount';
  const stated = [named, currencies.get(filled) ?? ''].filter((name) => name !== '');
  const currency = currencyOfAmount(field(filled), stated[0] ?? own);
  if (currency === null || stated.some((name) => name !== currency))
    return wrong('currency', [field(filled), named].join(' ').trim());
  const amount = amountOf(field, mapping, currency);
  if (amount === null)
    return wrong('amount', [field('amount'), field('debit'), field('credit')].join(' ').trim());
  if (amount.kind === null) return wrong('kind', field('type'));
  const vendor = shortened(field('vendor'), longestName) || null;
  const item = shortened(field('item'), longestItem) || vendor;
  if (item === null) return wrong('item', '');
  return {
    line,
    purchase: {
      uid: null,
      day,
      kind: amount.kind,
      price: amount.price,
      given: null,
      item,
      vendor: vendor === item ? null : vendor,
      category: shortened(field('category'), longestName) || null,
      tags: field('tags')
        .split(/[,;]/)
        .map((tag) => shortened(tag.trim().replace(/^#/, ''), longestName))
        .filter((tag) => tag !== ''),
      spread: null,
    },
  };
}

/** The kind is null if the table does not say which one it is. */
function amountOf(
  field: (name: ColumnField) => string,
  { columns, decimal, spent }: Mapping,
  currency: string,
): { readonly price: Money; readonly kind: 'expense' | 'income' | 'refund' | null } | null {
  const read = (name: ColumnField) => {
    const text = field(name);
    const price = columns[name] === undefined ? null : readAmount(text, decimal, currency);
    return price && { price, below: isBelowZero(text), side: sideOf(text) };
  };
  const single = read('amount');
  if (single && single.price.minor > 0n) {
    if (single.side === 'spent') return { price: single.price, kind: 'expense' };
    if (single.side === 'received') return single.below ? null : { price: single.price, kind: 'income' };
    const type = field('type');
    const way = wayOf(type);
    if (type !== '' && !single.below) return { price: single.price, kind: way === 'neither' ? null : way };
    const isSpent = single.below === (spent === 'minus');
    return { price: single.price, kind: isSpent ? 'expense' : spent === 'minus' ? 'income' : 'refund' };
  }
  const [debit, credit] = [read('debit'), read('credit')].map((found) =>
    found && found.price.minor > 0n ? found : null,
  );
  // where both are filled it is not known which one counts
  if (debit && credit) return null;
  if (debit) return { price: debit.price, kind: debit.below === (spent === 'minus') ? 'expense' : 'refund' };
  return credit && !credit.below ? { price: credit.price, kind: 'income' } : null;
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}
