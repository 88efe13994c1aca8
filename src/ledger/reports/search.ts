import { type RawBuilder, sql } from 'kysely';
import { knownNames } from '../categories/categories.ts';
import { tagCueOf, vendorCueOf, wordCues } from '../categories/cues.ts';
import type { Day } from '../day.ts';
import type { Kind } from '../entry/entry.ts';
import { nameKey } from '../entry/reader.ts';
import type { Money } from '../money.ts';
import type { Purchase } from '../purchases/purchase.ts';
import { columns, toPurchase } from '../purchases/purchase-rows.ts';
import type { Ledger } from '../storage/database.ts';
import type { Period } from './period.ts';
import { purchasesIn } from './rows.ts';
import { isSign, type Wanted, wantedWords } from './search-words.ts';

/** What purchases must have in common; anything left out does not matter. */
export interface Criteria {
  /** Purchases with a day in it; null: any. */
  readonly period?: Period | null;
  /** As spelled; null: purchases without one. */
  readonly category?: string | null;
  readonly vendor?: string | null;
  /** Id of the person who recorded it, as text; null: the operator did. */
  readonly person?: string | null;
  /** Excludes income. */
  readonly spending?: boolean;
  /** Further conditions on the columns of `purchase`, all of which must hold. */
  readonly also?: readonly RawBuilder<boolean>[];
}

/** A page of the purchases found, newest day first, with the totals of all of them. */
export interface FoundPage {
  readonly count: number;
  /** Per kind and currency. */
  readonly sums: readonly { readonly kind: Kind; readonly money: Money }[];
  readonly purchases: readonly Purchase[];
  /**
   * The number of this page, from 0: the one asked for or, if there is no such page, the last; and that of the last.
   */
  readonly page: number;
  readonly last: number;
}

/**
 * A page (from 0, of `size`) of an account's purchases that meet `criteria`. The cost grows with what is found; only a
 * search for nothing but text without a cue looks at all purchases.
 */
