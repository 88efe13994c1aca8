import { sql } from 'kysely';
import { groupBy } from '../group.ts';
import { anyNumberOf, anyTextOf } from '../storage/any-of.ts';
import type { Ledger } from '../storage/database.ts';
import { together } from '../storage/together.ts';
import { type Bought, type Cue, cuesOf, findableBy, mainCueOf } from './cues.ts';
import { type Example, type Guess, guessCategory, memoryLimit } from './suggest.ts';

/** A category for a purchase that came without one. */
export interface Suggestion {
  readonly category: string;
  /** Why, to tell the person: a rule of theirs, or earlier purchases. */
  readonly reason: Reason;
  /** Whether to apply it; otherwise it is only offered. A rule is always sure. */
  readonly sure: boolean;
  /** Other categories that would fit, the best first. */
  readonly others: readonly string[];
}

export type Reason = Rule | Guess['because'];

interface Rule {
  readonly kind: 'rule';
  /** A rule for the vendor `shows`, or for the item `shows`. */
  readonly for: 'vendor' | 'item';
  readonly shows: string;
}

/** How many purchases of a cue are read to find `memoryLimit` examples. */
const lookedAt = 2 * memoryLimit;

/** The best category for one purchase: see `suggestCategories`. */
export async function suggestCategory(
  ledger: Ledger,
  accountId: bigint,
  bought: Bought,
): Promise<Suggestion | null> {
  const [suggestion = null] = await suggestCategories(ledger, accountId, [bought]);
  return suggestion;
}

/**
 * The best category for each of these purchases, by the account's rules and earlier purchases; null: nothing is known.
 * The cost does not depend on the number of purchases. Hidden categories are not suggested.
 */
export async function suggestCategories(
  ledger: Ledger,
  accountId: bigint,
  bought: readonly Bought[],
): Promise<readonly (Suggestion | null)[]> {
  const cues = bought.map(cuesOf);
  const known = await recall(ledger, {
    accountId,
    cues: [...new Set(cues.flat().map(({ text }) => text))],
  });
  return cues.map((own) => suggestFrom(own, known));
}

interface Known {
  readonly cue: string;
  /** The category that the account's rule for this cue names. */
  readonly rule: string | null;
  /** Newest first. */
  readonly examples: readonly Example[];
}

const recall = together(
  async (
    ledger,
    all: readonly { readonly accountId: bigint; readonly cues: readonly string[] }[],
  ): Promise<readonly ReadonlyMap<string, Known>[]> => {
    const asked = all.flatMap(({ accountId, cues }, place) => cues.map((cue) => ({ place, accountId, cue })));
    if (asked.length === 0) return all.map(() => new Map());
    const { rows } = await sql<Known & { place: number }>`
      select asked.place::integer as place, asked.cue, rule.category as rule, coalesce(known.examples, '[]') as examples
      from unnest(${anyNumberOf(asked.map(({ place }) => place))}, ${anyNumberOf(asked.map(({ accountId }) => accountId))},
        ${anyTextOf(asked.map(({ cue }) => cue))}) as asked (place, account_id, cue)
      -- looked up for one after the other: joined, those of all accounts could be read
      cross join lateral (
        select array(select category from hidden_category where account_id = asked.account_id) as categories offset 0
      ) hidden
      left join lateral (
        select category from category_rule
        where account_id = asked.account_id and cue = asked.cue and category <> all(hidden.categories) limit 1
      ) rule on true
      cross join lateral (
        select json_agg(example) as examples
        from (
          select purchase.category, suggested.category is null as said
          from (
            select purchase_id from purchase_cue
            where purchase_cue.account_id = asked.account_id and purchase_cue.cue = asked.cue
            order by purchase_id desc limit ${lookedAt}
          ) newest
          cross join lateral (
            select id, category from purchase
            where id = newest.purchase_id and not removed and category is not null
              and category <> all(hidden.categories) limit 1
          ) purchase
          left join lateral (
            select once, category from suggested_category
            where purchase_id = purchase.id and category = purchase.category limit 1
          ) suggested on true
          where suggested.once is not true
          order by newest.purchase_id desc limit ${memoryLimit}
        ) example
      ) known`.execute(ledger);
    const known = groupBy(rows, ({ place }) => place);
    return all.map((_, place) => new Map((known.get(place) ?? []).map((row) => [row.cue, row])));
  },
);

