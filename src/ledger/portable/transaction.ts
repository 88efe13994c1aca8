import { folded } from '../entry/text/characters.ts';
import { add, type CurrencyNames, currencyOf, type Decimal, negated, roundedMoney } from './decimals.ts';
import { unescaped } from './lines.ts';
import type { FileRow, PortablePurchase } from './portable.ts';
import { moneyFrom, problemAt, rowOf, spreadOf, uidOf, wordsOf } from './row.ts';

/** What hledger, Ledger and beancount have in common: transactions between accounts that balance. */

/** A number of units of `commodity`, as the file calls it; '' if it names none. */
export interface Amount {
  readonly number: Decimal;
  readonly commodity: string;
}

export interface Posting {
  readonly line: number;
  /** As in the file. */
  readonly account: string;
  /** 'left-out': it balances the others; 'unreadable': something else is there. */
  readonly amount: Amount | 'left-out' | 'unreadable';
  /** The total the amount was exchanged for; null: it was not. */
  readonly cost: Amount | null;
  /** What the lot in braces cost in total; null: there is none. */
  readonly lot: Amount | 'unreadable' | null;
  readonly notes: Notes;
}

/** Comments on a transaction or posting. */
export interface Notes {
  readonly text: string | null;
  readonly tags: readonly string[];
  /** Values by key. */
  readonly values: ReadonlyMap<string, string>;
}

export interface Transaction {
  readonly line: number;
  /** null: no valid day. */
  readonly day: string | null;
  readonly payee: string | null;
  readonly note: string | null;
  readonly notes: Notes;
  readonly postings: readonly Posting[];
}

/** The kind and category that an account stands for. */
interface Purpose {
  readonly side: 'expense' | 'income';
  readonly category: string | null;
}

const roots = new Map<string, Purpose['side']>([
  ...names('expense', 'expenses expense ausgaben aufwand aufwendungen gastos depenses despesas расходы खर्च'),
  ...names(
    'income',
    'income revenue revenues einnahmen einkommen ertrage ertrag ingresos revenus receitas доходы आय',
  ),
]);

function names(side: Purpose['side'], words: string): [string, Purpose['side']][] {
  return words.split(' ').map((word) => [folded(word), side]);
}

/** The purpose that an account's name shows; null: it holds money, or is something else. */
export function purposeOf(account: string): Purpose | null {
  const [root = '', ...rest] = account.split(':');
  const side = roots.get(folded(root));
  return side === undefined ? null : { side, category: rest.length === 0 ? null : rest.join(':') };
}

/** The account for a purchase whose category the file calls `category`. */
export function accountOf(kind: PortablePurchase['kind'], category: string | null): string {
  const root = kind === 'income' ? 'Income' : 'Expenses';
  return category === null ? root : `${root}:${category}`;
}

/**
 * The amounts of a purchase's two postings. If it was exchanged, `filed` ends with ' @@ ' and the amount it was
 * exchanged for, which is what `paid` is in.
 */
export function amountsOf(
  { kind, price, given }: PortablePurchase,
  show: (money: PortablePurchase['price']) => string,
): { readonly filed: string; readonly paid: string } {
  const sign = kind === 'expense' ? 1n : -1n;
  const exchanged = given !== null && given.currency !== price.currency ? given : null;
  const { minor, currency } = exchanged ?? price;
  return {
    filed: show({ ...price, minor: price.minor * sign }) + (exchanged ? ` @@ ${show(exchanged)}` : ''),
    paid: show({ minor: -minor * sign, currency }),
  };
}

/** How to interpret a file's transactions. */
export interface Meaning {
  /** The account's own currency, ISO 4217. */
  readonly currency: string;
  readonly seen: CurrencyNames;
  /** Whether lots balance at what they cost, whatever they are sold for; else a lot that differs is not understood. */
  readonly lotsBalance: boolean;
  purposeOf(account: string): Purpose | null;
  /** Unescapes a text of a transaction that spndr wrote. */
  decode(text: string): string;
}

/**
 * The purchases of a transaction: one for each posting to an expense or income account; none for a transfer between
 * other accounts.
 */
