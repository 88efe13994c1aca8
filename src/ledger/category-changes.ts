import { sql } from 'kysely';
import type { Ledger } from './database.ts';

/** Who changes a category, and the message they do it with. */
export interface CategoryAuthor {
  readonly personId: number;
  readonly chatId: number;
  readonly messageId: number;
}

/**
 * Gives all purchases of the category `was`, removed ones too, to `is`: a new name (`rename`) or another category
 * (`merge`). Rules, budgets and what recurs
 * follow; where the category has a budget of its own, that is the one it keeps. The change is kept, with what it moved. Fulfils with the number of purchases.
 */
export async function moveCategory(
  ledger: Ledger,
  accountId: bigint,
  change: { readonly kind: 'rename' | 'merge'; readonly was: string; readonly is: string },
  author: CategoryAuthor,
): Promise<number> {
  const { kind, was, is } = change;
  const { rows } = await sql<{ moved: number }>`
    with moved as (
      update purchase set category = ${is}
      where account_id = ${accountId} and removed in (false, true) and category = ${was}
      returning id
    ), suggested as (
      update suggested_category set category = ${is} from moved
      where purchase_id = moved.id and category = ${was}
    ), ruled as (
      update category_rule set category = ${is} where account_id = ${accountId} and category = ${was}
    ), comes_again as (
      update recurring set category = ${is} where account_id = ${accountId} and category = ${was}
    ), dropped_budget as (
      delete from budget
      where account_id = ${accountId} and category = ${was} and exists (
        select from budget other
        where other.account_id = ${accountId} and other.category = ${is} and other.period = budget.period)
    ), budgeted as (
      update budget set category = ${is}
      where account_id = ${accountId} and category = ${was} and not exists (
        select from budget other
        where other.account_id = ${accountId} and other.category = ${is} and other.period = budget.period)
    ), shown as (
      delete from hidden_category where account_id = ${accountId} and category = ${was} returning account_id
    ), hidden as (
      insert into hidden_category (account_id, category)
      select account_id, ${is} from shown where ${kind} = 'rename'
      on conflict do nothing
    )
    insert into category_change (
      account_id, kind, was, "is", purchases, after_change, person_id, chat_id, message_id)
    select ${accountId}, ${kind}, ${was}, ${is}, coalesce(array_agg(id), '{}'),
      coalesce((select max(id) from change), 0), ${author.personId}, ${author.chatId}, ${author.messageId}
    from moved
    returning cardinality(purchases) as moved`.execute(ledger);
  return rows[0]?.moved ?? 0;
}

/**
 * What a category that a revision holds is called now, by the change that wrote the revision (null: before there were
 * changes). Revisions keep the names of their time; this is to be asked before one of them is given back to a purchase.
 */
export async function categoryNames(
  ledger: Ledger,
  accountId: bigint,
): Promise<(name: string, changeId: bigint | null) => string> {
  const changes = await ledger
    .selectFrom('category_change')
    .select(['was', 'is', 'after_change'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
  return (name, changeId) =>
    changes
      .filter(({ after_change }) => after_change >= (changeId ?? 0n))
      .reduce((now, { was, is }) => (now === was ? is : now), name);
}

/** Hides a category, or shows it again. */
export async function hideCategory(
  ledger: Ledger,
  accountId: bigint,
  category: string,
  hide: boolean,
): Promise<void> {
  if (hide) {
    await ledger
      .insertInto('hidden_category')
      .values({ account_id: accountId, category })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  await ledger
    .deleteFrom('hidden_category')
    .where('account_id', '=', accountId)
    .where('category', '=', category)
    .execute();
}

/** What is always filed under a category: vendors and items as the person wrote them, in the order of the alphabet. */
export async function rulesFor(
  ledger: Ledger,
  accountId: bigint,
  category: string,
): Promise<readonly string[]> {
  const rows = await ledger
    .selectFrom('category_rule')
    .select('label')
    .where('account_id', '=', accountId)
    .where('category', '=', category)
    .orderBy('label')
    .execute();
  return rows.map(({ label }) => label);
}

/** Ends all rules for a category; what they filed stays. */
export async function forgetRules(ledger: Ledger, accountId: bigint, category: string): Promise<void> {
  await ledger
    .deleteFrom('category_rule')
    .where('account_id', '=', accountId)
    .where('category', '=', category)
    .execute();
}