function suggestFrom(cues: readonly Cue[], known: ReadonlyMap<string, Known>): Suggestion | null {
  const guess = guessCategory(
    cues.map(({ kind, text, shows }) => ({ kind, shows, examples: known.get(text)?.examples ?? [] })),
  );
  const rules = cues.flatMap(({ kind, text, shows }) => {
    const category = known.get(text)?.rule ?? null;
    return category === null || kind === 'word' ? [] : [{ kind, shows, category }];
  });
  // a rule for an item is more specific than one for its vendor
  const rule = rules.find(({ kind }) => kind === 'item') ?? rules[0];
  if (!rule) {
    return (
      guess && { category: guess.category, reason: guess.because, sure: guess.sure, others: guess.others }
    );
  }
  const { category, kind, shows } = rule;
  const others = guess ? [guess.category, ...guess.others].filter((other) => other !== category) : [];
  return { category, reason: { kind: 'rule', for: kind, shows }, sure: true, others };
}

/** A purchase with what it is recalled by. */
export interface Remembered extends Bought {
  readonly id: bigint;
}

/**
 * Makes these purchases findable by their item, vendor and tags: to be called in the transaction that records them or
 * changes any of these. Calling it again changes nothing. Removing a purchase or changing its category needs no call.
 */
export async function rememberPurchases(
  ledger: Ledger,
  accountId: bigint,
  purchases: readonly (Remembered & { readonly tags: readonly string[] })[],
): Promise<void> {
  const cues = purchases.flatMap((purchase) =>
    findableBy(purchase).map((text) => ({ id: purchase.id, text })),
  );
  if (purchases.length === 0) return;
  await sql`
    with given as (
      select purchase_id, cue
      from unnest(${cues.map(({ id }) => id)}::bigint[], ${cues.map(({ text }) => text)}::text[])
        as given (purchase_id, cue)
    ), forgotten as (
      delete from purchase_cue
      where purchase_id = any(${purchases.map(({ id }) => id)}::bigint[])
        and not exists (
          select from given where given.purchase_id = purchase_cue.purchase_id and given.cue = purchase_cue.cue)
    )
    insert into purchase_cue (account_id, cue, purchase_id)
    select ${accountId}, cue, purchase_id from given
    on conflict do nothing`.execute(ledger);
}

/**
 * Learns from the category that the person gave a purchase. `always`: makes it the rule for this vendor (without one,
 * this item), replacing an earlier rule. `once`: this purchase is an exception and is no example for others.
 */
export async function learnCategory(
  ledger: Ledger,
  accountId: bigint,
  purchase: Remembered & { readonly category: string },
  scope: 'always' | 'once',
): Promise<void> {
  const { id, item, vendor, category } = purchase;
  if (scope === 'once') {
    await ledger
      .insertInto('suggested_category')
      .values({ purchase_id: id, category, once: true })
      .onConflict((conflict) => conflict.column('purchase_id').doUpdateSet({ category, once: true }))
      .execute();
    return;
  }
  await ledger.deleteFrom('suggested_category').where('purchase_id', '=', id).execute();
  const cue = mainCueOf(purchase);
  if (cue === null) return;
  const rule = { label: vendor ?? item, category };
  await ledger
    .insertInto('category_rule')
    .values({ account_id: accountId, cue: cue.text, ...rule })
    .onConflict((conflict) => conflict.columns(['account_id', 'cue']).doUpdateSet(rule))
    .execute();
}
