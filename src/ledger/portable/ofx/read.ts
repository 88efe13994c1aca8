import { dayOf } from '../../day.ts';
import { minorDigits } from '../../money.ts';
import { type Decimal, negated, readDecimal } from '../decimals.ts';
import type { FileRow, ReadOptions } from '../portable.ts';
import { moneyFrom, rowOf, spreadOf, uidOf, wordsOf } from '../row.ts';
import { derivedUid } from '../uid.ts';
import { elementsOf } from './elements.ts';

/** A transaction, by the names of its elements; of repeated ones the first counts. */
interface Transaction {
  readonly line: number;
  readonly fields: Map<string, string>;
  readonly tags: string[];
}

/** The account of the current statement. */
interface Account {
  currency: string;
  bank: string;
  number: string;
}

/** Reads OFX 2 (XML) and OFX 1 (SGML, in which elements with a text need not be closed). */
export async function* readOfx(text: AsyncIterable<string>, options: ReadOptions): AsyncGenerator<FileRow> {
  const account: Account = { currency: options.currency, bank: '', number: '' };
  let transaction: Transaction | null = null;
  for await (const { line, name, closes, text: value } of elementsOf(text)) {
    if (name === 'STMTTRN') {
      if (transaction !== null) yield rowOfTransaction(transaction, account);
      transaction = closes ? null : { line, fields: new Map(), tags: [] };
    } else if (name === 'BANKTRANLIST' && closes && transaction !== null) {
      yield rowOfTransaction(transaction, account);
      transaction = null;
    } else if (!closes && (value !== '' || name === 'CURRENCY')) {
      if (transaction !== null) keep(transaction, name, value);
      else if (name === 'CURDEF') account.currency = value.toUpperCase();
      else if (name === 'BANKID') account.bank = value;
      else if (name === 'ACCTID') account.number = value;
    }
  }
  if (transaction !== null) yield rowOfTransaction(transaction, account);
}

const mostTags = 100;

function keep({ fields, tags }: Transaction, name: string, value: string): void {
  if (name === 'SPNDR.TAG' && tags.length < mostTags) tags.push(value);
  else if (!fields.has(name)) fields.set(name, value);
}

function rowOfTransaction({ line, fields, tags }: Transaction, account: Account): FileRow {
  const isOurs = account.bank === 'spndr' && uidOf(fields.get('FITID')) !== null;
  const text = (name: string) => (isOurs ? (fields.get(name) ?? null) : wordsOf(fields.get(name)));
  const name = text('NAME');
  const payee = text('EXTDNAME') ?? name;
  const memo = text('MEMO');
  const currency = currencyOfTransaction(fields, account);
  const amount = amountOf(fields, currency);
  const isExpense = amount !== null && amount.value < 0n;
  const repeats = memo === null || (name !== null && memo.startsWith(name));
  return rowOf({
    line,
    uid: uidOfTransaction(fields.get('FITID'), account),
    kind: isExpense ? 'expense' : fields.get('SPNDR.KIND') === 'refund' ? 'refund' : 'income',
    item: memo ?? payee,
    vendor: text('SPNDR.VENDOR') ?? (repeats ? null : payee),
    amount: amount && (isExpense ? negated(amount) : amount),
    currency,
    given: moneyFrom(fields.get('SPNDR.GIVEN')),
    category: text('SPNDR.CATEGORY'),
    tags,
    day: readDay(fields.get('DTPOSTED') ?? fields.get('DTUSER') ?? ''),
    spread: spreadOf(fields.get('SPNDR.SPREAD')),
  });
}

/**
 * The amount, with its sign. Null: there is none, or it contradicts itself. OFX groups no thousands, but not every bank
 * knows: with three digits behind its only mark, it is read if the currency has three decimals, or if that mark is a
 * full stop.
 */
function amountOf(fields: ReadonlyMap<string, string>, currency: string): Decimal | null {
  const text = fields.get('TRNAMT')?.trim() ?? '';
  const isVague = /^[-+]?\d{1,3},\d{3}$/.test(text);
  if (isVague && minorDigits(currency) !== 3) return null;
  const amount = readDecimal(text, isVague ? ',' : null);
  const isDebit = fields.get('TRNTYPE')?.trim().toUpperCase() === 'DEBIT';
  return amount !== null && amount.value > 0n && isDebit ? null : amount;
}

/** A uid from the transaction's id, which is unique within its account; null: it has none. */
function uidOfTransaction(id: string | undefined, { bank, number }: Account): string | null {
  if (id === undefined || id.trim() === '') return null;
  return uidOf(id) ?? derivedUid('ofx', bank, number, id.trim());
}

/** CURRENCY means that the amount is in that currency; ORIGCURRENCY only what it was converted from. */
function currencyOfTransaction(fields: ReadonlyMap<string, string>, account: Account): string {
  const stated = fields.has('CURRENCY') ? fields.get('CURSYM') : undefined;
  return (stated ?? account.currency).toUpperCase();
}

/** Reads "20240503", perhaps followed by a time and zone. The day is the bank's. */
function readDay(text: string): string | null {
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)/.exec(text) ?? [];
  return dayOf(Number(year), Number(month), Number(date));
}
