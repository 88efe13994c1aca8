import { dayOf } from '../../day.ts';
import { type AmountStyle, readAmount } from '../amounts.ts';
import type { CurrencyNames, DecimalMark } from '../decimals.ts';
import { type Block, blocksOf, escaped, type Line, linesOf, unescaped } from '../lines.ts';
import type { FileFormat, FileRow, PortablePurchase } from '../portable.ts';
import { moneyText, problemAt, spreadText } from '../row.ts';
import { accountOf, amountsOf, type Notes, purposeOf, rowsOf, type Transaction } from '../transaction.ts';
import { readNotes, readPosting } from './journal-posting.ts';

/** The plain text journal format shared by hledger and Ledger. */

/** The differences between the two. */
export interface Dialect {
  /** The first lines of a written file. */
  readonly opening: string;
  /** The description after the date, and the item if it must be given in a comment; the texts are already escaped. */
  describe(item: string, vendor: string | null): { readonly head: string; readonly item: string | null };
  /** A comment with tags that pass `isPlainTag`. */
  tagLine(tags: readonly string[]): string;
  /** Whether "food:" anywhere in a comment is a tag; else only ":food:" is. */
  readonly wordsAreTags: boolean;
  /** See `Meaning`. */
  readonly lotsBalance: boolean;
  /** See `AmountStyle`. */
  readonly commaIsDecimal: boolean;
}

/** A journal in one of the dialects. */
export function journalFormat(dialect: Dialect): FileFormat {
  return {
    async *write(purchases) {
      yield dialect.opening;
      for await (const purchase of purchases) yield transactionText(purchase, dialect);
    },
    read: (text, { currency }) => readJournal(text, currency, dialect),
  };
}

