import { dayOf } from '../../day.ts';
import { type AmountStyle, readAmounts } from '../amounts.ts';
import { type Block, blocksOf, escaped, type Line, linesOf } from '../lines.ts';
import type { FileFormat, FileRow, PortablePurchase } from '../portable.ts';
import { moneyText, problemAt, spreadText } from '../row.ts';
import {
  amountsOf,
  type Meaning,
  type Notes,
  type Posting,
  purposeOf,
  rowsOf,
  type Transaction,
} from '../transaction.ts';
import { AccountNames, uncategorized } from './beancount-accounts.ts';
import { quoted, type Word, wholeLines, withoutComment, wordsIn } from './beancount-text.ts';

/** beancount's files: every account is opened on the first day it is used, with its category's name as metadata. */
export const beancount: FileFormat = {
  async *write(purchases, { currency }) {
    // else amounts without decimals would have to balance to the last digit of a rate
    yield `; spndr: a file for beancount
option "operating_currency" "${currency}"
option "inferred_tolerance_default" "*:0.0001"
`;
    const names = new AccountNames();
    let isFirst = true;
    for await (const purchase of purchases) {
      if (isFirst) yield `\n${purchase.day} open ${cash}\n`;
      isFirst = false;
      const { account, isNew, category } = names.name(purchase);
      if (isNew) yield openText(purchase.day, account, category);
      yield transactionText(purchase, account);
    }
  },
  read: readBeancount,
};

const cash = 'Assets:Cash';

function openText(day: string, account: string, category: string | null): string {
  return `\n${day} open ${account}\n${category === null ? '' : `  category: ${quoted(category)}\n`}`;
}

const plainTag = /^[A-Za-z0-9\-_/.]+$/;

function transactionText(purchase: PortablePurchase, account: string): string {
  const { day, item, vendor, tags, spread, given, price } = purchase;
  const plain = tags.filter((tag) => plainTag.test(tag));
  const head = [
    day,
    '*',
    ...(vendor === null ? [] : [quoted(vendor)]),
    quoted(item),
    ...plain.map((tag) => `#${tag}`),
  ];
  const { filed, paid } = amountsOf(purchase, moneyText);
  return [
    `\n${head.join(' ')}\n`,
    `  uid: "${purchase.uid}"\n`,
    plain.length < tags.length ? `  tags: ${quoted(tags.map((tag) => escaped(tag, / /gu)).join(' '))}\n` : '',
    spread === null ? '' : `  spread: "${spreadText(spread)}"\n`,
    given !== null && given.currency === price.currency ? `  given: "${moneyText(given)}"\n` : '',
    `  ${account}  ${filed}\n`,
    `  ${cash}  ${paid}\n`,
  ].join('');
}

/** What a file has said so far about how to read the rest. */
interface Reading extends Meaning {
  /** The categories of accounts whose names do not show them. */
  readonly categories: Map<string, string>;
  /** The file's own names for root accounts, to the usual ones. */
  readonly roots: Map<string, string>;
  /** Tags in force, from pushtag to poptag. */
  readonly pushed: Set<string>;
}

/** More than any transaction may have; all of them are added to each. */
const mostPushed = 200;

async function* readBeancount(
  text: AsyncIterable<string>,
  { currency }: { readonly currency: string },
): AsyncGenerator<FileRow> {
  const categories = new Map<string, string>();
  const roots = new Map<string, string>();
  const reading: Reading = {
    currency,
    seen: new Map(),
    lotsBalance: true,
    categories,
    roots,
    pushed: new Set(),
    decode: (text) => text,
    purposeOf(account) {
      const [root = '', ...rest] = account.split(':');
      const purpose = purposeOf([roots.get(root) ?? root, ...rest].join(':'));
      const named = categories.get(account);
      if (purpose === null || (named === undefined && purpose.category !== uncategorized)) return purpose;
      return { ...purpose, category: named ?? null };
    },
  };
  for await (const block of blocksOf(wholeLines(linesOf(text)))) yield* readBlock(block, reading);
}

function* readBlock(block: Block, reading: Reading): Generator<FileRow> {
  const { number, text } = block.first;
  const [first, second, third, ...more] = wordsIn(text);
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(first?.text ?? '');
  if (date === null) {
    const name = second?.text ?? '';
    const root = rootOptions[name];
    if (first?.text === 'option' && root !== undefined && third) reading.roots.set(third.text, root);
    else if (first?.text === 'pushtag' && reading.pushed.size < mostPushed)
      reading.pushed.add(name.replace(/^#/, ''));
    else if (first?.text === 'poptag') reading.pushed.delete(name.replace(/^#/, ''));
    else if (first?.text === 'include') yield problemAt(number, 'unsupported', text);
    return;
  }
  if (second?.text === 'open' && third) {
    const category = notesOf(block.rest).values.get('category');
    if (category !== undefined) reading.categories.set(third.text, category);
  } else if (second !== undefined && /^(?:txn|[*!&#?%A-Z])$/.test(second.text)) {
    const day = dayOf(Number(date[1]), Number(date[2]), Number(date[3]));
    yield* rowsOf(readTransaction(block, day, [third, ...more], reading), reading);
  }
}

const rootOptions: Readonly<Record<string, string>> = { name_expenses: 'Expenses', name_income: 'Income' };

function readTransaction(
  { first, rest }: Block,
  day: string | null,
  words: readonly (Word | undefined)[],
  reading: Reading,
): Transaction {
  const strings = words.flatMap((word) => (word?.quoted ? [word.text] : []));
  const [payee, note] = strings.length > 1 ? strings : [null, strings[0]];
  const inHead = words.flatMap((word) => (word && !word.quoted ? tagIn(word) : []));
  const postings: { line: Line; notes: Line[] }[] = [];
  const own: Line[] = [];
  for (const line of rest) {
    if (isPosting(line)) postings.push({ line, notes: [] });
    else (postings.at(-1)?.notes ?? own).push(line);
  }
  const notes = notesOf(own);
  return {
    line: first.number,
    day,
    payee: payee || null,
    note: note || null,
    notes: { ...notes, tags: [...inHead, ...notes.tags, ...reading.pushed] },
    postings: postings.flatMap(({ line, notes }) => readPosting(line, notesOf(notes))),
  };
}

function tagIn({ text }: Word): string[] {
  return text.startsWith('#') && text.length > 1 ? [text.slice(1)] : [];
}

const postingPattern = /^(?:[*!&#?%A-Z]\s+)?([^\s:;"#^]+(?::[^\s:;"]+)+)(?:\s+(.*))?$/s;

function isPosting({ text }: Line): boolean {
  return postingPattern.test(withoutComment(text).trim());
}

const style: AmountStyle = { mark: '.', marks: new Map(), commaIsDecimal: false, commodity: '' };

function readPosting({ number, text }: Line, notes: Notes): Posting[] {
  const [, account, rest = ''] = postingPattern.exec(withoutComment(text).trim()) ?? [];
  return account === undefined ? [] : [{ line: number, account, ...readAmounts(rest, style), notes }];
}

/** The metadata and tags of lines below a directive. */
function notesOf(lines: readonly Line[]): Notes {
  const values = new Map<string, string>();
  const tags: string[] = [];
  for (const { text } of lines) {
    const [first, second] = wordsIn(text);
    if (first && !first.quoted && /^[a-z][\w-]*:$/.test(first.text) && second) {
      values.set(first.text.slice(0, -1), second.text);
    } else tags.push(...wordsIn(text).flatMap((word) => (word.quoted ? [] : tagIn(word))));
  }
  return { text: null, tags, values };
}
