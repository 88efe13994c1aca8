import type { Day } from '../../day.ts';
import { dayOf } from '../../day.ts';
import { guessDecimal, isBelowZero, sideOf } from './amounts.ts';
import { type ColumnField, columnAt, columnFields, columnName, guessColumns } from './headers.ts';
import { saysPayer, saysWay } from './types.ts';

/** How to interpret a table from another program. Plain JSON. */
export interface Mapping {
  readonly delimiter: string;
  /** Column names, as the file spells them. */
  readonly columns: Readonly<Partial<Record<ColumnField, string>>>;
  readonly dates: DateOrder;
  readonly decimal: '.' | ',';
  /**
   * The sign of money spent. With `plus`, amounts below zero are refunds; with `minus`, those above zero are income.
   */
  readonly spent: 'minus' | 'plus';
}

/** The order of year, month and day in dates. */
export type DateOrder = (typeof dateOrders)[number];
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;

const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that splits a table's first lines most evenly. */
export function guessDelimiter(beginning: string): string {
  const lines = beginning
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, ''));
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    return most === 0 ? 0 : counts.filter((count) => count === most).length * 10 + most;
  };
  return [...delimiters].sort((one, other) => score(other) - score(one))[0] ?? ',';
}

/** Proposes a mapping from a table's header and first rows. Dates that fit both orders are read day first. */
export function proposeMapping(
  delimiter: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Mapping {
  const columns = guessByContent(guessColumns(header), header, rows);
  const valuesOf = (...fields: ColumnField[]) =>
    rows.flatMap((row) =>
      fields.flatMap((field) => {
        const at = columns[field];
        return at === undefined ? [] : [row[at]?.trim() ?? ''].filter((value) => value !== '');
      }),
    );
  const days = valuesOf('date');
  const amounts = valuesOf('amount', 'debit', 'credit');
  const signed = valuesOf(columns.amount === undefined ? 'debit' : 'amount');
  const readable = (order: DateOrder) => days.filter((value) => readDate(value, order) !== null).length;
  const named = Object.entries(columns).map(([field, at]) => [field, columnName(header, at)]);
  return {
    delimiter,
    columns: Object.fromEntries(named),
    dates:
      (['dmy', 'mdy', 'ymd'] as const).toSorted((one, other) => readable(other) - readable(one))[0] ?? 'ymd',
    decimal: guessDecimal(amounts),
    spent: shareBelowZero(signed) < 0.5 ? 'plus' : 'minus',
  };
}

/** The share of amounts below zero among those that are not zero. */
function shareBelowZero(amounts: readonly string[]): number {
  return amounts.filter(isBelowZero).length / (amounts.filter((amount) => /[1-9]/.test(amount)).length || 1);
}

/** What can only be guessed about a table whose columns are known; null: nothing. */
export function doubtAbout(
  { columns }: Mapping,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): 'dates' | 'sign' | null {
  const cellsOf = (name: string | undefined) => {
    const at = name === undefined ? -1 : columnAt(header, name);
    return at < 0 ? [] : rows.map((row) => row[at] ?? '');
  };
  // with full stops the day is first everywhere
  const read = cellsOf(columns.date).flatMap((cell) => {
    const [dayFirst, monthFirst] = [readDate(cell, 'dmy'), readDate(cell, 'mdy')];
    return dayFirst === monthFirst || /^\s*\d+\./.test(cell) ? [] : [{ dayFirst, monthFirst }];
  });
  const shows = (order: 'dayFirst' | 'monthFirst') => read.some((day) => day[order] === null);
  if (read.length > 0 && shows('dayFirst') === shows('monthFirst')) return 'dates';
  // of a bank account most is spent; a card's bill may have what was paid back below zero, and where each amount is
  // booked to two accounts, half of them are
  const below = columns.type === undefined ? shareBelowZero(cellsOf(columns.amount)) : 0;
  return below > 0 && below <= 0.5 ? 'sign' : null;
}

type Places = Readonly<Partial<Record<ColumnField, number>>>;

/**
 * Finds columns that the header does not name by their cells: dates, amounts (the column that looks most like money:
 * decimals, a sign) and the longest texts.
 */
function guessByContent(
  named: Places,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Places {
  const places: Partial<Record<ColumnField, number>> = { ...named };
  const cells = header.map((_, at) =>
    rows.flatMap((row) => [row[at]?.trim() ?? ''].filter((cell) => cell !== '')),
  );
  /** Assigns a field to the first unassigned column with the highest score above zero. */
  const find = (field: ColumnField, score: (values: readonly string[], name: string) => number) => {
    const taken = Object.values(places);
    const scores = cells.map((values, at) =>
      taken.includes(at) || values.length === 0 ? 0 : score(values, header[at] ?? ''),
    );
    const best = Math.max(0, ...scores);
    if (best > 0) places[field] = scores.indexOf(best);
  };
  const share = (values: readonly string[], fits: (value: string) => boolean) =>
    values.filter(fits).length / values.length;
  if (places.date === undefined)
    find('date', (values) => {
      const shares = dateOrders.map((order) => share(values, (value) => readDate(value, order) !== null));
      return Math.max(...shares) > 0.9 ? 1 : 0;
    });
  if (places.amount === undefined && places.debit === undefined)
    find('amount', (values) => {
      if (share(values, (value) => numeric.test(value)) < 0.9) return 0;
      return 1 + share(values, (value) => /[.,]\d{1,2}\D*$/.test(value)) + share(values, isBelowZero);
    });
  if (places.item === undefined && places.vendor === undefined)
    find('item', (values) =>
      share(values, (value) => /\p{L}/u.test(value)) < 0.5
        ? 0
        : values.reduce((sum, value) => sum + value.length, 0) / values.length,
    );
  const amounts = places.amount === undefined ? [] : (cells[places.amount] ?? []);
  // amounts with signs need no other column to say which way they went
  if (amounts.length > 0 && !amounts.some((amount) => isBelowZero(amount) || sideOf(amount) !== null))
    find('type', (values, name) =>
      saysWay(values, amounts.length) && !saysPayer(name, values) ? values.length : 0,
    );
  return places;
}

/** A number, perhaps with a sign, brackets or a currency around it. */
const numeric = /^[(]?[^\d\s]{0,4}\s?\d[\d.,'’\s]*\s?[^\d\s]{0,4}$/u;

/**
 * Changes a mapping by `words` such as `date=Datum,amount=Betrag,dates=dmy,decimal=comma,spent=plus`. Null: they are
 * malformed, or name a column that the header does not have.
 */
export function changeMapping(mapping: Mapping, words: string, header: readonly string[]): Mapping | null {
  let changed: Mapping = mapping;
  for (const part of words.split(/,(?=\s*\w+\s*=)/)) {
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*([\s\S]*?)\s*$/.exec(part) ?? [];
    const next = changeOne(changed, name.toLowerCase(), value, header);
    if (next === null) return null;
    changed = next;
  }
  return changed;
}

function changeOne(mapping: Mapping, name: string, value: string, header: readonly string[]): Mapping | null {
  const field = columnFields.find((known) => known === name);
  if (field) {
    const { [field]: _, ...others } = mapping.columns;
    if (value === '') return { ...mapping, columns: others };
    const at = columnAt(header, value);
    return at < 0 ? null : { ...mapping, columns: { ...others, [field]: columnName(header, at) } };
  }
  if (name === 'dates') {
    const dates = dateOrders.find((known) => known === value.toLowerCase());
    return dates ? { ...mapping, dates } : null;
  }
  if (name === 'decimal') {
    const decimal = { comma: ',', ',': ',', point: '.', '.': '.' }[value.toLowerCase()];
    return decimal === ',' || decimal === '.' ? { ...mapping, decimal } : null;
  }
  if (name === 'spent') return value === 'minus' || value === 'plus' ? { ...mapping, spent: value } : null;
  return null;
}

/** A mapping in words, with which `changeMapping` makes it from `proposed`. */
export function mappingWords({ columns, dates, decimal, spent }: Mapping, proposed: Mapping): string {
  const parts = columnFields.flatMap((field) => {
    const column = columns[field] ?? (proposed.columns[field] === undefined ? undefined : '');
    return column === undefined ? [] : [`${field}=${column}`];
  });
  return [
    ...parts,
    `dates=${dates}`,
    `decimal=${decimal === ',' ? 'comma' : 'point'}`,
    `spent=${spent}`,
  ].join(',');
}

/** The first required column that a table lacks; null: none. */
export function missingColumn({
  columns,
}: {
  readonly columns: Readonly<Partial<Record<ColumnField, unknown>>>;
}): 'date' | 'amount' | 'item' | null {
  if (columns.date === undefined) return 'date';
  if (columns.amount === undefined && columns.debit === undefined) return 'amount';
  return columns.item === undefined && columns.vendor === undefined ? 'item' : null;
}

/**
 * Reads a date in the given order, ignoring what follows, such as a time. Two-digit years are from 1970 to 2069. Null:
 * it is none.
 */
export function readDate(text: string, order: DateOrder): Day | null {
  const plain = text.trim();
  const iso =
    /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?=\D|$)/.exec(plain) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain);
  if (iso) return order === 'ymd' ? dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])) : null;
  const parts = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d\d)(?=\D|$)/.exec(plain);
  if (!parts || order === 'ymd') return null;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const last = Number(parts[3]);
  const year = parts[3]?.length === 4 ? last : last + (last < 70 ? 2000 : 1900);
  return order === 'dmy' ? dayOf(year, second, first) : dayOf(year, first, second);
}
