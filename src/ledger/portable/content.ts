import { sql } from 'kysely';
import { isDay } from '../day.ts';
import { excerpt, isLonger, longestItem, longestName } from '../lengths.ts';
import { isTooLarge, type Money, minorDigits } from '../money.ts';
import type { Details } from '../purchases/purchase.ts';
import type { contentNames } from '../purchases/purchase-rows.ts';
import type { FileProblem } from './portable.ts';

/** The columns of a purchase that its revisions contain, and their types. */
const contentTypes: Readonly<Record<(typeof contentNames)[number], string>> = {
  kind: 'text',
  item: 'text',
  amount: 'bigint',
  currency: 'text',
  given_amount: 'bigint',
  given_currency: 'text',
  vendor: 'text',
  category: 'text',
  tags: 'text[]',
  day: 'date',
  spread_count: 'integer',
  spread_unit: 'text',
  removed: 'boolean',
};
const columns = Object.entries(contentTypes);

/** References to these columns. */
export const contentColumns = sql.join(columns.map(([name]) => sql.ref(name)));

/** A row `said` of these columns from the JSON `content`, at a third of the cost of a whole purchase row. */
export const contentRow = sql`jsonb_to_record(content) as said (${sql.join(
  columns.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
)})`;

/** The columns of `contentRow`. */
export const contentSaid = sql.join(columns.map(([name]) => sql.ref(`said.${name}`)));

/**
 * The assignments that give `purchase`, of `account`, the JSON `content`. With the same price and day it keeps its rate.
 */
export const contentSet = sql`
  (${contentColumns}, conversion, converted_currency, converted_amount, rate, rate_day, rate_source) = (
    select ${contentSaid}, case when same then purchase.conversion when said.currency <> account.currency then 'due' end,
      nullif(account.currency, said.currency), case when same then purchase.converted_amount end,
      case when same then purchase.rate end, case when same then purchase.rate_day end,
      case when same then purchase.rate_source end
    from ${contentRow}
    cross join lateral (select
      (purchase.amount, purchase.currency, purchase.given_amount, purchase.given_currency, purchase.day)
      is not distinct from (said.amount, said.currency, said.given_amount, said.given_currency, said.day) as same) kept)`;

/** The content of `purchase` as the JSON of `toRow`. */
export const contentJson = sql`jsonb_build_object(
  'kind', purchase.kind, 'item', purchase.item,
  'amount', purchase.amount::text, 'currency', purchase.currency,
  'given_amount', purchase.given_amount::text, 'given_currency', purchase.given_currency,
  'vendor', purchase.vendor, 'category', purchase.category, 'tags', to_jsonb(purchase.tags), 'day', purchase.day::text,
  'spread_count', purchase.spread_count, 'spread_unit', purchase.spread_unit, 'removed', purchase.removed)`;

/** A lone surrogate. */
const surrogate = /\p{Surrogate}/u;
const mostTags = 100;

/** Why a purchase from a file cannot be recorded as it is: a key, and the text it is about; null: it can. */
export function problemIn(details: Details): Omit<FileProblem, 'line'> | null {
  const { item, price, given, vendor, category, tags, day, spread } = details;
  const texts = [item, vendor, category, ...tags].filter((text) => text !== null);
  // Postgres cannot store these, and no screen shows them.
  const unfit = texts.find((text) => text.includes('\0') || surrogate.test(text));
  if (unfit !== undefined) return { problem: 'characters', words: excerpt(unfit) };
  if (!fits(item, longestItem)) return { problem: 'item', words: excerpt(item) };
  if (vendor !== null && !fits(vendor, longestName)) return { problem: 'vendor', words: excerpt(vendor) };
  if (category !== null && !fits(category, longestName))
    return { problem: 'category', words: excerpt(category) };
  const tag = tags.length > mostTags ? (tags[mostTags] ?? '') : tags.find((name) => !fits(name, longestName));
  if (tag !== undefined) return { problem: 'tag', words: excerpt(tag) };
  if (!isDay(day)) return { problem: 'date', words: excerpt(day) };
  const wrong = [price, given].find((money) => money !== null && !isPayable(money));
  if (wrong) return { problem: 'amount', words: excerpt(`${wrong.minor} ${wrong.currency}`) };
  if (spread !== null && !(Number.isInteger(spread.count) && spread.count >= 1 && spread.count <= 1_000))
    return { problem: 'spread', words: String(spread.count) };
  return null;
}

function fits(text: string, most: number): boolean {
  return text !== '' && !isLonger(text, most);
}

function isPayable(money: Money): boolean {
  return minorDigits(money.currency) !== null && money.minor > 0n && !isTooLarge(money);
}
