import type { Entry } from '../../ledger/entry/entry.ts';
import { lexiconFor } from '../../ledger/entry/lexicon.ts';
import { parseEntry } from '../../ledger/entry/parse.ts';
import { folded } from '../../ledger/entry/text/characters.ts';
import { decimal, type Money, minorDigits } from '../../ledger/money.ts';
import { makeChange } from '../../ledger/purchases/changes.ts';
import { contentOf, type Details, type Purchase } from '../../ledger/purchases/purchase.ts';
import { sharesOf } from '../../ledger/rates/exchange.ts';
import { phrase } from '../reply.ts';
import { answerTo } from './answer.ts';
import type { Mending } from './mend.ts';
import { problemsOf } from './problems.ts';
import { askAbout, authorOf, type Heard, parseOptions } from './read.ts';

/**
 * Splits an entry: "split 20 car, 5 tea" takes these parts out of it and leaves the rest. If they use all of it ("split
 * 60 groceries, rest home"), the entry becomes the first part. Parts inherit what they do not say themselves, and the
 * exchange rate given with the entry.
 */
export async function divide(mending: Mending & { readonly parts: string }): Promise<Heard> {
  const { turn, source, message, words, purchase, parts: said } = mending;
  const how: Heard = { message: { text: [phrase('split-how')] } };
  if (said.trim() === '' || /[\n\r]/.test(said) || isAmong(said)) return how;
  const options = await parseOptions(turn, message.writtenAt);
  const read = (answers: ReadonlyMap<string, string>) =>
    parseEntry(`${exactly(purchase.price)}: ${said}`, {
      ...options,
      currency: purchase.price.currency,
      answers,
    });
  const answers = new Map(words.answers);
  let parsed = read(answers);
  // The remainder stays with the entry.
  if (parsed.question?.about === 'split') parsed = read(answers.set(parsed.question.key, 'drop'));
  const { question, problems, entries } = parsed;
  if (question?.about === 'item') return how;
  if (question) return askAbout(turn, source, message, words, question);
  if (problems.length > 0 || entries.length === 0) {
    return { message: { text: [...problemsOf('', problems), phrase('split-how')] } };
  }
  const left = entries.reduce((rest, { money }) => rest - money.minor, purchase.price.minor);
  const parts = [...entries.map(({ money }) => money.minor), ...(left > 0n ? [left] : [])];
  const shares = purchase.given === null ? [] : sharesOf(purchase.given, parts);
  const details = entries.map((entry, at) => partOf(purchase, entry, shares[at] ?? null));
  const own =
    left > 0n ? { price: { ...purchase.price, minor: left }, given: shares.at(-1) ?? null } : details[0];
  const made = await makeChange(turn.ledger, authorOf(turn), {
    source,
    record: details.slice(left > 0n ? 0 : 1).map((details, position) => ({ details, position, line: null })),
    revise: [{ purchase, content: { ...contentOf(purchase), ...own } }],
  });
  return made ? { message: answerTo(made) } : { message: { text: [phrase('nothing-changed')] } };
}

/** Whether it says among how many people instead of into which parts: "in 3", "by 4", "entre 2 personas". */
function isAmong(said: string): boolean {
  const [word = '', number = ''] = folded(said.trim()).split(/\s+/);
  return lexiconFor('').beforeOthers.has(word) && /^\p{Nd}+$/u.test(number);
}

/**
 * A part of a purchase. `share`: its share of the amount that the person gave for the purchase in the account's
 * currency.
 */
function partOf(purchase: Purchase, entry: Entry, share: Money | null): Details {
  const { money, converted, item, vendor, category, tags } = entry;
  return {
    ...contentOf(purchase),
    price: money,
    given: converted ?? share,
    item,
    vendor: vendor ?? purchase.vendor,
    category: category ?? purchase.category,
    tags: tags.length > 0 ? tags : purchase.tags,
  };
}

/** An amount that the grammar reads in one way only: in "1.234 KWD" the point could be either separator. */
function exactly(price: Money): string {
  const digits = minorDigits(price.currency) ?? 0;
  const amount = digits === 3 ? `${price.minor}/1000` : decimal(price);
  return `${amount} ${price.currency}`;
}
