import type { Ledger } from './database.ts';

/**
 * What a category that a revision holds is called now, by the change that wrote the revision (null: before there were
 * changes). Revisions keep the names of their time; this is to be asked before one of them is given back to a purchase.
 */
export async function categoryNames(
  ledger: Ledger,
  accountId: bigint,
): Promise<(name: string, changeId: bigint | null) => string> {
  const changes = await ledger
    .selectFrom('category_change as move')
    .leftJoin('change', 'change.id', 'move.change_id')
    .select(['was', 'is', 'after_change'])
    .where('move.account_id', '=', accountId)
    .where(({ eb, or }) => or([eb('change_id', 'is', null), eb('state', '=', 'done')]))
    .orderBy('move.id')
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
