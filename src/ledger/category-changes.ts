import { sql } from 'kysely';
import type { Ledger } from './database.ts';

/** What happened to names, in the order in which it did. */
interface Naming {
  readonly was: string;
  readonly is: string;
  /** The newest change made before. */
  readonly after: bigint;
  /** The only purchases that it is about; null: all that had the name. */
  readonly only: ReadonlySet<string> | null;
}

/**
 * What a category that a revision of a purchase holds is called now, by the change that wrote the revision (null: before
 * there were changes). Revisions keep the names of their time; this is to be asked before one of them is given back to a
 * purchase. A move that is taken back, or done again, moves names once more.
 */
export async function categoryNames(
  ledger: Ledger,
  accountId: bigint,
): Promise<(name: string, changeId: bigint | null, purchaseId: bigint) => string> {
  const { rows } = await sql<{ was: string; is: string; after: bigint; only: readonly bigint[] | null }>`
    with moves as (
      select id, kind, was, "is", purchases, after_change, change_id from category_change
      where account_id = ${accountId}
    )
    select was, "is", after_change as after, id as move, 0::bigint as turn, null::bigint[] as only from moves
    union all
    select case turn.kind when 'undo' then "is" else was end, case turn.kind when 'undo' then was else "is" end,
      turn.id, moves.id, turn.id, case moves.kind when 'merge' then purchases end
    from moves join change turn on turn.of_change = moves.change_id
    order by after, move, turn`.execute(ledger);
  const namings = rows.map(({ only, ...naming }): Naming => {
    return { ...naming, only: only && new Set(only.map(String)) };
  });
  return (name, changeId, purchaseId) =>
    namings
      .filter(({ after, only }) => after >= (changeId ?? 0n) && (only?.has(String(purchaseId)) ?? true))
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
