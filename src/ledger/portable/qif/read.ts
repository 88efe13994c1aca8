import { dayOf } from '../../day.ts';
import { minorDigits } from '../../money.ts';
import { type Decimal, negated, readDecimal } from '../decimals.ts';
import { type Line, linesOf, unescaped } from '../lines.ts';
import type { FileRow, ReadOptions } from '../portable.ts';
import { type Found, moneyFrom, rowOf, spreadOf, uidOf, wordsOf } from '../row.ts';

/** A whole transaction, or one part of a split one. */
interface Part {
  readonly line: number;
  category: string;
  memo: string | null;
  amount: string | null;
}

interface Transaction {
  readonly line: number;
  readonly currency: string;
  /** The first value of each field (D, T, P, M, L, N and others). */
  readonly fields: ReadonlyMap<string, string>;
  readonly splits: readonly Part[];
}

/** How many transactions may wait for a date that is unambiguous. */
const mostWaiting = 20_000;

/**
 * Reads a QIF file. Dates such as 3/5/2024 are read month first unless a date in the file shows that the day is first.
 */
export async function* readQif(text: AsyncIterable<string>, options: ReadOptions): AsyncGenerator<FileRow> {
  let order: DateOrder | null = null;
  let waiting: Transaction[] = [];
  for await (const transaction of transactionsOf(text, options.currency)) {
    waiting.push(transaction);
    order ??= orderShownBy(transaction.fields.get('D') ?? '');
    if (order === null && isUnsure(waiting[0]) && waiting.length < mostWaiting) continue;
    order = waiting.length < mostWaiting ? order : (order ?? 'month-first');
    yield* waiting.flatMap((one) => rowsOf(one, order ?? 'month-first'));
    waiting = [];
  }
  yield* waiting.flatMap((one) => rowsOf(one, order ?? 'month-first'));
}

/** Lists without money transactions, and investments. */
const passedOver = /^!Type:(?:Cat|Class|Memorized|Invst|Prices|Security|Budget|Tag)/i;

async function* transactionsOf(text: AsyncIterable<string>, own: string): AsyncGenerator<Transaction> {
  let inside: 'transactions' | 'account' | 'nothing' = 'transactions';
  let currency = own;
  let lines: Line[] = [];
  for await (const line of linesOf(text)) {
    if (line.text.startsWith('!')) {
      if (/^!Account/i.test(line.text)) inside = 'account';
      else if (/^!Type:/i.test(line.text)) inside = passedOver.test(line.text) ? 'nothing' : 'transactions';
      lines = [];
    } else if (!line.text.startsWith('^')) {
      if (line.text.trim() !== '' && lines.length < mostLines) lines.push(line);
    } else {
      if (inside === 'account') currency = currencyOfAccount(lines) ?? own;
      else if (inside === 'transactions' && lines.length > 0) yield transactionOf(lines, currency);
      lines = [];
    }
  }
  if (inside === 'transactions' && lines.length > 0) yield transactionOf(lines, currency);
}

const mostLines = 10_000;

function currencyOfAccount(lines: readonly Line[]): string | null {
  const described = lines.find(({ text }) => text.startsWith('D'))?.text ?? '';
  const [, code] = /^DPurchases in ([A-Z]{3})\s*$/.exec(described) ?? [];
  return code !== undefined && minorDigits(code) !== null ? code : null;
}

function transactionOf(lines: readonly Line[], currency: string): Transaction {
  const fields = new Map<string, string>();
  const splits: Part[] = [];
  for (const { text, number } of lines) {
    const [field, value] = [text.slice(0, 1), text.slice(1)];
    const split = splits.at(-1);
    if (field === 'S') splits.push({ line: number, category: value, memo: null, amount: null });
    else if (field === 'E' && split) split.memo = value;
    else if (field === '$' && split) split.amount = value;
    else if (!fields.has(field)) fields.set(field, value);
  }
  return { line: lines[0]?.number ?? 1, currency, fields, splits };
}

