import type { Entry, Recurrence } from '../../src/ledger/entry/entry.ts';
import { parseEntry } from '../../src/ledger/entry/parse.ts';
import type { ParseOptions } from '../../src/ledger/entry/reader.ts';
import { decimal, type Money } from '../../src/ledger/money.ts';

/**
 * Writes an entry as one line that `parseEntry` reads, with the same options, as the same entry except for its line
 * number. Its texts must be in normal form, as the parser's are. Quotes only if they are needed.
 */
export function formatEntry(entry: Entry, options: ParseOptions): string {
  let line = '';
  for (const quoting of ['none', 'item', 'all'] as const) {
    for (const mark of ['.', ',', '0.']) {
      line = written(entry, quoting, mark);
      const [read, ...others] = parseEntry(line, options).entries;
      if (read !== undefined && others.length === 0 && isSame(read, entry)) return line;
    }
  }
  return line;
}

/** Whether two entries are equal, apart from their lines. */
function isSame(a: Entry, b: Entry): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint({
  kind,
  money,
  converted,
  item,
  vendor,
  category,
  tags,
  date,
  spread,
  recurring,
}: Entry): string {
  const monies = [money, converted].map((one) => one && [one.minor.toString(), one.currency]);
  const often = recurring && [recurring.every, recurring.on, recurring.step];
  return JSON.stringify([
    kind,
    monies,
    item,
    vendor,
    category,
    tags,
    date,
    spread?.count,
    spread?.unit,
    often,
  ]);
}

function written(entry: Entry, quoting: 'none' | 'item' | 'all', mark: string): string {
  const { kind, money, converted, item, vendor, category, tags, date, spread, recurring } = entry;
  const name = (text: string): string => (quoting === 'all' ? quoted(text) : text);
  const hash = (text: string): string => `#${/^[\p{L}\p{N}-]+$/u.test(text) ? name(text) : quoted(text)}`;
  const sign = { expense: '', income: '+', refund: '-' }[kind];
  const parts = [
    sign + amount(money, mark),
    converted === null ? '' : `= ${amount(converted, mark)}`,
    quoting === 'none' ? item : quoted(item),
    vendor === null ? '' : `@ ${name(vendor)}`,
    category === null ? '' : hash(category),
    // without a category, the first # would be read as one
    ...tags.map((tag) => (category === null ? `tag:${quoted(tag)}` : hash(tag))),
    spread === null ? '' : `over ${spread.count} ${spread.unit}s`,
    recurring === null ? '' : often(recurring),
    date,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** `mark` is the decimal mark; '0.' adds a leading zero, after which no mark can be read as one that groups. */
function amount(money: Money, mark: string): string {
  const digits = decimal(money);
  return `${mark === '0.' && digits.includes('.') ? `0${digits}` : digits.replace('.', mark)} ${money.currency}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function often({ every, on, step }: Recurrence): string {
  if (step !== undefined) {
    const day = every === 'week' ? weekdays[on ?? -1] : on === null ? undefined : `the ${on}th`;
    return `every ${step} ${every}s${day === undefined ? '' : ` on ${day}`}`;
  }
  if (every === 'week' && on !== null) return `every ${weekdays[on]}`;
  if (every === 'month' && on !== null) return `monthly on the ${on}th`;
  return { day: 'daily', week: 'weekly', month: 'monthly', year: 'yearly' }[every];
}
