import { sql } from 'kysely';
import type { Ledger } from '../storage/database.ts';

/** A change of a category's name that revisions may still hold. */
interface Naming {
  readonly was: string;
  readonly is: string;
  /** Id of the newest change made before it. */
  readonly after: bigint;
  /** Ids of the purchases it applies to; null: all that had the name. */
  readonly only: ReadonlySet<string> | null;
}

/**
 * Gives a function that translates a category name found in a revision into the present name. It takes the id of the
 * change that wrote the revision (null: written before changes were kept). Revisions keep the names of their time, so
 * translate before writing one back to a purchase. Undoing or redoing a rename or merge counts as a further renaming.
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

/** Labels of the rules that file purchases under a category: vendors and items as the person typed them, sorted. */
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

/** Deletes all rules for a category; purchases they filed stay there. */
export async function forgetRules(ledger: Ledger, accountId: bigint, category: string): Promise<void> {
  await ledger
    .deleteFrom('category_rule')
    .where('account_id', '=', accountId)
    .where('category', '=', category)
    .execute();
}