/** Characters that end or divide a description, or are special at its beginning. */
const inHead = /[;|]|^[*!(=~#{}"&@-]/gu;
/** Characters with a special meaning in a comment. */
const inValue = /[,:;[\]|*=<>"\\{}()]/gu;
const inTagList = /[,:;[\]|*=<>"\\{}() ]/gu;
const inAccount = /[;"]/gu;
const inOddAccount = /[;":]/gu;

function transactionText(purchase: PortablePurchase, dialect: Dialect): string {
  const { item, vendor, tags, spread, given, price } = purchase;
  const described = dialect.describe(escaped(item, inHead), vendor === null ? null : escaped(vendor, inHead));
  const plain = tags.filter(isPlainTag);
  const notes = [
    `uid: ${purchase.uid}`,
    described.item === null ? null : `item: ${escaped(item, inValue)}`,
    plain.length > 0 ? dialect.tagLine(plain) : null,
    plain.length < tags.length ? `tags: ${tags.map((tag) => escaped(tag, inTagList)).join(' ')}` : null,
    spread === null ? null : `spread: ${spreadText(spread)}`,
    given !== null && given.currency === price.currency ? `given: ${moneyText(given)}` : null,
  ];
  const { filed, paid } = amountsOf(purchase, moneyText);
  return [
    `\n${purchase.day} * ${described.head}\n`,
    ...notes.flatMap((note) => (note === null ? [] : [`    ; ${note}\n`])),
    `    ${accountOf(purchase.kind, accountName(purchase.category))}  ${filed}\n`,
    `    Assets:Cash  ${paid}\n`,
  ].join('');
}

/** A category with colons becomes a subaccount, unless one of its parts would be invalid. */
function accountName(category: string | null): string | null {
  if (category === null) return null;
  return escaped(category, /^:|:$|:[: ]| :/.test(category) ? inOddAccount : inAccount);
}

/** Names with a special meaning to these programs, or to spndr. */
const reservedTags = /^(?:date2?|type|t|payee|value|uuid|uid|item|tags|spread|given)$/i;

function isPlainTag(tag: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(tag) && !reservedTags.test(tag);
}

/** What a file has said so far about how to read the rest. */
interface Reading extends AmountStyle {
  readonly currency: string;
  readonly dialect: Dialect;
  readonly seen: CurrencyNames;
  year: number | null;
  mark: DecimalMark;
  readonly marks: Map<string, '.' | ','>;
  commodity: string;
}

async function* readJournal(
  text: AsyncIterable<string>,
  currency: string,
  dialect: Dialect,
): AsyncGenerator<FileRow> {
  const { commaIsDecimal } = dialect;
  const told = { year: null, mark: null, marks: new Map(), commaIsDecimal, commodity: '' };
  const reading: Reading = { currency, dialect, seen: new Map(), ...told };
  for await (const block of blocksOf(withoutComments(linesOf(text)))) {
    if (/^\d/.test(block.first.text)) {
      const { seen } = reading;
      const { lotsBalance } = dialect;
      yield* rowsOf(readTransaction(block, reading), {
        currency,
        seen,
        lotsBalance,
        purposeOf,
        decode: unescaped,
      });
    } else yield* obeyDirective(block, reading);
  }
}

async function* withoutComments(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let closing: RegExp | null = null;
  for await (const line of lines) {
    const { text } = line;
    if (closing !== null) {
      if (closing.test(text)) closing = null;
    } else if (/^[!@]?comment\b/.test(text)) closing = /^[!@]?end comment\b/;
    else if (/^[!@]?test\b/.test(text)) closing = /^[!@]?end test\b/;
    else if (!/^[;#%|*]/.test(text)) yield line;
  }
}

/** Applies directives that change how the rest is read, and reports those that are not supported. */
function* obeyDirective({ first, rest }: Block, reading: Reading): Generator<FileRow> {
  const { number, text } = first;
  const [, year] = /^(?:Y|year|apply year)\s*(\d{1,4})\s*$/.exec(text) ?? [];
  if (year !== undefined) reading.year = Number(year);
  const [, mark] = /^decimal-mark\s+([.,])/.exec(text) ?? [];
  if (mark === '.' || mark === ',') reading.mark = mark;
  const [, isDefault, sample = ''] = /^(?:(D)|commodity)\s+([^;]*)/.exec(text) ?? [];
  const formats = rest.flatMap((line) => /^\s+format\s+([^;]*)/.exec(line.text)?.[1] ?? []);
  for (const format of [sample, ...formats]) learnFormat(format.trim(), isDefault !== undefined, reading);
  if (/^[!@]?(?:include|alias|apply account)\b/.test(text)) yield problemAt(number, 'unsupported', text);
}

/** Learns the decimal mark of a commodity from a sample such as "1.000,00 EUR", and whether it is the usual one. */
function learnFormat(sample: string, isDefault: boolean, reading: Reading): void {
  const commodity = readAmount(sample.replace(/[.,](?!\d)/, ''), {
    ...reading,
    commaIsDecimal: false,
    commodity: '',
  })?.commodity;
  if (commodity === undefined) return;
  const marks = sample.match(/[.,]/g) ?? [];
  const mark = marks.at(-1);
  // three digits after the only mark may be thousands
  const isClear = new Set(marks).size === 2 || (marks.length === 1 && !/[.,]\d{3}(?!\d)/.test(sample));
  if (isClear && (mark === '.' || mark === ',')) reading.marks.set(commodity, mark);
  if (isDefault) reading.commodity = commodity;
}

// flag "s", here and below: a "$" that cannot be reached would be searched for from every space
const headPattern = /^(\d[\d./-]*)(?:=[\d./-]+)?(?:\s+[*!](?=\s|$))?(?:\s*\([^)]*\))?(?:\s+(.*))?$/s;

function readTransaction({ first, rest }: Block, reading: Reading): Transaction {
  const [head, comment] = splitComment(first.text);
  const [, date = '', description = ''] = headPattern.exec(head.trim()) ?? [];
  const [payee = '', ...note] = description.split('|');
  const comments = comment === null ? [] : [comment];
  const postings: { line: Line; comments: string[] }[] = [];
  for (const line of rest) {
    const text = line.text.trim();
    if (!text.startsWith(';')) postings.push({ line, comments: [] });
    else (postings.at(-1)?.comments ?? comments).push(text.slice(1));
  }
  const notes = readNotes(comments, reading.dialect.wordsAreTags);
  return {
    line: first.number,
    day: readDay(date, reading.year),
    ...described(payee.trim(), note.join('|').trim(), notes),
    notes,
    postings: postings.flatMap(({ line, comments }) => {
      const [posting, comment] = splitComment(line.text);
      const all = comment === null ? comments : [comment, ...comments];
      const read = readPosting(line.number, posting, reading);
      return read === null ? [] : [{ ...read, notes: readNotes(all, reading.dialect.wordsAreTags) }];
    }),
  };
}

function described(payee: string, note: string, notes: Notes): { payee: string | null; note: string | null } {
  return { payee: payee || null, note: notes.values.get('item') || note || null };
}

function splitComment(text: string): [before: string, comment: string | null] {
  const at = text.indexOf(';');
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** Reads "2024-05-03", "2024/5/3", "2024.5.3" and, in the year set by the file, "5/3"; null: no such day. */
function readDay(text: string, year: number | null): string | null {
  const numbers = text.split(/[-/.]/).map(Number);
  if (numbers.length === 2 && year !== null) numbers.unshift(year);
  const [y, month, date] = numbers;
  if (numbers.length !== 3 || y === undefined || month === undefined || date === undefined) return null;
  return dayOf(y, month, date);
}