export async function findPurchases(
  ledger: Ledger,
  accountId: bigint,
  criteria: Criteria,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<FoundPage> {
  const all = sql`select * from purchase where account_id = ${accountId} and not removed`;
  const { rows } = await sql<FoundRow>`
    with found as materialized (
      select id, day, number, kind, currency, amount
      from (${criteria.period ? purchasesIn(accountId, criteria.period) : all}) purchase
      where ${sql.join([sql<boolean>`true`, ...conditionsOf(criteria)], sql` and `)}
    ), counted as (
      select count(*) as count, greatest(count(*) - 1, 0) / ${size}::int as last from found
    )
    select count::int, last::int,
      array(
        select id from found order by day desc, number desc
        limit ${size} offset least(${page}::int, last) * ${size}::int
      )::text[] as ids,
      (
        select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'currency', currency, 'minor', minor::text)
          order by kind, minor desc, currency), '[]')
        from (select kind, currency, sum(amount) as minor from found group by kind, currency) sums
      ) as sums
    from counted`.execute(ledger);
  const [{ count, last, ids, sums } = { count: 0, last: 0, ids: [], sums: [] }] = rows;
  return {
    count,
    last,
    page: Math.min(page, last),
    sums: sums.map(({ kind, minor, currency }) => ({ kind, money: { minor: BigInt(minor), currency } })),
    purchases: await inThisOrder(ledger, ids.map(BigInt)),
  };
}

interface FoundRow {
  readonly count: number;
  readonly last: number;
  readonly ids: readonly string[];
  readonly sums: readonly { readonly kind: Kind; readonly currency: string; readonly minor: string }[];
}

function conditionsOf({
  category,
  vendor,
  person,
  spending,
  also = [],
}: Criteria): readonly RawBuilder<boolean>[] {
  const named = (column: 'category' | 'vendor', name: string | null | undefined) => {
    if (name === undefined) return [];
    return [
      name === null ? sql<boolean>`${sql.ref(column)} is null` : sql<boolean>`${sql.ref(column)} = ${name}`,
    ];
  };
  const kinds = spending ? [sql<boolean>`kind <> 'income'`] : [];
  const recorded = person === undefined ? [] : [recordedBy(person)];
  return [...named('category', category), ...named('vendor', vendor), ...recorded, ...kinds, ...also];
}

function recordedBy(person: string | null): RawBuilder<boolean> {
  return sql<boolean>`coalesce((select person_id from purchase_revision first
    where first.purchase_id = purchase.id and first.revision = 1), 0) = ${person ?? '0'}::bigint`;
}

async function inThisOrder(ledger: Ledger, ids: readonly bigint[]): Promise<readonly Purchase[]> {
  if (ids.length === 0) return [];
  const rows = await ledger.selectFrom('purchase').select(columns).where('purchase.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, toPurchase(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The criteria of a search. A word may be in the item, the vendor, the category or a tag; a name may be a category's or
 * a tag's. Of the words after an "@", the longest name of a known vendor counts as the vendor, the rest as words.
 */
export async function criteriaFor(ledger: Ledger, accountId: bigint, wanted: Wanted): Promise<Criteria> {
  const { amounts, period } = wanted;
  const names = await knownNames(ledger, accountId, 'category');
  const tags = await knownCues(ledger, accountId, wanted.names.map(tagCueOf));
  const vendor = wanted.vendor && (await vendorIn(ledger, accountId, wanted.vendor));
  const behindVendor = wantedWords(vendor?.rest ?? '');
  const words = [...wanted.words, ...behindVendor.words];
  const texts = [...wanted.texts, ...behindVendor.texts];
  const recalled = (...cues: readonly string[]) => sql`select purchase_id from purchase_cue
    where account_id = ${accountId} and cue = any(${cues}::text[])`;
  const either = (cues: readonly string[], categories: readonly string[]) => {
    const filed = sql`select id from purchase
      where account_id = ${accountId} and not removed and category = any(${categories}::text[])`;
    return sql<boolean>`id in (${recalled(...cues)} ${categories.length > 0 ? sql`union all ${filed}` : sql``})`;
  };
  const withWord = (cue: string) =>
    either(
      [cue, `#${cue}`],
      names.filter((name) => wordCues(name).includes(cue)),
    );
  const withName = (name: string) => {
    const filedUnder = names.filter((known) => nameKey(known) === nameKey(name));
    const tag = tagCueOf(name);
    // if there is no such tag, a condition avoids listing everything ever filed under the category
    return tags.has(tag) ? either([tag], filedUnder) : sql<boolean>`category = any(${filedUnder}::text[])`;
  };
  const within = amounts && [
    sql<boolean>`currency = ${amounts.currency}`,
    ...(amounts.least === null ? [] : [sql<boolean>`amount >= ${amounts.least}`]),
    ...(amounts.most === null ? [] : [sql<boolean>`amount <= ${amounts.most}`]),
  ];
  return {
    period,
    also: [
      ...words.map(withWord),
      ...(vendor === null ? [] : [sql<boolean>`id in (${recalled(vendor.cue)})`]),
      ...wanted.names.map(withName),
      ...(within ?? []),
      ...texts.map(withText),
    ],
  };
}

/** Characters that continue a word or number: neither the signs × and ÷ nor any dash, quote or emoji. */
const wordCharacters =
  '0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff' +
  '\u2070-\u209f\u2150-\u218f\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc';

/** A condition that a purchase contains text without a cue: a sign anywhere, anything else as a whole word. */
function withText(text: string): RawBuilder<boolean> {
  const said = sql`lower(replace(concat_ws(' ', item, vendor, category, array_to_string(tags, ' ')), ${'\ufe0f'}::text, ''))`;
  const stands = sql<boolean>`strpos(${said}, ${text}::text) > 0`;
  if (isSign(text)) return stands;
  // letters and numbers need no escaping in a pattern
  const pattern = `(^|[^${wordCharacters}])${text}([^${wordCharacters}]|$)`;
  return sql<boolean>`${stands} and ${said} ~ ${pattern}::text`;
}

/** Those of these cues that any purchase of the account has. */
async function knownCues(
  ledger: Ledger,
  accountId: bigint,
  cues: readonly string[],
): Promise<ReadonlySet<string>> {
  if (cues.length === 0) return new Set();
  const { rows } = await sql<{ cue: string }>`
    select cue from unnest(${cues}::text[]) as asked (cue)
    where exists (select from purchase_cue where account_id = ${accountId} and purchase_cue.cue = asked.cue)`.execute(
    ledger,
  );
  return new Set(rows.map(({ cue }) => cue));
}

/**
 * The cue of the longest known vendor's name that these words begin with (of all of them if none is known), and the
 * rest.
 */
async function vendorIn(
  ledger: Ledger,
  accountId: bigint,
  words: readonly string[],
): Promise<{ readonly cue: string; readonly rest: string }> {
  const heads = words.map((_, index) => vendorCueOf(words.slice(0, index + 1).join(' ')));
  const recalled = await knownCues(ledger, accountId, heads);
  const known = heads.findLastIndex((head) => recalled.has(head));
  const end = known === -1 ? words.length : known + 1;
  return { cue: heads[end - 1] ?? '', rest: words.slice(end).join(' ') };
}

/** A stored search: its words, and the day they were said. */
export interface Search {
  readonly words: string;
  readonly day: Day;
}

/** How many of a person's latest searches are kept. */
const searchesKept = 20;

/** Stores a search, so that its buttons find it. Fulfils with its id. */
export async function keepSearch(
  ledger: Ledger,
  accountId: bigint,
  personId: number,
  { words, day }: Search,
): Promise<bigint> {
  const { id } = await ledger
    .insertInto('search')
    .values({ account_id: accountId, person_id: BigInt(personId), words, day })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    delete from search where account_id = ${accountId} and person_id = ${personId} and id <= (
      select id from search where account_id = ${accountId} and person_id = ${personId}
      order by id desc offset ${searchesKept} limit 1)`.execute(ledger);
  return id;
}

/** A stored search of this person; null: it is no longer kept, or somebody else's. */
export async function keptSearch(
  ledger: Ledger,
  accountId: bigint,
  personId: number,
  id: bigint,
): Promise<Search | null> {
  const found = await ledger
    .selectFrom('search')
    .select(['words', 'day'])
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('person_id', '=', BigInt(personId))
    .executeTakeFirst();
  return found ?? null;
}