function rowsOf({ line, currency, fields, splits }: Transaction, order: DateOrder): FileRow[] {
  const uid = uidOf(fields.get('N'));
  const whole: Part = {
    line,
    category: fields.get('L') ?? '',
    memo: fields.get('M') ?? null,
    amount: fields.get('T') ?? fields.get('U') ?? null,
  };
  const day = readDate(fields.get('D') ?? '', order);
  const parts =
    splits.length === 0 ? [whole] : splits.map((part) => ({ ...part, memo: part.memo ?? whole.memo }));
  return parts.flatMap((part, index) => {
    // a transfer between accounts of the same person
    if (part.category.startsWith('[')) return [];
    const payee = fields.get('P') ?? null;
    return [
      rowOf(foundIn({ part, payee, uid: index === 0 ? uid : null, isOurs: uid !== null, currency, day })),
    ];
  });
}

interface PartAt {
  readonly part: Part;
  readonly payee: string | null;
  readonly uid: string | null;
  /** Whether spndr wrote it, so that texts are escaped. */
  readonly isOurs: boolean;
  readonly currency: string;
  readonly day: string | null;
}

function foundIn({ part, payee, uid, isOurs, currency, day }: PartAt): Found {
  const text = (words: string | null) => (isOurs && words ? unescaped(words) : wordsOf(words));
  const [item = '', extras = ''] = isOurs ? divided(part.memo ?? '') : [part.memo ?? ''];
  const [category = '', classes = ''] = part.category.split('/');
  const amount = isVague(part.amount ?? '', currency) ? null : readDecimal(part.amount ?? '', null);
  const isExpense = amount !== null && amount.value <= 0n;
  const vendor = text(payee);
  const words = text(item);
  return {
    line: part.line,
    uid,
    kind: isExpense ? 'expense' : /(?:^|, )refund(?:,|$)/.test(extras) ? 'refund' : 'income',
    item: words ?? vendor,
    vendor: words === null ? null : vendor,
    amount: amount && sized(amount),
    currency,
    given: moneyFrom(/given=([^,]*)/.exec(extras)?.[1]),
    category: text(category),
    tags: classes.split(':').flatMap((tag) => text(tag) ?? []),
    day,
    spread: spreadOf(/spread=([^,]*)/.exec(extras)?.[1]),
  };
}

/** Whether an amount could be thousands as well as decimals: "1.500" euros, "1,500" dinars of three decimals. */
function isVague(amount: string, currency: string): boolean {
  const mark = /^\s*[-+]?[1-9]\d{0,2}([.,])\d{3}\s*$/.exec(amount)?.[1];
  return mark === (minorDigits(currency) === 3 ? ',' : '.');
}

function divided(memo: string): [item: string, extras: string] {
  const [, item, extras] = /^(.*) \[spndr ([^[\]]*)\]$/.exec(memo) ?? [];
  return item === undefined || extras === undefined ? [memo, ''] : [item, extras];
}

function sized(amount: Decimal): Decimal {
  return amount.value < 0n ? negated(amount) : amount;
}

type DateOrder = 'month-first' | 'day-first';

const shortDate = /^\s*(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*([-/.']{1,2})\s*(\d{2,4})\s*$/;

/** The only order in which a date can be read; null: it is ambiguous. With full stops the day is first. */
function orderShownBy(date: string): DateOrder | null {
  const [, first, mark, second] = shortDate.exec(date) ?? [];
  if (mark === '.' || Number(first) > 12) return 'day-first';
  return Number(second) > 12 ? 'month-first' : null;
}

function isUnsure(transaction: Transaction | undefined): boolean {
  return shortDate.test(transaction?.fields.get('D') ?? '');
}

/** Reads "2024-05-03", "5/3/2024", "5/3'24" or " 5/ 3/24". Two-digit years are from 1970 to 2069. */
function readDate(text: string, order: DateOrder): string | null {
  const [, y, m, d] = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*$/.exec(text) ?? [];
  if (y !== undefined) return dayOf(Number(y), Number(m), Number(d));
  const [, first, , second, , last = ''] = shortDate.exec(text) ?? [];
  const short = Number(last) + (last.length > 2 ? 0 : Number(last) < 70 ? 2000 : 1900);
  const [month, date] = order === 'month-first' ? [first, second] : [second, first];
  return dayOf(short, Number(month), Number(date));
}