export function rowsOf(transaction: Transaction, meaning: Meaning): readonly FileRow[] {
  const { postings, notes, line } = transaction;
  const filed = postings.flatMap((posting) => {
    const purpose = meaning.purposeOf(posting.account);
    return purpose === null ? [] : [{ posting, purpose }];
  });
  if (filed.length === 0) return [];
  if (postings.filter(({ amount }) => amount === 'left-out').length > 1) {
    return [problemAt(line, 'amount', transaction.note ?? transaction.payee ?? '')];
  }
  const uid = uidOf(notes.values.get('uid'));
  return filed.map(({ posting, purpose }, index) => {
    const own = uidOf(posting.notes.values.get('uid')) ?? (index === 0 ? uid : null);
    const at = filed.length === 1 ? line : posting.line;
    return rowOfPosting({ transaction, posting, purpose, uid: own, line: at, isOurs: uid !== null }, meaning);
  });
}

interface Filed {
  readonly transaction: Transaction;
  readonly posting: Posting;
  readonly purpose: Purpose;
  readonly uid: string | null;
  readonly line: number;
  /** Whether spndr wrote it, so that texts are escaped. */
  readonly isOurs: boolean;
}

function rowOfPosting(filed: Filed, meaning: Meaning): FileRow {
  const { transaction, posting, purpose, uid, line, isOurs } = filed;
  const { day, payee, note, notes } = transaction;
  const text = (words: string | null) => (isOurs && words !== null ? meaning.decode(words) : wordsOf(words));
  const amount = amountOf(posting, transaction.postings, meaning);
  const currency = amount === null ? '' : currencyOf(amount.commodity, meaning.currency, meaning.seen);
  const number = amount && purpose.side === 'income' ? negated(amount.number) : (amount?.number ?? null);
  const isRefund = purpose.side === 'expense' && number !== null && number.value < 0n;
  const item = text(note ?? (isOurs ? payee : (posting.notes.text ?? notes.text ?? payee)));
  return rowOf({
    line,
    uid,
    kind: isRefund ? 'refund' : purpose.side,
    item,
    amount: number === null ? null : isRefund ? negated(number) : number,
    currency: currency ?? amount?.commodity ?? '',
    given: moneyFrom(notes.values.get('given')) ?? givenOf(posting.cost, currency, meaning),
    vendor: note === null && (isOurs || item === text(payee)) ? null : text(payee),
    category: text(purpose.category),
    tags: tagsOf(filed),
    day,
    spread: spreadOf(notes.values.get('spread')),
  });
}

function tagsOf({ transaction, posting, isOurs }: Filed): readonly string[] {
  const listed = transaction.notes.values.get('tags');
  if (isOurs && listed !== undefined) return listed.split(' ').map(unescaped);
  return [...new Set([...transaction.notes.tags, ...posting.notes.tags])];
}

/** The amount of a posting; one left out is calculated from the others. null: that gives no single amount. */
function amountOf(
  { amount }: Posting,
  postings: readonly Posting[],
  { lotsBalance }: Meaning,
): Amount | null {
  if (amount === 'unreadable') return null;
  if (amount !== 'left-out') return amount;
  const weights = postings.flatMap((other) => {
    if (other.amount === 'left-out') return [];
    return other.amount === 'unreadable' ? [null] : [weightOf(other, other.amount, lotsBalance)];
  });
  const [first] = weights;
  if (!first) return null;
  let number: Decimal = { value: 0n, scale: 0 };
  for (const weight of weights) {
    if (weight === null || weight.commodity !== first.commodity) return null;
    number = add(number, weight.number);
  }
  return { number: negated(number), commodity: first.commodity };
}

/** What a posting contributes to the balance of its transaction; null: that is not known. */
function weightOf({ cost, lot }: Posting, amount: Amount, lotsBalance: boolean): Amount | null {
  if (lot === 'unreadable') return null;
  const isSame = cost !== null && lot !== null && areEqual(cost, lot);
  if (lot !== null && !lotsBalance && !isSame) return null;
  const total = lot ?? cost;
  if (total === null) return amount;
  return amount.number.value < 0n ? { ...total, number: negated(total.number) } : total;
}

function areEqual(one: Amount, other: Amount): boolean {
  return one.commodity === other.commodity && add(one.number, negated(other.number)).value === 0n;
}

function givenOf(cost: Amount | null, currency: string | null, meaning: Meaning): PortablePurchase['given'] {
  if (cost === null) return null;
  const other = currencyOf(cost.commodity, meaning.currency, meaning.seen);
  if (other === null || other === currency) return null;
  const given = roundedMoney(cost.number, other);
  return given.minor > 0n ? given : null;
}
