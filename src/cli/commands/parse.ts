import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { dayAt, isDay } from '../../ledger/day.ts';
import type { Entry, Problem, ProblemKind, Question } from '../../ledger/entry/entry.ts';
import { type Parsed, parseEntry } from '../../ledger/entry/parse.ts';
import type { ParseOptions } from '../../ledger/entry/reader.ts';
import { decimal, minorDigits } from '../../ledger/money.ts';
import { countOf } from '../count.ts';
import { UsageError } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';

/** Adds `spndr parse`. Problems and questions of a text are results: the exit code is 0. */
export function define(program: Command, io: CommandIo): void {
  const parse = program
    .command('parse')
    .description('show how an entry such as "12.50 coffee" is read')
    .argument('[text...]', 'what a person might write; - or nothing: every line of the input')
    .option('--today <date>', 'the day that "today" means, as YYYY-MM-DD (default: the current day)')
    .option('--currency <code>', "the account's currency", 'EUR')
    .option('--locale <tag>', "the person's language or locale; '' when not known", 'en')
    .option('--categories <names>', 'categories that are known, separated by commas', '')
    .option('--vendors <names>', 'vendors that are known, separated by commas', '')
    .option('--json', 'print JSON, one object on one line for each text')
    // a text may start with a minus: "-5.20 amazon" is a refund
    .allowUnknownOption()
    .action((words: string[], options: Options) => show(io, words, options));
  examples(parse, [
    ['spndr parse "12.50 coffee @ Starbucks #food"'],
    ['spndr parse --locale de --json "gestern 7,80 Brot"'],
    ['spndr parse --json < lines.txt', 'one object for each line'],
  ]);
}

interface Options {
  today?: string;
  currency: string;
  locale: string;
  categories: string;
  vendors: string;
  json?: boolean;
}

async function show(io: CommandIo, words: readonly string[], options: Options): Promise<void> {
  const settings = checked(options);
  const print = async (text: string): Promise<void> => {
    const parsed = parseEntry(text, settings);
    if (options.json) io.out.line(JSON.stringify(asJson(parsed)));
    else await describe(io, parsed);
  };
  const unknown = words.find((word) => /^--?[a-z][\w-]*(=.*)?$/i.test(word));
  if (unknown !== undefined) throw new UsageError(`there is no option ${unknown}`, 'see spndr parse --help');
  const text = words.join(' ');
  if (text !== '' && text !== '-') return print(text);
  if (text === '' && words.length > 0) return print('');
  if (text === '' && process.stdin.isTTY) {
    throw new UsageError(
      'there is no text to read',
      'write it after the command: spndr parse "12.50 coffee"',
    );
  }
  const { ended: signal } = io.out;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity, signal })) {
    // lines read before that are still in the queue
    if (signal.aborted) return;
    await print(line);
  }
}

function checked({ today: day = today(), currency, locale, categories, vendors }: Options): ParseOptions {
  if (!isDay(day)) throw new UsageError(`--today ${day} is not a day`, 'give one as YYYY-MM-DD');
  const code = currency.toUpperCase();
  if (minorDigits(code) === null) {
    throw new UsageError(
      `--currency ${currency} is not known`,
      'give an ISO 4217 code such as EUR, USD or JPY',
    );
  }
  if (locale !== '' && !isTag(locale)) {
    throw new UsageError(`--locale ${locale} is not a language tag`, 'give one such as en, de-CH or ru');
  }
  return { today: day, currency: code, locale, categories: names(categories), vendors: names(vendors) };
}

function isTag(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}

function names(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function today(): string {
  return dayAt(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The documented JSON: amounts are decimals with all of the currency's digits. */
function asJson({ entries, question, problems }: Parsed): unknown {
  const also = (key: 'spread' | 'recurring') => {
    const found = entries.flatMap((entry, index) =>
      entry[key] === null ? [] : [{ entry: index, ...entry[key] }],
    );
    return found.length === 0 ? {} : { [key]: found };
  };
  const given = entries.flatMap(({ converted }, entry) =>
    converted === null ? [] : [{ entry, amount: decimal(converted), currency: converted.currency }],
  );
  return {
    entries: entries.map(({ kind, money, item, vendor, category, tags, date }) => ({
      kind,
      amount: decimal(money),
      currency: money.currency,
      item,
      vendor,
      category,
      tags,
      date,
    })),
    question: question && { about: question.about, choices: question.choices.map(({ text }) => text) },
    problems: problems.map(({ kind, line, start, end }) => ({ problem: kind, line, start, end })),
    ...(given.length > 0 && { given }),
    ...also('spread'),
    ...also('recurring'),
  };
}

async function describe(io: CommandIo, { entries, question, problems }: Parsed): Promise<void> {
  if (entries.length > 0) {
    await io.out.table(['kind', 'amount', 'item', 'vendor', 'category', 'tags', 'date'], entries.map(row));
  }
  if (question !== null) io.out.line(asked(question));
  for (const problem of problems) io.out.line(explained(problem));
}

function row({ kind, money, converted, item, vendor, category, tags, date, ...time }: Entry): string[] {
  const amount = [money, converted].flatMap((one) => (one ? [`${decimal(one)} ${one.currency}`] : []));
  const when = `${date}${spanOf(time)}${rhythmOf(time)}`;
  return [kind, amount.join(' = '), item, vendor ?? '', category ?? '', tags.join(', '), when];
}

function spanOf({ spread }: Pick<Entry, 'spread'>): string {
  return spread === null ? '' : `, over ${countOf(spread.count, spread.unit)}`;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function rhythmOf({ recurring }: Pick<Entry, 'recurring'>): string {
  if (recurring === null) return '';
  const { every, on, step = 1 } = recurring;
  const day = on === null ? '' : ` on ${every === 'week' ? weekdays[on] : `day ${on}`}`;
  return `, every ${step === 1 ? every : countOf(step, every)}${day}`;
}

function asked({ about, line, choices }: Question): string {
  const readings = choices.map(({ text }) => text).join(' or ');
  return `line ${line}: asks about the ${about}${readings === '' ? '' : `: ${readings}`}`;
}

const explanations: Readonly<Record<ProblemKind, string>> = {
  'too-long': 'is longer than 4,096 characters; write less at a time',
  'too-many-lines': 'there are more than 100 lines; write fewer at a time',
  'too-many-entries': 'holds more than 100 entries; write fewer in a line',
  'hidden-characters': 'holds characters that cannot be seen; write it anew without them',
  'no-amount': 'holds no amount; write one such as "12.50 coffee"',
  'amount-inside': 'has a whole number only amid its words; if it is the price, write it first or last',
  question: 'asks what was spent; ask with /stats or /search in the chat',
  zero: 'the amount is zero; write what it cost',
  negative: 'the amount is negative; for a refund start the line with a minus',
  'too-large': 'the amount is above 999,999,999,999.99; write a smaller one',
  'too-many-decimals': 'the amount has more decimals than its currency allows; write fewer',
  'item-too-long': 'the item is longer than 200 characters; write a shorter one',
  'name-too-long': 'a vendor, category or tag is longer than 100 characters; write a shorter one',
  'split-too-much':
    'the parts add up to more than the total, or leave nothing for the rest; change one of them',
  'split-currencies': 'a part is in another currency than the total; write it as an entry of its own',
};

function explained({ kind, line }: Problem): string {
  return `line ${line}: ${explanations[kind]}`;
}
